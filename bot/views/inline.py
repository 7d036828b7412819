"""Topics as articles to send into any chat."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.safety import RedFlag
from bot.domain.topic import TopicId
from bot.knowledge.topic_files import topic
from bot.views import safety
from bot.views.topics import answer_text


@dataclass(frozen=True)
class Article:
    """What is offered (title and description, plain), and the HTML that is sent when chosen."""

    id: str
    title: str
    description: str
    text: str


def article(id_: TopicId) -> Article:
    """The topic, with its short answer as the description."""
    found = topic(id_)
    return Article(id_.value, found.title, found.paragraphs[0][0].text, answer_text(found))


def safety_article(flags: Sequence[RedFlag]) -> Article:
    """What to do about a red flag."""
    return Article("safety", "Please get medical help", safety.LIMITS, safety.advice(flags).text)


def begins(id_: TopicId, typed: str) -> bool:
    """Whether a word of the topic's name or title begins with what is typed; nothing fits all."""
    words = (id_.value.replace("_", " "), topic(id_).title.casefold())
    wanted = typed.casefold()
    return any(f" {text}".find(f" {wanted}") >= 0 for text in words)
