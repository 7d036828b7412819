"""Reads the answers to two single questions: how long was it, and when did it end?"""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.reading.clocktimes import continental, point_of
from bot.reading.daytimes import SPOKEN
from bot.reading.items import Item, any_has, first
from bot.reading.meanings import Between, Colon, Duration, Em, Number, Point, Within
from bot.reading.moments import Now
from bot.reading.parsing import parsed, parsed_answer
from bot.reading.when import lasted, when


def read_time_of_day(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment in the answer: the latest such moment not after now, or one said to be ahead.

    None if there is no moment in it, or only a day. Never raises.
    """
    items = tuple(_as_time(item) for item in SPOKEN.read(parsed(text)))
    here = Now(now, zone)
    said = when(items, None, here).ended_at
    if said is not None:
        return said
    ahead = first(items, Within)
    if ahead is not None:
        return _ahead(here, ahead)
    return here.minus(0) if any_has(items, "NOW", "JUST") else None


def read_duration(text: str) -> float | None:
    """Minutes. A bare number is minutes, `1:30` an hour and a half, `28:30` minutes and seconds.

    None if there is no duration in it. Never raises.
    """
    items = parsed_answer(text)
    if items and items[0].has("-"):
        return None
    between = first(parsed(text), Between)
    if between is not None:
        return lasted(between.start, between.end)
    told = next((minutes for minutes in map(_minutes, items) if minutes is not None), None)
    if told is not None:
        return told
    numbers = [item.meaning.value for item in items if isinstance(item.meaning, Number)]
    if numbers:
        return numbers[0] if len(numbers) == 1 and numbers[0] >= 0 else None
    return 60.0 if any_has(items, "HOUR") else None


def _minutes(item: Item) -> float | None:
    match item.meaning:
        case Duration(minutes) | Within(minutes) | Em(minutes):
            return minutes
        case Colon(one, two, None) if two < 60:
            return float(one * 60 + two) if one < 4 else round(one + two / 60, 2)
        case _:
            return None


def _as_time(item: Item) -> Item:
    """A number or clock time alone is a time of day here."""
    point: Point | None = None
    if isinstance(item.meaning, Number | Colon):
        point = point_of(item)
    elif isinstance(item.meaning, Duration):
        point = continental(item)
    return item if point is None else Item(item.text, frozenset({"POINT"}), point)


def _ahead(now: Now, ahead: Within) -> datetime | None:
    try:
        return now.minus(-ahead.minutes)
    except OverflowError:
        return None
