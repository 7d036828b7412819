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
        """0 for what is missing or not a number, as Telegram has it."""
        try:
            return int(self._given.get(name) or 0)
        except (TypeError, ValueError):
            return 0

    def flag(self, name: str) -> bool:
        return str(self._given.get(name, "")).lower() in {"true", "1", "yes", "t"}

    def json(self, name: str, called: str | None = None) -> Any:
        """A list or an object; raises ApiError (400) if `called` (or `name`) is not JSON."""
        value = self._given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {called or name} JSON object") from None

    def given(self, name: str) -> bool:
        return self._given.get(name) not in (None, "")
