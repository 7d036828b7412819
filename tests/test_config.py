"""Settings: read from the environment, and refused in one sentence."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import LogFormat, LogLevel, SettingError, load_settings, without_password

TOKEN = "123456:abcdefghijklmnopqrstuvwxyz_-0123456"


def test_without_any_variable_the_defaults_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KNEECHECK_TOKEN", raising=False)
    settings = load_settings()
    assert settings.api_url == "https://api.telegram.org"
    assert settings.check_in_offsets == (timedelta(0), timedelta(hours=1), timedelta(hours=24))
    assert settings.nudge_delays == (
        timedelta(minutes=15),
        timedelta(minutes=30),
        timedelta(hours=3),
    )


def test_durations_take_seconds_minutes_hours_and_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEECHECK_CHECK_IN_OFFSETS", "0s, 1.5m,2d")
    assert load_settings().check_in_offsets == (
        timedelta(0),
        timedelta(seconds=90),
        timedelta(days=2),
    )


def test_the_root_of_the_server_loses_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEECHECK_API_URL", "http://127.0.0.1:8081/tg/")
    assert load_settings().api_url == "http://127.0.0.1:8081/tg"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("API_URL", "ftp://somewhere", "root of a Bot API server"),
        ("DATABASE_URL", "mysql://x", "sqlite:///"),
        ("CHECK_IN_OFFSETS", "1h,0s,24h", "in the order"),
        ("CHECK_IN_OFFSETS", "0s,1h", "three times"),
        ("CHECK_IN_OFFSETS", "0s,-1h,24h", "at least 0"),
        ("CHECK_IN_OFFSETS", "0s,1h,99999999999999h", "three times"),
        ("CHECK_IN_OFFSETS", "0s,1h,999999999h", "three times"),
        ("COMPLETION_WINDOWS", "0s,1h,1h", "more than 0"),
        ("COMPLETION_WINDOWS", "1h,1h", "more than 0"),
        ("NUDGE_DELAYS", "soon", "three times"),
        ("NUDGE_DELAYS", "soon", "more than 0"),
        ("NUDGE_DELAYS", "2h,4h,13h", "KNEECHECK_COMPLETION_WINDOWS is '1h,3h,12h'"),
        ("NUDGE_DELAYS", "15m,3h,90s", "shorter than its completion window"),
        ("DATABASE_URL", "sqlite://", "sqlite:///path"),
        ("DATABASE_URL", "sqlite:///:memory:", "sqlite:///path"),
        ("DATABASE_URL", "sqlite:///x.sqlite?timeout=abc", "sqlite:///path"),
        ("DATABASE_URL", "postgresql://x:abc/d", "postgresql://user:password@host/name"),
        ("DATABASE_URL", "no address at all", "sqlite:///path"),
        ("API_URL", "http://x:99999", "root of a Bot API server"),
        ("API_URL", "http://[::1", "root of a Bot API server"),
        ("API_URL", "http://localhost:abc", "root of a Bot API server"),
        ("API_URL", "http://user@", "root of a Bot API server"),
        ("TIME_ZONE", "Mars/Olympus", "IANA"),
        ("WEBHOOK_URL", "https://bot.example.org", "with a path"),
        ("LISTEN", "everywhere", "a host and a port"),
        ("HEALTH_LISTEN", "127.0.0.1:70000", "a host and a port"),
        ("LOG_LEVEL", "loud", "debug, info, warning or error"),
        ("LOG_FORMAT", "xml", "console or json"),
    ],
)
def test_a_wrong_setting_is_one_sentence_with_name_value_and_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, allowed: str
) -> None:
    monkeypatch.setenv(f"KNEECHECK_{name}", value)
    with pytest.raises(SettingError) as refused:
        load_settings()
    sentence = str(refused.value)
    assert f"KNEECHECK_{name}" in sentence
    assert value in sentence
    assert allowed in sentence
    assert "\n" not in sentence


def test_windows_shorter_than_the_nudges_that_nobody_set_are_refused_with_both_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KNEECHECK_COMPLETION_WINDOWS", "90s,3h,12h")
    with pytest.raises(SettingError, match=r"NUDGE_DELAYS is '15m,30m,3h'.*'90s,3h,12h'"):
        load_settings()


def test_levels_and_formats_of_the_log_may_be_in_capitals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEECHECK_LOG_LEVEL", "Warning")
    monkeypatch.setenv("KNEECHECK_LOG_FORMAT", "JSON")
    settings = load_settings()
    assert (settings.log_level, settings.log_format) == (LogLevel.WARNING, LogFormat.JSON)


def test_an_address_of_a_database_may_hold_what_its_driver_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = "postgresql://knee:p%40ss@[::1]:5432/knee?sslmode=require"
    monkeypatch.setenv("KNEECHECK_DATABASE_URL", url)
    assert load_settings().database_url == url


def test_a_wrong_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEECHECK_TOKEN", "secret-but-wrong")
    with pytest.raises(SettingError, match="KNEECHECK_TOKEN is") as refused:
        load_settings()
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEBHOOK_SECRET", "too-short"),
        ("WEBHOOK_SECRET", "has a space in its middle"),
        ("SENTRY_DSN", "key@somewhere"),
    ],
)
def test_a_wrong_secret_is_never_shown(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"KNEECHECK_{name}", value)
    with pytest.raises(SettingError, match=f"KNEECHECK_{name} is") as refused:
        load_settings()
    assert value not in str(refused.value)


def test_serving_needs_an_address_and_a_secret_which_may_come_from_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("URL", "SECRET", "SECRET_FILE"):
        monkeypatch.delenv(f"KNEECHECK_WEBHOOK_{name}", raising=False)
    with pytest.raises(SettingError, match="KNEECHECK_WEBHOOK_URL is not set"):
        load_settings().require_webhook()
    monkeypatch.setenv("KNEECHECK_WEBHOOK_URL", "https://bot.example.org/telegram")
    with pytest.raises(SettingError, match="KNEECHECK_WEBHOOK_SECRET is not set"):
        load_settings().require_webhook()
    file = tmp_path / "secret"
    file.write_text("0123456789abcdef\n")
    monkeypatch.setenv("KNEECHECK_WEBHOOK_SECRET_FILE", str(file))
    settings = load_settings()
    assert settings.require_webhook() == ("https://bot.example.org/telegram", "0123456789abcdef")
    assert "0123456789abcdef" not in repr(settings)


def test_an_address_to_listen_at_may_be_of_either_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEECHECK_LISTEN", "[::]:8443")
    assert load_settings().listen == ("::", 8443)
    assert str(load_settings().listen) == "[::]:8443"


def test_the_token_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("KNEECHECK_TOKEN", raising=False)
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    monkeypatch.setenv("KNEECHECK_TOKEN_FILE", str(file))
    settings = load_settings()
    assert settings.require_token() == TOKEN
    assert TOKEN not in repr(settings)


def test_a_token_file_that_can_not_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KNEECHECK_TOKEN_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(SettingError, match=r"KNEECHECK_TOKEN_FILE.*nowhere.*holds the bot's token"):
        load_settings()


def test_a_missing_token_says_where_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KNEECHECK_TOKEN", raising=False)
    with pytest.raises(SettingError, match="@BotFather"):
        load_settings().require_token()


def test_a_password_is_not_printed_with_its_address() -> None:
    shown = without_password("postgresql://kneecheck:p@ss:w@host/db")
    assert shown == "postgresql://kneecheck:***@host/db"
