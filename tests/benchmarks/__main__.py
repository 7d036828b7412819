"""`python -m tests.benchmarks [NAME…]`: run the benchmarks and print one table.

A benchmark is a module of this package whose `measure()` yields figures.
"""

import sys
from collections.abc import Callable, Iterator

from tests.benchmarks import (
    club,
    due_jobs,
    questions,
    rest,
    riding,
    scale,
    score_tap,
    session_answers,
    transport,
)
from tests.benchmarks.figures import Figure, show

BENCHMARKS: dict[str, Callable[[], Iterator[Figure]]] = {
    "score_tap": score_tap.measure,
    "due_jobs": due_jobs.measure,
    "rest": rest.measure,
    "session_answers": session_answers.measure,
    "riding": riding.measure,
    "transport": transport.measure,
    "questions": questions.measure,
}

ON_REQUEST: dict[str, Callable[[], Iterator[Figure]]] = {
    "club": club.measure,
    "scale": scale.measure,
}
"""What takes minutes and gigabytes is run only when it is named."""


def main(names: list[str]) -> int:
    """Return 2 for an unknown name, 1 if a goal is missed, otherwise 0."""
    known = BENCHMARKS | ON_REQUEST
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}; there are {', '.join(known)}.")
        return 2
    figures = [(name, figure) for name in names or BENCHMARKS for figure in known[name]()]
    show(figures)
    return int(any(figure.met is False for _, figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
