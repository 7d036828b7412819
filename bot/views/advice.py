"""The wording of advice. Each sentence rests on the facts that `bot/domain/advice.py` names."""

from bot.domain.advice import Advice, SentenceId
from bot.domain.pain import Band

BANDS = {
    Band.TOLERABLE: "tolerable",
    Band.BORDERLINE: "borderline",
    Band.TOO_MUCH: "too much",
}

SENTENCES = {
    SentenceId.TOLERABLE: "Pain from 0 to 4 counts as tolerable, manageable discomfort.",
    SentenceId.BORDERLINE: (
        "5 lies between tolerable (up to 4) and too much (6 and more). The article says nothing "
        "about 5; calling it borderline is our own careful reading."
    ),
    SentenceId.TOO_MUCH: "Pain of 6 or more after a workout is too much for now.",
    SentenceId.LATER_COUNTS_TOO: "How it feels one hour after and 24 hours after counts as well.",
    SentenceId.NEXT_DAY_COUNTS_TOO: "How it feels 24 hours after counts as well.",
    SentenceId.CARRY_ON: (
        "Any exercise is fine that does not make your knee clearly worse within 24 hours."
    ),
    SentenceId.HOLD: "Add nothing for now, and see what the next check-in says.",
    SentenceId.REDUCE: "For now, reduce the intensity or the volume next time.",
}


def paragraph(advice: Advice) -> str:
    """The sentences, then where they come from."""
    sentences = " ".join(SENTENCES[sentence.id] for sentence in advice.sentences)
    return f"{sentences}\n<i>From the article: {', '.join(advice.facts)}</i>"
