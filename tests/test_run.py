"""`kneecheck run` as a process, against a Bot API server over HTTP."""

import asyncio
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals

import aiohttp
import pytest

from bot.clock import SystemClock
from bot.sandbox.server import serving
from bot.sandbox.values import Message, User
from bot.sandbox.world import DEFAULT_TOKEN, Sandbox
from tests.process import PATIENCE_S, Command, command, output

OFFSETS = "0s,1s,2s"
_MOMENTS = ("Right after", "One hour after your", "24 hours after your")


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(SystemClock())


@pytest.fixture
def ana(sandbox: Sandbox) -> User:
    return sandbox.add_user("Ana")


@asynccontextmanager
async def running(folder: Path, root: str, **settings: str) -> AsyncIterator[Command]:
    settings = {"check_in_offsets": OFFSETS, "token": DEFAULT_TOKEN, **settings}
    database = f"sqlite:///{folder / 'kneecheck.sqlite'}"
    async with command(folder, "run", api_url=root, database_url=database, **settings) as bot:
        yield bot


def said_to(sandbox: Sandbox, user: User) -> list[Message]:
    return [m for m in sandbox.messages(user) if m.sender == sandbox.bot]


async def until_said(sandbox: Sandbox, user: User, *texts: str) -> None:
    """Return when the chat shows each of these, in messages of the bot."""

    def shown() -> bool:
        whole = "\n".join(message.text for message in said_to(sandbox, user))
        return all(text in whole for text in texts)

    async with asyncio.timeout(PATIENCE_S):
        await sandbox.changed(shown)


def leased_jobs(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "kneecheck.sqlite")) as database:
        [(count,)] = database.execute("SELECT count(*) FROM job WHERE leased_by IS NOT NULL")
    return int(count)


async def test_a_logged_workout_is_followed_by_its_three_check_ins(
    tmp_path: Path, sandbox: Sandbox, ana: User
) -> None:
    offsets = "0s,2s,4s"
    async with serving(sandbox) as root, running(tmp_path, root, check_in_offsets=offsets) as bot:
        sandbox.send_text(ana, "/log squats 40 min")
        for number, moment in enumerate(_MOMENTS, 1):
            await until_said(sandbox, ana, moment)
            question = said_to(sandbox, ana)[-1]
            assert len(said_to(sandbox, ana)) == number
            sandbox.tap(ana, question.message_id, f"s:{number}:{number}")
            await until_said(sandbox, ana, f"Your answer: {number} of 10, tolerable")
        assert await bot.ends(SIGTERM) == 0
    assert leased_jobs(tmp_path) == 0
    assert "Traceback" not in bot.text


@pytest.mark.parametrize("signal", [SIGTERM, SIGINT])
async def test_told_to_stop_it_ends_what_it_began_and_loses_nothing(
    tmp_path: Path, sandbox: Sandbox, signal: Signals
) -> None:
    people = [sandbox.add_user(f"Athlete {number}") for number in range(24)]
    async with serving(sandbox) as root:
        async with running(tmp_path, root) as bot:
            await bot.says("ready")
            for person in people:
                sandbox.send_text(person, "/log squats 40 min")
            await until_said(sandbox, people[0], "Logged")
            assert await bot.ends(signal) == 0
        assert leased_jobs(tmp_path) == 0
        assert "Traceback" not in bot.text
        late = people[0]
        sandbox.send_text(late, "/history")
        assert "right after:" not in "".join(message.text for message in said_to(sandbox, late))

        async with running(tmp_path, root) as bot:
            await until_said(sandbox, late, "right after:")
            for person in people:
                await until_said(sandbox, person, "Logged", "24 hours after your")
            assert await bot.ends(signal) == 0
    for person in people:
        assert sum("Logged" in message.text for message in said_to(sandbox, person)) == 1
    assert leased_jobs(tmp_path) == 0


async def test_a_chat_that_must_wait_does_not_hold_up_the_stop_and_loses_nothing(
    tmp_path: Path, sandbox: Sandbox, ana: User
) -> None:
    """At Telegram's pace the replies alone would take two minutes."""
    lines = 120
    async with serving(sandbox) as root, running(tmp_path, root) as bot:
        await bot.says("ready")
        for _ in range(lines):
            sandbox.send_text(ana, "/log squats 40 min")
        await until_said(sandbox, ana, "Logged")
        assert await bot.ends(SIGTERM) == 0
        left = (await sandbox.call("getWebhookInfo", {}))["pending_update_count"]
    assert left < lines / 2
    with closing(sqlite3.connect(tmp_path / "kneecheck.sqlite")) as database:
        logged = lines - left
        assert database.execute("SELECT count(*) FROM workout").fetchone() == (logged,)
        assert database.execute("SELECT count(*) FROM check_in").fetchone() == (3 * logged,)
    assert leased_jobs(tmp_path) == 0
    assert "Traceback" not in bot.text


