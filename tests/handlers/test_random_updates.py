"""Random updates: never an error, never silence for a person, nothing stored against the rules."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from telegram import Update
from telegram.ext import CallbackContext

from bot.app import Kneecheck
from bot.domain.check_in import CheckInState
from bot.domain.draft import decode
from bot.domain.job import JobKind
from bot.domain.workout import Workout as WorkoutValue
from bot.domain.workout import refusal
from bot.sandbox.values import JsonObject
from bot.storage.tables import Athlete, CheckIn, Job, Prompt, Workout
from bot.views import clinic, group, talk
from tests.handlers.hand_fed import Everywhere, two_athletes
from tests.handlers.random_updates import updates

Stored = Mapping[int, object]


def stored(session: Session) -> Stored:
    """Everything on record about each athlete."""
    return {
        athlete.telegram_id: (
            (athlete.language, athlete.time_zone, athlete.paused_since),
            [
                (prompt.step, prompt.draft)
                for prompt in session.scalars(select(Prompt).where(Prompt.athlete_id == athlete.id))
            ],
            [
                (
                    workout.id,
                    workout.activity,
                    [
                        (check_in.state, check_in.message_id, [a.score for a in check_in.answers])
                        for check_in in workout.check_ins
                    ],
                )
                for workout in session.scalars(
                    select(Workout).where(Workout.athlete_id == athlete.id)
                )
            ],
        )
        for athlete in session.scalars(select(Athlete))
    }


def check_the_rules(session: Session) -> None:
    """What must hold whatever was sent."""
    for prompt in session.scalars(select(Prompt)):
        decode(prompt.draft)
    for workout in session.scalars(select(Workout)):
        value = WorkoutValue.model_validate(workout, from_attributes=True)
        assert refusal(value, workout.logged_at) is None
    for check_in in session.scalars(select(CheckIn)):
        kinds = set(session.scalars(select(Job.kind).where(Job.check_in_id == check_in.id)))
        reachable = check_in.workout.athlete.paused_since is None
        assert kinds == (NEEDED.get(check_in.state, set()) if reachable else set())
        assert bool(check_in.answers) is (check_in.state is CheckInState.ANSWERED)
    assert not session.scalars(select(Job).where(Job.leased_by.is_not(None))).all()


NEEDED = {
    CheckInState.PLANNED: {JobKind.ASK},
    CheckInState.ASKED: {JobKind.NUDGE, JobKind.CLOSE},
}


def who(update: JsonObject) -> int | None:
    """The person in whose private chat this is something that they may do there."""
    for kind in ("message", "edited_message", "callback_query", "my_chat_member"):
        if body := update.get(kind):
            chat = (body.get("message") or body) if kind == "callback_query" else body
            private = chat.get("chat", {"type": "private"})["type"] == "private"
            return body["from"]["id"] if private else None
    return None


def logging_from_a_group(update: JsonObject) -> int | None:
    """Who sent /log in a group: the first step is asked in their private chat."""
    message = update.get("message", {})
    in_group = message.get("chat", {}).get("type") in ("group", "supergroup")
    typed = message.get("text", "").startswith("/log")
    return message["from"]["id"] if in_group and typed and "from" in message else None


SAID_TO_ALL = {
    message.text
    for message in (
        talk.GROUP,
        clinic.HELLO,
        clinic.HERE_NOT,
        clinic.NO_CLINIC,
        group.NOT_STAFF,
        group.write_to_me(""),
    )
} | {clinic.ADMINS_ONLY}
"""All that is ever said, for all to see, in a group that is no clinic: nothing about anybody."""

ASKED_ABOUT_GROUPS = {"getChatMember", "getChat", "getChatAdministrators"}


def actor(update: JsonObject) -> int | None:
    """Who wrote or tapped."""
    bodies = [body for body in update.values() if isinstance(body, dict)]
    return next((body["from"]["id"] for body in bodies if "from" in body), None)


def check_in_group(name: str, params: JsonObject, person: int | None) -> None:
    """What one person alone sees goes to the one who acted; the rest is the same for everybody."""
    if name in ASKED_ABOUT_GROUPS:
        return
    assert name == "sendMessage"
    only_to = params.get("ephemeral_message_parameters")
    if only_to is not None:
        assert only_to["receiver_user_id"] == person
    else:
        assert params["text"] in SAID_TO_ALL


async def handle(bot: Kneecheck, request: Everywhere, update: JsonObject, before: Stored) -> Stored:
    """Handle one update, judge what came of it, and return what is stored now."""
    request.calls.clear()
    await bot.application.process_update(Update.de_json(update, bot.application.bot))

    person = who(update)
    if person and "message" in update:
        assert request.said(person), "silence"
    if "callback_query" in update:
        assert "answerCallbackQuery" in [name for name, _ in request.calls]
    for name, params in request.calls:
        if params.get("chat_id", 0) < 0:
            check_in_group(name, params, actor(update))
    after = await bot.database.run(stored)
    for other in (before.keys() | after.keys()) - {person, logging_from_a_group(update)}:
        assert after.get(other) == before.get(other)
    return after


@given(sent=st.lists(updates, min_size=3, max_size=15))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_updates_are_all_answered_and_break_nothing(sent: Sequence[JsonObject]) -> None:
    async def live() -> None:
        errors: list[BaseException | None] = []

        async def note(_update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
            errors.append(context.error)

        async with two_athletes() as (bot, request):
            bot.application.add_error_handler(note)
            known = await bot.database.run(stored)
            for update in sent:
                known = await handle(bot, request, update, known)
                assert errors == []
            await bot.database.run(check_the_rules)

    asyncio.run(live())
