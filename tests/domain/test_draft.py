"""A draft travels in a button unharmed, and a forged one gets nowhere."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.draft import OPTIONAL, Draft, Step, decode, encode
from bot.domain.workout import Activity
from tests.domain.drafts import WORST, drafts

ENDED = datetime(2026, 3, 2, 17, tzinfo=UTC)


@given(draft=drafts())
@example(draft=WORST)
def test_what_is_encoded_is_decoded(draft: Draft) -> None:
    assert decode(encode(draft)) == draft


def test_fractions_of_a_second_are_not_kept() -> None:
    draft = Draft(ended_at=ENDED.replace(microsecond=999_999), minutes=28.501)
    assert decode(encode(draft)) == Draft(ended_at=ENDED, minutes=28.5)


_FIELDS = st.text("0123456789-. _e+٣²runsquat", max_size=12) | st.text(max_size=5)


@given(
    text=st.text()
    | st.lists(_FIELDS, min_size=5, max_size=7).map(",".join)
    | st.tuples(drafts().map(encode), st.integers(0, 45), st.characters()).map(
        lambda forged: forged[0][: forged[1]] + forged[2] + forged[0][forged[1] + 1 :]
    )
)
@example(text="run,007,,,,")
@example(text="run,,-,,,")
@example(text="run,,,-,,")
@example(text="-,,,,,")
@example(text="run,,,,11,")
@example(text="run,,,99999999999,,")
@example(text="run,٣,,,,")
@example(text="run,²,,,,")
@example(text="run,-5,,,,")
@example(text="run,1_0,,,,")
@example(text="run,,,,,,")
def test_a_forged_draft_is_refused_unless_it_could_be_ours(text: str) -> None:
    try:
        draft = decode(text)
    except ValueError:
        return
    assert encode(draft) == text


def test_the_steps_are_asked_in_their_order_until_nothing_is_missing() -> None:
    draft, asked = Draft(), []
    answers = {
        Step.ACTIVITY: Draft(activity=Activity.RUN),
        Step.DURATION: Draft(activity=Activity.RUN, minutes=30),
        Step.ENDED: Draft(activity=Activity.RUN, minutes=30, ended_at=ENDED),
        Step.EFFORT: Draft(activity=Activity.RUN, minutes=30, ended_at=ENDED, rpe=0),
        Step.BEFORE: Draft(activity=Activity.RUN, minutes=30, ended_at=ENDED, rpe=0, before=0),
    }
    while (step := draft.missing()) is not None:
        asked.append(step)
        draft = answers[step]
    assert asked == list(Step)


@given(draft=drafts(), step=st.sampled_from(Step))
def test_a_skipped_step_is_not_asked(draft: Draft, step: Step) -> None:
    assert draft.skip(step).missing() is not step


@given(draft=drafts(complete=True), step=st.sampled_from(Step))
def test_a_forgotten_step_is_asked_again_and_the_others_stay(draft: Draft, step: Step) -> None:
    full = draft.skip(*OPTIONAL)
    forgotten = full.forget(step)
    assert forgotten.missing() is step
    others = [other for other in Step if other is not step]
    for other in others:
        assert forgotten.skipped - {step} == full.skipped - {step}
        assert forgotten.forget(other) == full.forget(other).forget(step)


@given(draft=drafts(complete=True))
def test_a_complete_draft_is_a_workout(draft: Draft) -> None:
    workout = draft.workout()
    assert (workout.activity, workout.minutes, workout.distance_km, workout.ended_at) == (
        draft.activity,
        draft.minutes,
        draft.distance_km,
        draft.ended_at,
    )
    assert (workout.rpe, workout.before) == (draft.rpe, draft.before)


@pytest.mark.parametrize("step", [Step.ACTIVITY, Step.ENDED])
@given(draft=drafts(complete=True))
def test_without_its_activity_or_its_end_it_is_none(step: Step, draft: Draft) -> None:
    with pytest.raises(ValueError, match="yet"):
        draft.forget(step).workout()
