"""python-telegram-bot talks to the sandbox without sockets."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.sandbox.faults import FaultKind
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.log import MessageDeleted, MessageEdited, MessageSent, TapAnswered
from bot.sandbox.media import PIXEL, MediaKind
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from tests.sandbox import small_bot
from tests.sandbox.judge import Judge


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    request = SandboxRequest(sandbox)
    async with Bot(sandbox.token, request=request, get_updates_request=request) as bot:
        yield bot


async def test_a_polling_application_asks_and_is_answered(sandbox: Sandbox, ana: User) -> None:
    judge = Judge()
    sandbox.watchers.append(judge)
    async with small_bot.running(sandbox):
        sandbox.send_text(ana, "squats 40 min")
        await sandbox.updates_confirmed()
        await sandbox.log.more_than(1)
        question = sandbox.messages(ana)[-1]
        assert "score:3" in [button.data for button in question.buttons]

        sandbox.tap(ana, question.message_id, "score:3")
        await sandbox.log.more_than(3)
        assert "You said 3." in sandbox.messages(ana)[-1].text

        sandbox.tap(ana, question.message_id, "forget")
        await sandbox.log.more_than(5)
        assert question.message_id not in [each.message_id for each in sandbox.messages(ana)]

    deeds = [MessageSent, MessageSent, TapAnswered, MessageEdited, TapAnswered, MessageDeleted]
    assert [type(deed) for deed in sandbox.log] == deeds
    assert judge.problems == []
    assert {"getMe", "getUpdates", "sendMessage", "editMessageText"} <= judge.seen


async def test_an_application_goes_on_after_the_network_was_down(sandbox: Sandbox) -> None:
    ana = sandbox.add_user("Ana")
    async with small_bot.running(sandbox):
        sandbox.faults.drop_network()
        sandbox.send_text(ana, "/start")
        sandbox.faults.lift_network()
        await sandbox.log.more_than(0)
    assert sandbox.messages(ana)[-1].text.startswith("Hello!")


async def test_files_go_both_ways(sandbox: Sandbox, bot: Bot, ana: User) -> None:
    sandbox.send_document(ana, "run.gpx", b"<gpx/>", "application/gpx+xml")
    sandbox.send_media(ana, MediaKind.PHOTO)
    received = await bot.get_updates()
    assert received[1].message
    document = received[1].message.document
    assert document
    assert document.file_name == "run.gpx"
    assert bytes(await (await document.get_file()).download_as_bytearray()) == b"<gpx/>"

    sent = await bot.send_photo(ana.id, PIXEL, caption="<i>Your</i> week", parse_mode="HTML")
    assert (sent.photo[0].width, sent.caption) == (1, "Your week")
    assert bytes(await (await sent.photo[0].get_file()).download_as_bytearray()) == PIXEL
    export = await bot.send_document(ana.id, InputFile(b"a,b", "all.csv", attach=True))
    assert export.document
    assert export.document.file_name == "all.csv"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FaultKind.SERVER_ERROR, NetworkError),
        (FaultKind.BAD_GATEWAY, NetworkError),
        (FaultKind.TOO_MANY_REQUESTS, RetryAfter),
        (FaultKind.FORBIDDEN, Forbidden),
        (FaultKind.BAD_REQUEST, BadRequest),
        (FaultKind.TIME_OUT, TimedOut),
        (FaultKind.CUT_BEFORE, NetworkError),
        (FaultKind.CUT_AFTER, NetworkError),
    ],
)
async def test_a_fault_strikes_once_as_the_error_it_is(
    sandbox: Sandbox,
    bot: Bot,
    ana: User,
    kind: FaultKind,
    expected: type[Exception],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # The other form of retry_after is deprecated.
    sandbox.faults.add(kind, method="sendMessage")
    with pytest.raises(expected) as raised:
        await bot.send_message(ana.id, "Hi")
    assert type(raised.value) is expected
    delivered = [deed for deed in sandbox.log if isinstance(deed, MessageSent)]
    assert len(delivered) == (1 if kind is FaultKind.CUT_AFTER else 0)
    await bot.send_message(ana.id, "Hi again")


async def test_a_wrong_token_opens_nothing(sandbox: Sandbox) -> None:
    bot = Bot("424242:guessed", request=SandboxRequest(sandbox))
    with pytest.raises(InvalidToken):
        await bot.initialize()
    status, _ = await SandboxRequest(sandbox).do_request(
        "http://sandbox/file/bot424242:guessed/photos/file_1.png", "GET"
    )
    assert status == 401
