"""A check-in in the chat: question, nudge, closed window, and what was missed."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.pain import SCORES
from bot.domain.record import CheckInRecord, WorkoutRecord
from bot.views import words
from bot.views.message import Button, Message, Rows
from bot.views.taps import FillIn, Score, write

SCALE = "0 is no pain, 10 is the worst pain you can imagine."
SHOWN_MISSED = 20
"""A message has room for so many missed check-ins, the latest; the others are counted."""
_LABELS = tuple(str(score) for score in SCORES)
_ROW = 6


def scale(check_in_id: int) -> Rows:
    """Eleven neutral buttons in two rows."""
    # The scores differ in the end of their data alone, and this is done for every tap.
    same = write(Score(check_in_id, 0)).removesuffix("0")
    buttons = tuple([Button(label, same + label) for label in _LABELS])
    return buttons[:_ROW], buttons[_ROW:]


def title(record: WorkoutRecord, check_in: CheckInRecord, now: datetime, zone: ZoneInfo) -> str:
    """`One hour after your squats (ended today at 18:00)`"""
    moment = words.MOMENTS[check_in.moment].capitalize()
    ended = words.when(record.workout.ended_at, now, zone)
    return f"<b>{moment} your {words.activity(record.workout)}</b> (ended {ended})"


def question(record: WorkoutRecord, check_in_id: int, now: datetime, zone: ZoneInfo) -> Message:
    """The check-in's question."""
    check_in = record.check_in(check_in_id)
    return Message(
        f"{title(record, check_in, now, zone)}\nHow is your knee now? {SCALE}", scale(check_in_id)
    )


def nudge(record: WorkoutRecord, check_in_id: int, now: datetime, zone: ZoneInfo) -> Message:
    """The one reminder, complete enough to answer on the spot."""
    asked = question(record, check_in_id, now, zone)
    return Message(f"A quick reminder, one tap is enough.\n\n{asked.text}", asked.buttons)


def from_memory(record: WorkoutRecord, check_in_id: int, now: datetime, zone: ZoneInfo) -> Message:
    """The question of a check-in whose moment has passed."""
    check_in = record.check_in(check_in_id)
    text = (
        f"{title(record, check_in, now, zone)}\n"
        f"How was your knee then, as far as you remember? {SCALE} "
        "I keep the answer and mark it as late."
    )
    return Message(text, scale(check_in_id))


def closed(record: WorkoutRecord, check_in_id: int, now: datetime, zone: ZoneInfo) -> Message:
    """The question after its completion window."""
    check_in = record.check_in(check_in_id)
    text = (
        f"{title(record, check_in, now, zone)}\n"
        f"How was your knee then? {SCALE}\n\n"
        "The time to answer is over. You can still answer; it will be marked as late."
    )
    return Message(text, scale(check_in_id))


def next_question(record: WorkoutRecord, now: datetime, zone: ZoneInfo) -> str:
    """When the next question about this workout comes; empty if none is left."""
    at = record.next_question_at(now)
    if at is None:
        return ""
    if at <= now:
        return "The next question comes right away."
    return f"Next question: {words.when(at, now, zone)}."


def missed(
    check_ins: Sequence[tuple[WorkoutRecord, int]], now: datetime, zone: ZoneInfo
) -> Message:
    """One message for everything that could not be asked in time."""
    logged_late = all(
        record.logged_at >= record.check_in(check_in_id).closes_at
        for record, check_in_id in check_ins
    )
    lines, rows = [], []
    for record, check_in_id in check_ins[-SHOWN_MISSED:]:
        check_in = record.check_in(check_in_id)
        moment, name = words.MOMENTS[check_in.moment], words.activity(record.workout)
        ended = words.when(record.workout.ended_at, now, zone)
        lines.append(f"• {moment} your {name} (ended {ended})")
        rows.append((Button(f"{name.capitalize()}, {moment}", write(FillIn(check_in_id))),))
    if (unnamed := len(check_ins) - len(rows)) > 0:
        lines.append(f"• and {unnamed} more before these")
    why = (
        "By the time you logged it, it was too late to ask in time"
        if logged_late
        else "Sorry, I could not ask in time"
    )
    text = (
        f"{why}:\n" + "\n".join(lines) + "\n\nDo you remember how your knee was? "
        "You can fill it in from memory; I mark it as late. Leaving it out is fine too."
    )
    return Message(text, tuple(rows))
