"""`make weights`: learns the weights anew from the labelled questions, all but the held-back ones.

One line drawn between each choice and the others, the weights kept small (a linear support vector
machine with squared loss); the same result every time.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.knowledge.concepts import Reading
from bot.knowledge.features import alarm_features, features
from bot.knowledge.finder import read
from bot.knowledge.found import FoundKind
from bot.knowledge.lexicon.book import book
from bot.knowledge.red_flags import red_flags
from bot.knowledge.weighing import ALWAYS, CHOICES, NONE, PARTS, values
from tests.knowledge.judging import TUNING, Question, questions

FOLDER = Path("bot/knowledge/weights")
STEPS, STEPS_AGAIN = 60, 30
PACE: Mapping[str, float] = {"topics": 0.2, "alarm": 0.05, "signs": 0.05}
"""How far a step goes. Red flags are learnt in short steps and so not to the end: less by heart."""
KEPT_SMALL = 1.0
FEWEST = 3
"""In how many questions a feature must be."""
MOST: Mapping[str, int] = {"topics": 40_000, "alarm": 40_000, "signs": 5_000}
"""How many features are kept of those that say most."""
COMMONEST, RARITY_OF_ALL = 1.0, 4.0
"""Rare features count for more while learning: from this, growing with the log of how rare they
are, where what is always there counts for that."""
WANTED, EITHER_WAY, UNWANTED = 1.0, 0.0, -1.0
Weights = Mapping[str, Sequence[float]]
Grid = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]


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
    plain = features(reading, book())
    alarm = tuple(sorted(alarm_features(reading, plain)))
    is_flag = question.kind is FoundKind.RED_FLAG
    yield "alarm", Example(alarm, _only(CHOICES["alarm"], CHOICES["alarm"][is_flag]))
    if not is_flag:
        topics = _only(CHOICES["topics"], question.topic or NONE, question.also)
        yield "topics", Example(tuple(sorted(plain)), topics)
        return
    by_rule = red_flags(reading)
    sign = question.sign or (by_rule[0] if len(by_rule) == 1 else None)
    if sign is not None:
        yield "signs", Example(alarm, _only(CHOICES["signs"], sign))


def _only(choices: Iterable[str], chosen: str, also: Sequence[str] = ()) -> tuple[float, ...]:
    """Whether `also` is chosen, too, makes no difference."""
    others = dict.fromkeys(also, EITHER_WAY)
    return tuple(WANTED if each == chosen else others.get(each, UNWANTED) for each in choices)


def learn(learnt_from: Sequence[Example], name: str = "topics") -> Weights:
    """The weights that explain the examples best while staying small; learnt twice, the second
    time with those features alone that said most."""
    seen = Counter(feature for each in learnt_from for feature in each.features)
    known = sorted(feature for feature, count in seen.items() if count >= FEWEST)
    rarities = [COMMONEST + math.log(len(learnt_from) / seen[each]) for each in known]
    rarity = np.array([*rarities, RARITY_OF_ALL], dtype=np.float32)[:, None] / RARITY_OF_ALL
    first = descend(Table.of(learnt_from, known, rarity), STEPS, PACE[name])
    loud = np.abs(first * rarity)[:-1].max(axis=1)
    kept = np.sort(np.argsort(-loud, kind="stable")[: MOST[name]])
    known = [known[place] for place in kept]
    again = np.append(kept, len(first) - 1)
    rarity, start = rarity[again], first[again]
    weights = descend(Table.of(learnt_from, known, rarity), STEPS_AGAIN, PACE[name], start) * rarity
    rounded = np.rint(PARTS * weights).astype(int).tolist()
    return dict(zip((*known, ALWAYS), rounded, strict=True))


@dataclass(frozen=True, slots=True)
class Table:
    """Which features each example has and what they count, by example and by feature."""

    wanted: Grid
    columns: Places
    rows: Places
    values: Grid

    @classmethod
    def of(cls, learnt_from: Sequence[Example], known: Sequence[str], rarity: Grid) -> "Table":
        """The last column is of the feature that is always there. What is rare counts for more
        while learning, so that keeping weights small does not silence it."""
        place = {feature: number for number, feature in enumerate(known)}
        columns: list[int] = []
        rows: list[int] = []
        counts: list[float] = []
        for row, each in enumerate(learnt_from):
            told = [feature for feature in each.features if feature in place]
            columns += [*(place[feature] for feature in told), len(known)]
            rows += [row] * (len(told) + 1)
            counts += [*values(told), 1.0]
        return cls(
            np.array([each.wanted for each in learnt_from], dtype=np.float32),
            np.array(columns),
            np.array(rows),
            np.array(counts, dtype=np.float32)[:, None] * rarity[columns],
        )


def descend(table: Table, steps: int, longest: float, start: Grid | None = None) -> Grid:
    """Squared hinge loss with L2, all examples at once, by steps that grow and shrink with the
    slopes (Adam)."""
    order = np.argsort(table.columns, kind="stable")
    row_starts = np.flatnonzero(np.diff(table.rows, prepend=-1))
    column_starts = np.flatnonzero(np.diff(table.columns[order], prepend=-1))
    by_column, values_by_column = table.rows[order], table.values[order]
    shape = (table.columns.max() + 1, table.wanted.shape[1])
    weights = np.zeros(shape, dtype=np.float32) if start is None else start
    small = np.full((shape[0], 1), KEPT_SMALL, dtype=np.float32)
    small[-1] = 0.0
    slope_mean, slope_square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        scores = np.add.reduceat(weights[table.columns] * table.values, row_starts, axis=0)
        short = np.maximum(0, 1 - table.wanted * scores)
        wrong = -2 * table.wanted * short
        pulls = np.add.reduceat(wrong[by_column] * values_by_column, column_starts, axis=0)
        slopes = pulls + small * weights
        slope_mean += 0.1 * (slopes - slope_mean)
        slope_square += 0.01 * (slopes**2 - slope_square)
        pace = longest * (1 - step / (steps + 1))
        mean, square = slope_mean / (1 - 0.9**step), slope_square / (1 - 0.99**step)
        weights = weights - pace * mean / (np.sqrt(square) + 1e-8)
    return weights


def write(name: str, weights: Weights) -> None:
    """One feature a line."""
    lines = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for feature, row in weights.items()
    )
    (FOLDER / f"{name}.json").write_text(
        f'{{"choices":{json.dumps(CHOICES[name])},\n"hundredths":{{\n{lines}\n}}}}\n',
        encoding="utf-8",
    )


def main() -> None:
    """Learn from all tuning sets and write the weights down."""
    for name, learnt_from in examples(q for path in TUNING for q in questions(path)).items():
        weights = learn(learnt_from, name)
        write(name, weights)
        sys.stdout.write(f"{name}: {len(learnt_from)} examples, {len(weights)} features\n")


if __name__ == "__main__":
    main()
