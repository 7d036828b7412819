"""Inline mode: `@bot squats` in any chat offers topics to send there."""

from collections.abc import Iterator

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.domain.topic import TopicId
from bot.knowledge.found import FoundKind
from bot.views import inline as views
from bot.views.inline import Article
from handlers.topics import find
from handlers.turn import Turn

_KEPT = 300
"""Seconds for which Telegram may answer the same query itself: nothing in it is personal."""


async def inline(turn: Turn) -> None:
    """The topics that begin with what is typed so far, else those that it asks about; all of them
    for an empty query."""
    query = turn.update.inline_query
    assert query is not None
    results = [_result(article) for article in _articles(query.query)]
    await query.answer(results, cache_time=_KEPT)


def _articles(query: str) -> Iterator[Article]:
    typed = query.strip()
    if begun := [id_ for id_ in TopicId if views.begins(id_, typed)]:
        yield from map(views.article, begun)
        return
    found = find(typed)
    if found.kind is FoundKind.RED_FLAG:
        yield views.safety_article(found.flags)
    elif found.kind is FoundKind.TOPIC and found.topic is not None:
        yield from map(views.article, (found.topic, *found.also))


def _result(article: Article) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        article.text, ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return InlineQueryResultArticle(
        article.id, article.title, content, description=article.description
    )
