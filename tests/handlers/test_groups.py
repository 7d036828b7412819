"""Groups, channels and what else reaches the bot from outside a private chat."""

import pytest
from telegram import Update

from bot.app import Kneecheck
from bot.sandbox.values import JsonObject
from tests.handlers.hand_fed import a_message, two_athletes
from tests.handlers.random_updates import ANA, CONTENT, DATE, GROUP

IN_GROUP: JsonObject = {"id": GROUP, "type": "supergroup", "title": "Clinic"}
IN_PRIVATE: JsonObject = {"id": ANA, "type": "private", "first_name": "Ana"}


def by_ana(chat: JsonObject, **content: object) -> JsonObject:
    sender = {"id": ANA, "is_bot": False, "first_name": "Ana"}
    return {"message_id": 9, "date": DATE, "chat": chat, "from": sender, **content}


def command(text: str) -> JsonObject:
    length = len(text.split()[0])
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": length}]}


async def said_to(update: JsonObject, chat_id: int) -> list[str]:
    """What the bot says in that chat about this update."""
    async with two_athletes() as (bot, request):
        request.calls.clear()
        await feed(bot, update)
        return request.said(chat_id)


async def feed(bot: Kneecheck, update: JsonObject) -> None:
    await bot.application.process_update(
        Update.de_json({"update_id": 9, **update}, bot.application.bot)
    )


@pytest.mark.parametrize(
    "text", ["/history", "/start@kneecheck_sandbox_bot", "/HISTORY@KneeCheck_Sandbox_Bot"]
)
async def test_a_private_command_in_a_group_is_sent_to_the_private_chat(text: str) -> None:
    [answer] = await said_to({"message": by_ana(IN_GROUP, **command(text))}, GROUP)
    assert "private chat" in answer


@pytest.mark.parametrize("text", ["/log squats 20 min", "/LOG@KneeCheck_Sandbox_Bot run 5 km"])
async def test_a_workout_logged_in_a_group_goes_on_in_private_and_is_shown_to_nobody(
    text: str,
) -> None:
    async with two_athletes() as (bot, request):
        request.calls.clear()
        await feed(bot, {"message": by_ana(IN_GROUP, **command(text))})
        assert request.said(GROUP) == []
        assert "Logged" in request.said(ANA)[-1]
        assert [to for to, _ in request.whispered(GROUP)] == [ANA]


@pytest.mark.parametrize(
    "content",
    [
        command("/start@other_bot"),
        {"text": "my knee is a 7"},
        {"text": "3"},
        {"text": "did squats for 40 min"},
        {"sticker": CONTENT["sticker"]},
        {"new_chat_members": CONTENT["new_chat_members"]},
    ],
    ids=["another bot's", "words", "a number", "a workout", "a sticker", "somebody new"],
)
async def test_what_people_say_to_each_other_is_left_alone(content: JsonObject) -> None:
    async with two_athletes() as (bot, request):
        request.calls.clear()
        await feed(bot, {"message": by_ana(IN_GROUP, **content)})
        assert request.calls == []


async def test_an_answer_tapped_in_a_group_is_not_taken_and_shows_nothing() -> None:
    shown = by_ana(IN_GROUP, text="How is your knee?")
    sender = {"id": ANA, "is_bot": False, "first_name": "Ana"}
    tap = {"id": "1", "from": sender, "chat_instance": "1", "data": "s:1:7", "message": shown}
    async with two_athletes() as (bot, request):
        request.calls.clear()
        await feed(bot, {"callback_query": tap})
        [(name, params)] = request.calls
        assert name == "answerCallbackQuery"
        assert "7" not in params["text"]
        await bot.application.process_update(a_message(bot, 10, ANA, "/history"))
        assert "right after: open" in request.said(ANA)[-1]


async def test_a_live_location_that_moves_is_not_commented_on() -> None:
    moved = by_ana(IN_PRIVATE, edit_date=DATE + 5, location=CONTENT["location"])
    assert await said_to({"edited_message": moved}, ANA) == []


async def test_the_words_of_another_bot_are_met_like_the_persons_own() -> None:
    gif = {"id": 98, "is_bot": True, "first_name": "Gif", "username": "gif"}
    message = by_ana(IN_PRIVATE, text="hello", via_bot=gif)
    assert await said_to({"message": message}, ANA)


@pytest.mark.parametrize("old", ["kicked", "left", "member"])
@pytest.mark.parametrize("new", ["kicked", "left", "member"])
async def test_blocking_and_coming_back_is_heard_in_silence(old: str, new: str) -> None:
    bot = {"id": 424242, "is_bot": True, "first_name": "Kneecheck"}

    def standing(status: str) -> JsonObject:
        return {"status": status, "user": bot} | ({"until_date": 0} if status == "kicked" else {})

    change = by_ana(IN_PRIVATE, old_chat_member=standing(old), new_chat_member=standing(new))
    assert await said_to({"my_chat_member": change}, ANA) == []
