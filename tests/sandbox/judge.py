"""Judges Bot API traffic by aiogram's models: a second opinion on what Telegram's objects are.

Append a `Judge` to `sandbox.watchers` and look at its `problems` when the run is over.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import aiogram.methods
from aiogram.methods.base import TelegramMethod
from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.sandbox.exchange import Exchange

_METHODS: Mapping[str, type[TelegramMethod[Any]]] = {
    member.__api_method__: member
    for name in aiogram.methods.__all__
    if isinstance(member := getattr(aiogram.methods, name), type)
    and issubclass(member, TelegramMethod)
    and isinstance(getattr(member, "__api_method__", None), str)
}


def judge_request(method: str, params: Mapping[str, Any], files: Iterable[str] = ()) -> list[str]:
    """What is wrong with the parameters that a bot sent; an empty list if nothing is.

    `files` are the names of the files that came along.
    """
    model = _METHODS.get(method)
    if model is None:
        return [f"{method}: aiogram knows no such method"]
    fields = model.model_fields
    decoded = {
        name: _decoded(value, fields[name].annotation) if name in fields else value
        for name, value in params.items()
    }
    # A file under a parameter's name stands for that parameter; the others are attachments.
    uploads = {name: f"attach://{name}" for name in files if name in fields}
    return [f"{method}: {problem}" for problem in _problems(model, uploads | decoded)]


def judge_result(method: str, result: Any) -> list[str]:
    """What is wrong with the result that the sandbox gave; an empty list if nothing is."""
    returned = _METHODS[method].__returning__
    return [f"result of {method}: {problem}" for problem in _problems(returned, result)]


class Judge:
    """Watches every exchange of a run."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.seen: set[str] = set()

    def __call__(self, exchange: Exchange) -> None:
        self.seen.add(exchange.method)
        self.problems += judge_request(exchange.method, exchange.params, exchange.files)
        if exchange.error is None and exchange.method in _METHODS:
            self.problems += judge_result(exchange.method, exchange.result)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _problems(kind: Any, value: Any) -> list[str]:
    try:
        parsed = _adapter(kind).validate_python(value)
    except ValidationError as error:
        return [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
    return [f"{path}: unknown field" for path in _unknown(parsed)]


def _unknown(parsed: Any, path: str = "") -> Iterator[str]:
    """aiogram keeps fields it does not know as extras, at every depth."""
    if isinstance(parsed, BaseModel):
        for name in parsed.__pydantic_extra__ or {}:
            yield f"{path}.{name}"
        for name in type(parsed).model_fields:
            yield from _unknown(getattr(parsed, name), f"{path}.{name}")
    elif isinstance(parsed, list | tuple):
        for index, each in enumerate(parsed):
            yield from _unknown(each, f"{path}[{index}]")


def _decoded(value: Any, annotation: Any) -> Any:
    """Forms carry everything as text; where aiogram wants no text, the text holds JSON."""
    if not isinstance(value, str) or _takes_text(annotation):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _takes_text(annotation: Any) -> bool:
    if get_origin(annotation) in (Union, UnionType):
        return any(_takes_text(option) for option in get_args(annotation))
    return annotation is str
