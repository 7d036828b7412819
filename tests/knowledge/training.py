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
import numpy.typing as npt

from bot.domain.safety import RedFlag
from bot.domain.topic import TopicId
from bot.knowledge.concepts import Reading
from bot.knowledge.features import alarm_features, features
from bot.knowledge.finder import read
from bot.knowledge.found import FoundKind
from bot.knowledge.lexicon.book import book
from bot.knowledge.red_flags import red_flags
from bot.knowledge.weighing import ALWAYS, CHOICES, NONE, values
from tests.knowledge.judging import TUNING, Question, questions

FOLDER = Path("bot/knowledge/weights")
STEPS, STEPS_AGAIN = 60, 25
PACE = 0.1
KEPT_SMALL = 1.0
FEWEST = 4
"""In how many questions a feature must be."""
MOST: Mapping[str, int] = {"topics": 20_000, "alarm": 20_000, "signs": 5_000}
"""How many features are kept of those that say most."""
SHARE_OF_ALSO = 0.25
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
    alarm = tuple(sorted(alarm_features(reading, book())))
    is_flag = question.kind is FoundKind.RED_FLAG
    yield "alarm", Example(alarm, (1.0 - is_flag, float(is_flag)))
    if not is_flag:
        yield "topics", Example(tuple(sorted(features(reading, book()))), _topics(question))
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


def learn(learnt_from: Sequence[Example], most: int = MOST["topics"]) -> Weights:
    """The weights that explain the examples best while staying small; learnt twice, the second
    time with those features alone that said most."""
    seen = Counter(feature for each in learnt_from for feature in each.features)
    known = sorted(feature for feature, count in seen.items() if count >= FEWEST)
    first = descend(Table.of(learnt_from, known), STEPS)
    loud = np.abs(first[:-1]).max(axis=1)
    kept = np.sort(np.argsort(-loud, kind="stable")[:most])
    known = [known[place] for place in kept]
    start = np.concatenate([first[kept], first[-1:]])
    weights = descend(Table.of(learnt_from, known), STEPS_AGAIN, start)
    return dict(zip((*known, ALWAYS), weights.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Table:
    """Which features each example has and what they count, by example and by feature."""

    wanted: Grid
    columns: Places
    rows: Places
    values: Grid

    @classmethod
    def of(cls, learnt_from: Sequence[Example], known: Sequence[str]) -> "Table":
        """The last column is of the feature that is always there."""
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
            np.array(counts, dtype=np.float32)[:, None],
        )


def descend(table: Table, steps: int, start: Grid | None = None) -> Grid:
    """Softmax regression with L2, all examples at once, by steps that grow and shrink with the
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
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        wrong = raised / raised.sum(axis=1, keepdims=True) - table.wanted
        pulls = np.add.reduceat(wrong[by_column] * values_by_column, column_starts, axis=0)
        slopes = pulls + small * weights
        slope_mean += 0.1 * (slopes - slope_mean)
        slope_square += 0.01 * (slopes**2 - slope_square)
        pace = PACE * (1 - step / (steps + 1))
        mean, square = slope_mean / (1 - 0.9**step), slope_square / (1 - 0.99**step)
        weights = weights - pace * mean / (np.sqrt(square) + 1e-8)
    return weights


def write(name: str, weights: Weights) -> None:
    """One feature a line, in hundredths."""
    rows = {feature: [round(100 * weight) for weight in row] for feature, row in weights.items()}
    lines = ",\n".join(
        f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
        for feature, row in rows.items()
    )
    (FOLDER / f"{name}.json").write_text(
        f'{{"choices":{json.dumps(CHOICES[name])},\n"hundredths":{{\n{lines}\n}}}}\n',
        encoding="utf-8",
    )


def main() -> None:
    """Learn from all tuning sets and write the weights down."""
    for name, learnt_from in examples(q for path in TUNING for q in questions(path)).items():
        weights = learn(learnt_from, MOST[name])
        write(name, weights)
        sys.stdout.write(f"{name}: {len(learnt_from)} examples, {len(weights)} features\n")


if __name__ == "__main__":
    main()
