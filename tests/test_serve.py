"""`kneecheck serve` as a process, posted to by a Bot API server over HTTP."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from signal import SIGTERM

import aiohttp
import pytest

from bot.clock import SystemClock
from bot.sandbox.server import serving
from bot.sandbox.values import User
from bot.sandbox.world import DEFAULT_TOKEN, Sandbox
from bot.views.talk import NOTHING_TO_CANCEL
from tests.process import Command, command
from tests.test_run import is_one_sentence, leased_jobs, said_to, until_said

SECRET = "0123456789abcdef-for-tests"


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(SystemClock())


@pytest.fixture
def ana(sandbox: Sandbox) -> User:
    return sandbox.add_user("Ana")


def free_port() -> int:
    """Nobody serves there now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


@pytest.fixture
def port() -> int:
    return free_port()


@asynccontextmanager
async def replica(folder: Path, root: str, port: int, **settings: str) -> AsyncIterator[Command]:
    given = {
        "token": DEFAULT_TOKEN,
        "api_url": root,
        "database_url": f"sqlite:///{folder / 'kneecheck.sqlite'}",
        "check_in_offsets": "0s,1s,2s",
        "webhook_url": f"http://127.0.0.1:{port}/telegram",
        "webhook_secret": SECRET,
        "listen": f"127.0.0.1:{port}",
        **settings,
    }
    async with command(folder, "serve", **given) as bot:
        yield bot


async def test_a_workout_is_logged_asked_about_and_answered_by_webhook(
    tmp_path: Path, sandbox: Sandbox, ana: User, port: int
) -> None:
    async with serving(sandbox) as root, replica(tmp_path, root, port) as bot:
        sandbox.send_text(ana, "/log squats 40 min")
        await until_said(sandbox, ana, "Logged", "24 hours after your")
        question = said_to(sandbox, ana)[0]
        sandbox.tap(ana, question.message_id, "s:1:3")
        await until_said(sandbox, ana, "Your answer: 3 of 10, tolerable")
        assert await bot.ends(SIGTERM) == 0
    assert leased_jobs(tmp_path) == 0
    assert "Traceback" not in bot.text
    assert SECRET not in bot.text


async def test_what_was_written_while_nobody_served_is_handled_afterwards(
    tmp_path: Path, sandbox: Sandbox, ana: User, port: int
) -> None:
    async with serving(sandbox) as root:
        async with replica(tmp_path, root, port) as bot:
            await bot.says("ready")
            assert await bot.ends(SIGTERM) == 0
        sandbox.send_text(ana, "/log squats 40 min")
        async with replica(tmp_path, root, port) as bot:
            await until_said(sandbox, ana, "Logged")
            assert await bot.ends(SIGTERM) == 0


async def test_an_update_that_comes_often_is_handled_once(
    tmp_path: Path, sandbox: Sandbox, ana: User, port: int
) -> None:
    async with serving(sandbox) as root, replica(tmp_path, root, port) as bot:
        await bot.says("ready")
        sandbox.faults.repeat_updates(2)
        sandbox.send_text(ana, "/help")
        sandbox.send_text(ana, "/history")
        sandbox.send_text(ana, "/cancel")
        await until_said(sandbox, ana, NOTHING_TO_CANCEL.text)
        await sandbox.updates_confirmed()
        assert await bot.ends(SIGTERM) == 0
    assert len(said_to(sandbox, ana)) == 3


async def test_polling_can_follow_on_a_webhook(
    tmp_path: Path, sandbox: Sandbox, ana: User, port: int
) -> None:
    async with serving(sandbox) as root:
        async with replica(tmp_path, root, port) as bot:
            await bot.says("ready")
            assert await bot.ends(SIGTERM) == 0
        database = f"sqlite:///{tmp_path / 'kneecheck.sqlite'}"
        async with command(
            tmp_path, "run", token=DEFAULT_TOKEN, api_url=root, database_url=database
        ) as bot:
            sandbox.send_text(ana, "/help")
            await until_said(sandbox, ana, "/log")
            assert await bot.ends(SIGTERM) == 0


async def test_a_port_that_is_taken_ends_it_with_one_sentence(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with serving(sandbox) as root, replica(tmp_path, root, port) as bot:
            assert await bot.ends() == 2
    assert is_one_sentence(bot.text)
    assert f"KNEECHECK_LISTEN is '127.0.0.1:{port}'" in bot.text


async def test_a_stranger_who_knows_the_address_is_turned_away(
    tmp_path: Path, sandbox: Sandbox, port: int
) -> None:
    async with serving(sandbox) as root, replica(tmp_path, root, port) as bot:
        await bot.says("ready")
        async with aiohttp.ClientSession() as session:
            forged = {"update_id": 1, "message": {"text": "/start"}}
            async with session.post(f"http://127.0.0.1:{port}/telegram", json=forged) as answer:
                assert answer.status == 403
        await bot.says("webhook.refused status=403")
        assert await bot.ends(SIGTERM) == 0
