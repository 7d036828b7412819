"""Reads the answers to two single questions: how long was it, and when did it end?"""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.reading.daytimes import point_of
from bot.reading.items import Item, first
from bot.reading.meanings import (
    Colon,
    Duration,
    Em,
    Number,
    Within,
)
from bot.reading.moments import Now
from bot.reading.parsing import parsed
from bot.reading.when import when


def read_time_of_day(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment in the answer: the latest such moment not after now, or one said to be ahead.

    None if there is no moment in it, or only a day. Never raises.
    """
    items = tuple(_as_time(item) for item in parsed(text))
    here = Now(now, zone)
    said = when(items, None, here).ended_at
    if said is not None:
        return said
    ahead = first(items, Within)
    if ahead is not None:
        return _ahead(here, ahead)
    if any(item.has("NOW", "JUST") for item in items):
        return here.minus(0)
    return None


def read_duration(text: str) -> float | None:
    """Minutes; a bare number is minutes, `1:30` an hour and a half, `28:30` minutes. Never raises."""
    items = parsed(text)
    for item in items:
        match item.meaning:
            case Duration(minutes) | Within(minutes) | Em(minutes):
                return minutes
            case Colon(one, two, None) if two < 60:
                return float(one * 60 + two) if one < 4 else round(one + two / 60, 2)
            case _:
                continue
    numbers = [item.meaning.value for item in items if isinstance(item.meaning, Number)]
    return numbers[0] if len(numbers) == 1 else None


def _as_time(item: Item) -> Item:
    """A number or clock time alone is a time of day here."""
    if not isinstance(item.meaning, Number | Colon):
        return item
    point = point_of(item)
    return item if point is None else Item(item.text, frozenset({"POINT"}), point)


def _ahead(now: Now, ahead: Within) -> datetime | None:
    try:
        return now.minus(-ahead.minutes)
    except OverflowError:
        return None
