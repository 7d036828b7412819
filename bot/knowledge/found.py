"""What a question turned out to be about."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.safety import RedFlag
from bot.domain.topic import TopicId


class FoundKind(StrEnum):
    """What to answer with: a topic, safety advice, or that the source does not cover it."""

    TOPIC = "topic"
    RED_FLAG = "red_flag"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Found:
    """`also` are close seconds, or the nearest topics when it is not covered; at most three.
    `confidence` is 0 to 1; `flags` are only there when the kind is a red flag."""

    kind: FoundKind
    topic: TopicId | None = None
    also: tuple[TopicId, ...] = ()
    flags: tuple[RedFlag, ...] = ()
    confidence: float = 0.0
