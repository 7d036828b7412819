"""The JSON schema of scripts, for editors that complete and check as one types."""

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from bot.rehearsal.headings import KINDS, pattern_of
from bot.rehearsal.part import Part
from bot.rehearsal.script import Script, Step

_ID = "conversation-script.schema.json"


def script_schema() -> str:
    """As it stands in the file in `docs/`."""
    parts, definitions = models_json_schema(
        [(part, "validation") for part in dict.fromkeys(KINDS.values())]
    )
    own: dict[str, Any] = Script.model_json_schema()
    definitions["$defs"].pop(Part.__name__, None)
    own["$defs"].pop(Part.__name__, None)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _ID,
        **own,
        "$defs": own.pop("$defs") | definitions["$defs"] | {Step.__name__: _step(parts)},
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _step(parts: Any) -> dict[str, Any]:
    """One thing that happens, by what stands before its colon."""

    def behind(part: type[Part]) -> dict[str, Any]:
        reference: dict[str, Any] = parts[part, "validation"]
        return reference

    named = {kind: part for kind, part in KINDS.items() if "<" in kind}
    return {
        "description": "One thing that happens.",
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {k: behind(part) for k, part in KINDS.items() if k not in named},
        "patternProperties": {pattern_of(kind): behind(part) for kind, part in named.items()},
    }
