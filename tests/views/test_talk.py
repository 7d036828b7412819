"""Everything else the bot says."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.domain.check_in import Moment
from bot.domain.declined import Reason
from bot.domain.job import JobKind
from bot.domain.workout import Activity
from bot.sandbox.html_text import parse_html
from bot.views import declined, talk
from bot.views.message import Message
from bot.views.taps import Keep, NewLog, Remove, read
from bot.views.waiting import waiting_job
from tests.views.records import BERLIN, ENDED, workout_record
from tests.views.telegram_rules import plain

TOAST_LIMIT = 200
MESSAGES = {name: value for name, value in vars(talk).items() if isinstance(value, Message)}


@pytest.mark.parametrize("message", MESSAGES.values(), ids=MESSAGES)
def test_telegram_takes_every_message(message: Message) -> None:
    assert plain(message)


def test_hello_is_three_short_paragraphs_and_a_button_to_begin() -> None:
    paragraphs = plain(talk.START).split("\n\n")
    assert len(paragraphs) == 3
    assert all(len(paragraph) < 300 for paragraph in paragraphs)
    assert [read(button.data) for row in talk.START.buttons for button in row] == [NewLog()]


def test_hello_says_that_this_is_no_medical_service() -> None:
    text = plain(talk.START)
    assert "no medical service" in text
    assert "nobody watches" in text


@dataclass(frozen=True)
class _Command:
    name: str
    description: str


COMMANDS = [_Command(*command) for command in talk.COMMANDS]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_command_of_the_menu_is_as_telegram_wants_it(command: _Command) -> None:
    assert command.name.isascii()
    assert command.name.islower()
    assert len(command.name) <= 32
    assert 1 <= len(command.description) <= 256


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_names_each_command_of_the_menu(command: _Command) -> None:
    if command.name != "help":
        assert f"/{command.name}" in plain(talk.HELP)


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_has_its_sentence_with_markup_and_without(reason: Reason) -> None:
    text, _ = parse_html(declined.SENTENCES[reason])
    assert declined.plain(reason) == text
    assert len(text) <= TOAST_LIMIT


@pytest.mark.parametrize("text", [talk.STALE_BUTTON, talk.ALREADY_LOGGED.text])
def test_a_toast_is_short_and_without_markup(text: str) -> None:
    assert 0 < len(text) <= TOAST_LIMIT
    assert parse_html(text) == (text, ())


def test_undo_asks_before_it_removes() -> None:
    message = talk.undo_question(workout_record(id_=12), ENDED, BERLIN)
    assert "squats, 40 min, ended today at 18:00" in plain(message)
    assert [read(b.data) for row in message.buttons for b in row] == [Remove(12), Keep()]


def test_undo_says_what_it_removed() -> None:
    assert "squats, 40 min" in plain(talk.removed(workout_record()))


@pytest.mark.parametrize("name", sorted(available_timezones())[::50])
def test_every_time_zone_can_be_shown(name: str) -> None:
    assert name in plain(talk.time_zone(ZoneInfo(name), ENDED))


@pytest.mark.parametrize("kind", JobKind)
@pytest.mark.parametrize("moment", Moment)
def test_every_waiting_job_has_a_title_and_a_detail(kind: JobKind, moment: Moment) -> None:
    assert all(waiting_job(kind, moment, Activity.STEP_UPS))
