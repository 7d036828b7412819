"""Groups: who is told what, and what the bot may do there, in Telegram's words."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.sandbox.errors import ApiError, RefusedError
from bot.sandbox.log import TapAnswered
from bot.sandbox.media import MediaKind
from bot.sandbox.members import MEMBER, Right, Standing, Status
from bot.sandbox.values import ChatKind, User
from bot.sandbox.voices import Voice
from bot.sandbox.world import Sandbox
from tests.sandbox.clubs import ADMIN, Club, club
from tests.sandbox.judge import Judge, judge_result

HAPPENINGS: Mapping[str, Callable[[Club], object]] = {
    "Cleo joins": lambda c: c.sandbox.groups.join(c.group, c.sandbox.add_user("Cleo")),
    "Ben leaves": lambda c: c.sandbox.groups.leave(c.group, c.ben),
    "Ana removes Ben": lambda c: c.sandbox.groups.remove(c.group, c.ben, c.ana),
    "Ana removes the bot": lambda c: c.sandbox.groups.remove(c.group, c.sandbox.bot, c.ana),
    "Ana makes Ben an admin": lambda c: c.sandbox.groups.promote(c.group, c.ben, c.ana),
    "Ana makes the bot an admin": lambda c: c.sandbox.groups.promote(
        c.group, c.sandbox.bot, c.ana, frozenset({Right.DELETE_MESSAGES})
    ),
    "Ana mutes Ben": lambda c: c.sandbox.groups.mute(c.group, c.ben, c.ana),
    "Ana mutes the bot": lambda c: c.sandbox.groups.mute(c.group, c.sandbox.bot, c.ana),
    "Ana hides her name": lambda c: c.sandbox.groups.promote(
        c.group, c.ana, c.ana, is_anonymous=True
    ),
    "a topic is opened": lambda c: c.sandbox.groups.open_topic(c.group, c.ana, "New"),
    "a topic is closed": lambda c: c.sandbox.groups.close_topic(c.group, c.ana, "Chat"),
    "a topic is opened again": lambda c: c.sandbox.groups.reopen_topic(c.group, c.ana, "Chat"),
    "Ana deletes the group": lambda c: c.sandbox.groups.delete(c.group, c.ana),
    "Ben writes in a topic": lambda c: c.sandbox.send_text(
        c.ben, "hello", group=c.group, topic="Chat"
    ),
    "Ana speaks as the group": lambda c: c.sandbox.send_text(
        c.ana, "/clinic", group=c.group, voice=Voice.GROUP
    ),
    "Ana speaks as the channel": lambda c: c.sandbox.send_text(
        c.ana, "/clinic", group=c.group, voice=Voice.CHANNEL
    ),
    "Ben sends a photo": lambda c: c.sandbox.send_media(
        c.ben, MediaKind.PHOTO, group=c.group, topic="Chat"
    ),
}


@pytest.mark.parametrize("happening", HAPPENINGS)
async def test_what_the_bot_is_told_is_telegrams(
    sandbox: Sandbox, ana: User, happening: str
) -> None:
    here = await club(sandbox, ana, bot=ADMIN, topics=("Chat",), channel="News")
    HAPPENINGS[happening](here)
    updates = await sandbox.call("getUpdates", {})
    assert updates
    assert judge_result("getUpdates", updates) == []


async def test_the_bot_is_added_and_removed(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana, bot=None)
    assert (await here.refusal("sendMessage", text="Hi")).description == (
        "Bad Request: chat not found"
    )
    sandbox.groups.add_bot(here.group, here.ben)
    added, service = await here.updates()
    assert added["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert added["my_chat_member"]["from"]["first_name"] == "Ben"
    assert service["message"]["new_chat_members"][0]["id"] == sandbox.bot.id
    await here.call("sendMessage", text="Hi")

    with pytest.raises(RefusedError, match="Ben is no admin of Knee group"):
        sandbox.groups.remove(here.group, sandbox.bot, here.ben)
    sandbox.groups.remove(here.group, sandbox.bot, ana)
    [removed] = await here.updates()
    assert removed["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    for method in ("sendMessage", "getChat", "getChatAdministrators", "editMessageText"):
        refused = await here.refusal(method, text="Hi")
        assert refused.code == 403
        assert refused.description == "Forbidden: bot was kicked from the supergroup chat"
    sandbox.send_text(ana, "/clinic", group=here.group)
    assert await here.updates() == []


async def test_a_bot_that_left_is_told_nothing_and_may_do_nothing(
    sandbox: Sandbox, ana: User
) -> None:
    here = await club(sandbox, ana, kind=ChatKind.GROUP)
    await here.call("leaveChat")
    assert (await here.refusal("sendMessage", text="Hi")).description == (
        "Forbidden: bot is not a member of the group chat"
    )


async def test_members_come_and_go(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana, bot=ADMIN, others=5000)
    assert await here.call("getChatMemberCount") == 5003
    cleo = sandbox.add_user("Cleo")
    assert (await here.call("getChatMember", user_id=cleo.id))["status"] == "left"
    sandbox.groups.join(here.group, cleo)
    changed, service = await here.updates()
    assert changed["chat_member"]["new_chat_member"]["user"]["first_name"] == "Cleo"
    assert service["message"]["new_chat_members"][0]["first_name"] == "Cleo"
    assert (await here.call("getChatMember", user_id=cleo.id))["status"] == "member"

    sandbox.groups.remove(here.group, cleo, ana)
    changed, service = await here.updates()
    assert changed["chat_member"]["new_chat_member"]["status"] == "kicked"
    assert service["message"]["left_chat_member"]["first_name"] == "Cleo"
    assert await here.call("getChatMemberCount") == 5003
    for forbidden in (sandbox.groups.join, sandbox.groups.leave):
        with pytest.raises(RefusedError):
            forbidden(here.group, cleo)
    refused = await here.refusal("getChatMember", user_id=77)
    assert refused.description == "Bad Request: user not found"


async def test_only_an_admin_bot_hears_who_comes_and_goes(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana)
    sandbox.groups.leave(here.group, here.ben)
    assert [[*each] for each in await here.updates()] == [["message"]]


async def test_admins_and_their_rights(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana)
    sandbox.groups.promote(here.group, here.ben, ana, frozenset({Right.PIN_MESSAGES}))
    admins = await here.call("getChatAdministrators")
    assert [each["status"] for each in admins] == ["creator", "administrator"]
    assert admins[1]["can_pin_messages"] is True
    assert admins[1]["can_delete_messages"] is False
    sandbox.groups.make_plain(here.group, here.ben, ana)
    assert len(await here.call("getChatAdministrators")) == 1
    in_private = await sandbox.call("getChatMemberCount", {"chat_id": ana.id})
    assert in_private == 2


@pytest.mark.parametrize(
    ("bot", "may"),
    [
        (MEMBER, False),
        (Standing(Status.ADMIN, frozenset({Right.PIN_MESSAGES})), False),
        (Standing(Status.ADMIN, frozenset({Right.DELETE_MESSAGES})), True),
    ],
)
async def test_what_others_wrote_is_deleted_only_with_that_right(
    sandbox: Sandbox, ana: User, bot: Standing, may: bool
) -> None:
    here = await club(sandbox, ana, bot=bot)
    theirs = sandbox.send_text(here.ben, "7", group=here.group).message_id
    own = (await here.call("sendMessage", text="Hi"))["message_id"]
    assert await here.call("deleteMessage", message_id=own)
    if may:
        await here.call("deleteMessage", message_id=theirs)
    else:
        refused = await here.refusal("deleteMessage", message_id=theirs)
        assert refused.description == "Bad Request: message can't be deleted"
        assert await here.call("deleteMessages", message_ids=[theirs])
    assert (here.group.find(theirs) is None) is may


async def test_a_muted_bot_reads_and_does_not_write(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana)
    sent = await here.call("sendMessage", text="Hi")
    sandbox.groups.mute(here.group, sandbox.bot, ana)
    [told] = await here.updates()
    assert told["my_chat_member"]["new_chat_member"]["status"] == "restricted"
    assert told["my_chat_member"]["new_chat_member"]["can_send_messages"] is False
    refused = await here.refusal("sendMessage", text="Hi")
    assert refused.code == 400
    assert refused.description.startswith("Bad Request: not enough rights to send")
    await here.call("editMessageText", message_id=sent["message_id"], text="Hello")
    sandbox.groups.make_plain(here.group, sandbox.bot, ana)
    await here.call("sendMessage", text="Hi")
    sandbox.groups.mute(here.group, here.ben, ana)
    with pytest.raises(RefusedError, match="Ben cannot write in Knee group"):
        sandbox.send_text(here.ben, "hm", group=here.group)


async def test_a_group_becomes_a_supergroup(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana, kind=ChatKind.GROUP)
    old_id = here.id
    with pytest.raises(RefusedError, match="only in a supergroup"):
        sandbox.groups.mute(here.group, here.ben, ana)
    new = sandbox.groups.become_supergroup(here.group, ana)
    told = await sandbox.call("getUpdates", {})
    assert judge_result("getUpdates", told) == []
    away, here_now = told
    assert away["message"]["chat"]["id"] == here_now["message"]["migrate_from_chat_id"] == old_id
    assert here_now["message"]["chat"]["id"] == away["message"]["migrate_to_chat_id"]
    refused = await here.refusal("sendMessage", text="Hi")
    assert (refused.code, refused.parameters) == (400, {"migrate_to_chat_id": new.chat.id})
    assert "upgraded to a supergroup" in refused.description
    here.group = new
    assert (await here.call("sendMessage", text="Hi"))["chat"]["type"] == "supergroup"
    assert (await here.call("getChatMember", user_id=here.ben.id))["status"] == "member"


async def test_topics(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana, topics=("Reminders", "Chat"))
    topic = here.group.topic("Reminders")
    assert topic
    assert (await here.call("getChat"))["is_forum"] is True
    sent = await here.call("sendMessage", text="Hi", message_thread_id=topic.id)
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic.id, True)
    assert sent["reply_to_message"]["forum_topic_created"]["name"] == "Reminders"
    answer = await here.call(
        "sendMessage", text="Yes", reply_parameters={"message_id": sent["message_id"]}
    )
    assert answer["message_thread_id"] == topic.id

    sandbox.groups.close_topic(here.group, ana, "Reminders")
    refused = await here.refusal("sendMessage", text="Hi", message_thread_id=topic.id)
    assert refused.description == "Bad Request: TOPIC_CLOSED"
    with pytest.raises(RefusedError, match="the topic Reminders is closed"):
        sandbox.send_text(here.ben, "hm", group=here.group, topic="Reminders")
    sandbox.groups.promote(here.group, sandbox.bot, ana)
    await here.call("sendMessage", text="Hi", message_thread_id=topic.id)

    sandbox.groups.delete_topic(here.group, ana, "Reminders")
    refused = await here.refusal("sendMessage", text="Hi", message_thread_id=topic.id)
    assert refused.description == "Bad Request: message thread not found"
    gone = await here.refusal("editMessageText", message_id=sent["message_id"], text="x")
    assert gone.description == "Bad Request: message to edit not found"
    await here.call("sendMessage", text="In General")


async def test_a_deleted_group_is_closed(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana)
    with pytest.raises(RefusedError, match="Ben does not own"):
        sandbox.groups.delete(here.group, here.ben)
    sandbox.groups.delete(here.group, ana)
    [told] = await here.updates()
    assert told["my_chat_member"]["new_chat_member"]["status"] == "left"
    refused = await here.refusal("sendMessage", text="Hi")
    assert refused.description == "Forbidden: the group chat was deleted"


async def test_in_privacy_mode_the_bot_hears_what_is_meant_for_it(
    sandbox: Sandbox, ana: User
) -> None:
    here = await club(sandbox, ana)
    name = sandbox.bot.username
    sent = await here.call("sendMessage", text="How is it?")
    told = {
        "7": False,
        "/session squats 18:00": True,
        f"/session@{name} squats": True,
        "/session@another_bot squats": False,
        "I said /session": False,
        f"ask @{name} about it": True,
        "ask @somebody_else": False,
    }
    heard = {}
    for text in told:
        sandbox.send_text(here.ben, text, group=here.group)
        heard[text] = bool(await here.updates())
    assert heard == told
    sandbox.send_text(here.ben, "7", group=here.group, reply_to=sent["message_id"])
    assert len(await here.updates()) == 1
    theirs = sandbox.send_text(here.ben, "so", group=here.group).message_id
    sandbox.edit_text(here.ben, theirs, "so!", group=here.group)
    assert await here.updates() == []

    sandbox.groups.promote(here.group, sandbox.bot, ana)
    await here.updates()
    sandbox.send_text(here.ben, "7", group=here.group)
    assert len(await here.updates()) == 1


async def test_without_privacy_mode_it_hears_everything(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana, topics=("Chat",))
    assert (await sandbox.call("getMe", {}))["can_read_all_group_messages"] is False
    sandbox.send_text(here.ben, "7", group=here.group, topic="Chat")
    assert await here.updates() == []
    sandbox.set_privacy_mode(False)
    assert (await sandbox.call("getMe", {}))["can_read_all_group_messages"] is True
    sandbox.send_text(here.ben, "7", group=here.group)
    assert len(await here.updates()) == 1


async def test_an_anonymous_admin_speaks_as_the_group(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana, channel="News")
    sandbox.groups.promote(here.group, ana, ana, is_anonymous=True)
    sandbox.send_text(ana, "/clinic", group=here.group)
    sandbox.send_text(ana, "/clinic", group=here.group, voice=Voice.CHANNEL)
    anonymous, channel = await here.updates()
    assert anonymous["message"]["sender_chat"]["id"] == here.id
    assert anonymous["message"]["from"]["username"] == "GroupAnonymousBot"
    assert channel["message"]["sender_chat"]["type"] == "channel"
    linked = (await here.call("getChat"))["linked_chat_id"]
    assert channel["message"]["sender_chat"]["id"] == linked
    with pytest.raises(RefusedError, match="Ben is none"):
        sandbox.send_text(here.ben, "/clinic", group=here.group, voice=Voice.GROUP)


async def test_a_tap_in_a_group_is_of_whoever_tapped(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana)
    keys = {"inline_keyboard": [[{"text": "Set up", "callback_data": "set"}]]}
    sent = await here.call("sendMessage", text="Hi", reply_markup=keys)
    sandbox.groups.promote(here.group, ana, ana, is_anonymous=True)
    await here.updates()
    query_id = sandbox.tap(ana, sent["message_id"], "set", group=here.group)
    [tapped] = await here.updates()
    assert tapped["callback_query"]["from"]["first_name"] == "Ana"
    assert tapped["callback_query"]["message"]["chat"]["id"] == here.id
    link = f"https://t.me/{sandbox.bot.username}?start=join_x-1"
    judge = Judge()
    sandbox.watchers.append(judge)
    with pytest.raises(RefusedError):
        sandbox.tap(sandbox.add_user("Cleo"), sent["message_id"], "set", group=here.group)
    answer: dict[str, Any] = {"callback_query_id": query_id, "url": link.replace("_sandbox", "")}
    with pytest.raises(ApiError, match="URL_INVALID"):
        await sandbox.call("answerCallbackQuery", answer)
    await sandbox.call("answerCallbackQuery", answer | {"url": link})
    assert isinstance(sandbox.log[-1], TapAnswered)
    assert sandbox.log[-1].url == link
    assert judge.problems == []


async def test_the_twenty_first_message_of_a_minute_has_to_wait(
    clock: MovableClock,
) -> None:
    limited = Sandbox(clock, flood_limits=True)
    here = await club(limited, limited.add_user("Ana"))
    for number in range(20):
        await here.call("sendMessage", text=f"{number}")
    refused = await here.refusal("sendMessage", text="one more")
    assert (refused.code, refused.parameters) == (429, {"retry_after": 3})


async def test_a_link_to_a_person_is_a_mention(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana)
    judge = Judge()
    sandbox.watchers.append(judge)
    text = f'<a href="tg://user?id={here.ben.id}">Ben</a> and <a href="tg://user?id=7">nobody</a>'
    sent = await here.call("sendMessage", text=text, parse_mode="HTML")
    [mention] = sent["entities"]
    assert (mention["type"], mention["user"]["id"]) == ("text_mention", here.ben.id)
    assert judge.problems == []
