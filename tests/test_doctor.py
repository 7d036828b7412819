"""`kneecheck doctor`: each thing the bot depends on, right and wrong, and what to do about it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot import doctor
from bot.clock import MovableClock, SystemClock
from bot.config import Settings
from bot.doctor import SKEW, Finding, examine
from bot.running import migrate_database
from bot.sandbox.server import serving as serving_sandbox
from bot.sandbox.world import DEFAULT_TOKEN, Sandbox
from tests.process import output
from tests.telegram.loopback import Behaviour, answering, hanging_up_after, http, serving, silence

NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
SECRET = DEFAULT_TOKEN.partition(":")[2]
KNOWN = b'{"ok": true, "result": {"id": 424242, "is_bot": true, "username": "kneecheck_bot"}}'


@pytest.fixture(autouse=True)
def no_proxy_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'knee.sqlite'}"


async def findings(
    root: str, address: str, token: str | None = DEFAULT_TOKEN, now: datetime = NOW
) -> list[Finding]:
    settings = Settings(
        token=SecretStr(token) if token else None, api_url=root, database_url=address
    )
    found = [finding async for finding in examine(settings, MovableClock(now))]
    whole = "".join(f"{f.subject} {f.state} {f.remedy}" for f in found)
    assert SECRET not in whole
    assert "\n" not in whole
    return found


class Servers:
    """Small servers that last as long as the test."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack

    async def start(self, behaviour: Behaviour) -> str:
        server = await self._stack.enter_async_context(serving(behaviour))
        return f"http://127.0.0.1:{server.port}"


@pytest.fixture
async def servers() -> AsyncIterator[Servers]:
    async with AsyncExitStack() as stack:
        yield Servers(stack)


def telling(now: datetime) -> Behaviour:
    date = format_datetime(now, usegmt=True)
    return answering(http(200, KNOWN, "application/json", f"Date: {date}"))


async def test_when_all_is_well_every_finding_is_fine(servers: Servers, address: str) -> None:
    migrate_database(Settings(database_url=address))
    found = await findings(await servers.start(telling(NOW)), address)
    assert all(finding.fine for finding in found)
    assert [(f.subject.split()[0], f.state) for f in found] == [
        ("Token", "set"),
        ("Bot", "knows the token: @kneecheck_bot"),
        ("Clock", "agrees with the server's within 0 s"),
        ("Database", "can be opened"),
        ("Tables", "are those of this version"),
    ]


async def test_without_a_token_it_says_where_to_get_one(servers: Servers, address: str) -> None:
    root = await servers.start(telling(NOW))
    token, server, *_ = await findings(root, address, token=None)
    assert not token.fine
    assert "KNEECHECK_TOKEN" in token.remedy
    assert "@BotFather" in token.remedy
    assert (server.state, server.fine) == ("can be reached", True)


@pytest.mark.parametrize(
    ("status", "body", "state", "remedy"),
    [
        (401, b'{"ok": false, "error_code": 401}', "does not know the token", "@BotFather"),
        (404, b'{"ok": false, "error_code": 404}', "does not know the token", "@BotFather"),
        (500, b'{"ok": false, "error_code": 500}', "an error (status 500)", "Try again"),
        (429, b'{"ok": false, "error_code": 429}', "an error (status 429)", "Try again"),
        (200, b"<html>It works!</html>", "does not speak the Bot API", "KNEECHECK_API_URL"),
        (502, b"<html>Bad Gateway</html>", "does not speak the Bot API", "KNEECHECK_API_URL"),
        (404, b"", "does not speak the Bot API", "KNEECHECK_API_URL"),
        (200, b"[]", "does not speak the Bot API", "KNEECHECK_API_URL"),
        (200, b"null", "does not speak the Bot API", "KNEECHECK_API_URL"),
        (200, b'{"ok": true}', "does not speak the Bot API", "KNEECHECK_API_URL"),
        (200, b'{"ok": true, "result": []}', "does not speak the Bot API", "KNEECHECK_API_URL"),
        (200, b"\xff\xfe", "does not speak the Bot API", "KNEECHECK_API_URL"),
    ],
)
async def test_a_server_that_does_not_know_the_bot_is_told_apart(
    servers: Servers, address: str, status: int, body: bytes, state: str, remedy: str
) -> None:
    root = await servers.start(answering(http(status, body)))
    server = (await findings(root, address))[1]
    assert root in server.subject
    assert state in server.state
    assert remedy in server.remedy


