"""`python -m tests.knowledge.training`: learns the weights anew from the labelled questions.

Softmax regression, one question after the other (AdaGrad), weights kept small (L2). Plain Python:
a minute at most, and the same result every time.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.features import features
from bot.knowledge.finder import read
from bot.knowledge.lexicon.book import book
from bot.knowledge.weighing import ALWAYS, CHOICES, NONE, softmax, value
from tests.knowledge.judging import TUNING, Question, questions

WEIGHTS = Path("bot/knowledge/weights.json")
ROUNDS = 40
PACE = 0.3
KEPT_SMALL = 1.0
FEWEST, FEWEST_WORDS = 2, 3
"""In how many questions a feature must be."""
SHARE_OF_ALSO = 0.25
LEAST_WEIGHT = 3
"""Hundredths; a feature whose weights are all smaller is left out."""

Weights = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Example:
    features: tuple[str, ...]
    wanted: tuple[float, ...]


IN_OTHER_WORDS = ("{}", "{} with runners knee")
"""Everything may be asked of the complaint by name, and is about the same."""


def example(question: Question, frame: str = "{}") -> Example:
    """A topic's close seconds count for something, too."""
    wanted = dict.fromkeys(CHOICES, 0.0)
    topic = question.topic or NONE
    wanted[topic] = 1.0 - (SHARE_OF_ALSO if question.also else 0.0)
    for also in question.also:
        wanted[also] += SHARE_OF_ALSO / len(question.also)
    found = features(read(frame.format(question.text)), book())
    return Example((ALWAYS, *sorted(found)), tuple(wanted.values()))


def learn(examples: Sequence[Example]) -> Weights:
    """The weights that explain the examples best."""
    seen = Counter(feature for each in examples for feature in each.features)
    known = {
        feature
        for feature, count in seen.items()
        if count >= (FEWEST_WORDS if feature.startswith("w:") else FEWEST)
    }
    weights: Weights = {feature: [0.0] * len(CHOICES) for feature in sorted(known)}
    pulled: Weights = {feature: [1e-6] * len(CHOICES) for feature in weights}
    rows = [
        ([feature for feature in each.features if feature in known], each.wanted)
        for each in examples
    ]
    order = random.Random(1)
    for _ in range(ROUNDS):
        order.shuffle(rows)
        for found, wanted in rows:
            _step(found, wanted, weights, pulled, seen)
    return weights


def _step(
    found: Iterable[str],
    wanted: Sequence[float],
    weights: Weights,
    pulled: Weights,
    seen: Counter[str],
) -> None:
    scores = [0.0] * len(CHOICES)
    for feature in found:
        worth = value(feature)
        for place, weight in enumerate(weights[feature]):
            scores[place] += worth * weight
    wrong = [chance - right for chance, right in zip(softmax(scores), wanted, strict=True)]
    for feature in found:
        row, pull, worth = weights[feature], pulled[feature], value(feature)
        shrink = 0.0 if feature == ALWAYS else KEPT_SMALL / seen[feature]
        for place, error in enumerate(wrong):
            slope = worth * error + shrink * row[place]
            pull[place] += slope * slope
            row[place] -= PACE * slope / pull[place] ** 0.5


def write(weights: Weights) -> None:
    """One feature a line, in hundredths."""
    rows = {feature: [round(100 * weight) for weight in row] for feature, row in weights.items()}
    lines = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for feature, row in rows.items()
        if max(map(abs, row)) >= LEAST_WEIGHT
    )
    WEIGHTS.write_text(
        f'{{"choices":{json.dumps(CHOICES)},\n"hundredths":{{\n{lines}\n}}}}\n', encoding="utf-8"
    )


def main() -> None:
    """Learn from all tuning sets and write the weights down."""
    labelled = [
        question for path in TUNING for question in questions(path) if question.kind != "red_flag"
    ]
    weights = learn([example(each, frame) for each in labelled for frame in IN_OTHER_WORDS])
    write(weights)
    sys.stdout.write(f"{len(labelled)} questions, {len(weights)} features: {WEIGHTS}\n")


if __name__ == "__main__":
    main()
