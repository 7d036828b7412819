"""An answered check-in: the score, what it means, and what to do about a sign of worse."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.advice import Advice, advise
from bot.domain.pain import ARTICLE, Band, Marks
from bot.domain.record import WorkoutRecord
from bot.domain.safety import RedFlag
from bot.domain.topic import TopicId
from bot.views.advice import BANDS, paragraph
from bot.views.check_in import next_question, scale, title
from bot.views.message import Button, Message
from bot.views.safety import SIGNS_QUESTION, sign_buttons
from bot.views.safety import advice as safety_advice
from bot.views.taps import FillIn, write
from bot.views.topics import offers

History = Sequence[WorkoutRecord]
SHOWN_TOPICS = 3


def answered(
    record: WorkoutRecord,
    check_in_id: int,
    now: datetime,
    zone: ZoneInfo,
    history: History = (),
    *,
    marks: Marks = ARTICLE,
    signs_denied: bool = False,
) -> Message:
    """The check-in with its current answer and what it means; another number can be tapped. After
    the safety questions have been answered with no they are left out."""
    advice = advise(record, check_in_id, history, marks)
    if signs_denied:
        advice = replace(advice, asks_for_signs=False)
    text = _answer(record, check_in_id, advice, now, zone)
    signs = sign_buttons(check_in_id) if advice.asks_for_signs else ()
    buttons = (*signs, *scale(check_in_id), *offers(advice.topics))
    return Message(f"{text}\nTap another number to change it.", buttons)


def answer(
    record: WorkoutRecord,
    check_in_id: int,
    now: datetime,
    zone: ZoneInfo,
    history: History = (),
    asked_about: TopicId | None = None,
    marks: Marks = ARTICLE,
) -> Message:
    """The same below a typed answer, without the scale, and with the topic that it mentions."""
    advice = advise(record, check_in_id, history, marks)
    text = _answer(record, check_in_id, advice, now, zone)
    signs = sign_buttons(check_in_id) if advice.asks_for_signs else ()
    topics = dict.fromkeys((asked_about, *advice.topics) if asked_about else advice.topics)
    return Message(text, (*signs, *offers(tuple(topics)[:SHOWN_TOPICS])))


def sign_told(
    record: WorkoutRecord, check_in_id: int, flag: RedFlag, now: datetime, zone: ZoneInfo
) -> Message:
    """The check-in with what to do about a sign, which is all that counts now."""
    kept = noted(record, check_in_id, now, zone)
    return Message(f"{kept.text}\n\n{safety_advice([flag]).text}", kept.buttons)


def noted(record: WorkoutRecord, check_in_id: int, now: datetime, zone: ZoneInfo) -> Message:
    """The check-in with its score and nothing that it means."""
    head = "\n".join(_head(record, check_in_id, advise(record, check_in_id).band, now, zone))
    return Message(head, ((Button("Change my answer", write(FillIn(check_in_id))),),))


def _answer(
    record: WorkoutRecord, check_in_id: int, advice: Advice, now: datetime, zone: ZoneInfo
) -> str:
    lines = [*_head(record, check_in_id, advice.band, now, zone), "", paragraph(advice, now, zone)]
    if following := next_question(record, now, zone):
        lines += ["", following]
    if advice.asks_for_signs:
        lines += ["", SIGNS_QUESTION]
    return "\n".join(lines)


def _head(
    record: WorkoutRecord, check_in_id: int, felt: Band, now: datetime, zone: ZoneInfo
) -> Iterator[str]:
    check_in = record.check_in(check_in_id)
    assert check_in.answer is not None
    late = ", given late" if check_in.late else ""
    yield title(record, check_in, now, zone)
    yield f"Your answer: <b>{check_in.answer.score} of 10</b>, {BANDS[felt]}{late}."
