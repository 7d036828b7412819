"""Reads what follows /session: `squats 18:00 45 min`, `lunges every Tue 18:00`."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.local_time import moment
from bot.domain.session import USUAL_MINUTES, SessionPlan
from bot.reading.reader import read_log

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)(?:s|d|day|nes|nesday|rs|r|rsday|ur|urday|sday)?s?"
_EVERY = re.compile(
    rf"\b(?:every|each|weekly(?:\s+on)?)\s+((?:{_DAY})(?:(?:\s*,\s*|\s+and\s+|\s*&\s*|\s+)(?:{_DAY}))*)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_DAILY = re.compile(r"\b(?:every\s+day|daily)\b", re.IGNORECASE)
_WEEKDAYS = re.compile(r"\b(?:on\s+weekdays|every\s+weekday|weekdays)\b", re.IGNORECASE)
_ON = re.compile(rf"\b(?:on\s+|next\s+)?({_DAY})(?![\w-])", re.IGNORECASE)
_NEAR = re.compile(r"\b(today|tonight|tomorrow)\b", re.IGNORECASE)
_DATE = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", re.ASCII)
_CLOCK = re.compile(
    r"(?:\bat\s+|@\s*)?\b(\d{1,2})(?:[:.](\d{2})\s*(am|pm|h)?|\s*(am|pm))\b",
    re.IGNORECASE | re.ASCII,
)
_UNTIL = re.compile(
    r"\s*(?:-|–|to|until|till)\s*(\d{1,2})[:.](\d{2})\s*(am|pm|h)?(?![\w:.])",
    re.IGNORECASE | re.ASCII,
)
_NOW_AND_THEN = re.compile(
    r"\b(?:every|each)\s+(?:other|second|third|\d+)|\bbiweekly\b", re.IGNORECASE | re.ASCII
)
_FURTHEST = timedelta(days=366)
_NUMBER = re.compile(r"\s*#(\d{1,18})\s+", re.ASCII)


@dataclass(frozen=True)
class SessionWords:
    """What was understood; `plan` is None if the activity or the time is missing, or if more was
    said about when than can be kept. `of` is the number of the session that is to be changed."""

    plan: SessionPlan | None
    of: int | None = None
    not_understood: tuple[str, ...] = ()


def read_session(text: str, now: datetime, zone: ZoneInfo) -> SessionWords:
    """Never raises. A time that has passed today is tomorrow's, unless a day was named."""
    numbered = _NUMBER.match(text)
    of = int(numbered[1]) if numbered else None
    plan, not_understood = _plan(text[numbered.end() :] if numbered else text, now, zone)
    return SessionWords(plan, of, not_understood)


def weekday_of(word: str) -> int | None:
    """Monday is 0; `Tue`, `tues` and `Tuesdays` are all 1."""
    if not re.fullmatch(_DAY, word, re.IGNORECASE):
        return None
    return next(n for n, day in enumerate(_DAYS) if day.startswith(word[:3].lower()))


def _plan(text: str, now: datetime, zone: ZoneInfo) -> tuple[SessionPlan | None, tuple[str, ...]]:
    if _NOW_AND_THEN.search(text):
        return None, ()
    weekdays, text = _recurring(text)
    on, text = _day(text, now, zone) if not weekdays else (None, text)
    at, lasts, text = _time(text)
    reading = read_log(text, now, zone)
    rest = reading.not_understood
    # A second day or time: “on 5 March”, “except 2026-03-10”.
    says_more = reading.day is not None or reading.ended_at is not None
    if at is None or reading.activity is None or says_more:
        return None, rest
    minutes = next(each for each in (reading.minutes, lasts, USUAL_MINUTES) if each is not None)
    if not 0 < minutes <= 24 * 60:
        return None, rest
    if weekdays:
        return SessionPlan(reading.activity, minutes, at, weekdays), rest
    today = now.astimezone(zone).date()
    if on is not None and abs(on - today) > _FURTHEST:
        return None, rest
    starts_at = moment(on or today, at, zone)
    if on is None and starts_at + timedelta(minutes=minutes) <= now:
        starts_at = moment(today + timedelta(days=1), at, zone)
    return SessionPlan(reading.activity, minutes, at, on=starts_at), rest


def _recurring(text: str) -> tuple[frozenset[int], str]:
    for pattern, days in ((_DAILY, range(7)), (_WEEKDAYS, range(5))):
        if pattern.search(text):
            return frozenset(days), pattern.sub(" ", text, count=1)
    found = _EVERY.search(text)
    if found is None:
        return frozenset(), text
    named = (weekday_of(word) for word in re.findall(_DAY, found[1], re.IGNORECASE))
    days_named = frozenset(day for day in named if day is not None)
    return days_named, text[: found.start()] + " " + text[found.end() :]


def _day(text: str, now: datetime, zone: ZoneInfo) -> tuple[date | None, str]:
    today = now.astimezone(zone).date()
    if found := _DATE.search(text):
        try:
            named = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None, text
        return named, _without(text, found)
    if found := _NEAR.search(text):
        ahead = 1 if found[1].lower() == "tomorrow" else 0
        return today + timedelta(days=ahead), _without(text, found)
    if found := _ON.search(text):
        weekday = weekday_of(found[1])
        assert weekday is not None
        return today + timedelta(days=(weekday - today.weekday()) % 7), _without(text, found)
    return None, text


def _time(text: str) -> tuple[time | None, float | None, str]:
    """When it begins, and how many minutes it lasts if its end was named, too."""
    found = _CLOCK.search(text)
    at = _clock(found[1], found[2], found[3] or found[4]) if found else None
    if found is None or at is None:
        return None, None, text
    until = _UNTIL.match(text, found.end())
    end = _clock(until[1], until[2], until[3]) if until else None
    if until is None or end is None:
        return at, None, _without(text, found)
    minutes = (end.hour - at.hour) * 60 + end.minute - at.minute
    return at, float(minutes % (24 * 60)), f"{text[: found.start()]} {text[until.end() :]}"


def _clock(hours: str, minutes: str | None, half: str | None) -> time | None:
    hour, minute, half = int(hours), int(minutes or 0), (half or "").lower()
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    return time(hour, minute) if hour <= 23 and minute <= 59 else None


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
