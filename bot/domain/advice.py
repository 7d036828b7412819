"""What the bot says about an answer: sentences, each resting on a fact of the article."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.check_in import Moment
from bot.domain.pain import Band, band


class SentenceId(StrEnum):
    """The sentences of advice; their wording is in `bot/views/advice.py`."""

    TOLERABLE = "tolerable"
    BORDERLINE = "borderline"
    TOO_MUCH = "too_much"
    LATER_COUNTS_TOO = "later_counts_too"
    NEXT_DAY_COUNTS_TOO = "next_day_counts_too"
    CARRY_ON = "carry_on"
    HOLD = "hold"
    REDUCE = "reduce"


@dataclass(frozen=True)
class Sentence:
    """One sentence and the facts it rests on (`A7`, …)."""

    id: SentenceId
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """The band of a score and what follows from it."""

    band: Band
    sentences: tuple[Sentence, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact cited, once, in the order of their numbers."""
        cited = {fact for sentence in self.sentences for fact in sentence.facts}
        return tuple(sorted(cited, key=lambda fact: (fact[0], int(fact[1:]))))


_MEANING = {
    Band.TOLERABLE: Sentence(SentenceId.TOLERABLE, ("A7",)),
    Band.BORDERLINE: Sentence(SentenceId.BORDERLINE, ("A7", "A8")),
    Band.TOO_MUCH: Sentence(SentenceId.TOO_MUCH, ("A8",)),
}

_NEXT_DAY = {
    Band.TOLERABLE: Sentence(SentenceId.CARRY_ON, ("A6",)),
    Band.BORDERLINE: Sentence(SentenceId.HOLD, ("A7", "A8")),
    Band.TOO_MUCH: Sentence(SentenceId.REDUCE, ("A8",)),
}


def advise(moment: Moment, score: int) -> Advice:
    """What a score at this moment means by the article. ValueError for a score outside 0 to 10."""
    felt = band(score)
    if moment is Moment.NEXT_DAY:
        return Advice(felt, (_MEANING[felt], _NEXT_DAY[felt]))
    if felt is Band.TOO_MUCH:
        return Advice(felt, (_MEANING[felt], Sentence(SentenceId.REDUCE, ("A8",))))
    to_come = (
        SentenceId.LATER_COUNTS_TOO
        if moment is Moment.RIGHT_AFTER
        else SentenceId.NEXT_DAY_COUNTS_TOO
    )
    return Advice(felt, (_MEANING[felt], Sentence(to_come, ("A5",))))
