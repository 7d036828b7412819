"""Telegram's refusals, word for word as its Bot API server sends them, and what they mean."""

import json
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest

from bot.telegram.failures import (
    AlreadySo,
    Failure,
    Gone,
    Migrated,
    MustWait,
    OurMistake,
    Reason,
    TryLater,
    Unreachable,
    attempt,
    failure_of,
    seconds_of,
)


class Refusal(BaseRequest):
    """A transport on which Telegram answers every call with this status and text."""

    __slots__ = ("_body", "_status")
    read_timeout = None

    def __init__(self, status: int, text: str, **parameters: int) -> None:
        self._status = status
        self._body = {"ok": False, "error_code": status, "description": text} | (
            {"parameters": parameters} if parameters else {}
        )

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        return self._status, json.dumps(self._body).encode()


async def meaning(status: int, text: str, **parameters: int) -> Any:
    return await attempt(Refusal(status, text, **parameters).post("http://localhost/"))


@pytest.mark.parametrize(
    ("status", "text", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user", Reason.BLOCKED),
        (403, "Forbidden: user is deactivated", Reason.DEACTIVATED),
        (400, "Bad Request: INPUT_USER_DEACTIVATED", Reason.DEACTIVATED),
        (400, "Bad Request: chat not found", Reason.NOT_FOUND),
        (400, "Bad Request: PEER_ID_INVALID", Reason.NOT_FOUND),
        (403, "Forbidden: bot can't initiate conversation with a user", Reason.NOT_FOUND),
        (403, "Forbidden: bot can't send messages to bots", Reason.NOT_FOUND),
        (403, "Forbidden: bot was kicked from the group chat", Reason.REMOVED),
        (403, "Forbidden: bot was kicked from the supergroup chat", Reason.REMOVED),
        (403, "Forbidden: bot was kicked from the channel chat", Reason.REMOVED),
        (403, "Forbidden: bot is not a member of the supergroup chat", Reason.REMOVED),
        (403, "Forbidden: bot is not a member of the channel chat", Reason.REMOVED),
        (403, "Forbidden: the group chat was deleted", Reason.REMOVED),
        (400, "Bad Request: group chat was upgraded to a supergroup chat", Reason.REMOVED),
        (400, "Bad Request: group is deactivated", Reason.REMOVED),
        (400, "Bad Request: CHANNEL_PRIVATE", Reason.REMOVED),
        (400, "Bad Request: have no rights to send a message", Reason.NO_RIGHTS),
        (
            400,
            "Bad Request: not enough rights to send text messages to the chat",
            Reason.NO_RIGHTS,
        ),
        (400, "Bad Request: need administrator rights in the channel chat", Reason.NO_RIGHTS),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", Reason.NO_RIGHTS),
        (400, "Bad Request: CHAT_RESTRICTED", Reason.NO_RIGHTS),
        (400, "Bad Request: TOPIC_CLOSED", Reason.TOPIC),
        (400, "Bad Request: message thread not found", Reason.TOPIC),
        (403, "Forbidden: some refusal of a later year", Reason.NO_RIGHTS),
    ],
)
async def test_a_closed_chat_is_unreachable_and_says_why(
    status: int, text: str, reason: Reason
) -> None:
    assert await meaning(status, text) == Unreachable(reason)


async def test_a_group_that_became_a_supergroup_says_its_new_number() -> None:
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    assert await meaning(400, text, migrate_to_chat_id=-1001) == Migrated(-1001)


async def test_an_edit_that_changes_nothing_is_already_so() -> None:
    text = (
        "Bad Request: message is not modified: specified new message content and reply markup are"
        " exactly the same as a current content and reply markup of the message"
    )
    assert await meaning(400, text) == AlreadySo()


@pytest.mark.parametrize(
    "text",
    [
        "Bad Request: message to edit not found",
        "Bad Request: message to delete not found",
        "Bad Request: message can't be edited",
        "Bad Request: message can't be deleted for everyone",
        "Bad Request: MESSAGE_ID_INVALID",
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    ],
)
async def test_a_message_or_tap_that_is_no_more_is_gone(text: str) -> None:
    assert await meaning(400, text) == Gone()


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (400, "Bad Request: message text is empty"),
        (400, "Bad Request: message is too long"),
        (400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 5"),
        (400, "Bad Request: BUTTON_DATA_INVALID"),
        (401, "Unauthorized"),
        (404, "Not Found"),
        (409, "Conflict: terminated by other getUpdates request"),
        (413, "Request Entity Too Large"),
    ],
)
async def test_a_call_that_was_wrong_is_our_mistake_with_telegrams_words(
    status: int, text: str
) -> None:
    failure = await meaning(status, text)
    assert isinstance(failure, OurMistake)
    assert failure.text.lower() == text.removeprefix("Bad Request: ").lower()


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_telegram_out_of_order_is_tried_later(status: int) -> None:
    assert await meaning(status, "Internal Server Error") == TryLater()


async def test_a_flood_error_is_tried_later_after_the_pause_it_names() -> None:
    assert await meaning(429, "Too Many Requests: retry after 7", retry_after=7) == TryLater(7)


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (NetworkError("ClientConnectorError"), TryLater()),
        (TimedOut(), TryLater()),
        (MustWait(1.5), TryLater(1.5)),
        (TelegramError("Invalid server response"), OurMistake("Invalid server response")),
    ],
)
def test_failures_on_the_way_to_telegram_have_a_meaning_too(
    error: TelegramError, failure: Failure
) -> None:
    assert failure_of(error) == failure


@pytest.mark.parametrize("as_timedelta", ["true", "false"])
@pytest.mark.filterwarnings("ignore:.*retry_after.*timedelta")
def test_the_pause_of_a_flood_error_is_read_in_either_type(
    as_timedelta: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", as_timedelta)
    assert seconds_of(RetryAfter(timedelta(seconds=7))) == 7


async def test_a_call_that_succeeds_gives_its_result() -> None:
    async def call() -> str:
        return "sent"

    assert await attempt(call()) == "sent"


async def test_an_error_that_is_not_telegrams_is_not_caught() -> None:
    async def call() -> str:
        raise ValueError("a bug of ours")

    with pytest.raises(ValueError, match="a bug of ours"):
        await attempt(call())
