"""Files that people send are never fetched, opened or named after what they are called."""

import os
from pathlib import Path

import pytest

from bot.app import Kneecheck
from bot.sandbox.exchange import Exchange
from bot.sandbox.world import Sandbox
from tests.handlers.conftest import ana, bot, clock, sandbox, stage  # noqa: F401
from tests.handlers.phone import Phone

BOMB = b"PK\x03\x04" + b"\x00" * 26 + b"../../evil"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("../../etc/passwd", b"x"),
        ("..\\..\\kneecheck.sqlite", b"x"),
        ("/dev/null", b""),
        ("run.gpx.zip", BOMB),
        ("a" * 255 + ".fit", b"x"),
        ("<b>run</b>.gpx", b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"),
    ],
)
async def test_a_file_is_answered_and_left_alone(
    bot: Kneecheck,  # noqa: F811
    sandbox: Sandbox,  # noqa: F811
    ana: Phone,  # noqa: F811
    name: str,
    content: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    called: list[str] = []

    def note(exchange: Exchange) -> None:
        called.append(exchange.method)

    sandbox.watchers.append(note)
    sandbox.send_document(ana.user, name, content)
    assert "only read text" in await ana.reads()
    assert "getFile" not in called
    assert os.listdir(tmp_path) == []
