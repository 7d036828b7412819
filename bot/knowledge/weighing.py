"""How likely each choice is, from the features of a question and weights that were learnt.

`make weights` learns them from the labelled questions in `tests/knowledge/`: which topic is meant,
whether a red flag is told, and which.
"""

import json
import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import mul

from bot.domain.safety import RedFlag
from bot.domain.topic import TopicId

NONE = "none"
"""Stands for what no topic is about."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "topics": (*TopicId, NONE),
    "alarm": ("calm", "alarm"),
    "signs": tuple(RedFlag),
}
"""What is decided between, by the name of the file with the weights."""
ALWAYS = "always"
_WORTH = {"w:": 1.0, "p:": 0.7, "s:": 0.5, "t:": 0.7, "l:": 0.3, "sign:": 1.0}
_WORTH_OF_CONCEPT = 0.3
"""Plain words say more to those who write unlike anybody before than concepts do, whose tables were
fitted to what was read."""
PARTS = 100
"""Weights are written in so many parts of one."""
SHARPNESS = 3.0
"""How far apart scores of 1 and 0 are: chances as e to this power."""

Weights = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Chances:
    """Adding up to 1 with `none`; topics in descending order."""

    topics: tuple[tuple[TopicId, float], ...]
    none: float


def worth(feature: str) -> float:
    """How much a feature counts beside the others of its question."""
    return _WORTH.get(feature[: feature.find(":") + 1], _WORTH_OF_CONCEPT)


def values(features: Sequence[str]) -> list[float]:
    """How much each of a question's features counts: a long one says no more than a short one."""
    worths = [worth(feature) for feature in features]
    size = math.hypot(*worths)
    return [each / size for each in worths]


def softmax(scores: Iterable[float]) -> list[float]:
    """Chances from scores."""
    scores = list(scores)
    highest = max(scores)
    raised = [math.exp(score - highest) for score in scores]
    total = sum(raised)
    return [each / total for each in raised]


def chances_of(name: str, features: Iterable[str], weights: Weights | None = None) -> list[float]:
    """The chances of all choices, in their order; features without weights say nothing."""
    known = learnt(name) if weights is None else weights
    told = [feature for feature in sorted(features) if feature in known]
    rows = [known[feature] for feature in told] + [known.get(ALWAYS, [0] * len(CHOICES[name]))]
    worths = [*values(told), 1.0]
    scores = [sum(map(mul, column, worths)) for column in zip(*rows, strict=True)]
    return softmax(SHARPNESS / PARTS * score for score in scores)


def weigh(features: Iterable[str], weights: Weights | None = None) -> Chances:
    """The chances of all topics."""
    *of_topics, none = chances_of("topics", features, weights)
    topics = sorted(zip(TopicId, of_topics, strict=True), key=lambda each: -each[1])
    return Chances(tuple(topics), none)


def alarming(features: Iterable[str]) -> float:
    """How likely it is that a red flag is told."""
    return chances_of("alarm", features)[1]


def likeliest_sign(features: Iterable[str]) -> RedFlag:
    """Which red flag it would be."""
    chances = chances_of("signs", features)
    return max(zip(RedFlag, chances, strict=True), key=lambda each: each[1])[0]


@cache
def learnt(name: str) -> Weights:
    """The weights of each feature, in the order of the choices: small whole numbers, for there are
    very many."""
    raw = json.loads((files("bot.knowledge") / "weights" / f"{name}.json").read_text("utf-8"))
    if tuple(raw["choices"]) != CHOICES[name]:
        raise ValueError(f"{name}.json was made for other choices: run make weights")
    return {feature: array("h", row) for feature, row in raw["hundredths"].items()}
