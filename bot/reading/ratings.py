"""Rules for the numbers that athletes give themselves: effort, and the knee before and after."""

from bot.reading.durations import value
from bot.reading.grammar import Grammar, rule
from bot.reading.items import Item
from bot.reading.meanings import Effort, PainAfter, PainBefore


def _effort(item: Item | None) -> Effort:
    return Effort(value(item))


def _before(item: Item | None) -> PainBefore:
    return PainBefore(value(item))


def _after(item: Item | None) -> PainAfter:
    return PainAfter(value(item))


RATINGS = Grammar(
    rule("EFFORT BE|AROUND? BE|AROUND? BE|AROUND? N|N10", _effort),
    rule("N10 EFFORT", _effort),
    rule("N EFFORT", _effort),
    rule("felt|feeling like|about? a? N10", _effort),
    rule("N10 hard|tough|difficulty", _effort),
    rule("hard|difficulty|intensity N10", _effort),
    rule("@ EFFORT? N10", _effort),
    rule("BEFORE BE|AROUND|KNEE? BE|AROUND|KNEE? BE|AROUND? N|N10", _before),
    rule("KNEE BEFORE? BE|AROUND? BE|AROUND? BE|AROUND? N|N10 BEFORE", _before),
    rule("KNEE BEFORE BE|AROUND? BE|AROUND? BE|AROUND? N|N10", _before),
    rule("N|N10 KNEE|in? my|the? KNEE? BEFORE", _before),
    rule("started|start with my? KNEE BE? BE? N|N10", _before),
    rule("KNEE BE|AROUND? BE|AROUND? BE|AROUND? N|N10 AFTER", _after),
    rule("AFTER BE|AROUND|KNEE? BE|AROUND|KNEE? N|N10", _after),
    rule("KNEE AFTER BE|AROUND? BE|AROUND? N|N10", _after),
    rule("N|N10 KNEE? AFTER !N|N10", _after),
    rule("KNEE BE|AROUND? BE|AROUND? BE|AROUND? N|N10", _after),
    rule("N|N10 KNEE", _after),
)
