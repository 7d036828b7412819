"""`make weights`: learns the weights anew from the labelled questions, all but the held-back ones.

Softmax regression, weights kept small; the same result every time.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.domain.safety import RedFlag
from bot.domain.topic import TopicId
from bot.knowledge.concepts import Reading
from bot.knowledge.features import alarm_features, features
from bot.knowledge.finder import read
from bot.knowledge.found import FoundKind
from bot.knowledge.lexicon.book import book
from bot.knowledge.red_flags import red_flags
from bot.knowledge.weighing import ALWAYS, CHOICES, NONE, worth
from tests.knowledge.judging import TUNING, Question, questions

FOLDER = Path("bot/knowledge/weights")
STEPS = 300
PACE = 0.1
KEPT_SMALL = 1.0
FEWEST, FEWEST_WORDS = 2, 3
"""In how many questions a feature must be."""
SHARE_OF_ALSO = 0.25
LEAST_WEIGHT = 5
"""Hundredths; a feature whose weights are all smaller is left out."""

Weights = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Example:
    features: tuple[str, ...]
    wanted: tuple[float, ...]


def examples(labelled: Iterable[Question]) -> dict[str, list[Example]]:
    """What each of the choices is learnt from."""
    found: dict[str, list[Example]] = {name: [] for name in CHOICES}
    for question in labelled:
        for name, each in _examples(question, read(question.text)):
            found[name].append(each)
    return found


def _examples(question: Question, reading: Reading) -> Iterator[tuple[str, Example]]:
    alarm = (ALWAYS, *sorted(alarm_features(reading, book())))
    is_flag = question.kind is FoundKind.RED_FLAG
    yield "alarm", Example(alarm, (1.0 - is_flag, float(is_flag)))
    if not is_flag:
        yield "topics", Example((ALWAYS, *sorted(features(reading, book()))), _topics(question))
        return
    by_rule = red_flags(reading)
    sign = question.sign or (by_rule[0] if len(by_rule) == 1 else None)
    if sign is not None:
        yield "signs", Example(alarm, tuple(float(each is sign) for each in RedFlag))


def _topics(question: Question) -> tuple[float, ...]:
    """A topic's close seconds count for something, too."""
    wanted: dict[str, float] = dict.fromkeys((*TopicId, NONE), 0.0)
    wanted[question.topic or NONE] = 1.0 - (SHARE_OF_ALSO if question.also else 0.0)
    for also in question.also:
        wanted[also] += SHARE_OF_ALSO / len(question.also)
    return tuple(wanted.values())


def learn(learnt_from: Sequence[Example]) -> Weights:
    """The weights that explain the examples best while staying small: softmax regression with L2,
    all examples at once, by steps that grow and shrink with the slopes (Adam)."""
    seen = Counter(feature for each in learnt_from for feature in each.features)
    known = sorted(
        feature
        for feature, count in seen.items()
        if count >= (FEWEST if worth(feature) == 1.0 else FEWEST_WORDS)
    )
    place = {feature: number for number, feature in enumerate(known)}
    told = [[place[f] for f in each.features if f in place] for each in learnt_from]
    starts = np.cumsum([0, *map(len, told[:-1])])
    columns = np.concatenate([np.array(row, dtype=np.intp) for row in told])
    owners = np.repeat(np.arange(len(told)), [len(row) for row in told])
    values = np.array([worth(feature) for feature in known])
    wanted = np.array([each.wanted for each in learnt_from])
    small = np.array([0.0 if feature == ALWAYS else KEPT_SMALL for feature in known])[:, None]

    weights = np.zeros((len(known), wanted.shape[1]))
    slope_mean, slope_square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.add.reduceat((weights * values[:, None])[columns], starts, axis=0)
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        wrong = raised / raised.sum(axis=1, keepdims=True) - wanted
        slopes = small * weights
        for choice in range(wanted.shape[1]):
            pulls = np.bincount(columns, weights=wrong[owners, choice], minlength=len(known))
            slopes[:, choice] += pulls * values
        slope_mean += 0.1 * (slopes - slope_mean)
        slope_square += 0.01 * (slopes**2 - slope_square)
        pace = PACE * (1 - step / (STEPS + 1))
        mean, square = slope_mean / (1 - 0.9**step), slope_square / (1 - 0.99**step)
        weights -= pace * mean / (np.sqrt(square) + 1e-8)
    return dict(zip(known, weights.tolist(), strict=True))


def write(name: str, weights: Weights) -> None:
    """One feature a line, in hundredths."""
    rows = {feature: [round(100 * weight) for weight in row] for feature, row in weights.items()}
    lines = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for feature, row in rows.items()
        if max(map(abs, row)) >= LEAST_WEIGHT
    )
    (FOLDER / f"{name}.json").write_text(
        f'{{"choices":{json.dumps(CHOICES[name])},\n"hundredths":{{\n{lines}\n}}}}\n',
        encoding="utf-8",
    )


def main() -> None:
    """Learn from all tuning sets and write the weights down."""
    for name, learnt_from in examples(q for path in TUNING for q in questions(path)).items():
        weights = learn(learnt_from)
        write(name, weights)
        sys.stdout.write(f"{name}: {len(learnt_from)} examples, {len(weights)} features\n")


if __name__ == "__main__":
    main()
