"""What is on record: the last workouts, the one to undo, prompts, and the jobs that wait."""

from datetime import timedelta

import pytest

from bot.domain.check_in import Moment
from bot.domain.declined import DeclinedError, Reason
from bot.domain.draft import Draft, Step
from bot.domain.job import JobKind
from bot.domain.workout import Activity
from bot.services.prompts import OPEN_FOR, forget_prompt, open_prompt, remember_prompt
from bot.services.records import last_logged, last_workouts
from bot.services.undo import undo_workout
from bot.services.waiting import waiting_jobs
from tests.services.diary import BEN, NOTHING, NOW, Diary, check_in_of

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_the_history_is_by_the_end_of_the_workouts_latest_first(diary: Diary) -> None:
    ended = [-3 * HOUR, -1 * HOUR, -50 * HOUR, -2 * HOUR]
    for origin, at in enumerate(ended):
        diary.log(at, origin=origin)
    diary.of(BEN).log()
    found = diary.database.call(last_workouts, diary.athlete, 3)
    assert [record.workout.ended_at - NOW for record in found] == [-1 * HOUR, -2 * HOUR, -3 * HOUR]
    everything = diary.database.call(last_workouts, diary.athlete, 10)
    assert len(everything) == 4
    assert everything[-1].check_ins == ()
    assert [c.moment for c in everything[0].check_ins] == list(Moment)


def test_the_history_has_every_answer(diary: Diary) -> None:
    logged = diary.log()
    for check_in, answers in zip(logged.record.check_ins, [(1, 2), (3,), ()], strict=True):
        for score in answers:
            diary.answer(check_in, score, timedelta(days=1))
    (found,) = diary.database.call(last_workouts, diary.athlete, 10)
    assert [[a.score for a in c.answers] for c in found.check_ins] == [[1, 2], [3], []]
    assert found == diary.record(logged.record)


def test_an_athlete_without_workouts_has_no_history(diary: Diary) -> None:
    assert diary.database.call(last_workouts, diary.athlete, 10) == []
    assert diary.database.call(last_logged, diary.athlete) is None


def test_what_was_logged_last_is_what_undo_is_about(diary: Diary) -> None:
    diary.log(-1 * HOUR, origin=1)
    last = diary.log(-30 * HOUR, origin=2, at=MINUTE)
    assert diary.database.call(last_logged, diary.athlete) == last.record


def test_undo_removes_the_workout_with_everything_that_belongs_to_it(diary: Diary) -> None:
    kept = diary.log(origin=1)
    jobs, before = diary.jobs(), diary.counts()
    logged = diary.log(origin=2)
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    diary.asked(check_in, NOTHING)
    diary.answer(check_in, 3)
    removed = diary.database.call(undo_workout, diary.athlete, logged.record.id)
    assert removed.workout == logged.record.workout
    assert diary.counts() == before | {"removed_workout": 1}
    assert diary.jobs() == jobs
    assert diary.database.call(last_logged, diary.athlete) == kept.record


def test_nobody_undoes_what_is_gone_or_somebody_elses(diary: Diary) -> None:
    logged = diary.log()
    ben = diary.of(BEN)
    with pytest.raises(DeclinedError) as declined:
        diary.database.call(undo_workout, ben.athlete, logged.record.id)
    assert declined.value.reason is Reason.NOT_YOURS
    diary.database.call(undo_workout, diary.athlete, logged.record.id)
    with pytest.raises(DeclinedError) as declined:
        diary.database.call(undo_workout, diary.athlete, logged.record.id)
    assert declined.value.reason is Reason.GONE


def test_the_message_that_logged_what_was_undone_does_not_bring_it_back(diary: Diary) -> None:
    logged = diary.log(origin=4)
    diary.database.call(undo_workout, diary.athlete, logged.record.id)
    with pytest.raises(DeclinedError) as declined:
        diary.log(origin=4)
    assert declined.value.reason is Reason.GONE
    assert diary.counts()["workout"] == 0
    assert not diary.log(origin=5).repeated
    assert not diary.of(BEN).log(origin=4).repeated


def test_a_prompt_is_remembered_until_it_is_replaced_forgotten_or_old(diary: Diary) -> None:
    database, athlete = diary.database, diary.athlete
    assert database.call(open_prompt, athlete, NOW) is None
    first, second = Draft(activity=Activity.RUN), Draft(activity=Activity.RUN, minutes=40)
    database.call(remember_prompt, athlete, Step.DURATION, first, 11, NOW)
    database.call(remember_prompt, athlete, Step.ENDED, second, 12, NOW + MINUTE)
    prompt = database.call(open_prompt, athlete, NOW + MINUTE)
    assert prompt is not None
    assert (prompt.step, prompt.draft, prompt.origin) == (Step.ENDED, second, 12)
    assert prompt.asked_at == NOW + MINUTE
    assert database.call(open_prompt, athlete, NOW + MINUTE + OPEN_FOR) is not None
    assert database.call(open_prompt, athlete, NOW + 2 * MINUTE + OPEN_FOR) is None
    assert database.call(forget_prompt, athlete)
    assert not database.call(forget_prompt, athlete)
    assert database.call(open_prompt, athlete, NOW + MINUTE) is None


def test_a_prompt_is_its_athletes_own(diary: Diary) -> None:
    ben = diary.of(BEN)
    diary.database.call(remember_prompt, diary.athlete, Step.EFFORT, Draft(), 11, NOW)
    assert diary.database.call(open_prompt, ben.athlete, NOW) is None


def test_the_jobs_that_wait_are_listed_for_people_earliest_first(diary: Diary) -> None:
    diary.log(-30 * MINUTE, origin=1, activity="lunges")
    diary.log(origin=2)
    rows = diary.database.call(waiting_jobs, 3)
    assert [(row.kind, row.moment, row.activity, row.run_at - NOW) for row in rows] == [
        (JobKind.ASK, Moment.RIGHT_AFTER, Activity.LUNGES, -30 * MINUTE),
        (JobKind.ASK, Moment.RIGHT_AFTER, Activity.SQUATS, NOTHING),
        (JobKind.ASK, Moment.ONE_HOUR, Activity.LUNGES, 30 * MINUTE),
    ]
