"""The last workouts with their three scores."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.check_in import CheckInState, Moment
from bot.domain.record import CheckInRecord, WorkoutRecord
from bot.views import words
from bot.views.message import Message

_HEADS = {Moment.RIGHT_AFTER: "right after", Moment.ONE_HOUR: "1 h", Moment.NEXT_DAY: "24 h"}


def history(records: Sequence[WorkoutRecord], now: datetime, zone: ZoneInfo) -> Message:
    """Latest first, at most as many as were handed in."""
    if not records:
        return Message("Nothing logged yet. Send /log, or just tell me, such as <i>ran 5k</i>.")
    return Message("\n\n".join(_entry(record, now, zone) for record in records))


def _entry(record: WorkoutRecord, now: datetime, zone: ZoneInfo) -> str:
    ended = words.when(record.workout.ended_at, now, zone)
    head = f"<b>{words.amount(record.workout).capitalize()}</b>, {ended}"
    if not record.check_ins:
        return f"{head}\nlogged too late for check-ins"
    scores = ", ".join(f"{_HEADS[c.moment]}: {_score(c)}" for c in record.check_ins)
    return f"{head}\n{scores}"


def _score(check_in: CheckInRecord) -> str:
    if check_in.answer is not None:
        return f"<b>{check_in.answer.score}</b>" + (" (late)" if check_in.late else "")
    return {
        CheckInState.PLANNED: "to come",
        CheckInState.ASKED: "open",
    }.get(check_in.state, "no answer")
