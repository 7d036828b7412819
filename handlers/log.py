"""Logging a workout: in one line, by buttons, or a step of it typed."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from telegram.error import TelegramError

from bot.domain.declined import Reason
from bot.domain.draft import Draft, Step
from bot.domain.workout import Activity, Source, is_beyond_memory, refusal
from bot.reading.reader import read_log
from bot.reading.values import Reading
from bot.services.ask import record_asked
from bot.services.athletes import AthleteRecord
from bot.services.log_workout import log_workout
from bot.services.prompts import OpenPrompt, forget_prompt, remember_prompt
from bot.storage import jobs
from bot.storage.jobs import Lease, LostLeaseError
from bot.views import declined, talk
from bot.views import log as views
from bot.views.message import Message
from bot.views.taps import Change, EndedAgo, Fill, NewLog, NotAWorkout, Save, TypeTheTime
from handlers.turn import Turn

_EXTRAS = (Step.EFFORT, Step.BEFORE)
_TO_ASK_AGAIN = {
    Reason.NO_DURATION: Step.DURATION,
    Reason.TOO_LONG: Step.DURATION,
    Reason.IN_THE_FUTURE: Step.ENDED,
}


def draft_of(reading: Reading, now: datetime, zone: ZoneInfo) -> Draft:
    """What was understood, as a draft; what can be done without is not asked for. A workout of
    which nothing says when it ended has just ended."""
    ended_at = reading.ended_at or _end_on(reading.day, now, zone)
    draft = Draft(
        activity=reading.activity,
        minutes=reading.minutes,
        distance_km=reading.distance_km,
        ended_at=ended_at,
        rpe=reading.rpe,
        before=reading.before,
    ).skip(*_EXTRAS)
    return draft.skip(Step.DURATION) if reading.distance_km is not None else draft


def reason_against(draft: Draft, now: datetime) -> Reason | None:
    """Why this can not become a workout, as far as can be said already."""
    so_far = replace(
        draft, activity=draft.activity or Activity.OTHER, ended_at=draft.ended_at or now
    )
    refused = refusal(so_far.workout(), now)
    return Reason(refused.value) if refused else None


def _end_on(day: date | None, now: datetime, zone: ZoneInfo) -> datetime | None:
    if day is None:
        return now
    # So long ago that nothing will be asked: the hour makes no difference.
    noon = datetime.combine(day, time(12), zone)
    return noon if is_beyond_memory(noon + timedelta(hours=12), now) else None


async def log(turn: Turn) -> None:
    """/log, alone or with the workout behind it."""
    athlete = await turn.athlete()
    if not turn.arguments:
        await show_step(turn, athlete, Draft())
        return
    reading = read_log(turn.arguments, turn.now, athlete.zone)
    draft = draft_of(reading, turn.now, athlete.zone)
    if reason := reason_against(draft, turn.now):
        await refuse(turn, athlete, draft, reason)
        return
    if draft.missing() or reading.not_understood:
        await show_step(turn, athlete, draft, reading.not_understood)
        return
    await _log(turn, athlete, draft, Source.TYPED)


async def new_log(turn: Turn, _tap: NewLog) -> None:
    """Below the message with the button, which stays: it says what the bot is and is not."""
    athlete = await turn.athlete()
    await turn.toast()
    step = Step.ACTIVITY
    await turn.show(views.step(step, Draft()))
    await turn.run(remember_prompt, athlete.id, step, Draft(), turn.message_id, turn.now)


async def fill(turn: Turn, tap: Fill) -> None:
    athlete = await turn.athlete()
    await turn.toast()
    await show_step(turn, athlete, tap.draft)


async def ended_ago(turn: Turn, tap: EndedAgo) -> None:
    ended_at = turn.now - timedelta(minutes=tap.minutes)
    await fill(turn, Fill(replace(tap.draft, ended_at=ended_at)))


async def type_the_time(turn: Turn, tap: TypeTheTime) -> None:
    """The next thing typed is when the workout ended."""
    athlete = await turn.athlete()
    await turn.toast()
    await turn.replace(Message(views.TYPE_THE_TIME))
    await turn.run(remember_prompt, athlete.id, Step.ENDED, tap.draft, turn.message_id, turn.now)


async def change(turn: Turn, tap: Change) -> None:
    athlete = await turn.athlete()
    await turn.toast()
    await turn.replace(views.change_menu(tap.draft, turn.now, athlete.zone))


async def save(turn: Turn, tap: Save) -> None:
    athlete = await turn.athlete()
    await _log(turn, athlete, tap.draft, tap.source)


async def not_a_workout(turn: Turn, _tap: NotAWorkout) -> None:
    await turn.toast()
    await turn.replace(talk.NOT_A_WORKOUT)


async def show_step(
    turn: Turn, athlete: AthleteRecord, draft: Draft, not_understood: Sequence[str] = ()
) -> None:
    """Ask for what is missing, or show everything to be saved."""
    step = draft.missing()
    if step is None:
        await _put(turn, views.summary(draft, turn.now, athlete.zone, not_understood))
        await turn.run(forget_prompt, athlete.id)
        return
    await _put(turn, views.step(step, draft, not_understood))
    await turn.run(remember_prompt, athlete.id, step, draft, turn.message_id, turn.now)


async def ask_step_again(turn: Turn, athlete: AthleteRecord, asked: OpenPrompt) -> None:
    """What was typed is no answer to the step."""
    await turn.show(views.step_unclear(asked.step, asked.draft, turn.text))
    await turn.run(remember_prompt, athlete.id, asked.step, asked.draft, turn.message_id, turn.now)


async def refuse(turn: Turn, athlete: AthleteRecord, draft: Draft, reason: Reason) -> None:
    """Say why, and ask for what was wrong once more; the rest is kept."""
    step = _TO_ASK_AGAIN.get(reason)
    if step is None:
        await turn.show(Message(declined.SENTENCES[reason]))
        return
    kept = draft.forget(step)
    await turn.show(views.step_again(step, kept, reason))
    await turn.run(remember_prompt, athlete.id, step, kept, turn.message_id, turn.now)


async def _log(turn: Turn, athlete: AthleteRecord, draft: Draft, source: Source) -> None:
    desk = turn.desk
    logged = await turn.run(
        log_workout,
        athlete.id,
        draft.workout(),
        origin=turn.message_id,
        source=source,
        plan=desk.plan,
        lease=Lease.taken(desk.holder, turn.now),
        now=turn.now,
    )
    tapped = turn.update.callback_query is not None
    if logged.repeated:
        await (turn.toast(talk.ALREADY_LOGGED.text) if tapped else turn.show(talk.ALREADY_LOGGED))
        return
    here = logged.ask_here
    shown = views.logged(logged.record, here.check_in_id if here else None, turn.now, athlete.zone)
    try:
        message_id = await _put(turn, shown)
    except TelegramError as error:
        if here:
            # The question goes the way of all questions: its job asks it.
            error_name = type(error).__name__
            await turn.run(jobs.put_back, here.job_id, desk.holder, turn.now, error_name)
        raise
    if here:
        # Its job may have asked it meanwhile, after a long stall; both messages can be answered.
        with suppress(LostLeaseError):
            await turn.run(
                record_asked, here.job_id, desk.holder, here.check_in_id, message_id, turn.now
            )
    if tapped:
        await turn.toast()


async def _put(turn: Turn, message: Message) -> int:
    """In place of the tapped message, or below what was typed."""
    return await (turn.replace if turn.update.callback_query else turn.show)(message)
