"""Anything typed: a step of a workout in the making, a pain score, a workout, or none of these."""

from dataclasses import replace

from bot.domain.draft import Draft, Step
from bot.reading.answers import read_duration, read_time_of_day
from bot.reading.reader import read_log, read_text
from bot.reading.scores import read_score
from bot.reading.values import Reading, ReadingKind, ScoreProblem
from bot.services.answer_check_in import OpenQuestion, open_question
from bot.services.athletes import AthleteRecord
from bot.services.prompts import OpenPrompt, open_prompt
from bot.views import log as log_views
from bot.views import talk
from handlers import answer, log
from handlers.turn import Turn


async def text(turn: Turn) -> None:
    """What was asked last is what is being answered."""
    athlete = await turn.athlete()
    question = await turn.run(
        open_question, turn.user.id, turn.message_id, turn.replied_to, turn.now
    )
    prompt = await turn.run(open_prompt, athlete.id, turn.now)
    if prompt and prompt.origin == turn.origin:
        # Telegram delivers a message a second time: what followed from it is shown again.
        await log.show_step(turn, athlete, prompt.draft)
        return
    if prompt and _came_after(prompt, question):
        filled = _fill(prompt, turn, athlete)
        if filled is not None:
            await _go_on(turn, athlete, filled)
            return
    reading = read_text(turn.text, turn.now, athlete.zone)
    if reading.kind is ReadingKind.WORKOUT:
        await _offer(turn, athlete, reading)
    elif question is not None:
        given = read_score(turn.text)
        if given.score is not None:
            await answer.typed_score(turn, question, given.score)
        else:
            problem = given.problem or ScoreProblem.NO_NUMBER
            await answer.ask_again(turn, question, problem)
    elif prompt:
        await log.show_step(turn, athlete, prompt.draft)
    elif reading.kind is ReadingKind.SCORE:
        await turn.show(talk.NO_OPEN_QUESTION)
    else:
        await turn.show(talk.NOT_UNDERSTOOD)


def _came_after(prompt: OpenPrompt, question: OpenQuestion | None) -> bool:
    return question is None or question.shown_at is None or prompt.asked_at >= question.shown_at


async def _offer(turn: Turn, athlete: AthleteRecord, reading: Reading) -> None:
    draft = log.draft_of(reading, turn.now, athlete.zone).skip(Step.DURATION)
    if reason := log.reason_against(draft, turn.now):
        await log.refuse(turn, athlete, draft, reason)
        return
    if draft.missing():
        await log.show_step(turn, athlete, draft, reading.not_understood)
        return
    await turn.show(log_views.offer(draft, turn.now, athlete.zone, reading.not_understood))


async def _go_on(turn: Turn, athlete: AthleteRecord, draft: Draft) -> None:
    if reason := log.reason_against(draft, turn.now):
        await log.refuse(turn, athlete, draft, reason)
    else:
        await log.show_step(turn, athlete, draft)


def _fill(prompt: OpenPrompt, turn: Turn, athlete: AthleteRecord) -> Draft | None:
    """The draft with the step that was asked for, or None if what was typed does not fill it."""
    draft, typed = prompt.draft, turn.text
    match prompt.step:
        case Step.ACTIVITY:
            reading = read_log(typed, turn.now, athlete.zone)
            if reading.activity is None:
                return None
            return replace(
                draft,
                activity=reading.activity,
                minutes=reading.minutes or draft.minutes,
                distance_km=reading.distance_km or draft.distance_km,
                ended_at=reading.ended_at or draft.ended_at,
            )
        case Step.DURATION:
            minutes = read_duration(typed)
            return None if minutes is None else replace(draft, minutes=minutes)
        case Step.ENDED:
            ended_at = read_time_of_day(typed, turn.now, athlete.zone)
            return None if ended_at is None else replace(draft, ended_at=ended_at)
        case Step.EFFORT:
            rpe = read_score(typed).score
            return None if rpe is None else replace(draft, rpe=rpe)
        case Step.BEFORE:
            before = read_score(typed).score
            return None if before is None else replace(draft, before=before)
