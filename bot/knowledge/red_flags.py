"""Which signs of `lexicon/signs.yaml` an athlete tells of their own knee, now."""

from bot.domain.safety import RedFlag
from bot.knowledge.concepts import Mention, Reading
from bot.knowledge.words import STRONG

OF_THE_WHOLE_BODY = frozenset({RedFlag.CHEST_PAIN, RedFlag.BREATHING})
BELOW_THE_KNEE = frozenset({RedFlag.NUMBNESS, RedFlag.NO_WEIGHT, RedFlag.DEFORMED_LEG})
"""Signs of the foot that count, too."""
TOGETHER = {
    RedFlag.HOT_WITH_FEVER: ("hot", "feverish"),
    RedFlag.NO_IMPROVEMENT: ("no_better", "so_long"),
}
"""Signs that are also told by two mentions, wherever they stand."""
SUBJECTS = (
    "performance",
    "medication",
    "bot_matter",
    "gadget",
    "small_world",
    "other_joint",
    "fitness",
    "diet",
    "brace",
    "footwear",
    "sums",
)
KNEE = frozenset({"knee", "leg", "runners_knee"})
NAMED_SO = ("strength", "sport", "squat", "lunge", "gadget", "bot_matter")
OWN = frozenset(["knee", "i", "my", "me", "mine", "it", "kneecap", "because", "but", "so"])
CLOSE, JUST_AFTER = 6, 3


def red_flags(reading: Reading) -> tuple[RedFlag, ...]:
    """The signs that count, the gravest advice last in the enumeration's order."""
    return tuple(flag for flag in RedFlag if _is_told(flag, reading))


def _is_told(flag: RedFlag, reading: Reading) -> bool:
    def counts(concept: str) -> bool:
        return any(
            mention.concept == concept
            and not mention.denied
            and _is_own_and_now(flag, mention, reading)
            for mention in reading.mentions
        )

    return counts(flag) or (flag in TOGETHER and all(counts(each) for each in TOGETHER[flag]))


def _is_own_and_now(flag: RedFlag, mention: Mention, reading: Reading) -> bool:
    sentence = _sentence(mention, reading)
    near = [each for each in reading.mentions if each.start in sentence]
    if any(each.concept == "no_sign" and _overlap(each, mention) for each in near):
        return False
    if any(each.concept in NAMED_SO and _covers(each, mention) for each in near):
        return False
    if any(each.concept == "long_past" for each in near):
        return any(each.concept == "still_now" for each in near)
    if _is_someone_elses(mention, near, reading):
        return False
    return flag in OF_THE_WHOLE_BODY or not _is_of_something_else(flag, mention, near)


def _sentence(mention: Mention, reading: Reading) -> range:
    start, end = mention.start, mention.end
    while start > 0 and reading.text[start].parted < STRONG:
        start -= 1
    while end < len(reading.text) and reading.text[end].parted < STRONG:
        end += 1
    return range(start, end)


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _covers(one: Mention, other: Mention) -> bool:
    return (
        one.start <= other.start
        and other.end <= one.end
        and one.end - one.start > max(1, other.end - other.start)
    )


def _is_someone_elses(mention: Mention, near: list[Mention], reading: Reading) -> bool:
    """`my mate's knee gave way`, `she can't bend it`; not `my wife says my knee is swollen`."""
    for each in near:
        if (
            each.concept != "other_person"
            or not mention.start - 2 * CLOSE < each.start < mention.start
        ):
            continue
        between = reading.text[each.end : mention.start]
        rest = between[1:] if between and between[0].stem in ("kne", "leg", "kneecap") else between
        if not {word.text for word in rest} & OWN:
            return True
    return False


def _is_of_something_else(flag: RedFlag, mention: Mention, near: list[Mention]) -> bool:
    """Whether the sign belongs to another joint or thing that is named, and no knee is."""
    below = flag in BELOW_THE_KNEE
    if any(
        each.concept in KNEE or (below and each.concept == "foot")
        for each in near
        if not each.denied
    ):
        return False
    return any(
        (each.concept in SUBJECTS or each.concept == "foot")
        and (not each.denied or each.start > mention.start)
        and each.start != mention.start
        and each.start < mention.end + JUST_AFTER
        for each in near
    )
