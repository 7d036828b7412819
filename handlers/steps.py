"""A step of a workout in the making, typed instead of tapped."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.draft import OPTIONAL, Draft, Step
from bot.reading.answers import read_duration, read_time_of_day
from bot.reading.reader import read_log
from bot.reading.scores import read_score
from bot.services.prompts import OpenPrompt

_SKIPS = frozenset(
    {"skip", "next", "pass", "-", "no idea", "dont know", "don't know", "dunno", "idk"}
)


def fill(prompt: OpenPrompt, typed: str, now: datetime, zone: ZoneInfo) -> Draft | None:
    """The draft with the step that was asked for, or None if what was typed does not fill it."""
    draft, step = prompt.draft, prompt.step
    if step in OPTIONAL and typed.casefold().strip(" .!’'").replace("’", "'") in _SKIPS:
        return draft.skip(step)
    match step:
        case Step.ACTIVITY:
            reading = read_log(typed, now, zone)
            if reading.activity is None:
                return None
            return replace(
                draft,
                activity=reading.activity,
                minutes=reading.minutes or draft.minutes,
                distance_km=reading.distance_km or draft.distance_km,
                ended_at=reading.ended_at or draft.ended_at,
            )
        case Step.DURATION:
            minutes = read_duration(typed)
            return None if minutes is None else replace(draft, minutes=minutes)
        case Step.ENDED:
            ended_at = read_time_of_day(typed, now, zone)
            return None if ended_at is None else replace(draft, ended_at=ended_at)
        case Step.EFFORT:
            rpe = read_score(typed).score
            return None if rpe is None else replace(draft, rpe=rpe)
        case Step.BEFORE:
            before = read_score(typed).score
            return None if before is None else replace(draft, before=before)
