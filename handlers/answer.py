"""Pain scores, tapped or typed."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any

from bot.domain.declined import DeclinedError, Reason
from bot.domain.safety import RedFlag
from bot.domain.topic import TopicId
from bot.reading.values import ScoreProblem
from bot.services.alerts import alert_of_red_flag
from bot.services.answer_check_in import (
    Answered,
    Given,
    OpenQuestion,
    answer_check_ins,
    question_to_repeat,
    record_filled_in,
    shows_another_check_in,
)
from bot.services.nudge import record_extra
from bot.telegram import sending
from bot.views import answer as answer_views
from bot.views import check_in as views
from bot.views import talk
from bot.views.message import Message
from bot.views.taps import FillIn, Score, Sign
from handlers.turn import Turn

_PROBLEMS = {
    ScoreProblem.NOT_WHOLE: talk.WHOLE_NUMBERS,
    ScoreProblem.OUT_OF_RANGE: talk.ZERO_TO_TEN,
    ScoreProblem.NO_NUMBER: talk.NEED_A_NUMBER,
}

_JUST_NOW = timedelta(minutes=1)
"""A second tap within it is a slip of the thumb."""


async def score(turn: Turn, tap: Score) -> None:
    """A button of the scale; every message that shows this check-in shows the answer."""
    given = Given(turn.user.id, tap.check_in_id, tap.score, turn.now)
    answered = await turn.desk.database.run_with_others(answer_check_ins, given)
    shown_in = set(answered.message_ids)
    if turn.message_id not in shown_in and not await turn.run(
        shows_another_check_in, turn.user.id, turn.message_id, tap.check_in_id
    ):
        shown_in.add(turn.message_id)
    await _show_answer(turn, answered, shown_in, turn.toast(f"{tap.score} of 10"))


async def typed_score(
    turn: Turn,
    question: OpenQuestion,
    given: int,
    asked_about: TopicId | None = None,
    sign: RedFlag | None = None,
) -> None:
    """A number in words, perhaps beside a topic; answered where it was typed, and shown at the
    question too. Beside a sign of something worse, what was said about that is all that counts."""
    typed = Given(turn.user.id, question.check_in_id, given, turn.now, turn.message_id)
    answered = await turn.desk.database.run_with_others(answer_check_ins, typed)
    if sign is not None:
        shown = (answered.record, answered.check_in_id)
        told = answer_views.sign_told(*shown, sign, turn.now, answered.zone)
        for message_id in answered.message_ids:
            await sending.edit(turn.bot, turn.chat_id, message_id, told)
        await turn.show(answer_views.noted(*shown, turn.now, answered.zone))
        return
    await _show_answer(turn, answered, set(answered.message_ids))
    await turn.show(
        answer_views.answer(
            answered.record,
            answered.check_in_id,
            turn.now,
            answered.zone,
            answered.history,
            asked_about,
            answered.marks,
        )
    )


async def sign(turn: Turn, tap: Sign) -> None:
    """An answer to the safety questions."""
    told = await turn.run(question_to_repeat, turn.user.id, tap.check_in_id, turn.now)
    given = told.record.check_in(told.check_in_id).answer
    if given is None:
        raise DeclinedError(Reason.NOT_ASKED_YET)
    await turn.toast()
    shown = (told.record, told.check_in_id)
    if tap.flag is not None:
        athlete = await turn.athlete()
        await turn.run(alert_of_red_flag, athlete.id, tap.flag, turn.now)
        await turn.replace(answer_views.sign_told(*shown, tap.flag, turn.now, told.zone))
        return
    await turn.replace(
        answer_views.answered(
            *shown, turn.now, told.zone, told.history, marks=told.marks, signs_denied=True
        )
    )


async def ask_again(turn: Turn, question: OpenQuestion, problem: ScoreProblem) -> None:
    """A kind sentence, and the question once more."""
    asked = views.question(question.record, question.check_in_id, turn.now, question.zone)
    message_id = await turn.show(Message(_PROBLEMS[problem] + "\n\n" + asked.text, asked.buttons))
    replaced = await turn.run(record_extra, question.check_in_id, message_id)
    if replaced is not None:
        await sending.delete(turn.bot, turn.chat_id, replaced)


async def fill_in(turn: Turn, tap: FillIn) -> None:
    """A missed check-in, from memory."""
    question = await turn.run(question_to_repeat, turn.user.id, tap.check_in_id, turn.now)
    answered = question.record.check_in(question.check_in_id).answer is not None
    if not answered and question.shown_at and turn.now - question.shown_at < _JUST_NOW:
        await turn.toast(talk.JUST_ASKED)
        return
    await turn.toast()
    what = (question.record, question.check_in_id, turn.now, question.zone)
    shown = (
        answer_views.answered(*what, question.history, marks=question.marks)
        if answered
        else views.from_memory(*what)
    )
    message_id = await turn.show(shown)
    replaced = await turn.run(record_filled_in, question.check_in_id, message_id, turn.now)
    if replaced is not None:
        await sending.delete(turn.bot, turn.chat_id, replaced)


async def _show_answer(
    turn: Turn, answered: Answered, message_ids: set[int], *meanwhile: Awaitable[None]
) -> None:
    message = answer_views.answered(
        answered.record,
        answered.check_in_id,
        turn.now,
        answered.zone,
        answered.history,
        marks=answered.marks,
    )
    edits = (sending.edit(turn.bot, turn.chat_id, id_, message) for id_ in message_ids)
    shown = await _side_by_side(*meanwhile, *edits)
    if not any(shown):
        await turn.show(message)


async def _side_by_side(*calls: Awaitable[Any]) -> list[Any]:
    """As `asyncio.gather`, but the last one needs no task of its own, which a tap would pay for."""
    if not calls:
        return []
    *others, last = calls
    beside = [asyncio.ensure_future(other) for other in others]
    try:
        result = await last
    except BaseException:
        await asyncio.gather(*beside, return_exceptions=True)
        raise
    return [*await asyncio.gather(*beside), result]
