"""A workout in the making, small enough to travel in a button (Telegram allows 64 bytes)."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from bot.domain.workout import Activity, Workout


class Step(StrEnum):
    """What is asked for while a workout is put together, in this order."""

    ACTIVITY = "activity"
    DURATION = "duration"
    ENDED = "ended"
    EFFORT = "effort"
    BEFORE = "before"


OPTIONAL = frozenset({Step.DURATION, Step.EFFORT, Step.BEFORE})


@dataclass(frozen=True)
class Draft:
    """What is known so far. A step named in `skipped` is not asked again."""

    activity: Activity | None = None
    minutes: float | None = None
    distance_km: float | None = None
    ended_at: datetime | None = None
    rpe: int | None = None
    before: int | None = None
    skipped: frozenset[Step] = frozenset()

    def missing(self) -> Step | None:
        """The first step that is neither known nor skipped."""
        known = {
            Step.ACTIVITY: self.activity,
            Step.DURATION: self.minutes,
            Step.ENDED: self.ended_at,
            Step.EFFORT: self.rpe,
            Step.BEFORE: self.before,
        }
        return next((s for s in Step if known[s] is None and s not in self.skipped), None)

    def skip(self, *steps: Step) -> "Draft":
        return replace(self, skipped=self.skipped | set(steps))

    def forget(self, step: Step) -> "Draft":
        """The draft with this step to be asked once more."""
        cleared: dict[Step, Draft] = {
            Step.ACTIVITY: replace(self, activity=None),
            Step.DURATION: replace(self, minutes=None),
            Step.ENDED: replace(self, ended_at=None),
            Step.EFFORT: replace(self, rpe=None),
            Step.BEFORE: replace(self, before=None),
        }
        return replace(cleared[step], skipped=self.skipped - {step})

    def workout(self) -> Workout:
        """The finished workout; ValueError while the activity or the end is missing."""
        if self.activity is None or self.ended_at is None:
            raise ValueError("the draft has no activity or no end yet")
        return Workout(
            activity=self.activity,
            ended_at=self.ended_at,
            minutes=self.minutes,
            distance_km=self.distance_km,
            rpe=self.rpe,
            before=self.before,
        )


_SKIPPED = "-"


def encode(draft: Draft) -> str:
    """Activity, seconds, metres, end in Unix seconds, effort, before: at most 45 characters."""

    def field(value: object, step: Step | None = None) -> str:
        if value is None:
            return _SKIPPED if step in draft.skipped else ""
        return str(value)

    seconds = None if draft.minutes is None else round(draft.minutes * 60)
    metres = None if draft.distance_km is None else round(draft.distance_km * 1000)
    ended = None if draft.ended_at is None else int(draft.ended_at.timestamp())
    return ",".join(
        (
            field(draft.activity, Step.ACTIVITY),
            field(seconds, Step.DURATION),
            field(metres),
            field(ended, Step.ENDED),
            field(draft.rpe, Step.EFFORT),
            field(draft.before, Step.BEFORE),
        )
    )


def decode(text: str) -> Draft:
    """The reverse of `encode`. Anybody may forge it: ValueError for whatever `encode` can not have
    written."""
    parts = text.split(",")
    if len(parts) != 6:
        raise ValueError("a draft has six fields")
    activity, seconds, metres, ended, rpe, before = parts
    steps = zip(Step, (activity, seconds, ended, rpe, before), strict=True)
    skipped = frozenset(step for step, value in steps if value == _SKIPPED)
    if skipped - OPTIONAL:
        raise ValueError("this step can not be skipped")
    duration, distance, end = _whole(seconds), _whole(metres), _whole(ended)
    draft = Draft(
        activity=Activity(activity) if activity else None,
        minutes=None if duration is None else duration / 60,
        distance_km=None if distance is None else distance / 1000,
        ended_at=None if end is None else datetime.fromtimestamp(end, UTC),
        rpe=_zero_to_ten(rpe),
        before=_zero_to_ten(before),
        skipped=skipped,
    )
    if encode(draft) != text:
        raise ValueError("not as it is written")
    return draft


def _whole(text: str) -> int | None:
    if text in ("", _SKIPPED):
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        raise ValueError("not a whole number")
    return int(text)


def _zero_to_ten(text: str) -> int | None:
    value = _whole(text)
    if value is not None and value > 10:
        raise ValueError("outside 0 to 10")
    return value
