"""The topics: the list, one of them, and what is said when none fits."""

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape

from bot.domain.topic import TopicId
from bot.knowledge.found import Found, FoundKind
from bot.knowledge.topic_files import Topic, TopicSentence, topic
from bot.views import safety
from bot.views.message import Button, Message, Rows
from bot.views.sources import sources
from bot.views.taps import ShowTopic, ShowTopics, TopicBelow, write

_LIST = (
    "These are the topics of my source, one article about training with runner's knee. "
    "You can also just ask, in your own words."
)
_NOT_COVERED = "My source says nothing about that, so I leave it to people who know. "
_NEAREST = "The nearest that it covers:"
_NOTHING_NEAR = "It is one article about training with runner's knee; /faq shows what it covers."
_WHICH = "Which of these do you mean?"
_UNKNOWN = "I have no topic of that name. These are the ones I have:"
_BACK = (Button("« All topics", write(ShowTopics())),)


def reply(found: Found) -> Message:
    """The answer to a question: what to do about a sign of something worse, a topic, a choice
    where several are close, or that it is not covered."""
    match found.kind:
        case FoundKind.RED_FLAG:
            return safety.advice(found.flags)
        case FoundKind.TOPIC if found.topic is not None:
            close = (found.topic, *found.also)
            return which(close) if found.also else one_topic(found.topic)
    return not_covered(found.also)


def topics(*, asked_for_unknown: bool = False) -> Message:
    """Every topic as a button."""
    return Message(_UNKNOWN if asked_for_unknown else _LIST, _in_place(list(TopicId)))


def one_topic(id_: TopicId) -> Message:
    """The answer, and the way to related topics and back to the list."""
    found = topic(id_)
    return Message(answer_text(found), (*_in_place(found.related), _BACK))


def which(ids: Sequence[TopicId]) -> Message:
    """Several may be meant."""
    return Message(_WHICH, (*_in_place(ids), _BACK))


def not_covered(nearest: Sequence[TopicId]) -> Message:
    """The honest answer to what the source does not cover."""
    text = _NOT_COVERED + (_NEAREST if nearest else _NOTHING_NEAR)
    return Message(text, (*_in_place(nearest), _BACK))


@cache
def offers(ids: tuple[TopicId, ...]) -> Rows:
    """Topics that fit, to be opened below a message that stays."""
    buttons = [Button(topic(id_).title, write(TopicBelow(id_))) for id_ in ids]
    return tuple(_pairs(buttons))


def answer_text(found: Topic) -> str:
    """Title and answer in Telegram's HTML; general safety stands apart from the article."""
    article = [_said(part, "A") for part in found.paragraphs]
    safety = " ".join(_said(part, "S") for part in found.paragraphs).strip()
    parts = [f"<b>{escape(found.title)}</b>", *filter(None, [*article, safety])]
    return "\n\n".join(parts) + f"\n{sources(found.facts)}"


def _said(part: Sequence[TopicSentence], letter: str) -> str:
    of_this_kind = (s for s in part if s.facts[0].startswith(letter))
    return " ".join(escape(sentence.text, quote=False) for sentence in of_this_kind)


def _in_place(ids: Sequence[TopicId]) -> Rows:
    return tuple(_pairs([Button(topic(id_).title, write(ShowTopic(id_))) for id_ in ids]))


def _pairs(buttons: Sequence[Button]) -> Iterator[tuple[Button, ...]]:
    for start in range(0, len(buttons), 2):
        yield tuple(buttons[start : start + 2])
