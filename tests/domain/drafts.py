"""Every draft that a button can carry, for hypothesis."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from bot.domain.draft import OPTIONAL, Draft, Step
from bot.domain.workout import Activity

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = EPOCH + timedelta(seconds=9_999_999_999)

known_activities = st.sampled_from(Activity)
_ends = st.integers(0, 9_999_999_999).map(lambda seconds: EPOCH + timedelta(seconds=seconds))
_amounts = st.integers(0, 9_999_999_999)
_zero_to_ten = st.none() | st.integers(0, 10)


@st.composite
def drafts(draw: st.DrawFn, *, complete: bool = False) -> Draft:
    """With `complete`, activity and end are known."""
    unknown: st.SearchStrategy[None] = st.nothing() if complete else st.none()
    minutes = draw(st.none() | _amounts.map(lambda seconds: seconds / 60))
    rpe, before = draw(_zero_to_ten), draw(_zero_to_ten)
    open_steps = {
        step
        for step, value in ((Step.DURATION, minutes), (Step.EFFORT, rpe), (Step.BEFORE, before))
        if value is None
    }
    return Draft(
        activity=draw(unknown | known_activities),
        minutes=minutes,
        distance_km=draw(st.none() | _amounts.map(lambda metres: metres / 1000)),
        ended_at=draw(unknown | _ends),
        rpe=rpe,
        before=before,
        skipped=draw(st.frozensets(st.sampled_from(sorted(open_steps & OPTIONAL))))
        if open_steps
        else frozenset(),
    )


WORST = Draft(
    activity=max(Activity, key=lambda activity: len(activity.value)),
    minutes=9_999_999_999 / 60,
    distance_km=9_999_999_999 / 1000,
    ended_at=LATEST,
    rpe=10,
    before=10,
)
"""The longest of all."""
