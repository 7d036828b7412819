"""Judges readings against labelled texts, field by field; only labelled fields count."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.reading.reader import read_text
from bot.reading.values import Reading

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 18, 0, tzinfo=ZONE)
GOALS = {"kind": 0.95, "activity": 0.95, "minutes": 0.90, "distance_km": 0.90, "ended_at": 0.90}


@dataclass(frozen=True, slots=True)
class Mistake:
    field: str
    text: str
    expected: object
    read: object

    def __str__(self) -> str:
        return f"{self.field:12} {self.text!r}: expected {self.expected!r}, read {self.read!r}"


@dataclass(slots=True)
class Report:
    """How many labels of each field were met; `given` counts only labels that are not null."""

    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GOALS, 0))
    given: dict[str, int] = field(default_factory=lambda: dict.fromkeys(GOALS, 0))
    missed: list[Mistake] = field(default_factory=list)

    def share(self, name: str) -> float:
        """The share of labels met, null labels included."""
        wrong = sum(mistake.field == name for mistake in self.missed)
        return 1 - wrong / self.asked[name] if self.asked[name] else 1.0

    def share_given(self, name: str) -> float:
        """The share met of the labels that are not null."""
        wrong = sum(m.field == name and m.expected is not None for m in self.missed)
        return 1 - wrong / self.given[name] if self.given[name] else 1.0

    def figures(self) -> str:
        return ", ".join(
            f"{name} {self.share(name):.3f} of {self.asked[name]}"
            f" (given: {self.share_given(name):.3f} of {self.given[name]})"
            for name in GOALS
        )


def judge(path: Path) -> Report:
    """Read every text of a file and compare it with its labels."""
    report = Report()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        label = json.loads(line)
        reading = read_text(label["text"], NOW, ZONE)
        for name, expected in _judged(label):
            report.asked[name] += 1
            report.given[name] += expected is not None
            read = _value(reading, name)
            if not _same(expected, read):
                report.missed.append(Mistake(name, label["text"], expected, read))
    return report


def _judged(label: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "kind", label["kind"]
    if label["kind"] == "workout":
        for name in ("activity", "minutes", "distance_km", "ended_at"):
            if name in label:
                yield name, label[name]


def _value(reading: Reading, name: str) -> Any:
    if name in ("activity", "minutes", "distance_km", "ended_at") and reading.kind != "workout":
        return "not a workout"
    return getattr(reading, name)


def _same(expected: Any, read: Any) -> bool:
    if isinstance(expected, int | float) and isinstance(read, float | int):
        return abs(expected - read) <= max(0.02, 0.01 * expected)
    if isinstance(read, datetime) and isinstance(expected, str):
        return datetime.fromisoformat(expected) == read
    return bool(expected == read)
