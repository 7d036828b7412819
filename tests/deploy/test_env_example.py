"""`.env.example` names every setting, with its default, and nothing that does not exist."""

import re
from typing import Any

import pytest

from bot.config import PREFIX, Settings
from tests.deploy.programs import DEPLOY

TEXT = (DEPLOY / ".env.example").read_text(encoding="utf-8")
COMPOSE, _, OWN = TEXT.partition("# --- the bot's own")


def variables(text: str) -> dict[str, str]:
    found = re.findall(r"^#([A-Z_]+)=(.*)$", text, re.MULTILINE)
    assert len(dict(found)) == len(found)
    return dict(found)


def test_each_setting_is_there_and_no_other() -> None:
    assert list(variables(OWN)) == [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_default_is_the_default(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    value = variables(OWN)[f"{PREFIX}{name.upper()}"]
    field = Settings.model_fields[name]
    if field.default is None:
        return  # an example, or a secret's empty place
    monkeypatch.setenv(f"{PREFIX}{name.upper()}", value)
    read: Any = getattr(Settings(), name)
    assert read == field.default


def test_an_example_is_one_that_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables(OWN).items():
        if not name.endswith("_FILE"):
            monkeypatch.setenv(name, value)
    Settings()


def test_no_secret_has_a_value() -> None:
    own = variables(OWN)
    assert [own[f"{PREFIX}{n}"] for n in ("TOKEN", "WEBHOOK_SECRET", "SENTRY_DSN")] == [""] * 3


def test_what_compose_asks_for_is_what_is_listed() -> None:
    compose = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    asked = dict(re.findall(r"\$\{(\w+)(?::-([^}]*))?", compose))
    listed = variables(COMPOSE)
    assert set(asked) == set(listed)
    assert all(listed[name] == default for name, default in asked.items() if default)
