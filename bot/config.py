"""Settings, read once from the environment. docs: the table in README.md."""

import re
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

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
_LONGEST = timedelta(days=365)


def read_durations(value: Any) -> Any:
    """`90s,15m,24h` as timedeltas; ValueError for anything else."""
    if not isinstance(value, str):
        return value
    durations = []
    for part in value.split(","):
        match = re.fullmatch(r"\s*(\d{1,9}(?:\.\d{1,6})?)\s*(s|m|min|h|d)\s*", part, re.ASCII)
        if match is None:
            raise ValueError(_DURATIONS)
        durations.append(timedelta(**{_UNITS[match[2]]: float(match[1])}))
    if len(durations) != 3 or max(durations) > _LONGEST:
        raise ValueError(_DURATIONS)
    return tuple(durations)


def _ascending(offsets: tuple[timedelta, ...]) -> tuple[timedelta, ...]:
    if list(offsets) != sorted(offsets):
        raise ValueError(f"{_DURATIONS}, in the order right after, one hour, next day")
    return offsets


def _positive(durations: tuple[timedelta, ...]) -> tuple[timedelta, ...]:
    if min(durations) <= timedelta(0):
        raise ValueError("three times such as 60m,3h,12h (s, m, h or d), each more than 0")
    return durations


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"\d+:[\w-]+", value.get_secret_value(), re.ASCII):
        raise ValueError("the token as @BotFather gives it: digits, a colon, letters and digits")
    return value


def _root(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#]+[^\s?#]*", value):
        raise ValueError("the root of a Bot API server, such as https://api.telegram.org")
    return value.rstrip("/")


def _database_url(value: str) -> str:
    if not re.match(r"sqlite://(/.+|$)|postgresql://.+", value):
        raise ValueError("sqlite:///path/to/file.sqlite or postgresql://user:password@host/name")
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
    tuple[timedelta, timedelta, timedelta], NoDecode, BeforeValidator(read_durations)
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
    completion_windows: Annotated[Durations, AfterValidator(_positive)] = (
        timedelta(minutes=60),
        timedelta(hours=3),
        timedelta(hours=12),
    )
    nudge_delays: Annotated[Durations, AfterValidator(_positive)] = (
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
    log_level: LogLevel = LogLevel.INFO
    log_format: LogFormat = LogFormat.CONSOLE
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
        return Settings()
    except ValidationError as invalid:
        raise SettingError(_sentence(invalid)) from None


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
