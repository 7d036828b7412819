"""`make ask-report`: accuracy by topic and every confusion, for each set of labelled questions."""

import sys

from tests.knowledge.judging import HELD_BACK, TUNING, judge, questions


def main() -> None:
    """Print a part for each set that there is."""
    for path in (*TUNING, HELD_BACK):
        asked = questions(path)
        if not asked:
            continue
        report = judge(asked)
        lines = [f"{path.name}: {report.figures()}", "", *report.by_label(), ""]
        sys.stdout.write("\n".join([*lines, *sorted(map(str, report.mistakes)), "", ""]))


if __name__ == "__main__":
    main()
