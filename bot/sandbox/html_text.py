"""Telegram's HTML parse mode: text with tags in, plain text and entities out.

Follows the rules and the error sentences of the Bot API server; byte offsets are in UTF-8.
"""

import re
from dataclasses import dataclass, field, replace

from bot.sandbox.entities import Entity, utf16_length
from bot.sandbox.errors import ApiError, bad_request

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#(?P<decimal>\d+)|#x(?P<hex>[0-9a-fA-F]+)|(?P<name>[a-z]+));?")
_NAME_END = re.compile(r"[\s>]")
_ATTRIBUTE = re.compile(
    r"""\s+(?P<name>[^\s=>]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[\w.-]+)))?"""
)


@dataclass
class _Open:
    tag: str
    at: int
    byte: int
    attributes: dict[str, str] = field(default_factory=dict)


def parse_html(source: str) -> tuple[str, tuple[Entity, ...]]:
    """Raises ApiError (400, can't parse entities) for unknown, unbalanced or unfinished tags."""
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._text: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def run(self) -> tuple[str, tuple[Entity, ...]]:
        position = 0
        while position < len(self._source):
            character = self._source[position]
            if character == "<":
                position = self._tag(position)
            elif character == "&":
                position = self._reference(position)
            else:
                self._add(character)
                position += 1
        if self._open:
            raise _refusal(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        entities = sorted(self._entities, key=lambda entity: (entity.offset, -entity.length))
        return "".join(self._text), tuple(entities)

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._length += utf16_length(text)

    def _reference(self, position: int) -> int:
        match = _REFERENCE.match(self._source, position)
        decoded = _decode(match) if match else None
        self._add(decoded or "&")
        return match.end() if match and decoded else position + 1

    def _tag(self, start: int) -> int:
        byte = len(self._source[:start].encode())
        closing = self._source.startswith("</", start)
        head = start + 2 if closing else start + 1
        end = _NAME_END.search(self._source, head)
        if end is None:
            raise _refusal(f"Unclosed {'end' if closing else 'start'} tag at byte offset {byte}")
        name = self._source[head : end.start()].lower()
        if closing:
            return self._end_tag(name, end.start(), byte)
        if name not in _TYPES:
            raise _refusal(f'Unsupported start tag "{name}" at byte offset {byte}')
        return self._start_tag(_Open(name, self._length, byte), end.start())

    def _start_tag(self, opened: _Open, position: int) -> int:
        while match := _ATTRIBUTE.match(self._source, position):
            value = match["double"] or match["single"] or match["bare"] or ""
            opened.attributes[match["name"].lower()] = _REFERENCE.sub(
                lambda found: _decode(found) or found.group(), value
            )
            position = match.end()
        while position < len(self._source) and self._source[position].isspace():
            position += 1
        if not self._source.startswith(">", position):
            raise _refusal(f"Unclosed start tag at byte offset {opened.byte}")
        if opened.tag == "span" and opened.attributes.get("class") != "tg-spoiler":
            raise _refusal(f'Tag "span" must have class "tg-spoiler" at byte offset {opened.byte}')
        self._open.append(opened)
        return position + 1

    def _end_tag(self, name: str, position: int, byte: int) -> int:
        if not self._open:
            raise _refusal(f"Unexpected end tag at byte offset {byte}")
        opened = self._open.pop()
        if name and name != opened.tag:
            raise _refusal(
                f"Unmatched end tag at byte offset {byte}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        end = self._source.find(">", position)
        if end < 0 or self._source[position:end].strip():
            raise _refusal(f"Unclosed end tag at byte offset {byte}")
        if self._length > opened.at:
            self._close(opened)
        return end + 1

    def _close(self, opened: _Open) -> None:
        entity = Entity(_TYPES[opened.tag], opened.at, self._length - opened.at)
        attributes = opened.attributes
        match opened.tag:
            case "a":
                url = attributes.get("href") or self._covered(opened)
                if not re.match(r"(https?|tg|mailto|tel):|[\w-]+\.[\w.-]+", url):
                    return
                entity = replace(entity, url=url)
            case "tg-emoji":
                entity = replace(entity, custom_emoji_id=attributes.get("emoji-id"))
            case "blockquote" if "expandable" in attributes:
                entity = replace(entity, type="expandable_blockquote")
            case "code" if attributes.get("class", "").startswith("language-"):
                entity = replace(entity, language=attributes["class"].removeprefix("language-"))
            case "pre":
                entity = self._with_language(entity)
        if entity.type == "code" and not (self._open and self._open[-1].tag == "pre"):
            entity = replace(entity, language=None)
        self._entities.append(entity)

    def _with_language(self, pre: Entity) -> Entity:
        """`<pre><code class="language-x">` is one entity that names its language."""
        for inner in self._entities:
            if inner.type == "code" and (inner.offset, inner.length) == (pre.offset, pre.length):
                self._entities.remove(inner)
                return replace(pre, language=inner.language)
        return pre

    def _covered(self, opened: _Open) -> str:
        encoded = "".join(self._text).encode("utf-16-le")
        return encoded[opened.at * 2 :].decode("utf-16-le")


def _decode(match: re.Match[str]) -> str | None:
    if match["name"]:
        return _CHARACTERS.get(match["name"])
    code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else None


def _refusal(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")
