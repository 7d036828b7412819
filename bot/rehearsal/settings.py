"""The settings of the bot in a script: the defaults, and what the script itself changes."""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from bot.config import Settings


class _OnlyGiven(Settings):
    """Reads no environment: a script means the same on every machine."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_others: PydanticBaseSettingsSource,
        **_more: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


class OwnSettings(BaseModel):
    """Three times each, written as in the environment: `0s,1h,24h`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    check_in_offsets: str | None = None
    completion_windows: str | None = None
    nudge_delays: str | None = None

    @model_validator(mode="after")
    def _can_be_set(self) -> "OwnSettings":
        try:
            self.applied()
        except ValidationError as invalid:
            error = invalid.errors()[0]
            reason = error.get("ctx", {}).get("error", error["msg"])
            raise ValueError(f"“{error['loc'][0]}” must be {reason}") from None
        return self

    def applied(self, **others: Any) -> Settings:
        """The settings to run the bot with."""
        return _OnlyGiven(**self.model_dump(exclude_none=True), **others)
