"""Who talks to the bot; who can not be reached any more; who is back."""

import asyncio
from contextlib import closing
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.domain.check_in import CheckInState, Moment
from bot.domain.job import JobKind
from bot.services.athletes import meet, part, set_time_zone
from bot.services.give_up import give_up, is_over
from bot.storage.database import Database
from bot.storage.tables import Athlete
from tests.services.diary import ANA, BEN, HOLDER, NOTHING, NOW, Diary, check_in_of

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def unreachable(diary: Diary) -> bool:
    athlete = diary.database.call(lambda session: session.get_one(Athlete, diary.athlete))
    return athlete.paused_since is not None


def test_somebody_new_is_recorded_and_known_from_then_on(diary: Diary) -> None:
    known = diary.database.call(meet, ANA, "de", "Asia/Tokyo", NOW)
    assert (known.id, known.zone) == (diary.athlete, ZoneInfo("Europe/Berlin"))
    new = diary.database.call(meet, BEN, "de", "Asia/Tokyo", NOW)
    assert new.id != known.id
    assert new.zone == ZoneInfo("Asia/Tokyo")


def test_a_time_zone_that_was_set_stays(diary: Diary) -> None:
    diary.database.call(set_time_zone, diary.athlete, ZoneInfo("America/Lima"))
    assert diary.database.call(meet, ANA, "en", "UTC", NOW).zone == ZoneInfo("America/Lima")


async def test_somebody_new_who_writes_twice_at_once_is_one_athlete(
    database: Database, database_url: str
) -> None:
    with closing(Database(database_url)) as another:
        met = await asyncio.gather(
            *(one.run(meet, BEN, "en", "UTC", NOW) for _ in range(5) for one in (database, another))
        )
    assert len({athlete.id for athlete in met}) == 1


def test_all_jobs_of_who_left_end_and_nobody_elses(diary: Diary) -> None:
    ben = diary.of(BEN)
    bens = ben.log()
    open_ = diary.log(origin=1)
    diary.asked(check_in_of(open_, Moment.RIGHT_AFTER), NOTHING)
    diary.log(origin=2)
    diary.database.call(part, ANA, NOW)
    assert len(diary.jobs()) == 3
    assert unreachable(diary)
    assert not unreachable(ben)
    assert ben.states(bens.record) == (CheckInState.PLANNED,) * 3
    assert diary.states(open_.record)[0] is CheckInState.ASKED


def test_who_left_is_remembered_from_the_first_time(diary: Diary) -> None:
    diary.database.call(part, ANA, NOW)
    diary.database.call(part, ANA, NOW + HOUR)
    athlete = diary.database.call(lambda session: session.get_one(Athlete, diary.athlete))
    assert athlete.paused_since == NOW
    diary.database.call(part, 4711, NOW)


def test_who_is_back_gets_the_jobs_back_that_ended(diary: Diary) -> None:
    logged = diary.log()
    diary.asked(check_in_of(logged, Moment.RIGHT_AFTER), NOTHING)
    before = diary.jobs()
    diary.database.call(part, ANA, NOW)
    assert diary.jobs() == []
    diary.write(MINUTE)
    assert diary.jobs() == before
    assert not unreachable(diary)
    diary.write(2 * MINUTE)
    assert diary.jobs() == before


def test_who_is_back_is_not_bothered_with_what_is_finished(diary: Diary) -> None:
    logged = diary.log()
    diary.asked(check_in_of(logged, Moment.RIGHT_AFTER), NOTHING)
    diary.answer(check_in_of(logged, Moment.RIGHT_AFTER), 3)
    diary.database.call(part, ANA, NOW)
    diary.write(MINUTE)
    assert [(kind, moment) for kind, moment, _ in diary.jobs()] == [
        (JobKind.ASK, Moment.ONE_HOUR),
        (JobKind.ASK, Moment.NEXT_DAY),
    ]


def test_a_window_is_over_when_it_closed_or_its_workout_is_gone(diary: Diary) -> None:
    check_in = check_in_of(diary.log(), Moment.RIGHT_AFTER)
    almost = NOW + HOUR - timedelta(microseconds=1)
    assert not diary.database.call(is_over, check_in.id, almost)
    assert diary.database.call(is_over, check_in.id, NOW + HOUR)
    assert diary.database.call(is_over, 4711, NOW)


def test_what_was_given_up_is_taken_up_again_at_the_next_contact(diary: Diary) -> None:
    logged = diary.log()
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    before = diary.jobs()
    job = diary.claim(check_in, JobKind.ASK)
    diary.database.call(give_up, job, HOLDER, check_in.id, NOW + HOUR)
    assert diary.jobs() == before[1:]
    assert diary.states(logged.record) == (CheckInState.PLANNED,) * 3
    diary.write(5 * HOUR)
    assert diary.jobs() == before