async def test_another_process_with_the_same_token_is_named_in_one_line(
    tmp_path: Path, sandbox: Sandbox, ana: User
) -> None:
    async with serving(sandbox) as root, running(tmp_path, root) as bot:
        await bot.says("ready")
        async with (
            aiohttp.ClientSession() as other,
            other.get(f"{root}/bot{DEFAULT_TOKEN}/getUpdates") as response,
        ):
            assert response.status == 200
        await bot.says("poll.conflict")
        sandbox.send_text(ana, "/start")
        await until_said(sandbox, ana, "Hello!")
        assert await bot.ends(SIGTERM) == 0
    [line] = [line for line in bot.said if "onflict" in line]
    assert "another process" in line
    assert "Traceback" not in bot.text


@pytest.fixture
def free_port() -> int:
    """Nobody serves there now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


async def test_started_before_its_server_it_waits_and_comes_up_with_it(
    tmp_path: Path, sandbox: Sandbox, ana: User, free_port: int
) -> None:
    root = f"http://127.0.0.1:{free_port}"
    async with running(tmp_path, root) as bot:
        await bot.says("telegram.unreachable")
        async with serving(sandbox, port=free_port):
            sandbox.send_text(ana, "/start")
            await until_said(sandbox, ana, "Hello!")
            assert await bot.ends(SIGTERM) == 0
    assert "Traceback" not in bot.text


async def test_it_can_be_told_to_stop_while_it_waits_for_its_server(
    tmp_path: Path, free_port: int
) -> None:
    async with running(tmp_path, f"http://127.0.0.1:{free_port}") as bot:
        await bot.says("telegram.unreachable")
        assert await bot.ends(SIGINT) == 0
    assert "Traceback" not in bot.text


async def test_it_can_be_told_to_stop_while_its_server_is_gone(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    async with serving(sandbox) as root:
        bot_context = running(tmp_path, root)
        bot = await bot_context.__aenter__()
        await bot.says("ready")
    assert await bot.ends(SIGTERM) == 0
    await bot_context.__aexit__(None, None, None)
    assert leased_jobs(tmp_path) == 0


async def test_a_server_that_comes_back_finds_it_at_work(
    tmp_path: Path, sandbox: Sandbox, ana: User, free_port: int
) -> None:
    root = f"http://127.0.0.1:{free_port}"
    async with running(tmp_path, root) as bot:
        async with serving(sandbox, port=free_port):
            sandbox.send_text(ana, "/log squats 40 min")
            await until_said(sandbox, ana, "Logged")
        async with serving(sandbox, port=free_port):
            await until_said(sandbox, ana, *_MOMENTS[1:])
            assert await bot.ends(SIGTERM) == 0


def is_one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.startswith("KNEECHECK_") and text.endswith(".\n")


async def test_an_unknown_token_ends_it_with_one_sentence(tmp_path: Path, sandbox: Sandbox) -> None:
    async with serving(sandbox) as root, running(tmp_path, root, token="424242:revoked") as bot:
        assert await bot.ends() == 2
    assert is_one_sentence(bot.text)
    assert "KNEECHECK_TOKEN" in bot.text
    assert root in bot.text
    assert "revoked-" not in bot.text.replace("not revoked", "")


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////nowhere/to/be/found.sqlite",
        "sqlite:///no-database",
        "postgresql://knee:s3cret@127.0.0.1:1/knee",
    ],
    ids=["no folder", "another file", "no server"],
)
async def test_a_database_that_can_not_be_used_ends_it_with_one_sentence(
    tmp_path: Path, address: str
) -> None:
    (tmp_path / "no-database").write_text("These are the notes of somebody else, " * 100)
    code, out, err = await output(tmp_path, "run", token=DEFAULT_TOKEN, database_url=address)
    assert code == 2
    assert out == ""
    assert is_one_sentence(err)
    assert f"KNEECHECK_DATABASE_URL, {address.replace('s3cret', '***')!r}" in err
