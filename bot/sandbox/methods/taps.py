"""Answers to taps on inline buttons."""

from datetime import timedelta

from bot.sandbox.errors import bad_request
from bot.sandbox.log import TapAnswered
from bot.sandbox.params import Params
from bot.sandbox.state import State

ANSWER_LIMIT = 200
# Telegram publishes no figure; bots see a query expire after about this long.
ANSWERABLE_FOR = timedelta(seconds=15)


def answer_callback_query(state: State, params: Params) -> bool:
    """A query can be answered once, and only while the person's app still waits."""
    text = params.text("text")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query = state.queries.pop(params.text("callback_query_id"), None)
    if query is None or state.now() - query.at > ANSWERABLE_FOR:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    state.record(
        TapAnswered(
            at=state.now(),
            chat_id=query.chat_id,
            query_id=query.id,
            user_id=query.user.id,
            text=text,
            alert=params.flag("show_alert"),
        )
    )
    return True


METHODS = {"answerCallbackQuery": answer_callback_query}
