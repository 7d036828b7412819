"""The tables are sound, and what they say is found."""

import pytest

from bot.domain.safety import RedFlag
from bot.domain.topic import TopicId
from bot.knowledge.concepts import Reading
from bot.knowledge.lexicon.book import Book, book
from bot.knowledge.lexicon.tables import NAMES, SAYINGS, listed, table
from bot.knowledge.patterns import pattern
from bot.knowledge.words import words

NAMED = [
    (concept, phrase)
    for name in NAMES
    for concept, phrases in table(name).items()
    for phrase in listed(phrases)
    if "<" not in phrase
]


def test_every_red_flag_has_its_signs() -> None:
    assert set(RedFlag) <= set(table("signs"))


def test_every_name_is_found_where_it_is_said() -> None:
    lost = [
        (concept, phrase)
        for concept, phrase in NAMED
        if concept not in Reading(words(f"about {phrase} indeed"), book()).spans
    ]
    assert lost == []


@pytest.mark.parametrize("phrase", ["", "..", "knee ..", ".. knee", "<what>"])
def test_a_phrase_that_says_nothing_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError):
        pattern(phrase)


def test_a_concept_must_be_known_before_it_is_used() -> None:
    rows = {"signs": {"locking": "{knee} locks"}}
    with pytest.raises(ValueError, match="knee"):
        Book(lambda name: rows.get(name, {}))


def test_a_concept_stands_in_one_table() -> None:
    rows = {"body": {"knee": "knee"}, "people": {"knee": "knees"}}
    with pytest.raises(ValueError, match="two tables"):
        Book(lambda name: rows.get(name, {}))


def test_the_tables_are_all_read() -> None:
    assert set(book().table_of.values()) == {*NAMES, *SAYINGS}
    assert len(TopicId) == 15
