"""What an answer leads to, from the boldest to the most careful."""

from enum import StrEnum


class Verdict(StrEnum):
    """`build_up` is to repeat the workout or to add to it gradually."""

    BUILD_UP = "build_up"
    CARRY_ON = "carry_on"
    HOLD = "hold"
    DO_LESS = "do_less"
    CHOOSE_ANOTHER = "choose_another"
    REST = "rest_and_see_a_clinician"
