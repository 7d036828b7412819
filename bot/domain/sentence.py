"""The sentences of advice and the facts that each of them rests on; the wording is a view's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.check_in import Moment
from bot.domain.course import Reference
from bot.domain.workout import Activity


class SentenceId(StrEnum):
    """What can be said. The first ones open an advice: they say its verdict."""

    CARRY_ON = "carry_on"
    EASE_OFF = "ease_off"
    STILL_EASE_OFF = "still_ease_off"
    HOLD_RISING = "hold_rising"
    HOLD_BORDERLINE = "hold_borderline"
    BUILD_UP = "build_up"
    KEEP_THE_LOAD = "keep_the_load"
    DO_LESS = "do_less"
    DO_LESS_ALL_THE_SAME = "do_less_all_the_same"
    CHOOSE_ANOTHER = "choose_another"
    REST = "rest"

    OUR_FIVE = "our_five"
    OUR_TWO_POINTS = "our_two_points"
    RISING = "rising"
    STEADY = "steady"
    SETTLING = "settling"
    NO_WORSE = "no_worse"
    NOTHING_TO_COMPARE = "nothing_to_compare"
    NEXT_DAY_DECIDES = "next_day_decides"
    A_LITTLE_MORE = "a_little_more"
    WATCH_THE_NEXT = "watch_the_next"

    RUN_LESS = "run_less"
    FILL_THE_GAP = "fill_the_gap"
    WALK_LESS = "walk_less"
    RIDE_LESS = "ride_less"
    SQUATS_STAY = "squats_stay"
    LUNGES_STAY = "lunges_stay"
    STEP_UPS_STAY = "step_ups_stay"
    DEADLIFTS_STAY = "deadlifts_stay"
    STRENGTH_STAYS = "strength_stays"
    LESS_OF_IT = "less_of_it"

    WENT_WELL = "went_well"
    SOMETHING_WILL = "something_will"
    SEE_A_CLINICIAN = "see_a_clinician"
    LATE_ANSWER = "late_answer"
    LATE_BEFORE = "late_before"
    CLINIC_MARKS = "clinic_marks"


FACTS: Mapping[SentenceId, tuple[str, ...]] = {
    SentenceId.CARRY_ON: ("A7",),
    SentenceId.EASE_OFF: ("A8",),
    SentenceId.STILL_EASE_OFF: ("A8",),
    SentenceId.HOLD_RISING: ("A2", "A7"),
    SentenceId.HOLD_BORDERLINE: ("A7", "A8"),
    SentenceId.BUILD_UP: ("A6", "A9"),
    SentenceId.KEEP_THE_LOAD: ("A6", "A7"),
    SentenceId.DO_LESS: ("A8",),
    SentenceId.DO_LESS_ALL_THE_SAME: ("A8",),
    SentenceId.CHOOSE_ANOTHER: ("A4",),
    SentenceId.REST: ("A16",),
    SentenceId.OUR_FIVE: ("A7", "A8"),
    SentenceId.OUR_TWO_POINTS: ("A6",),
    SentenceId.RISING: ("A2",),
    SentenceId.STEADY: ("A2",),
    SentenceId.SETTLING: ("A2",),
    SentenceId.NO_WORSE: ("A6",),
    SentenceId.NOTHING_TO_COMPARE: ("A6",),
    SentenceId.NEXT_DAY_DECIDES: ("A5", "A6"),
    SentenceId.A_LITTLE_MORE: ("A7", "A9"),
    SentenceId.WATCH_THE_NEXT: ("A5",),
    SentenceId.RUN_LESS: ("A10",),
    SentenceId.FILL_THE_GAP: ("A11", "A12"),
    SentenceId.WALK_LESS: ("A15",),
    SentenceId.RIDE_LESS: ("A3", "A8"),
    SentenceId.SQUATS_STAY: ("A9", "A22"),
    SentenceId.LUNGES_STAY: ("A9", "A19", "A22"),
    SentenceId.STEP_UPS_STAY: ("A9", "A11"),
    SentenceId.DEADLIFTS_STAY: ("A9", "A11"),
    SentenceId.STRENGTH_STAYS: ("A9", "A11"),
    SentenceId.LESS_OF_IT: ("A3", "A8"),
    SentenceId.WENT_WELL: ("A17",),
    SentenceId.SOMETHING_WILL: ("A17",),
    SentenceId.SEE_A_CLINICIAN: ("S4",),
    SentenceId.LATE_ANSWER: ("A5",),
    SentenceId.LATE_BEFORE: ("A5",),
    SentenceId.CLINIC_MARKS: ("A7", "A8"),
}

Value = int | Activity | Moment | datetime | Reference


@dataclass(frozen=True)
class Sentence:
    """One sentence, and what to put into its wording."""

    id: SentenceId
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def facts(self) -> tuple[str, ...]:
        """`A7`, …"""
        return FACTS[self.id]


def say(id_: SentenceId, **values: Value) -> Sentence:
    """The sentence with these values in it."""
    return Sentence(id_, values)


def in_order(facts: Iterable[str]) -> tuple[str, ...]:
    """Every fact once, in the order of their numbers, the article's first."""
    return tuple(sorted(set(facts), key=lambda fact: (fact[0], int(fact[1:]))))
