"""`make ask-report`: accuracy by topic, and every confusion, learnt from and held back."""

import sys

from tests.knowledge.judging import HELD_BACK, TUNING, judge, questions


def main() -> None:
    """Print a part for each set that there is."""
    sets = {"learnt from": [question for path in TUNING for question in questions(path)]}
    sets |= {path.stem: questions(path) for path in HELD_BACK}
    for name, asked in sets.items():
        report = judge(asked)
        lines = [f"{name}: {report.figures()}", "", *report.by_label(), ""]
        sys.stdout.write("\n".join([*lines, *sorted(map(str, report.mistakes)), "", ""]))


if __name__ == "__main__":
    main()
