"""Reads what athletes type: a workout, a pain score, or something else."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.workout import Activity
from bot.reading.clocktimes import point_of
from bot.reading.details import Details, details, is_pace
from bot.reading.items import Item, any_has
from bot.reading.kinds import verdict, workout_clauses
from bot.reading.losses import not_understood
from bot.reading.meanings import Colon
from bot.reading.moments import Now
from bot.reading.parsing import parsed, parsed_answer
from bot.reading.scores import read_score
from bot.reading.tokens import tidy
from bot.reading.values import Reading, ReadingKind
from bot.reading.when import when

LOG_COMMAND = re.compile(r"\s*/log(?:@\w+)?(?!\w)", re.IGNORECASE)


def read_text(text: str, now: datetime, zone: ZoneInfo) -> Reading:
    """What a text says; a line that begins with /log is a workout. Never raises."""
    command = LOG_COMMAND.match(text)
    if command is not None:
        return _workout(text, text[command.end() :], Now(now, zone))
    items = parsed(text)
    found = verdict(items, parsed_answer(text))
    if found.kind is ReadingKind.WORKOUT:
        return _reading(text, text, items, found.told, Now(now, zone))
    if found.kind is ReadingKind.SCORE:
        return Reading(text=tidy(text), kind=found.kind, score=read_score(text).score)
    return Reading(text=tidy(text), kind=found.kind, asks=found.asks)


def read_log(arguments: str, now: datetime, zone: ZoneInfo) -> Reading:
    """The workout in what follows /log; whatever is missing is None. Never raises."""
    return _workout(arguments, arguments, Now(now, zone))


def _workout(text: str, told: str, now: Now) -> Reading:
    items = parsed(told)
    reading = _reading(text, told, items, workout_clauses(items), now)
    if reading.activity is None and any_has(items, "other"):
        return reading.model_copy(update={"activity": Activity.OTHER})
    return reading


def _reading(
    text: str, read: str, items: tuple[Item, ...], told: tuple[tuple[Item, ...], ...], now: Now
) -> Reading:
    found = details(told)
    said = _with_times(tuple(item for clause in told for item in clause), found)
    moment = when(said, found.minutes, now)
    return Reading(
        text=tidy(text),
        kind=ReadingKind.WORKOUT,
        activity=found.activity,
        minutes=found.minutes if found.minutes is not None else moment.minutes,
        distance_km=found.distance_km,
        ended_at=moment.ended_at,
        rpe=found.rpe,
        before=found.before,
        score=found.after,
        not_understood=not_understood(read, items, found),
        day=moment.day,
    )


def _with_times(items: tuple[Item, ...], found: Details) -> tuple[Item, ...]:
    """The items, with the `18:05` that is no duration and no pace as a time of day."""
    return tuple(
        Item(item.text, frozenset({"POINT"}), point_of(item))
        if isinstance(item.meaning, Colon)
        and item not in found.used
        and not is_pace(item.meaning, found)
        else item
        for item in items
    )
