"""What `run` and `serve` tell those who watch them, as processes."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from signal import SIGTERM

import aiohttp
import pytest

from bot.clock import SystemClock
from bot.sandbox.server import serving
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from tests.test_run import is_one_sentence, running, until_said
from tests.test_serve import free_port, replica

READY = dict.fromkeys(("database", "migrations", "telegram", "scheduler", "limits"), True)


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(SystemClock())


@pytest.fixture
def ana(sandbox: Sandbox) -> User:
    return sandbox.add_user("Ana")


@pytest.fixture
def port() -> int:
    return free_port()


async def get(port: int, path: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}") as answer,
    ):
        return answer.status, await answer.text()


async def value(port: int, name: str) -> float:
    """A metric, all its labels together; 0 if there is none."""
    _, text = await get(port, "/metrics")
    found = re.findall(rf"^{name}(?:{{[^}}]*}})? (\S+)$", text, re.MULTILINE)
    return sum(map(float, found))


async def test_a_bot_that_polls_says_that_it_lives_is_ready_and_what_it_does(
    tmp_path: Path, sandbox: Sandbox, ana: User, port: int
) -> None:
    address = f"127.0.0.1:{port}"
    async with serving(sandbox) as root, running(tmp_path, root, health_listen=address) as bot:
        await bot.says("ready")
        assert await get(port, "/healthz") == (200, "alive\n")
        status, found = await get(port, "/readyz")
        assert (status, json.loads(found)) == (200, READY)
        sandbox.send_text(ana, "/log squats 40 min")
        await until_said(sandbox, ana, "24 hours after your")
        assert await value(port, "kneecheck_update_seconds_count") == 1
        assert await value(port, "kneecheck_call_seconds_count") >= 3
        assert await value(port, "kneecheck_transaction_seconds_count") > 5
        assert await value(port, "kneecheck_messages_per_second") == 30
        assert await value(port, "process_resident_memory_bytes") > 1e6
        sandbox.send_text(ana, "/history")  # handled after the question was recorded
        await until_said(sandbox, ana, "right after:")
        assert await value(port, "kneecheck_question_lag_seconds_count") == 2
        assert await value(port, "kneecheck_job_results_total") >= 1
        assert (await get(port, "/"))[0] == 404
        assert await bot.ends(SIGTERM) == 0


async def test_without_telegram_or_without_tables_it_is_alive_but_not_ready(
    tmp_path: Path, sandbox: Sandbox, port: int
) -> None:
    nobody = free_port()
    root = f"http://127.0.0.1:{nobody}"
    async with running(tmp_path, root, health_listen=f"127.0.0.1:{port}") as bot:
        await bot.says("telegram.unreachable")
        with closing(sqlite3.connect(tmp_path / "kneecheck.sqlite")) as database:
            database.execute("UPDATE alembic_version SET version_num = '0001'")
            database.commit()
        status, found = await get(port, "/readyz")
        expected = READY | {"migrations": False, "telegram": False, "scheduler": False}
        assert (status, json.loads(found)) == (503, expected)
        assert (await get(port, "/healthz"))[0] == 200
        assert await bot.ends(SIGTERM) == 0


async def test_a_replica_answers_beside_its_webhook_but_keeps_its_metrics_to_itself(
    tmp_path: Path, sandbox: Sandbox, port: int
) -> None:
    own = free_port()
    settings = {"health_listen": f"127.0.0.1:{own}"}
    async with serving(sandbox) as root, replica(tmp_path, root, port, **settings) as bot:
        await bot.says("ready")
        status, found = await get(port, "/readyz")
        assert (status, json.loads(found)) == (200, READY)
        assert (await get(port, "/metrics"))[0] == 404
        assert await value(own, "kneecheck_replicas") == 1
        assert (await get(port, "/telegram"))[0] == 405
        assert await bot.ends(SIGTERM) == 0


async def test_one_update_can_be_followed_through_the_log(
    tmp_path: Path, sandbox: Sandbox, ana: User
) -> None:
    async with serving(sandbox) as root, running(tmp_path, root, log_format="json") as bot:
        await bot.says("ready")
        sandbox.send_text(ana, "/log squats 43 min")
        await until_said(sandbox, ana, "Logged")
        assert await bot.ends(SIGTERM) == 0
    lines = [json.loads(line) for line in bot.said if line.startswith("{")]
    followed = [line["event"] for line in lines if line.get("update") == 1001]
    assert any(event.startswith("telegram.called method=sendMessage") for event in followed)
    assert any(event.startswith("update.handled kind=message") for event in followed)
    assert not any(secret in bot.text for secret in ("43 min", "squats", "Ana", str(ana.id)))


async def test_a_health_port_that_is_taken_ends_it_with_one_sentence(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    async with serving(sandbox) as root:
        taken = root.rpartition(":")[2]
        async with running(tmp_path, root, health_listen=f"127.0.0.1:{taken}") as bot:
            assert await bot.ends() == 2
    assert is_one_sentence(bot.text)
    assert "KNEECHECK_HEALTH_LISTEN" in bot.text
