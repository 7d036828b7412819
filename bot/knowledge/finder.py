"""Takes a question in an athlete's own words and says what it is about, or that it is not covered.

Red flags first; then what no topic is about; then topics. Import it only when a question has to be
answered: the lexicon takes a moment and some memory.
"""

from bot.domain.safety import RedFlag
from bot.knowledge.concepts import Reading
from bot.knowledge.features import TAKEN_BACK, alarm_features, features
from bot.knowledge.found import Found, FoundKind
from bot.knowledge.lexicon.book import book
from bot.knowledge.red_flags import red_flags
from bot.knowledge.scope import is_elsewhere, says_nothing
from bot.knowledge.spelling import speller
from bot.knowledge.weighing import Chances, alarming, likeliest_sign, weigh
from bot.knowledge.words import words

MOST_ALSO = 3
CLOSE_SECOND = 0.15
"""A topic is offered, too, when it is at least this likely beside the first."""
ALARM_FROM, ALARM_FROM_IF_TAKEN_BACK, ALARM_FROM_IN_SHORT = 0.3, 0.5, 0.7
"""How likely a red flag must be that no rule finds, or that a rule has heard denied or told of
something else; `it hurts` alone says too little."""
SHORT = 3
"""Words."""
DOUBTED_BELOW = 0.1
"""A red flag that a rule finds must be at least so likely."""
NEAREST = 0.2
"""What a topic must reach among topics to be called near to a question that is not covered."""
LEAST_LIKELY, LEAST_LIKELY_OF_STRANGE = 0.35, 0.6
"""What a topic must reach to be answered with; the second where nothing known is mentioned."""
ELSEWHERE_FROM = 0.2
"""The same, where something that is elsewhere is named."""
ABSTAIN_FROM = 0.35
"""How likely it must be that no topic fits."""


def find(question: str) -> Found:
    """What any text is about; never raises."""
    reading = read(question)
    flags = red_flags(reading)
    if not flags and says_nothing(reading):
        return Found(FoundKind.NOT_COVERED, confidence=1.0)
    said = features(reading, book())
    if alarm := _alarm(reading, flags, said):
        return alarm
    chances = weigh(said)
    if is_elsewhere(reading) and chances.none >= ELSEWHERE_FROM:
        return _not_covered(reading, chances, 1.0)
    least = LEAST_LIKELY if reading.mentions else LEAST_LIKELY_OF_STRANGE
    if chances.none >= ABSTAIN_FROM or chances.topics[0][1] < least:
        return _not_covered(reading, chances, round(chances.none, 3))
    return _judged(chances)


def _alarm(reading: Reading, flags: tuple[RedFlag, ...], said: frozenset[str]) -> Found | None:
    """Signs by the rules, unless the whole text speaks clearly against them; else a text that
    reads like those of people with a sign, in whatever words."""
    telling = alarm_features(reading, said)
    chance = alarming(telling)
    if chance < (DOUBTED_BELOW if flags else _alarm_from(reading, telling)):
        return None
    return Found(
        FoundKind.RED_FLAG, flags=flags or (likeliest_sign(telling),), confidence=round(chance, 3)
    )


def _alarm_from(reading: Reading, telling: frozenset[str]) -> float:
    if len(reading.text) <= SHORT:
        return ALARM_FROM_IN_SHORT
    return ALARM_FROM_IF_TAKEN_BACK if telling & TAKEN_BACK else ALARM_FROM


def read(question: str) -> Reading:
    """The question's words and concepts."""
    return Reading(words(question, spelled=speller()), book())


def _judged(chances: Chances) -> Found:
    (first, likely), *others = chances.topics
    close = [topic for topic, chance in others if chance >= CLOSE_SECOND * likely]
    return Found(
        FoundKind.TOPIC, topic=first, also=tuple(close[:MOST_ALSO]), confidence=round(likely, 3)
    )


def _not_covered(reading: Reading, chances: Chances, confidence: float) -> Found:
    least = NEAREST * (1.0 - chances.none)
    nearest = [topic for topic, chance in chances.topics if chance >= least]
    if not reading.mentions:
        nearest = []  # nothing in it is known
    return Found(FoundKind.NOT_COVERED, also=tuple(nearest[:MOST_ALSO]), confidence=confidence)
