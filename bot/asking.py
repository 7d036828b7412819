"""`kneecheck ask`: the answer to a question, for whoever writes topics or measures the finder."""

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape

from bot.knowledge.finder import find
from bot.reading.tokens import tidy
from bot.views.topics import reply


def as_shown(question: str) -> str:
    """The answer as the athlete would see it, with the buttons below it in brackets."""
    message = reply(find(question))
    rows = (" ".join(f"[{button.label}]" for button in row) for row in message.buttons)
    text = unescape(re.sub(r"</?[bi]>", "", message.text))
    return "\n".join((text, *rows))


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
