"""Settings, read once from the environment. docs: the table in README.md."""

import re
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.check_in import LONGEST_DELAY

PREFIX = "KNEECHECK_"


class SettingError(Exception):
    """A setting is missing or not allowed; the text is one sentence for the operator."""


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    CONSOLE = "console"
    JSON = "json"


_UNITS = {"s": "seconds", "m": "minutes", "min": "minutes", "h": "hours", "d": "days"}
_DURATIONS = "three times such as 0s,1h,24h (s, m, h or d), each at least 0 and at most 365d"
_POSITIVE = "three times such as 60m,3h,12h (s, m, h or d), each more than 0 and at most 365d"


def _read_durations(value: Any, allowed: str = _DURATIONS) -> Any:
    """`90s,15m,24h` as timedeltas; ValueError for anything else."""
    if not isinstance(value, str):
        return value
    durations = []
    for part in value.split(","):
        match = re.fullmatch(r"\s*(\d{1,9}(?:\.\d{1,6})?)\s*(s|m|min|h|d)\s*", part, re.ASCII)
        if match is None:
            raise ValueError(allowed)
        durations.append(timedelta(**{_UNITS[match[2]]: float(match[1])}))
    if len(durations) != 3 or max(durations) > LONGEST_DELAY:
        raise ValueError(allowed)
    return tuple(durations)


def _ascending(offsets: tuple[timedelta, ...]) -> tuple[timedelta, ...]:
    if list(offsets) != sorted(offsets):
        raise ValueError(f"{_DURATIONS}, in the order right after, one hour, next day")
    return offsets


def _read_positive(value: Any) -> Any:
    return _read_durations(value, _POSITIVE)


def _positive(durations: tuple[timedelta, ...]) -> tuple[timedelta, ...]:
    if min(durations) <= timedelta(0):
        raise ValueError(_POSITIVE)
    return durations


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"\d+:[\w-]+", value.get_secret_value(), re.ASCII):
        raise ValueError("the token as @BotFather gives it: digits, a colon, letters and digits")
    return value


def _root(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", value) or not _has_host_and_port(value):
        raise ValueError("the root of a Bot API server, such as https://api.telegram.org")
    return value.rstrip("/")


def _has_host_and_port(url: str) -> bool:
    """Whether there is a host, and a port that can be one if any is named."""
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


_DATABASES = "sqlite:///path/to/file.sqlite or postgresql://user:password@host/name"


def _database_url(value: str) -> str:
    from sqlalchemy import make_url  # not for the default: it takes a while to load
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        raise ValueError(_DATABASES) from None
    optioned = url.drivername == "sqlite" and url.query
    if not re.match(r"sqlite://(/.+|$)|postgresql://.+", value) or optioned:
        raise ValueError(_DATABASES)
    return value


def _webhook_url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@]+/[\w./~-]+", value, re.ASCII):
        raise ValueError("an address with a path, such as https://bot.example.org/telegram")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[\w-]{16,256}", value.get_secret_value(), re.ASCII):
        raise ValueError("16 to 256 letters, digits, _ or -, as `openssl rand -hex 32` makes them")
    return value


def _address(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"\[?([^\s\[\]]+?)\]?:(\d{1,5})", value, re.ASCII)
    if match is None or int(match[2]) > 65535:
        raise ValueError("a host and a port, such as 127.0.0.1:8080")
    return Address(match[1], int(match[2]))


def _dsn(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"https?://[^\s@/]+@[^\s@]+/\d+", value.get_secret_value()):
        raise ValueError("the DSN of a Sentry project, such as https://key@sentry.example.org/1")
    return value


def _zone(value: str) -> str:
    try:
        # Quicker by a hundred times than reading the list of all zones.
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("an IANA time zone such as Europe/Berlin") from None


