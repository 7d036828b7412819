"""The reader against labelled texts: those it was tuned on, and those its authors never saw."""

from pathlib import Path

import pytest

from tests.reading.judging import GOALS, judge

HERE = Path(__file__).parent
DEV = HERE / "dev.jsonl"
HELD_BACK = (HERE / "held_back.jsonl", HERE / "held_back_2.jsonl")


def test_the_texts_it_was_tuned_on_are_understood() -> None:
    report = judge(DEV)
    missed = "\n".join(map(str, report.missed))
    assert report.asked["kind"] >= 300
    for name, goal in GOALS.items():
        assert report.share(name) >= goal, f"{report.figures()}\n{missed}"
        assert report.share_given(name) >= goal, f"{report.figures()}\n{missed}"


@pytest.mark.parametrize("path", HELD_BACK, ids=lambda path: path.stem)
def test_the_texts_it_has_never_seen_are_understood(path: Path) -> None:
    """Says figures only: whoever reads the texts here can no longer be tested with them."""
    report = judge(path)
    for name, goal in GOALS.items():
        assert report.share_given(name) >= goal, report.figures()
