"""compose.yaml, as compose itself understands it."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.config import PREFIX, Settings
from tests.deploy.programs import DEPLOY, run

GIVEN = {"KNEECHECK_BASE": "python@sha256:0", "KNEECHECK_HOST": "bot.example.org"}
BOT = ("kneecheck", "migrate")


@pytest.fixture(scope="module")
def composed() -> Any:
    done = run("docker-compose", "--profile", "*", "config", "--format", "json", given=GIVEN)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("missing", sorted(GIVEN))
def test_what_has_no_default_is_asked_for(missing: str) -> None:
    given = {name: value for name, value in GIVEN.items() if name != missing}
    done = run("docker-compose", "config", "--quiet", given=given)
    assert done.returncode != 0
    assert missing in done.stderr


def test_there_are_two_replicas_and_they_wait_for_the_tables(composed: Any) -> None:
    bot = composed["services"]["kneecheck"]
    assert bot["command"] == ["serve"]
    assert bot["deploy"]["replicas"] == 2
    assert bot["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


@pytest.mark.parametrize("name", BOT)
def test_the_bot_can_write_nowhere_and_has_no_rights(composed: Any, name: str) -> None:
    bot = composed["services"][name]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert "cap_add" not in bot
    assert bot["security_opt"] == ["no-new-privileges:true"]


def test_no_service_can_gain_rights_and_only_the_proxy_is_open_to_the_world(composed: Any) -> None:
    services = composed["services"]
    assert all("no-new-privileges:true" in each["security_opt"] for each in services.values())
    assert all(each["cap_drop"] == ["ALL"] for each in services.values())
    published = {
        name: {(port.get("host_ip"), port["published"]) for port in each["ports"]}
        for name, each in services.items()
        if "ports" in each
    }
    assert published == {
        "caddy": {(None, "80"), (None, "443")},
        "grafana": {("127.0.0.1", "3000")},
    }


def test_the_database_reaches_nobody_outside(composed: Any) -> None:
    assert list(composed["services"]["postgres"]["networks"]) == ["data"]
    assert composed["networks"]["data"]["internal"] is True


def test_the_rights_to_change_tables_are_with_the_migration_alone(composed: Any) -> None:
    holders = {
        name
        for name, each in composed["services"].items()
        if any(secret["source"] == "migration_database_url" for secret in each.get("secrets", ()))
    }
    assert holders == {"migrate"}


@pytest.mark.parametrize("name", BOT)
def test_every_setting_is_one_and_no_secret_is_among_them(composed: Any, name: str) -> None:
    given = composed["services"][name]["environment"]
    known = {f"{PREFIX}{field.upper()}" for field in Settings.model_fields}
    assert set(given) <= known
    secrets = {f"{PREFIX}{field}" for field in ("TOKEN", "WEBHOOK_SECRET", "DATABASE_URL")}
    assert not secrets & set(given)


def test_every_file_that_is_mounted_is_there(composed: Any) -> None:
    sources = [
        Path(volume["source"])
        for each in composed["services"].values()
        for volume in each.get("volumes", ())
        if volume["type"] == "bind"
    ]
    assert DEPLOY / "prometheus" / "alerts.yaml" in sources
    assert [source for source in sources if not source.exists()] == [DEPLOY / "backups"]


def test_the_proxy_understands_its_file_and_passes_on_nothing_but_the_webhook(
    tmp_path: Path,
) -> None:
    done = run(
        "caddy", "adapt", "--config", "caddy/Caddyfile", "--validate",
        given={"HOME": str(tmp_path), **GIVEN},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    [server] = json.loads(done.stdout)["apps"]["http"]["servers"].values()
    assert "bot.example.org" in done.stdout

    def routes(found: Any) -> list[Any]:
        return [
            route
            for route in found
            for handler in route["handle"]
            for route in (route, *routes(handler.get("routes", ())))
        ]

    passing = [
        route.get("match")
        for route in routes(server["routes"])
        if any(handler["handler"] == "reverse_proxy" for handler in route["handle"])
    ]
    assert passing
    matched = [match for route in routes(server["routes"]) for match in route.get("match", ())]
    assert [match["path"] for match in matched if "path" in match] == [["/telegram"]]
