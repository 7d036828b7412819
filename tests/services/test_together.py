"""The workout, its check-ins and its jobs commit or vanish together, wherever it breaks."""

import threading

import pytest
from sqlalchemy import event

from tests.services.diary import Diary


class PowerCutError(Exception):
    """The end of the process, as far as a transaction can tell."""


def statements_of_a_log(diary: Diary) -> int:
    """How many statements it takes to log a workout."""
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(diary.database.engine, "before_cursor_execute", note)
    diary.log(origin=1)
    event.remove(diary.database.engine, "before_cursor_execute", note)
    assert any("INSERT INTO workout" in statement for statement in seen)
    assert any("INSERT INTO check_in" in statement for statement in seen)
    assert any("INSERT INTO job" in statement for statement in seen)
    return len(seen)


def test_a_failure_at_any_statement_leaves_nothing(diary: Diary) -> None:
    count = statements_of_a_log(diary)
    before = diary.counts()
    assert (before["workout"], before["check_in"], before["job"]) == (1, 3, 3)
    for last in range(count):
        left = last

        def cut(*_: object) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise PowerCutError

        event.listen(diary.database.engine, "before_cursor_execute", cut)
        with pytest.raises(PowerCutError):
            diary.log(origin=2)
        event.remove(diary.database.engine, "before_cursor_execute", cut)
        assert diary.counts() == before, f"cut at statement {last + 1} of {count}"
    diary.log(origin=2)
    after = diary.counts()
    assert (after["workout"], after["check_in"], after["job"]) == (2, 6, 6)


def test_a_failure_to_commit_leaves_nothing(diary: Diary) -> None:
    before = diary.counts()

    def cut(_connection: object) -> None:
        raise PowerCutError

    event.listen(diary.database.engine, "commit", cut)
    with pytest.raises(PowerCutError):
        diary.log()
    event.remove(diary.database.engine, "commit", cut)
    assert diary.counts() == before


def test_two_saves_at_the_same_moment_make_one_workout(diary: Diary) -> None:
    start = threading.Barrier(4, timeout=10)
    repeated: list[bool] = []

    def save() -> None:
        start.wait()
        repeated.append(diary.log(origin=9).repeated)

    threads = [threading.Thread(target=save) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(repeated) == [False, True, True, True]
    counts = diary.counts()
    assert (counts["workout"], counts["check_in"], counts["job"]) == (1, 3, 3)
