"""The command line: help, `migrate`, `parse`, and what a person gets wrong."""

import gc
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.__main__ import _all_of_it_stays
from tests.commands import Run

KEYS = (
    "text",
    "kind",
    "activity",
    "minutes",
    "distance_km",
    "ended_at",
    "rpe",
    "before",
    "score",
    "not_understood",
)
TOKEN = "123456:abcdefghijklmnopqrstuvwxyz_-0123456"


def test_garbage_is_looked_for_again_once_all_is_imported() -> None:
    """Else a bot that runs for months would keep all of it."""
    assert gc.isenabled()
    try:
        with _all_of_it_stays():
            assert not gc.isenabled()
        assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_lists_every_command(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert code == (0 if arguments else 2)
    for command in ("run", "demo", "rehearse", "migrate", "move", "doctor", "parse"):
        assert f" {command} " in out + err


@pytest.mark.parametrize(
    "command", ["run", "demo", "rehearse", "migrate", "move", "doctor", "parse"]
)
def test_each_command_explains_itself(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"kneecheck {command}" in out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["fly"], "fly"),
        (["run", "--quickly"], "--quickly"),
        (["demo", "--port", "eight"], "--port"),
        (["demo", "--port", "99999"], "--port"),
        (["rehearse"], "FILES"),
        (["move", "sqlite:///knee.sqlite"], "TARGET"),
        (["parse", "--zone"], "--zone"),
    ],
)
def test_a_wrong_option_is_named_and_ends_with_2(
    run: Run, arguments: list[str], named: str
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert named.lower() in err.lower()
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("option", "value", "allowed"),
    [
        ("--now", "soon", "2026-03-02T18:00"),
        ("--now", "", "2026-03-02T18:00"),
        ("--now", "18:00", "2026-03-02T18:00"),
        ("--zone", "Mars", "Europe/Berlin"),
        ("--zone", "../etc/passwd", "Europe/Berlin"),
        ("--now", "0001-01-01T00:00+12:00", "2026-03-02T18:00"),
    ],
)
def test_a_wrong_value_is_one_sentence_that_says_what_is_allowed(
    run: Run, option: str, value: str, allowed: str
) -> None:
    code, out, err = run("parse", option, value, "squats 40 min")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith(f"{option} is {value!r}, but it must be ")
    assert allowed in err


@pytest.mark.parametrize("command", ["run", "demo", "migrate", "doctor", "parse"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("token", "secret"),
        ("token_file", "nowhere/token"),
        ("api_url", "api.telegram.org"),
        ("database_url", "mysql://knee:s3cret@localhost/knee"),
        ("check_in_offsets", "1h,0s,24h"),
        ("completion_windows", "60,3,12"),
        ("nudge_delays", "15m"),
        ("time_zone", "Berlin"),
        ("log_level", "loud"),
        ("log_format", "xml"),
    ],
)
def test_a_wrong_setting_ends_every_command_with_one_sentence_that_names_it(
    run: Run, command: str, name: str, value: str
) -> None:
    code, out, err = run(command, **{name: value})
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith(f"KNEECHECK_{name.upper()} is ")
    assert "but it must be" in err
    assert err.endswith(".\n")
    assert "secret" not in err.replace("(not shown)", "")
    assert "s3cret" not in err


