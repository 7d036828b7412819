"""Every row of the case table, which is the specification of the advice."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.advice import Advice, advise
from bot.domain.check_in import Moment
from bot.domain.pain import ARTICLE, Marks
from bot.domain.sentence import SentenceId
from bot.domain.verdict import Verdict
from bot.domain.workout import Activity
from tests.domain.told import told

Case = dict[str, Any]
CASES: list[Case] = yaml.safe_load(
    (Path(__file__).parent / "advice_cases.yaml").read_text(encoding="utf-8")
)


def name(case: Case) -> str:
    scores = "-".join("x" if score is None else str(score) for score in case["scores"])
    return f"{case['activity']} {scores} {case['judged']} {case['verdict']}"


def advice(case: Case) -> Advice:
    record = told(Activity(case["activity"]), case["scores"], before=case.get("before"))
    history = [
        told(
            Activity(row["activity"]),
            row["scores"],
            id_=number,
            before=row.get("before"),
            days=row["days"],
        )
        for number, row in enumerate(case.get("history", ()), start=2)
    ]
    judged = next(c for c in record.check_ins if c.moment is Moment(case["judged"]))
    marks = Marks(*case["marks"]) if "marks" in case else ARTICLE
    return advise(record, judged.id, history, marks)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_the_advice_is_as_the_table_says(case: Case) -> None:
    given = advice(case)
    assert given.verdict is Verdict(case["verdict"])
    assert [sentence.id for sentence in given.sentences] == [SentenceId(s) for s in case["says"]]
    if "signs" in case:
        assert given.asks_for_signs is case["signs"]


def test_the_table_has_every_verdict_every_activity_and_every_sentence() -> None:
    assert {case["verdict"] for case in CASES} == set(Verdict)
    less = {case["activity"] for case in CASES if case["verdict"] == Verdict.DO_LESS}
    assert less == set(Activity)
    assert {sentence for case in CASES for sentence in case["says"]} == set(SentenceId)
