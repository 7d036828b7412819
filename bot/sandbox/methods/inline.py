"""Answers to what people type behind the bot's name in any chat."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.errors import bad_request, too_old
from bot.sandbox.html_text import parse_html
from bot.sandbox.log import Article, InlineAnswered
from bot.sandbox.methods.sending import TEXT_LIMIT
from bot.sandbox.params import Params
from bot.sandbox.state import State

MOST_RESULTS = 50
ID_LIMIT = 64


def answer_inline_query(state: State, params: Params) -> bool:
    """Only articles, each with a text of its own; a query can be answered once."""
    articles = tuple(_articles(params.objects("results")))
    if len(articles) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    user = state.inline_queries.pop(params.text("inline_query_id"), None)
    if user is None:
        raise too_old()
    state.record(
        InlineAnswered(at=state.now(), chat_id=user.id, user_id=user.id, articles=articles)
    )
    return True


def _articles(results: list[dict[str, Any]]) -> Iterator[Article]:
    ids: set[str] = set()
    for result in results:
        id_, content = str(result.get("id", "")), result.get("input_message_content")
        if not 0 < len(id_.encode()) <= ID_LIMIT or id_ in ids:
            raise bad_request("RESULT_ID_DUPLICATE" if id_ in ids else "RESULT_ID_INVALID")
        ids.add(id_)
        if result.get("type") != "article" or not isinstance(content, dict):
            raise bad_request("RESULT_TYPE_INVALID")
        title, text = str(result.get("title", "")), str(content.get("message_text", ""))
        if content.get("parse_mode") == "HTML":
            text, _ = parse_html(text)
        if not title.strip() or not text.strip():
            raise bad_request("MESSAGE_EMPTY" if title.strip() else "ARTICLE_TITLE_EMPTY")
        if len(text) > TEXT_LIMIT:
            raise bad_request("MESSAGE_TOO_LONG")
        yield Article(title, str(result.get("description", "")), text)


METHODS = {"answerInlineQuery": answer_inline_query}