@pytest.mark.parametrize("behaviour", [hanging_up_after(b""), silence], ids=["hangs up", "silent"])
async def test_a_server_that_does_not_answer_is_named_without_the_token(
    servers: Servers, address: str, behaviour: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_PATIENCE", aiohttp.ClientTimeout(total=0.2))
    server = (await findings(await servers.start(behaviour), address))[1]
    assert "can not be reached" in server.state
    assert "KNEECHECK_API_URL" in server.remedy


async def test_a_server_that_is_not_there_hides_nothing_else(address: str) -> None:
    found = await findings("http://127.0.0.1:1", address)
    assert [finding.fine for finding in found] == [True, False, True, True]
    assert "can not be reached" in found[1].state
    assert found[2].subject == "Clock"
    assert "can not be compared" in found[2].state


@pytest.mark.parametrize(
    ("skew", "state"),
    [
        (SKEW, "agrees with the server's within 10 s"),
        (-SKEW, "agrees with the server's within 10 s"),
        (timedelta(seconds=11), "is 11 s ahead of the server's"),
        (timedelta(hours=-1), "is 3600 s behind the server's"),
    ],
)
async def test_the_clock_is_compared_with_the_servers(
    servers: Servers, address: str, skew: timedelta, state: str
) -> None:
    root = await servers.start(telling(NOW))
    clock = (await findings(root, address, now=NOW + skew))[2]
    assert clock.state == state
    assert clock.fine is (abs(skew) <= SKEW)
    assert clock.fine or "NTP" in clock.remedy


@pytest.mark.parametrize("date", ["X: none", "Date: soon", "Date: Mon, 2 Mar 2026 17:00:00 -0000"])
async def test_a_server_that_tells_no_time_is_no_fault_of_the_clock(
    servers: Servers, address: str, date: str
) -> None:
    root = await servers.start(answering(http(200, KNOWN, "application/json", date)))
    clock = (await findings(root, address))[2]
    assert clock.fine
    assert "can not be compared" in clock.state


def is_empty(folder: Path) -> bool:
    return not list(folder.iterdir())


async def test_a_database_that_is_not_there_yet_is_not_made_by_looking(
    servers: Servers, address: str, tmp_path: Path
) -> None:
    found = await findings(await servers.start(telling(NOW)), address)
    assert found[-1].fine
    assert "not there yet" in found[-1].state
    assert is_empty(tmp_path)


async def test_a_database_that_can_not_be_made_is_wrong(servers: Servers, tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    root = await servers.start(telling(NOW))
    found = (await findings(root, f"sqlite:///{folder / 'knee.sqlite'}"))[-1]
    assert not found.fine
    assert "can not be made" in found.state
    assert str(folder) in found.remedy
    assert is_empty(tmp_path)


async def test_tables_of_another_version_are_to_be_migrated(
    servers: Servers, address: str, tmp_path: Path
) -> None:
    (tmp_path / "knee.sqlite").touch()
    *_, database, tables = await findings(await servers.start(telling(NOW)), address)
    assert database.fine
    assert not tables.fine
    assert "kneecheck migrate" in tables.remedy


@pytest.mark.parametrize("kind", ["another file", "a folder", "no server"])
async def test_a_database_that_can_not_be_opened_is_named_without_its_password(
    servers: Servers, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "notes").write_text("These are the notes of somebody else. " * 100)
    address = {
        "another file": f"sqlite:///{tmp_path / 'notes'}",
        "a folder": f"sqlite:///{tmp_path}",
        "no server": "postgresql://knee:s3cret@127.0.0.1:1/knee",
    }[kind]
    database = (await findings(await servers.start(telling(NOW)), address))[-1]
    assert "can not be opened" in database.state
    assert "KNEECHECK_DATABASE_URL" in database.remedy
    assert "s3cret" not in f"{database.subject} {database.state}"


async def test_the_command_prints_a_line_each_and_ends_with_0(tmp_path: Path) -> None:
    async with serving_sandbox(Sandbox(SystemClock())) as root:
        code, out, err = await output(tmp_path, "doctor", token=DEFAULT_TOKEN, api_url=root)
    assert (code, err) == (0, "")
    assert all(line.startswith("ok  ") for line in out.splitlines())
    assert len(out.splitlines()) == 4
    assert "Clock: agrees with the server's within" in out
    assert SECRET not in out


async def test_the_command_says_what_to_do_and_ends_with_1(tmp_path: Path) -> None:
    code, out, err = await output(
        tmp_path, "doctor", token=DEFAULT_TOKEN, api_url="http://127.0.0.1:1", log_level="debug"
    )
    assert code == 1
    [wrong] = [line for line in out.splitlines() if line.startswith("WRONG")]
    assert "http://127.0.0.1:1" in wrong
    assert "Check the network" in wrong
    assert SECRET not in out + err
    assert "Traceback" not in err
