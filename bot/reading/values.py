"""What reading a typed text gives: values only, for whoever answers the athlete."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, field_serializer

from bot.domain.workout import Activity


class ReadingKind(StrEnum):
    """What a text is about."""

    WORKOUT = "workout"
    SCORE = "score"
    OTHER = "other"


class Reading(BaseModel):
    """A text as it was understood; the fields are in the order in which they are shown.

    `ended_at` is in the athlete's zone and may lie in the future if the text says so; it is None
    when the text names no moment. `day` is then the day that was named without an hour
    ("yesterday", "this morning"), so that the hour can be asked for. `asks` tells a question from
    other texts that are neither workout nor score.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    kind: ReadingKind
    activity: Activity | None = None
    minutes: float | None = None
    distance_km: float | None = None
    ended_at: datetime | None = None
    rpe: int | None = None
    before: int | None = None
    score: int | None = None
    not_understood: tuple[str, ...] = ()
    day: date | None = None
    asks: bool = Field(default=False, exclude=True)

    @field_serializer("minutes", "distance_km")
    def _whole_numbers_plainly(self, number: float | None) -> float | int | None:
        return int(number) if number is not None and number.is_integer() else number


class ScoreProblem(StrEnum):
    """Why an answer is no pain score."""

    NOT_WHOLE = "not_whole"
    OUT_OF_RANGE = "out_of_range"
    NO_NUMBER = "no_number"


class ScoreReading(BaseModel):
    """A pain score from 0 to 10, or what is wrong with the answer."""

    model_config = ConfigDict(frozen=True)

    score: int | None = None
    problem: ScoreProblem | None = None
