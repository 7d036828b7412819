"""Buttons under a message: reads `reply_markup` and refuses what Telegram refuses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.errors import ApiError, bad_request

BUTTONS_IN_A_MESSAGE = 100
BUTTONS_IN_A_ROW = 8
CALLBACK_DATA_BYTES = 64
_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: a text and the one thing that it does."""

    text: str
    data: str | None
    url: str | None
    given: Mapping[str, Any]

    def wire(self) -> dict[str, Any]:
        return dict(self.given)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the bot asks of the person's keyboard: `keyboard`, `remove_keyboard`, `force_reply`."""

    kind: str
    placeholder: str
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Markup:
    """Nothing, inline buttons in rows, or a prompt."""

    rows: tuple[tuple[Button, ...], ...] = ()
    prompt: Prompt | None = None


def parse_markup(given: Mapping[str, Any]) -> Markup:
    """Raises ApiError (400) with Telegram's sentence for a markup it would not take."""
    if "inline_keyboard" in given:
        return Markup(rows=_inline_rows(given["inline_keyboard"]))
    for kind in ("keyboard", "remove_keyboard", "force_reply"):
        if given.get(kind):
            return Markup(prompt=Prompt(kind, str(given.get("input_field_placeholder", "")), given))
    return Markup()


def _inline_rows(given: Any) -> tuple[tuple[Button, ...], ...]:
    if not isinstance(given, list):
        raise bad_request('can\'t parse inline keyboard: Field "inline_keyboard" must be an Array')
    rows = []
    for row in given:
        if not isinstance(row, list):
            raise bad_request("can't parse inline keyboard: row must be an Array")
        if len(row) > BUTTONS_IN_A_ROW:
            raise bad_request("REPLY_MARKUP_TOO_LONG")
        if row:
            rows.append(tuple(_button(button) for button in row))
    if sum(map(len, rows)) > BUTTONS_IN_A_MESSAGE:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return tuple(rows)


def _button(given: Any) -> Button:
    if not isinstance(given, dict):
        raise _unreadable("Expected an Object")
    text = given.get("text")
    if text is None:
        raise _unreadable('Can\'t find field "text"')
    if not isinstance(text, str):
        raise _unreadable('Field "text" must be of type String')
    if not text.strip():
        raise bad_request("inline keyboard button text is empty")
    if not any(given.get(action) for action in _ACTIONS):
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    data, url = given.get("callback_data"), given.get("url")
    for name, value in (("callback_data", data), ("url", url)):
        if not isinstance(value, str | None):
            raise _unreadable(f'Field "{name}" must be of type String')
    if data and len(data.encode(errors="surrogatepass")) > CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if url:
        _check_url(url)
    return Button(text, data, url, given)


def _check_url(url: str) -> None:
    reason = None
    try:
        parts = urlsplit(url if ":" in url else f"http://{url}")
    except ValueError:
        raise bad_request(
            f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL"
        ) from None
    if parts.scheme not in {"http", "https", "tg"}:
        reason = "Unsupported URL protocol"
    elif parts.scheme != "tg" and "." not in (parts.hostname or ""):
        reason = "Wrong HTTP URL"
    if reason:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")


def _unreadable(reason: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {reason}")
