"""What can be told to be no question for the source by rule: small talk, and what is elsewhere.

Naming another joint, a medicine, a brace … settles it, unless the athlete waves it aside: `no ice
no meds, just …`, `forget shoes`, `ankles fine`.
"""

from bot.knowledge.concepts import Mention, Reading
from bot.knowledge.lexicon.tables import grammar

SMALL_TALK = ("chit_chat", "rude")
ELSEWHERE = frozenset(
    [
        *("medication", "diet", "brace", "footwear", "treatment", "surgery", "scan"),
        *("appointment", "other_joint", "other_health", "sums", "rude", "skin"),
    ]
)
WEIGHED = ({"treatment", "says_rest"}, {"surgery", "says_wear", "run"})
"""Together they may be about a topic: `ice or just rest?`, `will running end in a new knee?`"""
WAVED_BEFORE, WAVED_AFTER = grammar("waved_before"), grammar("waved_after")
ASKED_BY = grammar("asks_before")
REACH_BEFORE, REACH_AFTER = 5, 2


def says_nothing(reading: Reading) -> bool:
    """Whether there is nothing but greetings, thanks, emoji or nothing at all."""
    small = {
        place
        for mention in reading.mentions
        if mention.concept in SMALL_TALK
        for place in range(mention.start, mention.end)
    }
    return all(place in small or word.feather for place, word in enumerate(reading.text))


def is_elsewhere(reading: Reading) -> bool:
    """Whether it asks about something that the source does not cover."""
    said = {mention.concept for mention in reading.mentions}
    if any(together <= said for together in WEIGHED):
        return False
    return any(
        mention.concept in ELSEWHERE and not mention.denied and not _is_waved(mention, reading)
        for mention in reading.mentions
    )


def _is_waved(mention: Mention, reading: Reading) -> bool:
    text, start, end = reading.text, mention.start, mention.end
    before = {word.stem for word in text[max(0, start - REACH_BEFORE) : start]}
    after = {word.stem for word in text[end : end + REACH_AFTER]}
    if WAVED_BEFORE & before or {"not", "want"} <= before:
        return True
    return bool(WAVED_AFTER & after) and not (start and text[start - 1].stem in ASKED_BY)
