"""Inline mode: `@bot squats` in any chat offers topics to send there."""

import logging
from collections.abc import Sequence

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.domain.topic import TopicId
from bot.knowledge.found import FoundKind
from bot.views import inline as views
from bot.views.inline import Article
from handlers.topics import find
from handlers.turn import Turn

log = logging.getLogger(__name__)

_KEPT = 300
"""Seconds for which Telegram may answer the same query itself: nothing in it is personal."""


async def inline(turn: Turn) -> None:
    """The topics that begin with what is typed so far, else those that it asks about; all of them
    for an empty query."""
    query = turn.update.inline_query
    assert query is not None
    results = [_result(article) for article in await _articles(query.query)]
    try:
        await query.answer(results, cache_time=_KEPT)
    except TelegramError as error:
        # Too late: the person has typed on, and that asks anew.
        log.info("inline.not_answered error=%s", type(error).__name__)


async def _articles(query: str) -> Sequence[Article]:
    typed = query.strip()
    if begun := [id_ for id_ in TopicId if views.begins(id_, typed)]:
        return [views.article(id_) for id_ in begun]
    found = await find(typed)
    if found.kind is FoundKind.RED_FLAG:
        return [views.safety_article(found.flags)]
    if found.kind is FoundKind.TOPIC and found.topic is not None:
        return [views.article(id_) for id_ in (found.topic, *found.also)]
    return []


def _result(article: Article) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        article.text, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return InlineQueryResultArticle(
        article.id, article.title, content, description=article.description
    )
