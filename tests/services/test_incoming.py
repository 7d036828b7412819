"""An update is handled once, and those of a chat one after another, whoever gets them."""

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from bot.services import incoming
from bot.services.incoming import InHand, LostUpdateError
from bot.storage.database import Database
from tests.services.diary import NOW

ANA, BEN = 1, 2


@pytest.fixture
def other(database_url: str) -> Iterator[Database]:
    """Another replica's connections."""
    with closing(Database(database_url)) as database:
        yield database


def receive(
    database: Database, update_id: int, chat_id: int = ANA, holder: str = "first"
) -> InHand | None:
    return database.call(
        incoming.receive, update_id, chat_id, f'{{"update_id": {update_id}}}', holder, NOW
    )


def finish(database: Database, done: InHand, holder: str = "first") -> InHand | None:
    return database.call(incoming.finish, done, holder, NOW)


def test_the_first_update_of_a_chat_is_in_hand_at_once(database: Database) -> None:
    assert receive(database, 5) == InHand(5, ANA, '{"update_id": 5}')


def test_the_same_update_is_handed_out_once(database: Database, other: Database) -> None:
    done = receive(database, 5)
    assert receive(other, 5, holder="second") is None
    assert done is not None
    assert finish(database, done) is None
    assert receive(other, 5, holder="second") is None


def test_the_next_update_of_a_chat_waits_and_goes_to_whoever_ends_the_one_before(
    database: Database, other: Database
) -> None:
    first = receive(database, 5)
    assert first is not None
    assert receive(other, 7, holder="second") is None
    assert receive(other, 6, holder="second") is None
    second = finish(database, first)
    assert second is not None
    assert second.id == 6
    third = finish(database, second)
    assert third is not None
    assert third.id == 7
    assert finish(database, third) is None


def test_chats_do_not_wait_for_each_other(database: Database) -> None:
    assert receive(database, 5, ANA) is not None
    assert receive(database, 6, BEN) is not None


def test_what_a_dead_replica_had_in_hand_is_taken_up_with_what_waited_behind_it(
    database: Database, other: Database
) -> None:
    receive(database, 5)
    receive(other, 6, holder="second")
    assert other.call(incoming.take_left, "second", NOW, 10) == []
    other.call(incoming.release_all, "first")
    (taken,) = other.call(incoming.take_left, "second", NOW, 10)
    assert taken.id == 5
    following = finish(other, taken, "second")
    assert following is not None
    assert following.id == 6


def test_a_replica_that_was_taken_for_dead_can_not_end_what_is_not_in_its_hand(
    database: Database, other: Database
) -> None:
    lost = receive(database, 5)
    assert lost is not None
    other.call(incoming.release_all, "first")
    other.call(incoming.take_left, "second", NOW, 10)
    with pytest.raises(LostUpdateError):
        finish(database, lost)


def test_an_update_that_ends_whoever_handles_it_is_given_up(database: Database) -> None:
    receive(database, 5)
    receive(database, 6)
    for _ in range(incoming.MOST_ATTEMPTS - 1):
        database.call(incoming.release_all, "first")
        (again,) = database.call(incoming.take_left, "first", NOW, 10)
        assert again.id == 5
    database.call(incoming.release_all, "first")
    (next_one,) = database.call(incoming.take_left, "first", NOW, 10)
    assert next_one.id == 6


def test_an_update_is_remembered_while_it_might_come_again(database: Database) -> None:
    done = receive(database, 5)
    assert done is not None
    finish(database, done)
    database.call(incoming.forget, NOW + incoming.REMEMBERED_FOR)
    assert receive(database, 5) is None
    database.call(incoming.forget, NOW + incoming.REMEMBERED_FOR + timedelta(seconds=1))
    assert receive(database, 5) is not None


def test_many_at_once_are_each_handled_once_and_in_the_order_of_their_chat(
    database: Database, other: Database
) -> None:
    """Both replicas get every update of three chats, all at the same time."""
    handled: list[tuple[int, int]] = []
    counted = threading.Lock()

    def take(replica: Database, holder: str, numbers: list[int]) -> None:
        for number in numbers:
            row = receive(replica, number, number % 3, holder)
            while row is not None:
                with counted:
                    handled.append((row.chat_id, row.id))
                row = finish(replica, row, holder)

    numbers = list(range(60))
    threads = [
        threading.Thread(target=take, args=(replica, holder, numbers))
        for replica, holder in ((database, "first"), (other, "second"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(id_ for _, id_ in handled) == numbers
    for chat in range(3):
        mine = [id_ for chat_id, id_ in handled if chat_id == chat]
        assert len(mine) == 20
