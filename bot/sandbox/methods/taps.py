"""Answers to taps on inline buttons."""

import re

from bot.sandbox.errors import bad_request, too_old
from bot.sandbox.log import TapAnswered
from bot.sandbox.params import Params
from bot.sandbox.state import State
from bot.sandbox.values import User

ANSWER_LIMIT = 200


def answer_callback_query(state: State, params: Params) -> bool:
    """A query can be answered once, and only while the person's app still waits."""
    text = params.text("text")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query = state.open_query(params.text("callback_query_id"))
    if query is None or query.is_answered:
        raise too_old()
    url = params.text("url")
    if url and not _opens_this_bot(url, state.bot):
        raise bad_request("URL_INVALID")
    query.is_answered = True
    state.record(
        TapAnswered(
            at=state.now(),
            chat_id=query.chat_id,
            query_id=query.id,
            user_id=query.user.id,
            text=text,
            alert=params.flag("show_alert"),
            url=url,
        )
    )
    return True


def _opens_this_bot(url: str, bot: User) -> bool:
    """Besides games, only a start of the bot itself may be opened by a tap."""
    start = rf"(https?://)?t(elegram)?\.me/{bot.username}\?start=[\w-]{{1,64}}"
    return re.fullmatch(start, url, re.ASCII | re.IGNORECASE) is not None


METHODS = {"answerCallbackQuery": answer_callback_query}
