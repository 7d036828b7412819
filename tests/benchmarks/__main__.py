"""`python -m tests.benchmarks [NAME…]`: run the benchmarks and print one table.

A benchmark is a module of this package whose `measure()` yields figures.
"""

import sys
from collections.abc import Callable, Iterator

from tests.benchmarks import due_jobs, questions, rest, score_tap, transport
from tests.benchmarks.figures import Figure, show

BENCHMARKS: dict[str, Callable[[], Iterator[Figure]]] = {
    "score_tap": score_tap.measure,
    "due_jobs": due_jobs.measure,
    "rest": rest.measure,
    "transport": transport.measure,
    "questions": questions.measure,
}


def main(names: list[str]) -> int:
    """Return 2 for an unknown name, 1 if a goal is missed, otherwise 0."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}.")
        return 2
    figures = [(name, figure) for name in names or BENCHMARKS for figure in BENCHMARKS[name]()]
    show(figures)
    return int(any(figure.met is False for _, figure in figures))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
