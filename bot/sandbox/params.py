"""The parameters of one request, read as leniently as Telegram's server reads them."""

import json
from collections.abc import Mapping
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.files import Upload


class Params:
    """Values come as JSON or, from forms and query strings, as text that holds JSON."""

    def __init__(self, given: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> None:
        self._given = given
        self.files = files or {}

    def text(self, name: str) -> str:
        value = self._given.get(name)
        if value is None:
            return ""
        text = value if isinstance(value, str) else json.dumps(value)
        try:
            text.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
        return text

    def integer(self, name: str) -> int:
        return whole_number(self._given.get(name))

    def flag(self, name: str) -> bool:
        return str(self._given.get(name, "")).lower() in {"true", "1", "yes", "t"}

    def object(self, name: str, called: str | None = None) -> dict[str, Any]:
        """Empty for what is missing; raises ApiError (400) for what is no object."""
        value = self._json(name, called)
        if value in (None, ""):
            return {}
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {called or name}")
        return value

    def array(self, name: str) -> list[Any] | None:
        """None for what is missing; raises ApiError (400) for what is no array."""
        value = self._json(name)
        if value in (None, ""):
            return None
        if not isinstance(value, list):
            raise bad_request(f"can't parse {name}: expected an Array")
        return value

    def objects(self, name: str) -> list[dict[str, Any]]:
        given = self.array(name) or []
        if not all(isinstance(one, dict) for one in given):
            raise bad_request(f"can't parse {name}: expected an Array of Object")
        return given

    def given(self, name: str) -> bool:
        return self._given.get(name) not in (None, "")

    def _json(self, name: str, called: str | None = None) -> Any:
        value = self._given.get(name)
        if not isinstance(value, str) or not value:
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {called or name} JSON object") from None


def whole_number(value: Any) -> int:
    """0 for what is missing or not a number, as Telegram has it."""
    try:
        return int(value or 0)
    except (TypeError, ValueError, OverflowError):
        return 0
