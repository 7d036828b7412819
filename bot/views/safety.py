"""General safety advice: what to do about a red flag, apart from what the article says."""

from collections.abc import Sequence

from bot.domain.safety import RedFlag
from bot.views.message import Button, Message, Rows
from bot.views.sources import sources
from bot.views.taps import Sign, write

ADVICE = {
    "S5": (
        "<b>Please call your emergency number now.</b> Chest pain, trouble breathing or a badly "
        "deformed leg can not wait."
    ),
    "S1": (
        "<b>Please get medical help today.</b> That is for a very painful knee, or one that can "
        "not take your weight, can not be moved or has changed its shape."
    ),
    "S2": (
        "<b>Please get medical help today.</b> That is for a badly swollen knee, or one that "
        "locks, gives way or clicks painfully."
    ),
    "S3": (
        "<b>Please get medical help today.</b> Redness and heat around the knee with fever, chills "
        "or shivering may be an infection."
    ),
    "S4": (
        "<b>Please see a clinician.</b> That is for a knee that is no better after a few weeks, "
        "hurts whatever you do, is worse at night or feels numb."
    ),
}
"""By the fact that each rests on, the most urgent first."""

LIMITS = "I am a training diary, no medical service, and nobody watches this chat around the clock."
"""It rests on S6."""

SIGNS_QUESTION = "Please check first: is one of these true? If not, tap the last button."
"""It rests on S1 to S3, as the buttons below it do."""

SIGNS = {
    RedFlag.NO_WEIGHT: "Can't put weight on it",
    RedFlag.CAN_NOT_MOVE: "Can't move it",
    RedFlag.CHANGED_SHAPE: "Changed shape",
    RedFlag.SWELLING: "Badly swollen",
    RedFlag.LOCKING: "Locks",
    RedFlag.GIVING_WAY: "Gives way",
    RedFlag.PAINFUL_CLICKING: "Clicks painfully",
    RedFlag.HOT_WITH_FEVER: "Red, hot, fever or chills",
}


def advice(flags: Sequence[RedFlag]) -> Message:
    """What to do about what was told, the most urgent thing first."""
    told = {flag.fact for flag in flags}
    facts = [fact for fact in ADVICE if fact in told]
    sentences = "\n\n".join(ADVICE[fact] for fact in facts)
    return Message(f"{sentences}\n\n{LIMITS}\n{sources((*facts, 'S6'))}")


def sign_buttons(check_in_id: int) -> Rows:
    """The safety questions, two in a row, and a button for none of them."""
    signs = [Button(label, write(Sign(check_in_id, flag))) for flag, label in SIGNS.items()]
    pairs = zip(signs[::2], signs[1::2], strict=True)
    return (*pairs, (Button("None of these", write(Sign(check_in_id, None))),))
