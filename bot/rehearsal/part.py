"""The base of everything that stands behind a step's colon, and its errors in plain words."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

# Scripts are read without guessing types, so `3` and `no` are texts; an editor sees a number.
SCALAR = {"type": ["string", "number", "boolean"]}
Text = Annotated[str, StringConstraints(min_length=1), WithJsonSchema(SCALAR)]
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(lambda given: (given,) if isinstance(given, str) else given),
    WithJsonSchema({"anyOf": [SCALAR, {"type": "array", "items": SCALAR}]}),
]


class Part(BaseModel):
    """Written as `{field: value}`, or with just a text that stands for the field `SHORT`. Names of
    several words are written with spaces."""

    SHORT: ClassVar[str] = ""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.replace("_", " "),
        populate_by_name=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _read_short_form(cls, given: Any) -> Any:
        if given == "":
            return {}
        if isinstance(given, str | list) and cls.SHORT:
            return {cls.SHORT: given}
        if isinstance(given, str) and not cls.model_fields:
            raise ValueError(f"nothing may stand behind the colon here, but {given!r} does")
        return given

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler.resolve_ref_schema(handler(core))
        forms = [schema]
        if cls.SHORT:
            forms.insert(0, schema["properties"][cls.SHORT.replace("_", " ")])
        if not schema.get("required"):
            forms.append({"type": "null"})
        return {"anyOf": forms} if len(forms) > 1 else schema


_KINDS = {
    "string_type": "a text",
    "string_too_short": "a text with something in it",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "bool_parsing": "true or false",
    "tuple_type": "a list, each line with a dash",
    "string_pattern_mismatch": "the number of a fact, such as A8 or S1",
}


_BEHIND = {
    "span": "a span of time, such as 15 min, 1 h 30 min or 3 d",
    "time": "a local time, such as 2026-03-29 12:00",
    "text": "a text",
}


def in_plain_words(invalid: ValidationError, model: type[BaseModel]) -> str:
    """What is wrong with what was written for `model`, as half a sentence that says what is
    allowed."""
    error = invalid.errors()[0]
    place = ".".join(str(key) for key in error["loc"])
    allowed = [field.alias or name for name, field in model.model_fields.items()]
    if kind := _KINDS.get(error["type"]):
        return f"“{place}” must be {kind}, and not {error['input']!r}"
    match error["type"]:
        case "missing" if not error["input"]:
            return f"something must stand behind the colon: {_BEHIND.get(place, place)}"
        case "missing":
            return f"“{place}” is missing"
        case "extra_forbidden":
            return unknown(place, allowed)
        case "value_error":
            return str(error["ctx"]["error"])
        case "model_type":
            return f"here belongs {{…}} with some of: {', '.join(allowed)}"
        case "enum":
            return f"“{error['input']}” is not known here; allowed are {error['ctx']['expected']}"
    return f"“{place}” is {error['input']!r}, but {error['msg']}"


def unknown(word: str, allowed: Sequence[str], like: Sequence[str] | None = None) -> str:
    """`“contian” is not known here (did you mean “contains”?); allowed are …`; the guess is one of
    `like`, or else of what is allowed."""
    guesses = {guess.casefold(): guess for guess in like or allowed if guess != word}
    close = [guesses[each] for each in get_close_matches(word.casefold(), guesses, 1)]
    guess = f" (did you mean “{close[0]}”?)" if close else ""
    return f"“{word}” is not known here{guess}; allowed are {', '.join(allowed)}"
