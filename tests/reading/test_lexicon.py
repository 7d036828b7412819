"""The tables and the rules fit each other."""

from bot.reading.daytimes import SPOKEN, TIMES, WHEN
from bot.reading.grammar import Grammar
from bot.reading.lexicon.activities import WORDS
from bot.reading.lexicon.book import book, listed
from bot.reading.lexicon.fillers import GUARDED, MISSPELT
from bot.reading.lexicon.stances import STANCES
from bot.reading.quantities import MEASURES
from bot.reading.ratings import RATINGS

GRAMMARS: tuple[Grammar, ...] = (MEASURES, TIMES, WHEN, RATINGS, SPOKEN)
OF_MEANINGS = {
    "COVERED",
    "VAGUE",
    "DAY",
    "WEEKDAY",
    "ACT",
    "CLOCK",
    "DATE",
    "DIST",
    "DUR",
    "EM",
    "N",
    "N10",
    "NG",
    "POINT",
    "SETS",
}
MAY_NAME_ACTIVITIES = {"BEFORE", "LONG_AGO", "NO_PAIN", "RECORD", "WARM"}


def test_every_name_in_a_rule_is_a_word_or_a_class_of_the_lexicon() -> None:
    names = {name for grammar in GRAMMARS for name in grammar.names()}
    entries = book().entries
    classes = {tag for entry in entries.values() for tag in entry.tags} | OF_MEANINGS
    words = {name for name in names if name[0].isalpha() and not name.isupper()}
    assert {word for word in words if (word,) not in entries} == set()
    assert {name for name in names - words if name[0].isalpha() and name not in classes} == set()


def test_no_phrase_about_a_stance_swallows_the_activity() -> None:
    activities = {
        words for row in WORDS if row.rank > 1 for words in listed(row.names) if len(words) == 1
    }
    swallowed = {
        f"{tag}: {' '.join(words)}"
        for tag, texts in STANCES.items()
        if tag not in MAY_NAME_ACTIVITIES
        for words in listed(texts)
        if len(words) > 1 and any((word,) in activities for word in words)
    }
    assert swallowed == set()


def test_a_listed_slip_leads_to_a_known_word_and_is_none_itself() -> None:
    known = book().known
    assert {right for right in MISSPELT if right not in known} == set()
    slips = {slip for text in MISSPELT.values() for (slip,) in listed(text)}
    assert slips & {words[0] for words in listed(GUARDED)} == set()
    assert {slip for slip in slips if (slip,) in book().entries} == set()
