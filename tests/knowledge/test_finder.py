"""Topics, what is not covered, close seconds, slips of the thumb."""

import pytest

from bot.domain.topic import TopicId
from bot.knowledge.finder import find
from bot.knowledge.found import FoundKind

NOT_COVERED = [
    "my hip hurts when i run",
    "can i take ibuprofen before squats",
    "what should i eat before a run",
    "should i wear a knee brace for lunges",
    "do i need surgery",
    "can you book me a physio",
    "which running shoes are best",
    "should i put ice on it after a walk",
    "what is the capital of peru",
    "how do i change my reminder time",
    "hi there 👋",
    "thanks!",
    "",
    "?!",
    "👍",
]
WAVED_ASIDE = [
    ("no ice no meds, just tell me if split squats are a go", TopicId.LUNGES),
    ("forget shoes for a sec, can i run with this", TopicId.RUNNING_OK),
    ("hips fine ankles fine, can i play hockey", TopicId.WHAT_IS_OK),
    ("i never took painkillers, can i squat", TopicId.SQUATS),
]
SLIPS = [
    ("can i do lunegs", TopicId.LUNGES),
    ("sqauts hurt a bit, ok?", TopicId.SQUATS),
    ("how lomg does it take to heal", TopicId.RECOVERY_TIME),
    ("shuold i rset", TopicId.REST),
    ("does runnning cause artritis", TopicId.RUNNING_AND_KNEES),
    ("is cyclng good 4 it", TopicId.CYCLING),
    ("CAN I RUUUUN", TopicId.RUNNING_OK),
]


@pytest.mark.parametrize("question", NOT_COVERED)
def test_what_the_source_does_not_cover_gets_no_topic(question: str) -> None:
    found = find(question)
    assert (found.kind, found.topic) == (FoundKind.NOT_COVERED, None)
    assert len(found.also) <= 3


def test_the_nearest_topics_are_named_when_it_is_not_covered() -> None:
    assert TopicId.SQUATS in find("can i take ibuprofen before squats").also


@pytest.mark.parametrize(("question", "topic"), WAVED_ASIDE)
def test_what_is_waved_aside_is_not_what_is_asked(question: str, topic: TopicId) -> None:
    assert find(question).topic is topic


@pytest.mark.parametrize(("question", "topic"), SLIPS)
def test_slips_of_the_thumb_are_read_for_what_was_meant(question: str, topic: TopicId) -> None:
    assert find(question).topic is topic


def test_between_two_close_topics_both_are_given() -> None:
    found = find("can i do squats and lunges")
    assert found.topic is not None
    assert {TopicId.SQUATS, TopicId.LUNGES} <= {found.topic, *found.also}


def test_a_plain_question_is_sure_and_has_no_seconds() -> None:
    found = find("what is runner's knee")
    assert found.topic is TopicId.WHAT_IS_IT
    assert found.also == ()
    assert found.confidence > 0.8
