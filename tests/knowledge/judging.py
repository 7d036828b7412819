"""Judges the finder on labelled questions: what was found, by topic, and what was confused."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.safety import RedFlag
from bot.domain.topic import TopicId
from bot.knowledge.finder import find
from bot.knowledge.found import Found, FoundKind

FOLDER = Path(__file__).parent
TUNING = tuple(sorted(FOLDER.glob("dev*.jsonl")))
HELD_BACK = tuple(sorted(FOLDER.glob("held_back*.jsonl")))
"""Nothing is learnt from these."""


@dataclass(frozen=True, slots=True)
class Question:
    """One labelled question; `also` may be answered beside the topic."""

    text: str
    kind: FoundKind
    topic: TopicId | None
    also: tuple[TopicId, ...]
    sign: RedFlag | None = None
    """Which red flag, where whoever wrote the question said so."""

    @property
    def label(self) -> str:
        return self.topic or self.kind


@dataclass(frozen=True, slots=True)
class Mistake:
    question: Question
    found: Found

    def __str__(self) -> str:
        got = self.found.topic or self.found.kind
        sure = f"{self.found.confidence:.2f}"
        return f"{self.question.label:18} read as {got:18} {sure}  {self.question.text}"


@dataclass(slots=True)
class Report:
    """Counts by label; a mistake is another kind or another topic than labelled."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    mistakes: list[Mistake] = field(default_factory=list)
    false_alarms: int = 0
    false_answers: int = 0

    @property
    def in_scope(self) -> float:
        """The share of questions about a topic that got this topic."""
        asked = sum(self.asked[topic] for topic in TopicId)
        return sum(self.right[topic] for topic in TopicId) / asked

    @property
    def out_of_scope_answered(self) -> float:
        """The share of questions about something else that got a topic."""
        return self.false_answers / max(1, self.asked[FoundKind.NOT_COVERED])

    @property
    def flags_found(self) -> float:
        return self.right[FoundKind.RED_FLAG] / max(1, self.asked[FoundKind.RED_FLAG])

    @property
    def alarms(self) -> float:
        """The share of other questions that were taken for a red flag."""
        others = self.asked.total() - self.asked[FoundKind.RED_FLAG]
        return self.false_alarms / others

    def figures(self) -> str:
        return (
            f"{self.asked.total()} questions: in scope right {self.in_scope:.3f}, out of scope "
            f"answered with a topic {self.out_of_scope_answered:.3f}, red flags found "
            f"{self.flags_found:.3f}, false alarms {self.alarms:.3f}"
        )

    def by_label(self) -> Iterator[str]:
        """Label, right of asked, what it was taken for instead."""
        taken: dict[str, Counter[str]] = defaultdict(Counter)
        for mistake in self.mistakes:
            taken[mistake.question.label][mistake.found.topic or mistake.found.kind] += 1
        for label in (*TopicId, FoundKind.NOT_COVERED, FoundKind.RED_FLAG):
            if self.asked[label]:
                share = self.right[label] / self.asked[label]
                others = ", ".join(f"{name} {count}" for name, count in taken[label].most_common())
                yield f"{label:18} {share:.2f} of {self.asked[label]:3}  {others}".rstrip()


def questions(path: Path) -> list[Question]:
    """The labelled questions of a file; none if there is no such file."""
    if not path.exists():
        return []
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return [
        Question(
            row["question"],
            FoundKind(row["kind"]),
            TopicId(row["topic"]) if row["topic"] else None,
            tuple(map(TopicId, row["also"])),
            RedFlag(row["sign"]) if "sign" in row else None,
        )
        for row in rows
    ]


def judge(asked: Iterable[Question]) -> Report:
    """Ask every question and compare."""
    report = Report()
    for question in asked:
        found = find(question.text)
        report.asked[question.label] += 1
        if found.kind is question.kind and found.topic in (question.topic, *question.also):
            report.right[question.label] += 1
            continue
        report.mistakes.append(Mistake(question, found))
        report.false_alarms += found.kind is FoundKind.RED_FLAG
        report.false_answers += (
            found.kind is FoundKind.TOPIC and question.kind is FoundKind.NOT_COVERED
        )
    return report
