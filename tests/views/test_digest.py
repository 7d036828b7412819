"""The digest's words, the export's rows and the picture."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.check_in import CheckInState, Moment
from bot.domain.digest import Answering, Digest, ExportRow, People, Spread
from bot.domain.pain import ARTICLE
from bot.domain.record import CheckInRecord, GivenAnswer, WorkoutRecord
from bot.domain.workout import Activity, Workout
from bot.views.digest import digest, table
from bot.views.digest_picture import picture

NOW = datetime(2026, 3, 2, 7, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
NOBODY = People((), None)


def shown(*, for_staff: bool = True, flares: People = NOBODY) -> Digest:
    told = Answering(10, 8, 1, 1, timedelta(minutes=12))
    week_ago = NOW - timedelta(days=7)
    return Digest("Knees & Co", BERLIN, week_ago, NOW, told, flares, NOBODY, (), ARTICLE, for_staff)


def test_the_numbers_are_on_one_screen() -> None:
    text = digest(shown(), 1).text
    assert "<b>Knees &amp; Co</b>, 23 Feb to 2 Mar" in text
    assert "Answered in time: <b>80%</b> (8 of 10), late 1, missed 1." in text
    assert "Median time to answer: 12 min." in text


def test_many_names_fit_below_a_picture() -> None:
    names = tuple(f"Somebody with a long name {n}" for n in range(200))
    text = digest(shown(flares=People(names, 50)), 1).text
    assert "192 more, 50 not named" in text
    assert len(text) <= 1024


def test_the_group_gets_no_button_and_no_flares() -> None:
    message = digest(shown(for_staff=False, flares=People(("Ana",), 3)), 1)
    assert message.buttons == ()
    assert "Ana" not in message.text


def test_the_export_has_a_row_a_workout_and_no_formula() -> None:
    check_ins = tuple(
        CheckInRecord(n, moment, CheckInState.ANSWERED, NOW, NOW, (GivenAnswer(n + 1, NOW),))
        for n, moment in enumerate(Moment)
    )
    workout = Workout(activity=Activity.SQUATS, ended_at=NOW, minutes=40)
    record = WorkoutRecord(1, workout, NOW, check_ins)
    since = frozenset({Moment.NEXT_DAY})
    rows = (ExportRow("=HYPERLINK(1)", record, since),)
    text = table(rows, BERLIN).decode("utf-8-sig")
    [head, row] = csv.reader(io.StringIO(text))
    cells = dict(zip(head, row, strict=True))
    assert cells["athlete"] == "'=HYPERLINK(1)"
    assert cells["ended_at"] == "2026-03-02T08:00+01:00"
    assert (cells["right_after"], cells["next_day"], cells["next_day_late"]) == ("", "3", "1")


def test_the_picture_is_a_png() -> None:
    weeks = [Spread(date(2026, 2, 23), 2, 3, 5, 9), Spread(date(2026, 3, 2), 4, 4, 4, 1)]
    assert picture(weeks, ARTICLE).startswith(b"\x89PNG")
    with pytest.raises(ValueError):
        picture([], ARTICLE)
