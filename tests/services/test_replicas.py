"""Replicas tell each other that they live, and share out what a dead one left."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import incoming, replicas
from bot.services.replicas import DEAD_AFTER
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import Lease
from bot.storage.tables import IncomingUpdate, Job
from tests.services.diary import NOW
from tests.storage.sample import write_sample

SECOND = timedelta(seconds=1)


def held(session: Session) -> set[str | None]:
    return {
        *session.scalars(select(Job.leased_by)),
        *session.scalars(select(IncomingUpdate.leased_by)),
    }


@pytest.fixture
def holding(database: Database) -> None:
    """The first replica holds a job and an update."""
    database.call(write_sample)
    later = NOW + timedelta(hours=1)
    assert database.call(jobs.claim_due, later, Lease.taken("first", later), 10)
    assert database.call(incoming.receive, 1, 1, "{}", "first", NOW)


def test_each_counts_those_that_live(database: Database) -> None:
    assert database.call(replicas.say_alive, "first", NOW) == 1
    assert database.call(replicas.say_alive, "second", NOW) == 2
    assert database.call(replicas.say_alive, "first", NOW + SECOND) == 2


@pytest.mark.usefixtures("holding")
def test_one_that_is_silent_is_buried_and_what_it_held_is_free(database: Database) -> None:
    database.call(replicas.say_alive, "first", NOW)
    assert database.call(replicas.say_alive, "second", NOW + DEAD_AFTER - SECOND) == 2
    assert database.call(held) == {"first"}
    assert database.call(replicas.say_alive, "second", NOW + DEAD_AFTER) == 1
    assert database.call(held) == {None}


@pytest.mark.usefixtures("holding")
def test_one_that_leaves_holds_nothing(database: Database) -> None:
    database.call(replicas.say_alive, "first", NOW)
    database.call(replicas.bury, "first")
    assert database.call(replicas.known) == []
    assert database.call(held) == {None}


def test_one_that_was_taken_for_dead_comes_back(database: Database) -> None:
    database.call(replicas.say_alive, "first", NOW)
    database.call(replicas.say_alive, "second", NOW + DEAD_AFTER)
    assert database.call(replicas.say_alive, "first", NOW + DEAD_AFTER) == 2
