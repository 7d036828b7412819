"""The tables of this folder as one dictionary, built on first use (a few milliseconds)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from bot.domain.workout import Activity
from bot.reading.lexicon.activities import EVENT_KM, NO_ACTIVITY, WORDS
from bot.reading.lexicon.fillers import FILLERS, GUARDED, MISSPELT
from bot.reading.lexicon.stances import STANCES
from bot.reading.lexicon.times import TIMES
from bot.reading.lexicon.units import MONTHS, NUMBERS, TODAY, TOMORROW, UNITS, WEEKDAYS, YESTERDAY
from bot.reading.meanings import Doing

RANK_OF_SESSIONS = 0


@dataclass(slots=True)
class Entry:
    """What the lexicon knows of a word or phrase."""

    tags: set[str] = field(default_factory=set)
    doing: Doing | None = None


class Book:
    """Entries by their words; `phrases` gives the longer entries by their first word."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, ...], Entry] = {}
        for row in WORDS:
            for words in listed(row.names):
                self._activity(words, row.activity, row.rank, past=False)
            for words in listed(row.past):
                self._activity(words, row.activity, row.rank, past=True)
        for table in (UNITS, STANCES, TIMES):
            for tag, texts in table.items():
                self._tag(tag, texts)
        self._tag("FILLER", FILLERS)
        for tag, texts in (("TODAY", TODAY), ("YESTERDAY", YESTERDAY), ("TOMORROW", TOMORROW)):
            self._tag(tag, texts)
        for tag, names in (("DAYNAME", WEEKDAYS), ("MONTH", MONTHS), ("NUMERAL", NUMBERS)):
            self._tag(tag, ", ".join(names))
        for words in listed(NO_ACTIVITY):
            entry = self._entry(words)
            entry.tags, entry.doing = {"IDIOM"}, None
        self.longest: dict[str, int] = {}
        for words in self.entries:
            self.longest[words[0]] = max(self.longest.get(words[0], 1), len(words))
        self.known = frozenset(word for words in self.entries for word in words)
        self.guarded = frozenset(words[0] for words in listed(GUARDED))
        self.slips = {slip[0]: right for right, text in MISSPELT.items() for slip in listed(text)}

    def _entry(self, words: tuple[str, ...]) -> Entry:
        return self.entries.setdefault(words, Entry())

    def _tag(self, tag: str, texts: str) -> None:
        for words in listed(texts):
            self._entry(words).tags.add(tag)

    def _activity(
        self, words: tuple[str, ...], activity: Activity | None, rank: int, *, past: bool
    ) -> None:
        entry = self._entry(words)
        if entry.doing is not None and entry.doing.rank >= rank:
            return
        entry.doing = Doing(activity, rank, EVENT_KM.get(" ".join(words)))
        entry.tags |= {"ACT", "DONE", "PAST"} if past else {"ACT"}


def listed(texts: str) -> Iterator[tuple[str, ...]]:
    """The phrases of a comma-separated table cell, each as its words."""
    for text in texts.split(","):
        words = tuple(text.lower().replace("/", " / ").split())
        if words:
            yield words


@cache
def book() -> Book:
    """The one lexicon."""
    return Book()
