"""Sessions in storage, on both databases: what the group is asked, and what comes in private."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.check_in import DEFAULT_PLAN, CheckInState
from bot.domain.clinic import Consent, Pause, Place
from bot.domain.declined import DeclinedError, Reason
from bot.domain.job import JobKind
from bot.domain.local_time import time_of
from bot.domain.session import SessionPlan
from bot.domain.workout import Activity
from bot.services import standing
from bot.services.clinics import moved, set_up
from bot.services.invites import renew_invite
from bot.services.memberships import agree, join, leave, memberships
from bot.services.post_content import Nothing, Writing, record_posted, what_it_shows, what_to_post
from bot.services.session_answers import answer_session
from bot.services.sessions import plan_session
from bot.storage import jobs
from bot.storage.clinic_tables import Agreement, Post
from bot.storage.jobs import Lease, LostLeaseError
from bot.storage.tables import CheckIn, Job, Workout
from tests.services.diary import ANA, BEN, HOLDER, NOW, Diary

GROUP = -100
HOUR = timedelta(hours=1)


@pytest.fixture
def clinic(diary: Diary) -> int:
    """With a session that has just ended, and with Ana in it."""

    def write(session: Session) -> int:
        made = set_up(session, Place(GROUP), "Clinic", 9, "UTC", NOW)
        renew_invite(session, made.id, "token")
        starts_at = NOW - timedelta(minutes=40) + timedelta(seconds=1)
        squats = SessionPlan(Activity.SQUATS, 40.0, time_of(0), on=starts_at)
        plan_session(session, made.id, squats, DEFAULT_PLAN, NOW)
        return made.id

    made = diary.database.call(write)
    enter(diary)
    return made


ENDED = NOW + timedelta(seconds=1)


def enter(diary: Diary) -> int:
    return diary.database.call(join, diary.athlete, "token", NOW).id


def claim(diary: Diary, kind: JobKind = JobKind.POST, at: timedelta = timedelta(0)) -> int:
    """The due job of this kind, held; others go back."""
    now = ENDED + at
    rows = diary.database.call(jobs.claim_due, now, Lease.taken(HOLDER, now), 20)
    wanted = next(row for row in rows if row.kind is kind and row.subject_id)
    for row in rows:
        if row.id != wanted.id:
            diary.database.call(jobs.postpone, row.id, HOLDER, now)
    return wanted.id


def post_of(diary: Diary, job: int) -> int:
    found = diary.database.call(lambda s: s.get_one(Job, job).post_id)
    assert found is not None
    return found


def posted(diary: Diary, at: timedelta = timedelta(0)) -> int:
    """The group is asked; the number of the post."""
    job = claim(diary, at=at)
    post = post_of(diary, job)
    writing = diary.database.call(what_to_post, post, DEFAULT_PLAN, ENDED + at)
    assert isinstance(writing, Writing)
    diary.database.call(record_posted, job, HOLDER, writing, 50 + post, DEFAULT_PLAN, ENDED + at)
    return post


def answer(diary: Diary, post: int, score: int, at: timedelta = timedelta(0)) -> None:
    diary.database.call(answer_session, diary.telegram_id, post, score, DEFAULT_PLAN, ENDED + at)


def states(diary: Diary) -> list[CheckInState]:
    rows = select(CheckIn.state).order_by(CheckIn.due_at)
    return list(diary.database.call(lambda s: s.scalars(rows).all()))


def test_an_answer_makes_the_workout_and_the_group_asks_the_rest(diary: Diary, clinic: int) -> None:
    post = posted(diary)
    answer(diary, post, 3)
    assert states(diary) == [CheckInState.ANSWERED, CheckInState.PLANNED, CheckInState.PLANNED]
    asked = [(kind, at) for kind, _, at in diary.jobs() if kind is JobKind.ASK]
    second = timedelta(seconds=1)
    grace = timedelta(minutes=10)
    assert asked == [
        (JobKind.ASK, HOUR + second + grace),
        (JobKind.ASK, 24 * HOUR + second + grace),
    ]
    posted(diary, HOUR)
    assert states(diary)[1] is CheckInState.ASKED
    kinds = [kind for kind, _, at in diary.jobs() if at < 20 * HOUR]
    assert sorted(kinds) == [JobKind.CLOSE, JobKind.NUDGE]


def test_two_taps_at_the_same_moment_make_one_workout(diary: Diary, clinic: int) -> None:
    post = posted(diary)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda score: answer(diary, post, score), (1, 2, 3, 4)))
    count = select(func.count()).select_from(Workout)
    assert diary.database.call(lambda s: s.scalar(count)) == 1


def test_who_left_is_not_taken_as_asked_by_the_group(diary: Diary, clinic: int) -> None:
    post = posted(diary)
    answer(diary, post, 3)
    [membership] = diary.database.call(memberships, diary.athlete)
    diary.database.call(leave, diary.athlete, membership.id, NOW)
    posted(diary, HOUR)
    assert states(diary)[1] is CheckInState.PLANNED
    with pytest.raises(DeclinedError) as declined:
        answer(diary, post, 3)
    assert declined.value.reason is Reason.NOT_A_MEMBER


def ahead(diary: Diary) -> list[int]:
    """The posts that ask for the three moments, in their order."""
    rows = select(Post.id).where(Post.moment.is_not(None)).order_by(Post.due_at)
    return list(diary.database.call(lambda s: s.scalars(rows).all()))


def test_nobody_answers_for_a_post_whose_time_has_not_come(diary: Diary, clinic: int) -> None:
    first, *later = ahead(diary)
    for post, at in ((first, -timedelta(seconds=1)), *((post, timedelta(0)) for post in later)):
        with pytest.raises(DeclinedError) as declined:
            answer(diary, post, 3, at)
        assert declined.value.reason is Reason.GONE
    with pytest.raises(DeclinedError):
        answer(diary.of(BEN), first, 3)


def test_a_post_that_is_in_the_group_without_a_record_of_it_can_be_answered(
    diary: Diary, clinic: int
) -> None:
    [first, *_] = ahead(diary)
    answer(diary, first, 3)
    assert states(diary) == [CheckInState.ANSWERED, CheckInState.PLANNED, CheckInState.PLANNED]
    assert posted(diary) == first
    assert states(diary) == [CheckInState.ANSWERED, CheckInState.PLANNED, CheckInState.PLANNED]


def test_a_paused_clinic_has_no_jobs_and_takes_them_up_again(diary: Diary, clinic: int) -> None:
    posted(diary)
    diary.database.call(standing.pause, GROUP, Pause.REMOVED)
    of_posts = select(func.count()).select_from(Job).where(Job.post_id.is_not(None))
    assert diary.database.call(lambda s: s.scalar(of_posts)) == 0
    assert diary.database.call(standing.pause, GROUP, Pause.REMOVED) == ()
    diary.database.call(standing.resume, GROUP, DEFAULT_PLAN, NOW + 2 * HOUR)
    kinds = select(Job.kind).where(Job.post_id.is_not(None)).order_by(Job.run_at)
    found = diary.database.call(lambda s: s.scalars(kinds).all())
    assert JobKind.POST in found


def test_a_job_that_somebody_else_took_over_records_nothing(diary: Diary, clinic: int) -> None:
    job = claim(diary)
    writing = diary.database.call(what_to_post, post_of(diary, job), DEFAULT_PLAN, ENDED)
    assert isinstance(writing, Writing)
    with pytest.raises(LostLeaseError):
        diary.database.call(record_posted, job, "somebody else", writing, 5, DEFAULT_PLAN, ENDED)
    shown = diary.database.call(what_it_shows, writing.post_id, DEFAULT_PLAN, ENDED)
    assert isinstance(shown, Nothing)


def test_a_group_that_moved_is_written_to_at_its_new_number(diary: Diary, clinic: int) -> None:
    diary.database.call(moved, GROUP, GROUP - 1)
    writing = diary.database.call(what_to_post, post_of(diary, claim(diary)), DEFAULT_PLAN, ENDED)
    assert isinstance(writing, Writing)
    assert writing.place.chat_id == GROUP - 1


def test_a_session_that_is_too_late_to_ask_about_is_over(diary: Diary, clinic: int) -> None:
    job = claim(diary, at=2 * HOUR)
    late = diary.database.call(what_to_post, post_of(diary, job), DEFAULT_PLAN, ENDED + 2 * HOUR)
    assert isinstance(late, Nothing)


def test_agreeing_twice_at_the_same_moment_is_on_record_once(diary: Diary, clinic: int) -> None:
    [membership] = diary.database.call(memberships, diary.athlete)

    def tap(_: int) -> None:
        diary.database.call(agree, diary.athlete, membership.id, Consent.SCORES, "Ana", NOW)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(tap, range(4)))
    count = select(func.count()).select_from(Agreement)
    assert diary.database.call(lambda s: s.scalar(count)) == 1
    assert diary.telegram_id == ANA
