"""Signs that call for more than a training diary: general safety advice, not the article's."""

from enum import StrEnum


class RedFlag(StrEnum):
    """What a person may tell of; `fact` is the safety fact that says what to do about it."""

    SEVERE_PAIN = "severe_pain"
    NO_WEIGHT = "no_weight"
    CAN_NOT_MOVE = "can_not_move"
    CHANGED_SHAPE = "changed_shape"
    SWELLING = "swelling"
    LOCKING = "locking"
    GIVING_WAY = "giving_way"
    PAINFUL_CLICKING = "painful_clicking"
    HOT_WITH_FEVER = "hot_with_fever"
    NO_IMPROVEMENT = "no_improvement"
    CONSTANT_PAIN = "constant_pain"
    NIGHT_PAIN = "night_pain"
    NUMBNESS = "numbness"
    CHEST_PAIN = "chest_pain"
    BREATHING = "breathing"
    DEFORMED_LEG = "deformed_leg"

    @property
    def fact(self) -> str:
        """`S1` to `S5`."""
        return _FACTS[self]


_FACTS = {
    RedFlag.SEVERE_PAIN: "S1",
    RedFlag.NO_WEIGHT: "S1",
    RedFlag.CAN_NOT_MOVE: "S1",
    RedFlag.CHANGED_SHAPE: "S1",
    RedFlag.SWELLING: "S2",
    RedFlag.LOCKING: "S2",
    RedFlag.GIVING_WAY: "S2",
    RedFlag.PAINFUL_CLICKING: "S2",
    RedFlag.HOT_WITH_FEVER: "S3",
    RedFlag.NO_IMPROVEMENT: "S4",
    RedFlag.CONSTANT_PAIN: "S4",
    RedFlag.NIGHT_PAIN: "S4",
    RedFlag.NUMBNESS: "S4",
    RedFlag.CHEST_PAIN: "S5",
    RedFlag.BREATHING: "S5",
    RedFlag.DEFORMED_LEG: "S5",
}
