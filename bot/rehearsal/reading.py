"""Reads a script from its file; what is wrong with it is told to people who do not program."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bot.rehearsal.part import in_plain_words
from bot.rehearsal.script import Script


class ScriptError(Exception):
    """A script can not be read; the text is one sentence that names the file, the place and what
    is allowed there."""


@dataclass(frozen=True)
class Source:
    """Where a script comes from; `lines` are the lines of its steps, to point at them."""

    name: str
    script: Script
    lines: tuple[int, ...]


class _TextLoader(yaml.BaseLoader):
    """Every value is a text or made of texts: `18:05`, `3` and `no` mean what they look like."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                line = node.start_mark.line + 1
                raise ScriptError(f"from line {line} on, “{key}” stands there twice; once is right")
        return super().construct_mapping(node, deep)


def read_file(path: Path) -> Source:
    """Raises ScriptError for a file that can not be read or is no valid script."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ScriptError(f"{path} can not be opened ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise ScriptError(f"{path} is no text file in UTF-8.") from None
    return read_text(text, str(path))


def read_text(text: str, name: str) -> Source:
    """Raises ScriptError if the text is no valid script; it speaks of it as `name`."""
    try:
        loader = _TextLoader(text)
        node = loader.get_single_node()
        given = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ScriptError(
            f"{name}{line}: this is not YAML ({error.problem}); texts that hold a colon, a # or "
            "start with a sign belong in quotes."
        ) from None
    except yaml.YAMLError:
        raise ScriptError(f"{name} holds characters that are not allowed in YAML.") from None
    except ScriptError as error:
        raise ScriptError(f"{name}: {error}.") from None
    lines = _lines_of_steps(node)
    try:
        return Source(name, Script.model_validate(given), lines)
    except ValidationError as invalid:
        place = _place(invalid, lines)
        raise ScriptError(f"{name}{place}: {in_plain_words(invalid, Script)}.") from None


def _lines_of_steps(node: yaml.Node | None) -> tuple[int, ...]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "script" and isinstance(value, yaml.SequenceNode):
                return tuple(step.start_mark.line + 1 for step in value.value)
    return ()


def _place(invalid: ValidationError, lines: tuple[int, ...]) -> str:
    match invalid.errors()[0]["loc"]:
        case ("script", int(index), *_):
            return f", step {index + 1} (line {lines[index]})"
    return ""
