"""Topics: short, every sentence on facts, and no fact left unsaid."""

import re
from pathlib import Path

import pytest

from bot.domain.safety import RedFlag
from bot.domain.sentence import FACTS
from bot.domain.topic import TopicId
from bot.knowledge import topic_files
from bot.knowledge.facts import facts
from bot.knowledge.topic_files import topic
from bot.views import safety
from bot.views import topics as views
from bot.views.taps import ShowTopic, ShowTopics, TopicBelow, read
from tests.views.telegram_rules import plain

LONGEST_ANSWER = 90
OPINION = "A23"


def sentences(id_: TopicId) -> list[topic_files.TopicSentence]:
    return [sentence for paragraph in topic(id_).paragraphs for sentence in paragraph]


def test_the_facts_are_those_that_advice_may_rest_on() -> None:
    assert list(facts()) == [*(f"A{n}" for n in range(1, 25)), *(f"S{n}" for n in range(1, 7))]
    assert all(text.endswith(".") for text in facts().values())


@pytest.mark.parametrize("id_", TopicId)
def test_every_sentence_rests_on_facts_that_exist_and_the_head_names_them_all(
    id_: TopicId,
) -> None:
    cited = [fact for sentence in sentences(id_) for fact in sentence.facts]
    assert set(cited) <= set(facts())
    assert set(topic(id_).facts) == set(cited)


@pytest.mark.parametrize("id_", TopicId)
def test_an_answer_is_short_and_each_line_is_one_or_two_sentences(id_: TopicId) -> None:
    assert sum(len(sentence.text.split()) for sentence in sentences(id_)) <= LONGEST_ANSWER
    assert len(sentences(id_)[0].text.split()) <= 20
    for sentence in sentences(id_):
        assert sentence.text.endswith(".")
        assert len(re.findall(r"[.?!](?=\s|$)", sentence.text)) == 1


@pytest.mark.parametrize("id_", TopicId)
def test_related_topics_are_two_or_three_others(id_: TopicId) -> None:
    related = topic(id_).related
    assert 2 <= len(set(related)) == len(related) <= 3
    assert id_ not in related


def test_every_fact_is_used_by_a_topic_or_by_advice() -> None:
    by_topics = {fact for id_ in TopicId for fact in topic(id_).facts}
    by_advice = {fact for cited in FACTS.values() for fact in cited}
    by_safety = {flag.fact for flag in RedFlag} & set(safety.ADVICE) | {"S6"}
    assert by_topics | by_advice | by_safety == set(facts())


def test_what_is_the_authors_opinion_is_said_to_be_the_authors() -> None:
    said = [s for id_ in TopicId for s in sentences(id_) if OPINION in s.facts]
    assert said
    assert all("author" in sentence.text for sentence in said)


@pytest.mark.parametrize("id_", TopicId)
def test_a_topic_opens_with_its_title_its_facts_and_the_way_on_and_back(id_: TopicId) -> None:
    message = views.one_topic(id_)
    text = plain(message)
    assert text.startswith(topic(id_).title)
    taps = [read(button.data) for row in message.buttons for button in row]
    assert taps == [*(ShowTopic(other) for other in topic(id_).related), ShowTopics()]


@pytest.mark.parametrize("id_", TopicId)
def test_general_safety_stands_apart_from_the_article(id_: TopicId) -> None:
    text = plain(views.one_topic(id_))
    of_safety = {fact for fact in topic(id_).facts if fact.startswith("S")}
    assert ("General safety advice, not from the article" in text) is bool(of_safety)
    article, _, _ = text.partition("From the article:")
    for sentence in sentences(id_):
        assert sentence.text in article
    safety_said = [s.text for s in sentences(id_) if s.facts[0].startswith("S")]
    if safety_said:
        assert article.rstrip().endswith(safety_said[-1])


def test_the_list_has_every_topic() -> None:
    taps = [read(button.data) for row in views.topics().buttons for button in row]
    assert taps == [ShowTopic(id_) for id_ in TopicId]


def test_offers_open_below_what_stays() -> None:
    (row,) = views.offers((TopicId.REST, TopicId.AGE))
    assert [read(button.data) for button in row] == [
        TopicBelow(TopicId.REST),
        TopicBelow(TopicId.AGE),
    ]


def test_what_is_not_covered_is_said_honestly_with_what_is_near_or_without() -> None:
    near = views.not_covered([TopicId.REST])
    assert "says nothing about that" in plain(near)
    assert [read(b.data) for row in near.buttons for b in row] == [
        ShowTopic(TopicId.REST),
        ShowTopics(),
    ]
    assert "/faq" in plain(views.not_covered([]))


@pytest.mark.parametrize(
    "body", ["Lunges are fine.", "Lunges are fine. [A19] [A20]", "Lunges are fine. [19]"]
)
def test_a_sentence_without_its_facts_is_refused(
    body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    head = "---\ntitle: Lunges\nfacts: [A19]\nquestions: [q]\nrelated: [rest]\n---\n"
    (folder / "lunges.md").write_text(head + body + "\n", encoding="utf-8")
    monkeypatch.setattr(topic_files, "_FILES", folder.parent)
    topic.cache_clear()
    try:
        with pytest.raises(ValueError, match="names no fact"):
            topic(TopicId.LUNGES)
    finally:
        topic.cache_clear()