def test_the_bot_runs_without_rich_which_can_be_had_afterwards(tmp_path: Path) -> None:
    """Two libraries would load it on the way."""
    code = (
        "import sys; from bot.__main__ import _settings; _settings(); import bot.running; "
        "print('rich' in sys.modules); import rich"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert shown.stdout == "False\n"


def test_run_needs_a_token(run: Run) -> None:
    code, out, err = run("run", token="")
    assert (code, out) == (2, "")
    assert err.startswith("KNEECHECK_TOKEN is not set")


def test_migrate_makes_the_tables_and_can_be_repeated(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        code, out, _ = run("migrate", database_url="sqlite:///knee.sqlite")
        assert (code, out) == (0, "The tables are up to date.\n")
    with closing(sqlite3.connect(tmp_path / "knee.sqlite")) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    assert {"athlete", "workout", "check_in", "answer", "job"} <= tables


def test_parse_prints_one_object_a_line_with_the_keys_in_their_order(run: Run) -> None:
    texts = ["squats 40 min", "3", "", "what about ice?", 'a "quoted" <b>text</b> — ü', "7/10"]
    code, out, _ = run("parse", "--json", given="\n".join(texts) + "\n")
    assert code == 0
    objects = [json.loads(line) for line in out.splitlines()]
    assert [tuple(found) for found in objects] == [KEYS] * len(texts)
    assert [found["text"] for found in objects] == texts
    assert [found["kind"] for found in objects] == [
        "workout",
        "score",
        "other",
        "other",
        "other",
        "score",
    ]


def test_parse_reads_a_file_with_windows_lines(run: Run) -> None:
    _, out, _ = run("parse", "--json", given="3\r\n4\r\n")
    assert [json.loads(line)["text"] for line in out.splitlines()] == ["3", "4"]


def test_parse_takes_texts_from_the_command_line_too(run: Run) -> None:
    _, out, _ = run("parse", "--json", "3", "/log walk 1h30")
    score, walk = (json.loads(line) for line in out.splitlines())
    assert (score["kind"], score["score"]) == ("score", 3)
    assert (walk["kind"], walk["activity"], walk["minutes"]) == ("workout", "walk", 90)


def test_parse_of_nothing_prints_nothing(run: Run) -> None:
    assert run("parse", "--json", given="")[:2] == (0, "")


@pytest.mark.parametrize(
    ("now", "zone", "ended_at"),
    [
        ("2026-03-02T18:00", "Europe/Berlin", "2026-03-02T17:30:00+01:00"),
        ("2026-03-02T18:00", "America/New_York", "2026-03-02T17:30:00-05:00"),
        ("2026-03-02T17:00Z", "Europe/Berlin", "2026-03-02T17:30:00+01:00"),
        ("2026-07-02T18:00", "Europe/Berlin", "2026-07-02T17:30:00+02:00"),
    ],
)
def test_parse_reads_times_from_that_moment_in_that_zone(
    run: Run, now: str, zone: str, ended_at: str
) -> None:
    _, out, _ = run("parse", "--json", "--now", now, "--zone", zone, "ran 5k, ended 17:30")
    assert json.loads(out)["ended_at"] == ended_at


def test_parse_goes_by_the_zone_of_the_settings(run: Run) -> None:
    arguments = ("parse", "--json", "--now", "2026-03-02T18:00", "ran 5k, ended 17:30")
    _, out, _ = run(*arguments, time_zone="Asia/Tokyo")
    assert json.loads(out)["ended_at"] == "2026-03-02T17:30:00+09:00"


def test_for_people_parse_shows_what_was_understood_and_leaves_out_the_rest(run: Run) -> None:
    _, out, _ = run("parse", "squats 40 min")
    assert out == "'squats 40 min'\n  kind: workout\n  activity: squats\n  minutes: 40\n"


def test_parse_needs_no_token_and_no_database(run: Run, tmp_path: Path) -> None:
    assert run("parse", "3")[0] == 0
    assert list(tmp_path.iterdir()) == []


def test_ask_prints_the_answer_as_the_athlete_would_see_it(run: Run) -> None:
    code, out, _ = run("ask", "can i still do squats?")
    assert code == 0
    assert out.startswith("Squats\n")
    assert "among the safest exercises" in out
    assert "From the article: A7" in out
    assert "[Lunges]" in out
    assert "<" not in out


def test_ask_prints_one_object_a_line(run: Run) -> None:
    questions = ["can i squat?", "my knee gave way", "which shoes should i buy", ""]
    code, out, _ = run("ask", "--json", given="\n".join(questions) + "\n")
    assert code == 0
    found = [json.loads(line) for line in out.splitlines()]
    assert [one["question"] for one in found] == questions
    assert [one["kind"] for one in found] == ["topic", "red_flag", "not_covered", "not_covered"]
    assert found[0]["topic"] == "squats"
    assert all(
        set(one) == {"question", "kind", "topic", "also", "confidence"}
        and 0 <= one["confidence"] <= 1
        for one in found
    )


def test_ask_without_a_question_says_how(run: Run) -> None:
    code, _, err = run("ask")
    assert code == 2
    assert "can i squat?" in err
