"""What the bot writes into groups on its own. Nothing here shows a score, but for the alert to the
staff about somebody who agreed to that."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from bot.domain.advice import advise
from bot.domain.pain import SCORES, Marks, band
from bot.domain.post import Flare, OpenCheckIns, SessionAsked
from bot.domain.record import WorkoutRecord
from bot.views import answer, check_in, words
from bot.views.advice import BANDS, paragraph
from bot.views.clinic_taps import AnswerHere, PostScore, Seen, write
from bot.views.message import Button, Message, Rows

ANSWER_HERE = "Answer here, only you see it"
ANSWER_IN_PRIVATE = "Answer in the private chat"
SHOWN_NAMES = 20
_ROW = 6
_HEADS = ("right after", "1 h", "24 h")


NOT_STAFF = Message("The digest is for a staff chat. /staff in the staff's group links one.")
NOTHING_ASKED = Message(
    "Nothing is asked in this group at the moment. Your own workouts and check-ins are in our "
    "private chat."
)
ALERT_GONE = "This alert is not there any more."


def reminder(shown: OpenCheckIns, link: str) -> Message:
    """Open check-ins: names of those who agreed, and a number for the others."""
    parts = [escape(name) for name in shown.names[:SHOWN_NAMES]]
    if more := len(shown.names) - len(parts):
        parts.append(f"{more} more")
    lines = []
    if parts:
        one = len(shown.names) == 1
        lines.append(f"{_joined(parts)} {'has' if one else 'have'} a check-in open.")
    if shown.unnamed:
        others = " other" if parts else ""
        is_one = shown.unnamed == 1
        lines.append(f"{shown.unnamed}{others} check-in{' is' if is_one else 's are'} open.")
    lines.append("One tap in our private chat is enough.")
    return Message("\n".join(lines), ((Button(ANSWER_IN_PRIVATE, link),),))


def session(shown: SessionAsked, link: str, now: datetime) -> Message:
    """How is your knee, asked of everybody in the clinic; the answers are only counted."""
    text = f"{_session_title(shown, now)}\nHow is your knee now? Nobody here sees what you answer."
    buttons: Rows = (
        (Button(ANSWER_HERE, write(AnswerHere(shown.post_id))),),
        (Button(ANSWER_IN_PRIVATE, link),),
    )
    return Message(text + _count(shown), buttons)


def session_over(shown: SessionAsked, link: str, now: datetime) -> Message:
    """The same when its time is over; late answers are welcome in private."""
    text = f"{_session_title(shown, now)}\nThe time to answer is over; a late answer still counts."
    return Message(text + _count(shown), ((Button(ANSWER_IN_PRIVATE, link),),))


def session_question(shown: SessionAsked, now: datetime) -> Message:
    """The question to one person, with eleven neutral buttons."""
    buttons = tuple(Button(str(n), write(PostScore(shown.post_id, n))) for n in SCORES)
    return Message(
        f"{_session_title(shown, now)}\nHow is your knee now? {check_in.SCALE}",
        (buttons[:_ROW], buttons[_ROW:]),
    )


def session_answered(
    post_id: int,
    record: WorkoutRecord,
    check_in_id: int,
    now: datetime,
    zone: ZoneInfo,
    history: Sequence[WorkoutRecord],
    marks: Marks,
) -> Message:
    """The same with the answer and what it means; another number can be tapped."""
    shown = answer.answered(record, check_in_id, now, zone, history, marks=marks, signs_denied=True)
    buttons = tuple(Button(str(n), write(PostScore(post_id, n))) for n in SCORES)
    return Message(shown.text, (buttons[:_ROW], buttons[_ROW:]))


def noted(record: WorkoutRecord, check_in_id: int, marks: Marks) -> str:
    """In a pop-up that only the one who tapped sees: `4 of 10, tolerable`"""
    answered = record.check_in(check_in_id)
    assert answered.answer is not None
    felt = band(answered.answer.score, marks)
    return f"{answered.answer.score} of 10, {BANDS[felt]}. It is in your diary."


def not_in_the_group(question: Message, deleted: bool) -> Message:
    """To somebody who wrote a number into the group."""
    why = (
        "I took your number out of the group, as scores are nobody's business there."
        if deleted
        else "You wrote a number in the group. Scores are nobody's business there, and I may not "
        "delete it: please do."
    )
    return Message(f"{why} Please answer here.\n\n{question.text}", question.buttons)


def write_to_me(link: str) -> Message:
    """In the group, to somebody who can not be reached otherwise."""
    return Message("Please write to me in private for that.", ((Button("Private chat", link),),))


def goes_on_in_private(link: str) -> Message:
    """To the one who wants to log a workout from the group."""
    return Message("That goes on in our private chat.", ((Button("Private chat", link),),))


def flare(shown: Flare, now: datetime) -> Message:
    """To the staff: who, what, the three scores, the trend, what the bot advised."""
    lines = [f"<b>{escape(shown.name)}</b> ({escape(shown.clinic)})"]
    if shown.red_flag is not None:
        lines.append(f"told of a warning sign: {shown.red_flag.value.replace('_', ' ')}")
    if shown.record is not None:
        lines.append(_what(shown, shown.record, now))
        lines.append(_scores(shown.record))
    if len(shown.trend) > 1:
        lines.append(f"Next-day scores, oldest first: {', '.join(map(str, shown.trend))}")
    if shown.record is not None and shown.check_in_id is not None:
        lines.append(_advised(shown, shown.record, shown.check_in_id, now))
    buttons: Rows = ()
    if shown.seen_by is None:
        buttons = ((Button("I've seen it", write(Seen(shown.post_id))),),)
    else:
        lines.append(f"Seen by {escape(shown.seen_by)}.")
    return Message("\n".join(lines), buttons)


def _what(shown: Flare, record: WorkoutRecord, now: datetime) -> str:
    ended = words.when(record.workout.ended_at, now, shown.zone)
    return f"{words.amount(record.workout).capitalize()}, ended {ended}"


def _scores(record: WorkoutRecord) -> str:
    given = (
        f"{head}: {one.answer.score if one.answer else 'no answer'}"
        for head, one in zip(_HEADS, record.check_ins, strict=False)
    )
    return ", ".join(given)


def _advised(shown: Flare, record: WorkoutRecord, check_in_id: int, now: datetime) -> str:
    """The verdict, in the first of its sentences."""
    if record.check_in(check_in_id).answer is None:
        return ""
    advice = advise(record, check_in_id, shown.history, shown.marks)
    opening = replace(advice, sentences=advice.sentences[:1])
    return f"I advised: {paragraph(opening, now, shown.zone).partition(chr(10))[0]}"


def _session_title(shown: SessionAsked, now: datetime) -> str:
    moment = words.MOMENTS[shown.moment].capitalize()
    ended = words.when(shown.ended_at, now, shown.zone)
    return f"<b>{moment} the {words.ACTIVITIES[shown.activity]}</b> (ended {ended})"


def _count(shown: SessionAsked) -> str:
    return (
        f"\n\n{shown.turnout.answered} of {shown.turnout.members} have answered."
        if (shown.turnout.may_be_shown)
        else ""
    )


def _joined(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
