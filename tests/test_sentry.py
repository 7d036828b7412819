"""What Sentry hears: that something failed and where, and nothing that anybody wrote."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport
from telegram.error import BadRequest

from bot.sentry import report_errors
from bot.telegram.redact import install_redaction

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
log = logging.getLogger("tests.sentry")


class Kept(Transport):
    """Keeps what would be sent."""

    sent: list[dict[str, Any]]

    def __init__(self, options: dict[str, Any] | None = None) -> None:
        super().__init__(options)
        type(self).sent = []

    def capture_envelope(self, envelope: Envelope) -> None:
        event = envelope.get_event()
        if event is not None:
            self.sent.append(json.loads(json.dumps(event, default=str)))


@pytest.fixture
def events() -> Iterator[list[dict[str, Any]]]:
    install_redaction(TOKEN)
    report_errors("http://key@127.0.0.1:9/1", transport=Kept)
    yield Kept.sent
    sentry_sdk.get_client().close()
    sentry_sdk.init()


def fail(error: Exception, secret: str) -> None:
    typed = secret  # what a traceback's frame would show
    try:
        raise error
    except Exception as caught:
        log.error("update.failed error=%s", type(caught).__name__, exc_info=caught)
    del typed


def test_an_error_is_told_with_its_kind_and_place_and_without_its_words(
    events: list[dict[str, Any]],
) -> None:
    fail(ValueError("Ana typed: my knee is a 9"), "my knee is a 9")
    (event,) = events
    (told,) = event["exception"]["values"]
    assert told["type"] == "ValueError"
    assert told["stacktrace"]["frames"][-1]["function"] == "fail"
    assert "my knee" not in json.dumps(event)
    assert "Ana" not in json.dumps(event)


def test_telegrams_own_words_are_told_and_the_token_is_not(events: list[dict[str, Any]]) -> None:
    fail(BadRequest(f"no way to /bot{TOKEN}/getMe"), "nothing")
    (event,) = events
    assert event["exception"]["values"][0]["value"].startswith("no way to /bot<token>")
    assert TOKEN not in json.dumps(event)


def test_the_cause_behind_an_error_says_no_more_than_the_error(
    events: list[dict[str, Any]],
) -> None:
    error = RuntimeError("outside")
    error.__cause__ = ValueError("Ben has 7 of 10")
    fail(error, "nothing")
    (event,) = events
    assert len(event["exception"]["values"]) == 2
    assert "7 of 10" not in json.dumps(event)


def test_what_is_no_error_is_not_told(events: list[dict[str, Any]]) -> None:
    log.warning("telegram.unreachable error=%s", "TimedOut")
    assert events == []
