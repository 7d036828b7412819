"""Topics: as a list, one by one, and what is said to a question in the athlete's own words."""

import asyncio

from bot.domain.topic import TopicId
from bot.knowledge.found import Found
from bot.views import topics as views
from bot.views.taps import ShowTopic, ShowTopics, TopicBelow
from handlers.turn import Turn


async def find(question: str) -> Found:
    """What a text asks about. In a thread: the lexicon is loaded with the first one, and nobody
    else should wait for that."""

    def found() -> Found:
        from bot.knowledge import finder

        return finder.find(question)

    return await asyncio.to_thread(found)


async def faq(turn: Turn) -> None:
    """/faq, alone or with a topic behind it."""
    wanted = turn.arguments.casefold()
    if not wanted:
        await turn.show(views.topics())
        return
    named = "_".join(wanted.replace("-", " ").split())
    known = {topic.value: topic for topic in TopicId}
    if named in known:
        await turn.show(views.one_topic(known[named]))
    else:
        await turn.show(views.topics(asked_for_unknown=True))


async def show_topics(turn: Turn, _tap: ShowTopics) -> None:
    await turn.toast()
    await turn.replace(views.topics())


async def show_topic(turn: Turn, tap: ShowTopic) -> None:
    await turn.toast()
    await turn.replace(views.one_topic(tap.topic))


async def topic_below(turn: Turn, tap: TopicBelow) -> None:
    await turn.toast()
    await turn.show(views.one_topic(tap.topic))
