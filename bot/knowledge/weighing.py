"""How likely each topic is, from the features of a question and weights that were learnt.

`weights.json` is made by `make weights` from the labelled questions in `tests/knowledge/`.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.domain.topic import TopicId

NONE = "none"
"""Stands for what no topic is about."""
CHOICES = (*TopicId, NONE)
WORD_VALUE = 0.5
"""A plain word says less than a concept that was reviewed."""
ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Chances:
    """Adding up to 1 with `none`; topics in descending order."""

    topics: tuple[tuple[TopicId, float], ...]
    none: float


def value(feature: str) -> float:
    """How much a feature counts when it is there."""
    return WORD_VALUE if feature.startswith("w:") else 1.0


def softmax(scores: Iterable[float]) -> list[float]:
    """Chances from scores."""
    scores = list(scores)
    highest = max(scores)
    raised = [math.exp(score - highest) for score in scores]
    total = sum(raised)
    return [each / total for each in raised]


def weigh(features: Iterable[str], weights: Mapping[str, list[float]] | None = None) -> Chances:
    """The chances of all topics; features without weights say nothing."""
    known = learnt() if weights is None else weights
    scores = [0.0] * len(CHOICES)
    for feature in (ALWAYS, *sorted(features)):
        for place, weight in enumerate(known.get(feature, ())):
            scores[place] += weight * value(feature)
    chances = dict(zip(CHOICES, softmax(scores), strict=True))
    topics = sorted(((topic, chances[topic]) for topic in TopicId), key=lambda each: -each[1])
    return Chances(tuple(topics), chances[NONE])


@cache
def learnt() -> dict[str, list[float]]:
    """The weights of each feature, in the order of `CHOICES`."""
    raw = json.loads((files("bot.knowledge") / "weights.json").read_text("utf-8"))
    if raw["choices"] != list(CHOICES):
        raise ValueError("weights.json was made for other topics: run make weights")
    return {
        feature: [hundredths / 100 for hundredths in row]
        for feature, row in raw["hundredths"].items()
    }
