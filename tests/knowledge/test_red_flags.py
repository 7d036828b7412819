"""Signs that call for a clinician: each in several wordings, denied, past, someone else's."""

import pytest

from bot.domain.safety import RedFlag
from bot.knowledge.finder import find
from bot.knowledge.found import FoundKind

TOLD = {
    RedFlag.SEVERE_PAIN: [
        "my knee is in agony",
        "it's a 10/10",
        "knee pain so bad i was in tears",
        "I have never felt pain like this in my knee",
    ],
    RedFlag.NO_WEIGHT: [
        "I can't put any weight on it",
        "unable to bear weight on that leg",
        "cant stand on my left leg",
        "im hopping round the kitchen",
    ],
    RedFlag.CAN_NOT_MOVE: [
        "I cannot bend my knee",
        "leg wont straighten",
        "the knee doesnt extend anymore",
        "its stuck bent",
    ],
    RedFlag.CHANGED_SHAPE: [
        "kneecap popped out of place",
        "my knee is a weird shape",
        "think i dislocated it",
    ],
    RedFlag.SWELLING: [
        "knee's swollen",
        "it blew up like a balloon",
        "twice the size of the other one",
        "really puffy since sunday",
        "its swolen",
    ],
    RedFlag.LOCKING: ["my knee locks up", "it keeps getting stuck", "knee jams on the stairs"],
    RedFlag.GIVING_WAY: [
        "it gave way on the stairs",
        "my knee buckles",
        "leg gives out when i turn",
        "knee feels unstable",
    ],
    RedFlag.PAINFUL_CLICKING: [
        "it clicks and it hurts",
        "painful clicking",
        "hurts every time it pops",
    ],
    RedFlag.HOT_WITH_FEVER: [
        "knee is hot and red and i have a fever",
        "fever since last night. the knee has gone bright red",
        "shivering and my knee is burning up",
    ],
    RedFlag.NO_IMPROVEMENT: [
        "no improvement after 6 weeks",
        "its been two months and it isnt any better",
        "why isnt it getting better its been weeks",
    ],
    RedFlag.CONSTANT_PAIN: [
        "it hurts all the time whatever i do",
        "constant pain",
        "knee aches 24/7",
    ],
    RedFlag.NIGHT_PAIN: [
        "my knee wakes me up at night",
        "the pain is worse at night",
        "cant sleep because of my knee",
    ],
    RedFlag.NUMBNESS: [
        "numb below the knee",
        "pins and needles in my foot",
        "i can't feel part of my leg",
    ],
    RedFlag.CHEST_PAIN: [
        "chest pain when i run",
        "my chest feels tight",
        "chest hurts on the bike",
    ],
    RedFlag.BREATHING: ["i cant breathe", "short of breath", "trouble breathing since the ride"],
    RedFlag.DEFORMED_LEG: [
        "my leg is bent the wrong way",
        "shin at a weird angle",
        "the leg looks deformed",
    ],
}
HARMLESS = [
    "no swelling, can i squat",
    "it isn't swollen, run tomorrow?",
    "doesn't lock or give way, just sore",
    "no swelling, locking or numbness, can i run",
    "it never wakes me at night",
    "no fever and not red",
    "painless clicking when i bend",
    "it clicks but doesnt hurt",
    "my mate's knee gave way",
    "my sister had a swollen knee years ago",
    "my knee used to lock as a teenager, all sorted since the op",
    "my ankle is swollen",
    "fingers go numb in the cold",
    "my phone locks every time",
    "stuck in traffic",
    "this hill is killing me haha",
    "cant stand my new coach",
    "my motivation gave out",
    "chest press or bench?",
    "these intervals are mind numbing",
    "got the chills listening to the anthem",
    "the watch strap gave way",
]
WITH_A_QUESTION = [
    ("knee is swollen, can i still do lunges", RedFlag.SWELLING),
    ("im 71 and the knee gave way on the stairs, should i keep squatting", RedFlag.GIVING_WAY),
    ("should i ice it, it locks", RedFlag.LOCKING),
    ("can i take ibuprofen, my foot is numb", RedFlag.NUMBNESS),
    ("it's not swollen but i can't put weight on it", RedFlag.NO_WEIGHT),
    ("no numbness, just massive swelling", RedFlag.SWELLING),
    ("cant go downstairs without my knee buckling", RedFlag.GIVING_WAY),
    ("not sure why my knee locks", RedFlag.LOCKING),
]


def test_every_red_flag_is_told_in_several_wordings() -> None:
    assert set(TOLD) == set(RedFlag)
    assert all(len(wordings) >= 3 for wordings in TOLD.values())


@pytest.mark.parametrize(
    ("question", "flag"), [(each, flag) for flag, told in TOLD.items() for each in told]
)
def test_a_red_flag_is_heard(question: str, flag: RedFlag) -> None:
    found = find(question)
    assert found.kind is FoundKind.RED_FLAG
    assert flag in found.flags


@pytest.mark.parametrize("question", HARMLESS)
def test_what_is_denied_past_or_of_something_else_is_no_red_flag(question: str) -> None:
    found = find(question)
    assert found.kind is not FoundKind.RED_FLAG
    assert found.flags == ()


@pytest.mark.parametrize(("question", "flag"), WITH_A_QUESTION)
def test_a_red_flag_goes_before_whatever_is_asked(question: str, flag: RedFlag) -> None:
    found = find(question)
    assert (found.kind, found.topic, found.also) == (FoundKind.RED_FLAG, None, ())
    assert flag in found.flags
