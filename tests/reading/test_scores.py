"""Answers to an open question about pain."""

import pytest

from bot.reading.reader import read_text
from bot.reading.scores import read_score
from bot.reading.values import ReadingKind, ScoreProblem
from tests.reading.judging import NOW, ZONE


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        ("3", 3),
        ("3/10", 3),
        ("about a 3", 3),
        ("three", 3),
        ("3 out of 10", 3),
        ("a solid 4", 4),
        ("its a 2", 2),
        ("zero", 0),
        ("no pain", 0),
        ("none", 0),
        ("nothing", 0),
        ("pain is gone", 0),
        ("7!!", 7),
        ("3️⃣", 3),
        ("🔟", 10),
        ("٣", 3),
        ("3.0", 3),
        ("maybe 3?", 3),
        ("hurts 7 after squats", 7),
        ("5 minutes ago it was 3", 3),
        ("was 2 now 4", 4),
        ("it's 4 now, was 6", 4),
        ("it's at 5 now", 5),
        ("10/10", 10),
    ],
)
def test_a_score_is_read_however_it_is_put(answer: str, score: int) -> None:
    assert read_score(answer).score == score
    assert read_score(answer).problem is None


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("3.5", ScoreProblem.NOT_WHOLE),
        ("3,5", ScoreProblem.NOT_WHOLE),
        ("four and a half", ScoreProblem.NOT_WHOLE),
        ("3 or 4", ScoreProblem.NOT_WHOLE),
        ("2-3", ScoreProblem.NOT_WHOLE),
        ("between 3 and 4", ScoreProblem.NOT_WHOLE),
        ("11", ScoreProblem.OUT_OF_RANGE),
        ("-1", ScoreProblem.OUT_OF_RANGE),
        ("minus 1", ScoreProblem.OUT_OF_RANGE),
        ("99999999999999999999", ScoreProblem.OUT_OF_RANGE),
        ("ouch", ScoreProblem.NO_NUMBER),
        ("😩", ScoreProblem.NO_NUMBER),
        ("hurts", ScoreProblem.NO_NUMBER),
        ("", ScoreProblem.NO_NUMBER),
        ("2 days", ScoreProblem.NO_NUMBER),
        ("7 squats ok?", ScoreProblem.NO_NUMBER),
        ("is 3 ok?", ScoreProblem.NO_NUMBER),
        ("skip", ScoreProblem.NO_NUMBER),
        ("no", ScoreProblem.NO_NUMBER),
        ("-", ScoreProblem.NO_NUMBER),
    ],
)
def test_what_is_no_score_says_why(answer: str, problem: ScoreProblem) -> None:
    assert read_score(answer).score is None
    assert read_score(answer).problem is problem


def test_nothing_is_a_score_of_its_own_as_none_is() -> None:
    assert read_text("nothing", NOW, ZONE).score == 0
    assert read_text("none", NOW, ZONE).score == 0
    assert read_text("I did nothing", NOW, ZONE).kind is ReadingKind.OTHER
