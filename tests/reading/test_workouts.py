"""Lines after /log and workouts told in plain words, field by field."""

from datetime import date

import pytest

from bot.domain.workout import Activity
from bot.reading.reader import read_log, read_text
from bot.reading.values import Reading, ReadingKind
from tests.reading.judging import NOW, ZONE


def logged(arguments: str) -> Reading:
    return read_log(arguments, NOW, ZONE)


def said(text: str) -> Reading:
    return read_text(text, NOW, ZONE)


def test_every_field_of_a_full_line_is_read() -> None:
    reading = logged("run 5 km 28:30 ended 17:05 rpe 6 before 2")
    assert reading.model_dump(mode="json", exclude={"day", "asks"}) == {
        "text": "run 5 km 28:30 ended 17:05 rpe 6 before 2",
        "kind": "workout",
        "activity": "run",
        "minutes": 28.5,
        "distance_km": 5,
        "ended_at": "2026-03-02T17:05:00+01:00",
        "rpe": 6,
        "before": 2,
        "score": None,
        "not_understood": [],
    }


def test_the_fields_are_shown_in_their_order_and_whole_numbers_plainly() -> None:
    shown = said("/log walk 1h30 yesterday 20:00").model_dump_json(exclude={"day", "asks"})
    assert shown == (
        '{"text":"/log walk 1h30 yesterday 20:00","kind":"workout","activity":"walk","minutes":90,'
        '"distance_km":null,"ended_at":"2026-03-01T20:00:00+01:00","rpe":null,"before":null,'
        '"score":null,"not_understood":[]}'
    )


@pytest.mark.parametrize("text", ["/log", "/log blargh", "/LOG 40 min", "/log@KneecheckBot run"])
def test_a_log_line_is_always_a_workout(text: str) -> None:
    assert said(text).kind is ReadingKind.WORKOUT


def test_a_command_that_only_begins_like_log_is_none() -> None:
    assert said("/logout").kind is ReadingKind.OTHER


def test_a_log_line_is_a_workout_even_if_it_says_otherwise() -> None:
    reading = said("/log no running today")
    assert reading.kind is ReadingKind.WORKOUT
    assert reading.activity is Activity.RUN


@pytest.mark.parametrize(
    ("line", "rpe"),
    [
        ("run rpe 6", 6),
        ("run rpe6", 6),
        ("run effort 7/10", 7),
        ("run, effort was about a 7", 7),
        ("run 30 min felt like a 5/10", 5),
        ("run rpe 6.5", None),
        ("run rpe 60", None),
    ],
)
def test_effort_is_read_if_it_is_whole_and_on_the_scale(line: str, rpe: int | None) -> None:
    assert logged(line).rpe == rpe


@pytest.mark.parametrize(
    ("line", "before"),
    [
        ("squats before 2", 2),
        ("squats knee was 3 before", 3),
        ("squats, knee before: 2/10", 2),
        ("squats knee was about a three beforehand", 3),
        ("squats 2 before", 2),
        ("squats before work", None),
    ],
)
def test_the_knee_before_is_read(line: str, before: int | None) -> None:
    assert logged(line).before == before


def test_pain_told_with_the_workout_is_no_pain_before() -> None:
    reading = said("ran 1 mile. knee 2 before, 3 after")
    assert (reading.before, reading.score) == (2, 3)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("squats 40 min blargh", ("blargh",)),
        ("bike 90 minutes purple socks", ("purple", "socks")),
        ("run 5k 7/10", ("7/10",)),
        ("did my easy run today at the gym for 40 min", ()),
        ("squats 3", ("3",)),
        ("run 28:75", ("28:75",)),
        ("<b>frobnicate</b>", ("<b>frobnicate</b>",)),
        ("run 5k (blargh), foo_bar/baz.", ("blargh", "foo_bar/baz")),
        ("run rpe: 11, -1h30", ("rpe: 11", "-1h30")),
        ("squats -5 min", ("-5 min",)),
        ("squats minus 5 min", ("minus 5 min",)),
        ("run -5 km", ("-5 km",)),
        ("run 5 km -28:30", ("-28:30",)),
        ("-5 squats", ("-5",)),
        ("run rpe -1", ("rpe -1",)),
        ("run rpe 11", ("rpe 11",)),
        ("run rpe 6.5", ("rpe 6.5",)),
        ("run before 12", ("before 12",)),
    ],
)
def test_words_without_a_meaning_are_named_as_typed(line: str, words: tuple[str, ...]) -> None:
    assert logged(line).not_understood == words


@pytest.mark.parametrize("line", ["run -5 km", "run -5 min", "run -5", "run 5 km rpe -1 before -2"])
def test_a_number_below_zero_never_loses_its_sign(line: str) -> None:
    reading = logged(line)
    assert (reading.minutes, reading.rpe, reading.before) == (None, None, None)
    assert reading.distance_km == (5 if "rpe" in line else None)