class Address(NamedTuple):
    """Where to listen; port 0 takes a free one."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


Listen = Annotated[Address, NoDecode, BeforeValidator(_address)]
Durations = Annotated[
    tuple[timedelta, timedelta, timedelta], NoDecode, BeforeValidator(_read_durations)
]
PositiveDurations = Annotated[
    tuple[timedelta, timedelta, timedelta],
    NoDecode,
    BeforeValidator(_read_positive),
    AfterValidator(_positive),
]
DatabaseUrl = Annotated[str, AfterValidator(_database_url)]


_SECRETS = {
    "token": "the bot's token",
    "webhook_secret": "the webhook's secret",
    "database_url": "the database's address",
}
"""What may come from a file, that `<name>_file` names, instead."""


class Settings(BaseSettings):
    """Everything an operator can set, as `KNEECHECK_<NAME>` in the environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    token_file: Path | None = None
    api_url: Annotated[str, AfterValidator(_root)] = "https://api.telegram.org"
    database_url: DatabaseUrl = "sqlite:///kneecheck.sqlite"
    database_url_file: Path | None = None
    check_in_offsets: Annotated[Durations, AfterValidator(_ascending)] = (
        timedelta(0),
        timedelta(hours=1),
        timedelta(hours=24),
    )
    completion_windows: PositiveDurations = (
        timedelta(minutes=60),
        timedelta(hours=3),
        timedelta(hours=12),
    )
    nudge_delays: PositiveDurations = (
        timedelta(minutes=15),
        timedelta(minutes=30),
        timedelta(hours=3),
    )
    time_zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    allow_paid_broadcast: bool = False
    webhook_url: Annotated[str, AfterValidator(_webhook_url)] | None = None
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = None
    webhook_secret_file: Path | None = None
    listen: Listen = Address("127.0.0.1", 8080)
    health_listen: Listen | None = None
    log_level: Annotated[LogLevel, BeforeValidator(_lower)] = LogLevel.INFO
    log_format: Annotated[LogFormat, BeforeValidator(_lower)] = LogFormat.CONSOLE
    sentry_dsn: Annotated[SecretStr, AfterValidator(_dsn)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_files(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        for name, what in _SECRETS.items():
            path = values.get(f"{name}_file")
            if path and not values.get(name):
                values = {**values, name: _content(f"{name}_file", path, what)}
        return values

    def require_token(self) -> str:
        """The bot's token; SettingError when there is none."""
        if self.token is None:
            raise SettingError(
                f"{PREFIX}TOKEN is not set: give it the token that @BotFather gave you "
                f"(or name a file that holds it in {PREFIX}TOKEN_FILE)."
            )
        return self.token.get_secret_value()

    def require_webhook(self) -> tuple[str, str]:
        """The address that Telegram posts to and the secret it sends along; SettingError when one
        is missing."""
        if self.webhook_url is None:
            raise SettingError(
                f"{PREFIX}WEBHOOK_URL is not set: it must be the public address that Telegram is "
                "to post updates to, such as https://bot.example.org/telegram."
            )
        if self.webhook_secret is None:
            raise SettingError(
                f"{PREFIX}WEBHOOK_SECRET is not set: give every replica the same one, as "
                "`openssl rand -hex 32` makes it "
                f"(or name a file that holds it in {PREFIX}WEBHOOK_SECRET_FILE)."
            )
        return self.webhook_url, self.webhook_secret.get_secret_value()

    def zone(self) -> ZoneInfo:
        """The time zone of people who have not chosen one."""
        return ZoneInfo(self.time_zone)


def load_settings() -> Settings:
    """The settings of this process; SettingError, with one sentence, for the first wrong one."""
    try:
        settings = Settings()
    except ValidationError as invalid:
        raise SettingError(_sentence(invalid)) from None
    _refuse_memory(settings.database_url)
    _refuse_nudges_beyond_windows(settings)
    return settings


def _refuse_memory(url: str) -> None:
    """Each connection would have a database of its own, and none would outlive the process."""
    if url.startswith("sqlite:") and url.partition("///")[2] in ("", ":memory:"):
        raise SettingError(f"{PREFIX}DATABASE_URL is {url!r}, but it must be {_DATABASES}.")


def _refuse_nudges_beyond_windows(settings: Settings) -> None:
    """Such a nudge would never come."""
    delays, windows = settings.nudge_delays, settings.completion_windows
    if any(delay >= window for delay, window in zip(delays, windows, strict=True)):
        raise SettingError(
            f"{PREFIX}NUDGE_DELAYS is {_written(delays)!r}, but each must be shorter than its "
            f"completion window, and {PREFIX}COMPLETION_WINDOWS is {_written(windows)!r}."
        )


def _written(durations: tuple[timedelta, ...]) -> str:
    """As they are written in a setting."""
    return ",".join(map(_duration_written, durations))


def _duration_written(duration: timedelta) -> str:
    for unit in ("h", "m"):
        if duration % timedelta(**{_UNITS[unit]: 1}) == timedelta(0):
            return f"{duration // timedelta(**{_UNITS[unit]: 1})}{unit}"
    return f"{duration.total_seconds():g}s"


def _content(setting: str, path: object, what: str) -> str:
    try:
        return Path(str(path)).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingError(
            f"{PREFIX}{setting.upper()} is {str(path)!r}, "
            f"but it must be a file that can be read and holds {what}."
        ) from None


def _shown(name: str, value: object) -> str:
    if name in ("token", "webhook_secret", "sentry_dsn"):
        return "(not shown)"
    return repr(without_password(str(value)))


def without_password(url: str) -> str:
    """A database's address as it may be printed."""
    return re.sub(r"(//[^:/@\s]*):.*@", r"\1:***@", url)


def _sentence(invalid: ValidationError) -> str:
    error = invalid.errors()[0]
    name = str(error["loc"][0]) if error["loc"] else "settings"
    shown = _shown(name, error["input"])
    cause = error.get("ctx", {}).get("error")
    allowed = str(cause) if isinstance(cause, ValueError) else error["msg"]
    if error["type"] == "enum":
        allowed = error["ctx"]["expected"].replace("'", "")
    return f"{PREFIX}{name.upper()} is {shown}, but it must be {allowed}."
