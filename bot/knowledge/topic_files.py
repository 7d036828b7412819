"""The topics as Markdown files: front matter, then one sentence a line with the facts it rests on.

A line such as `Cycling is great cross-training. [A12]`; an empty line begins a new paragraph.
"""

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.domain.topic import TopicId

_FILES = Path(__file__).parent / "topics"
_PARTS = re.compile(r"\A---\n(?P<head>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)
_LINE = re.compile(r"(?P<text>[^\[\]]+) \[(?P<facts>[AS]\d+(?:, [AS]\d+)*)\]")


class TopicSentence(BaseModel):
    """One sentence and the facts that it rests on."""

    model_config = ConfigDict(frozen=True)

    text: str
    facts: tuple[str, ...]


class Topic(BaseModel):
    """One topic. `facts` are all that its sentences rest on; `questions` are examples; `related`
    are offered below it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: TopicId
    title: str
    facts: tuple[str, ...]
    questions: tuple[str, ...]
    related: tuple[TopicId, ...]
    paragraphs: tuple[tuple[TopicSentence, ...], ...]


@cache
def topic(id_: TopicId, language: str = "en") -> Topic:
    """The topic as its file tells it; ValueError if the file is not in the form of a topic."""
    import yaml  # here and not at the start, where it would cost every start

    text = (_FILES / language / f"{id_.value}.md").read_text(encoding="utf-8")
    parts = _PARTS.match(text)
    if parts is None:
        raise ValueError(f"{id_.value}.md does not begin with a front matter between two ---")
    blocks = parts["body"].strip().split("\n\n")
    paragraphs = [[_sentence(id_, line) for line in block.splitlines()] for block in blocks]
    return Topic.model_validate(
        {**yaml.safe_load(parts["head"]), "id": id_, "paragraphs": paragraphs}
    )


def _sentence(id_: TopicId, line: str) -> TopicSentence:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"{id_.value}.md has a sentence that names no fact: {line}")
    return TopicSentence(text=found["text"], facts=tuple(found["facts"].split(", ")))