@pytest.mark.parametrize(
    ("line", "minutes"),
    [("squats - 40 min", 40), ("run 4pm -5pm", 60), ("run 17:00 -17:40", 40), ("run-40min", 40)],
)
def test_a_dash_is_no_minus(line: str, minutes: float) -> None:
    assert logged(line).minutes == minutes


@pytest.mark.parametrize(
    ("line", "minutes", "km"),
    [
        ("run 45m", 45, None),
        ("run 800m", None, 0.8),
        ("swim 1500m 30 min", 30, 1.5),
        ("3mi run 25min", 25, 4.83),
        ("bike 20k 45m", 45, 20),
        ("squats 60k 20 min", 20, None),
        ("run 10k 1:05", 65, 10),
        ("run 5k 25:10", 25.17, 5),
        ("treadmill 30", 30, None),
        ("ran 5", None, 5),
        ("run 5km 5:30/km", None, 5),
        ("run 5km 5'30\"/km", None, 5),
        ("run 5km 5-6 min/km", None, 5),
        ("cycling 1.5h 30km/h", 90, None),
        ("cycling 1.5h 30 kph", 90, None),
        ("cycling 40 min 30km/hr", 40, None),
        ("ran for 40 min with 2 min rest", 40, None),
        ("5x800m with 2 min rest", None, None),
    ],
)
def test_units_are_told_apart_by_size_and_activity(
    line: str, minutes: float | None, km: float | None
) -> None:
    reading = logged(line)
    assert (reading.minutes, reading.distance_km) == (minutes, km)


@pytest.mark.parametrize(
    ("line", "minutes", "ended_at"),
    [
        ("run 17:00-17:40", 40, "2026-03-02T17:40:00+01:00"),
        ("run 18:00-18:40", 40, "2026-03-02T18:40:00+01:00"),
        ("run from 6 to 7pm", 60, "2026-03-02T19:00:00+01:00"),
        ("run 11 to 1pm", 120, "2026-03-02T13:00:00+01:00"),
        ("run started at 7am for 45 min", 45, "2026-03-02T07:45:00+01:00"),
        ("started running an hour ago, 45 min", 45, "2026-03-02T17:45:00+01:00"),
        ("run started 4pm ended 5pm", 60, "2026-03-02T17:00:00+01:00"),
        ("run 40 min ended 23:59 today", 40, "2026-03-02T23:59:00+01:00"),
    ],
)
def test_starts_and_ranges_give_the_end_and_the_duration(
    line: str, minutes: float, ended_at: str
) -> None:
    reading = logged(line)
    assert reading.minutes == minutes
    assert reading.ended_at is not None
    assert reading.ended_at.isoformat() == ended_at


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("did a half marathon yesterday", date(2026, 3, 1)),
        ("walked the dog 30 min this morning", date(2026, 3, 2)),
        ("ran 10k on saturday", date(2026, 2, 28)),
        ("ran 10k earlier", date(2026, 3, 2)),
        ("ran 10k today", None),
        ("ran 10k at 5pm yesterday", None),
    ],
)
def test_a_day_without_an_hour_is_no_end_but_a_day_to_ask_about(
    text: str, day: date | None
) -> None:
    reading = said(text)
    assert reading.day == day
    assert (reading.ended_at is None) == (day is not None or text.endswith("today"))


@pytest.mark.parametrize(
    ("line", "ended_at"),
    [
        ("squats 40 min tomorrow", "2026-03-03T18:00:00+01:00"),
        ("squats 40 min tomorrow morning", "2026-03-03T18:00:00+01:00"),
        ("squats 40 min next monday", "2026-03-09T18:00:00+01:00"),
        ("squats 40 min 2026-03-04", "2026-03-04T18:00:00+01:00"),
    ],
)
def test_a_day_to_come_is_an_end_for_the_caller_to_refuse(line: str, ended_at: str) -> None:
    reading = logged(line)
    assert reading.ended_at is not None
    assert reading.ended_at.isoformat() == ended_at


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("ran this morning 6:30", None),
        ("ran this morning 28:30", 28.5),
        ("walked this afternoon 1:30", 90),
    ],
)
def test_a_time_beside_a_part_of_the_day_is_a_duration_only_if_it_fits_no_better(
    text: str, minutes: float | None
) -> None:
    reading = said(text)
    assert reading.minutes == minutes
    assert (reading.ended_at is None) == (minutes is not None)


@pytest.mark.parametrize("text", ["almost ran 5k", "nearly did 5k", "i almost ran a marathon"])
def test_what_was_almost_done_is_no_workout(text: str) -> None:
    assert said(text).kind is ReadingKind.OTHER


def test_almost_so_far_is_a_workout() -> None:
    assert said("ran almost 5k").distance_km == 5


def test_just_is_now_before_a_verb_and_only_elsewhere() -> None:
    assert said("just ran 5k").ended_at == NOW
    assert said("ran just 5k").ended_at is None


def test_the_end_is_in_the_athletes_zone() -> None:
    ended_at = said("just ran 5k").ended_at
    assert ended_at is not None
    assert ended_at.tzinfo is ZONE
