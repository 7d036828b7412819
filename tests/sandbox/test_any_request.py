"""Whatever a bot sends, it gets a result or a refusal, never a crash."""

import contextlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import MovableClock
from bot.sandbox.errors import ApiError
from bot.sandbox.group_life import Founding
from bot.sandbox.members import MEMBER, OWNER
from bot.sandbox.world import Sandbox
from tests.sandbox.test_truthfulness import CALLS

NAMES = sorted(
    {name for params in CALLS.values() for name in params}
    | {"offset", "limit", "allowed_updates", "entities", "caption_entities", "parse_mode", "photo"}
    | {"ephemeral_message_parameters", "receiver_user_id", "message_thread_id"}
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["inline_keyboard", "text", "callback_data", "url", "type", "offset"])
            | st.sampled_from(
                ["length", "command", "description", "message_id", "emoji", "keyboard"]
            )
            | st.sampled_from(["receiver_user_id", "callback_query_id", "ephemeral_message_id"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("method", CALLS)
@settings(max_examples=40, deadline=None)
@given(params=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5))
async def test_any_request(method: str, params: dict[str, Any]) -> None:
    sandbox = Sandbox(MovableClock(datetime(2026, 3, 2, 17, tzinfo=UTC)))
    ana = sandbox.add_user("Ana")
    sandbox.send_text(ana, "/start")
    await sandbox.call("sendMessage", {"chat_id": ana.id, "text": "Score?"})
    club = sandbox.groups.found(Founding("Knee group", {ana: OWNER, sandbox.bot: MEMBER}))
    for chat_id in (ana.id, club.chat.id):
        with contextlib.suppress(ApiError):
            await sandbox.call(method, {"chat_id": chat_id, "message_id": 2, **params})
