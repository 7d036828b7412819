"""`python -m tests.replicas [--people N] [--seconds S] [--seed N]`: the storm at full strength."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.databases import cluster
from tests.replicas.storm import Storm, rage


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--people", type=int, default=200)
    options.add_argument("--seconds", type=float, default=120)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    storm = Storm(
        people=given.people,
        seconds=given.seconds,
        pause=9,
        slowness=10,
        patience=180,
        offsets="0s,10s,20s",
        seed=given.seed,
    )
    with cluster() as server, tempfile.TemporaryDirectory() as folder:
        after = asyncio.run(rage(storm, server.url, Path(folder)))
    verdict = after.verdict
    print(f"{given.people} athletes, {after.seconds:.0f} s, {after.kills} replicas killed")
    print(f"workouts {verdict.workouts}, check-ins {verdict.check_ins}, none lost")
    print(f"questions asked twice {verdict.questions_twice}, confirmed twice {verdict.told_twice}")
    print(f"updates posted {after.deliveries}, answers to them lost {after.answers_lost}")
    print(f"most messages in any second {verdict.busiest_second}")
    for problem in verdict.problems:
        print(f"PROBLEM: {problem}")
    return int(bool(verdict.problems))


if __name__ == "__main__":
    sys.exit(main())
