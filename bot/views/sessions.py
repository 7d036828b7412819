"""A clinic's sessions, listed and changed."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.session import SessionRecord
from bot.views import words
from bot.views.choices import DAYS
from bot.views.clinic_taps import (
    AskToCancel,
    CancelSession,
    ShowSession,
    ShowSessions,
    SkipDate,
    write,
)
from bot.views.message import Button, Message, Rows

HOW = Message(
    "Tell me what and when, such as <code>/session squats 18:00 45 min</code> or "
    "<code>/session lunges every Tue 18:00</code>. /sessions lists them."
)
NONE = Message("No session is planned. <code>/session lunges every Tue 18:00</code> plans one.")


def planned(record: SessionRecord, now: datetime, not_understood: Sequence[str] = ()) -> Message:
    """The confirmation, with what was left aside."""
    shown = one(record, now)
    lines = (*words.puzzled(not_understood), f"Planned: {shown.text}")
    return Message("\n".join(lines), shown.buttons)


def listed(records: Sequence[SessionRecord], now: datetime) -> Message:
    """All of them; a tap shows one with its dates."""
    if not records:
        return NONE
    rows = tuple((Button(_name(record, now), write(ShowSession(record.id))),) for record in records)
    return Message("The sessions of this clinic. Tap one to skip a date or to cancel it.", rows)


def one(record: SessionRecord, now: datetime) -> Message:
    """One session with its next dates."""
    lines = [f"<b>{_name(record, now)}</b>, {words.duration(record.plan.minutes)}"]
    rows: Rows = ()
    for date in record.dates:
        is_skipped = date in record.skipped
        day = words.day(date, record.zone)
        lines.append(f"• {day}{' (skipped)' if is_skipped else ''}")
        label = f"{'Hold' if is_skipped else 'Skip'} {day}"
        rows += ((Button(label, write(SkipDate(record.id, date))),),)
    lines.append(
        "Right after, one hour after and 24 hours after, I ask here how the knees are. "
        f"To change it: <code>/session #{record.id} …</code> with the new time."
    )
    rows += (
        (
            Button("Cancel this session", write(AskToCancel(record.id))),
            Button("All sessions", write(ShowSessions())),
        ),
    )
    return Message("\n".join(lines), rows)


def cancelling(record_id: int) -> Message:
    """Asks before a session goes."""
    buttons = (
        Button("Cancel it", write(CancelSession(record_id))),
        Button("Keep it", write(ShowSession(record_id))),
    )
    return Message("Cancel this session for good?", (buttons,))


def cancelled(record: SessionRecord, now: datetime) -> Message:
    """It is gone."""
    return Message(f"Cancelled: {_name(record, now)}. I will not ask about it any more.")


def _name(record: SessionRecord, now: datetime) -> str:
    what = words.ACTIVITIES[record.plan.activity].capitalize()
    if record.plan.weekdays:
        days = sorted(record.plan.weekdays)
        when = "every day" if len(days) == 7 else "every " + ", ".join(DAYS[d][:3] for d in days)
        return f"{what} {when} {record.plan.at:%H:%M}"
    if not record.dates:
        return what
    return f"{what} {words.when(record.dates[0], now, record.zone)}"
