"""Marked stretches of a text, measured as Telegram measures them: in UTF-16 code units."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any


def utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


@dataclass(frozen=True, slots=True)
class Entity:
    """One marked stretch; `offset` and `length` in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    user: Mapping[str, Any] | None = None

    @property
    def end(self) -> int:
        return self.offset + self.length

    def wire(self) -> dict[str, Any]:
        body: dict[str, Any] = {"type": self.type, "offset": self.offset, "length": self.length}
        for name in ("url", "language", "custom_emoji_id", "user"):
            if value := getattr(self, name):
                body[name] = value
        return body


_DETECTED = re.compile(
    r"""(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w)
      | (?P<url>\bhttps?://[^\s<>"]*[^\s<>".,;:!?)\]])
      | (?P<mention>(?<!\w)@[a-zA-Z]\w{3,31}\b)
      | (?P<hashtag>(?<![\w/])\#\w*[^\W\d]\w*)
      | (?P<bot_command>(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z]\w{3,31})?(?![\w/]))
    """,
    re.VERBOSE | re.ASCII,
)
_OPAQUE = {"code", "pre", "text_link", "custom_emoji"}


def with_detected(text: str, entities: Iterable[Entity] = ()) -> tuple[Entity, ...]:
    """Add what Telegram finds by itself: commands, addresses, mentions, hashtags."""
    given = list(entities)
    closed = [(entity.offset, entity.end) for entity in given if entity.type in _OPAQUE]
    for match in _DETECTED.finditer(text):
        offset = utf16_length(text[: match.start()])
        length = utf16_length(match.group())
        if not any(start < offset + length and offset < end for start, end in closed):
            given.append(Entity(str(match.lastgroup), offset, length))
    return tuple(sorted(given, key=lambda entity: (entity.offset, -entity.length)))


def trimmed(text: str, entities: Iterable[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """Drop the white space around a text, as Telegram does, and move its entities along."""
    left = utf16_length(text) - utf16_length(text.lstrip())
    kept = text.strip()
    end = utf16_length(kept)
    moved = []
    for entity in entities:
        start = max(entity.offset - left, 0)
        length = min(entity.end - left, end) - start
        if length > 0:
            moved.append(replace(entity, offset=start, length=length))
    return kept, tuple(moved)
