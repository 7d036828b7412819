"""`kneecheck ask --json`: what questions are found to be about, for people who measure it."""

import json
from collections.abc import Iterable, Iterator

from bot.knowledge.finder import find
from bot.reading.tokens import tidy


def as_json(questions: Iterable[str]) -> Iterator[str]:
    """One JSON object on one line for each question."""
    for question in questions:
        found = find(question)
        yield json.dumps(
            {
                "question": tidy(question),
                "kind": found.kind,
                "topic": found.topic,
                "also": found.also,
                "confidence": found.confidence,
            },
            ensure_ascii=False,
        )
