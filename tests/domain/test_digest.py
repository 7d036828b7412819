"""A clinic's numbers, and when they are kept back."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.check_in import CheckInState, Moment
from bot.domain.digest import Counted, answering, by_week, may_be_shown

DUE = datetime(2026, 3, 2, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)


def counted(
    member: int, after: timedelta | None = None, score: int | None = None, *, named: bool = False
) -> Counted:
    state = CheckInState.CLOSED if after is None else CheckInState.ANSWERED
    answered_at = None if after is None else DUE + after
    return Counted(
        member, named, Moment.NEXT_DAY, state, DUE, DUE, DUE + 12 * HOUR, answered_at, score
    )


def test_compliance_is_answered_in_time_out_of_asked() -> None:
    told = answering(
        [counted(1, HOUR, 3), counted(2, 3 * HOUR, 4), counted(3, 13 * HOUR, 5), counted(1)]
    )
    assert told is not None
    assert (told.asked, told.in_time, told.late, told.missed) == (4, 2, 1, 1)
    assert told.compliance == 0.5


def test_the_latency_needs_three_people_who_answered_in_time() -> None:
    some = answering([counted(1, HOUR, 3), counted(2, HOUR, 3), counted(3)])
    assert some is not None
    assert some.latency is None
    all_three = answering([counted(1, HOUR, 3), counted(2, 2 * HOUR, 3), counted(3, 5 * HOUR, 3)])
    assert all_three is not None
    assert all_three.latency == 2 * HOUR


def test_a_week_is_drawn_as_median_and_middle_half() -> None:
    [week] = by_week([counted(n, HOUR, score) for n, score in enumerate((2, 3, 4, 9))])
    assert (week.low, week.middle, week.high, week.scores) == (2.75, 3.5, 5.25, 4)


def test_one_person_who_agreed_to_be_named_may_be_drawn_alone() -> None:
    [week] = by_week([counted(1, HOUR, 7, named=True)])
    assert week.middle == 7
    assert by_week([counted(1, HOUR, 7)]) == ()


@given(st.lists(st.tuples(st.integers(1, 4), st.booleans()), min_size=1))
def test_nothing_is_shown_that_fewer_than_three_unnamed_people_make_up(
    those: list[tuple[int, bool]],
) -> None:
    named = dict(those)
    rows = [counted(member, HOUR, 3, named=named[member]) for member, _ in those]
    people = set(named)
    assert may_be_shown(rows) is (len(people) >= 3 or all(named.values()))
