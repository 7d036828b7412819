"""A whole run at the most talkative log level holds no token and nothing that people said."""

import json
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from signal import SIGTERM

import pytest

from bot.clock import SystemClock
from bot.sandbox.faults import FaultKind
from bot.sandbox.server import serving
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from tests.process import Command, command
from tests.test_run import free_port, said_to, until_said

__all__ = ["free_port"]

SHORT, REAL = "424242:AbC-d_3", "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
NAME, TYPED = "Zebedea", "wobblegong"
FAULTS = [
    FaultKind.SERVER_ERROR,
    FaultKind.BAD_GATEWAY,
    FaultKind.CUT_BEFORE,
    FaultKind.CUT_AFTER,
    FaultKind.BAD_REQUEST,
    FaultKind.FORBIDDEN,
]


@asynccontextmanager
async def talkative(folder: Path, root: str, token: str, log_format: str) -> AsyncIterator[Command]:
    async with command(
        folder,
        "run",
        token=token,
        api_url=root,
        database_url=f"sqlite:///{folder / 'kneecheck.sqlite'}",
        check_in_offsets="0s,1s,2s",
        log_level="debug",
        log_format=log_format,
    ) as bot:
        yield bot


def assert_it_tells_nothing(bot: Command, token: str) -> None:
    secret = token.partition(":")[2]
    for told in (token, secret, secret.lower(), NAME, TYPED, "squats", "s:1:", "INSERT INTO"):
        assert told not in bot.text
    assert not re.search(r"parameters|score", bot.text)


async def the_next_answer(sandbox: Sandbox, user: User, text: str) -> None:
    """Say it, and wait until the bot has said something more."""
    before = len(said_to(sandbox, user))
    sandbox.send_text(user, text)
    await sandbox.changed(lambda: len(said_to(sandbox, user)) > before)


@pytest.mark.parametrize(
    ("token", "log_format"), [(SHORT, "json"), (REAL, "console")], ids=["short", "real"]
)
async def test_a_run_with_every_fault_tells_neither_the_token_nor_what_people_said(
    tmp_path: Path, token: str, log_format: str
) -> None:
    sandbox = Sandbox(SystemClock(), token)
    person, *others = (sandbox.add_user(NAME) for _ in range(1 + len(FAULTS)))
    async with serving(sandbox) as root, talkative(tmp_path, root, token, log_format) as bot:
        await the_next_answer(sandbox, person, "/log squats 40 min")
        sandbox.tap(person, said_to(sandbox, person)[-1].message_id, "s:1:7")
        await until_said(sandbox, person, "Your answer: 7 of 10", "One hour after your")
        for kind, other in zip(FAULTS, others, strict=True):
            sandbox.faults.add(kind, method="sendMessage", chat=other.id)
            sandbox.send_text(other, f"/log squats 40 min {TYPED}")
        for kind in (FaultKind.SERVER_ERROR, FaultKind.CUT_BEFORE):
            sandbox.faults.add(kind, method="getUpdates")
        sandbox.faults.drop_network()
        sandbox.faults.lift_network()
        await the_next_answer(sandbox, person, f"/log lunges {TYPED}")
        break_the_table_of_answers(tmp_path)
        sandbox.tap(person, said_to(sandbox, person)[0].message_id, "s:1:6")
        await until_said(sandbox, person, "went wrong on my side")
        assert await bot.ends(SIGTERM) == 0
    assert_it_tells_nothing(bot, token)
    assert "update.failed" in bot.text
    assert "reply.not_delivered" in bot.text
    if log_format == "json":
        assert all("event" in json.loads(line) for line in bot.said)


def break_the_table_of_answers(folder: Path) -> None:
    """Errors of the database show the values of a statement, unless somebody takes care."""
    with closing(sqlite3.connect(folder / "kneecheck.sqlite", timeout=30)) as database:
        database.execute("ALTER TABLE answer RENAME COLUMN score TO something_else")
        database.commit()


@pytest.mark.parametrize("token", [SHORT, REAL], ids=["short", "real"])
async def test_a_token_that_is_refused_is_not_told(tmp_path: Path, token: str) -> None:
    sandbox = Sandbox(SystemClock(), f"{token}x")
    async with serving(sandbox) as root, talkative(tmp_path, root, token, "console") as bot:
        assert await bot.ends() == 2
    assert_it_tells_nothing(bot, token)


async def test_a_token_that_is_revoked_while_it_runs_ends_it_and_is_not_told(
    tmp_path: Path, free_port: int
) -> None:
    root = f"http://127.0.0.1:{free_port}"
    async with talkative(tmp_path, root, SHORT, "console") as bot:
        async with serving(Sandbox(SystemClock(), SHORT), port=free_port):
            await bot.says("ready")
        async with serving(Sandbox(SystemClock(), f"{SHORT}x"), port=free_port):
            assert await bot.ends() == 2
    assert_it_tells_nothing(bot, SHORT)


async def test_a_server_that_can_not_be_reached_is_told_without_the_token(
    tmp_path: Path, free_port: int
) -> None:
    root = f"http://127.0.0.1:{free_port}"
    async with talkative(tmp_path, root, SHORT, "console") as bot:
        await bot.says("telegram.unreachable")
        assert await bot.ends(SIGTERM) == 0
    assert_it_tells_nothing(bot, SHORT)
