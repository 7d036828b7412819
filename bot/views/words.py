"""How things are called in a message: activities, amounts, times."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from bot.domain.check_in import Moment
from bot.domain.workout import Activity, Workout

ACTIVITIES = {
    Activity.RUN: "run",
    Activity.WALK: "walk",
    Activity.CYCLING: "ride",
    Activity.SQUATS: "squats",
    Activity.LUNGES: "lunges",
    Activity.STEP_UPS: "step-ups",
    Activity.DEADLIFTS: "deadlifts",
    Activity.STRENGTH: "strength training",
    Activity.OTHER: "workout",
}

MOMENTS = {
    Moment.RIGHT_AFTER: "right after",
    Moment.ONE_HOUR: "one hour after",
    Moment.NEXT_DAY: "24 hours after",
}


def activity(workout: Workout) -> str:
    """`squats`"""
    return ACTIVITIES[workout.activity]


def amount(workout: Workout) -> str:
    """`squats, 40 min`; `run, 5 km, 28:30 min`"""
    parts = [activity(workout)]
    if workout.distance_km is not None:
        parts.append(distance(workout.distance_km))
    if workout.minutes is not None:
        parts.append(duration(workout.minutes))
    return ", ".join(parts)


def distance(km: float) -> str:
    """`5 km`, `21.1 km`, `400 m`"""
    if (metres := round(km * 1000)) < 1000:
        return f"{metres} m"
    return f"{km:.2f}".rstrip("0").rstrip(".") + " km"


def duration(minutes: float) -> str:
    """`40 min`, `28:30 min`, `1 h 30 min`, `1 h 05:20 min`"""
    hours, seconds = divmod(round(minutes * 60), 3600)
    whole, rest = divmod(seconds, 60)
    parts = [f"{hours} h"] if hours else []
    if rest:
        parts.append(f"{whole:02}:{rest:02} min" if hours else f"{whole}:{rest:02} min")
    elif whole or not hours:
        parts.append(f"{whole} min")
    return " ".join(parts)


def when(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """`today at 18:00`, `yesterday at 18:00`, `tomorrow at 18:00`, `on Mon 2 March at 18:00`"""
    local = at.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    if days in _DAYS:
        day = _DAYS[days]
    else:
        day = f"on {local:%a} {local.day} {local:%B}"
        if abs(days) > timedelta(days=300).days:
            day += f" {local.year}"
    return f"{day} at {local:%H:%M}"


def day(at: datetime, zone: ZoneInfo) -> str:
    """`Tue 3 March at 18:00`"""
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%B} at {local:%H:%M}"


_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def puzzled(not_understood: Sequence[str]) -> list[str]:
    """Lines that say what was left aside; none if everything was understood."""
    if not not_understood:
        return []
    quoted = ", ".join(f"“{escape(word[:40])}”" for word in not_understood[:5])
    return [f"I did not understand {quoted}; the rest I did.", ""]
