"""The jobs that write into a group, keep what stands there up to date, and end it."""

from collections.abc import Awaitable
from typing import TypeVar

from telegram.error import TelegramError

from bot.closing import PAUSES, close_place
from bot.domain.clinic import Pause, Place
from bot.domain.digest import Digest
from bot.domain.post import Flare, OpenCheckIns, SessionAsked
from bot.services.clinics import moved
from bot.services.post_content import (
    Content,
    Later,
    Nothing,
    Writing,
    record_over,
    record_posted,
    record_shown,
    record_vanished,
    what_it_shows,
    what_to_post,
)
from bot.storage import jobs
from bot.storage.jobs import JobRow
from bot.telegram import sending
from bot.telegram.failures import Migrated, MustWait, Unreachable, failure_of
from bot.telegram.limiter import Urgency
from bot.telegram.links import start_link
from bot.views import group as views
from bot.views.digest import digest as digest_view
from bot.views.digest_picture import picture_if_any
from bot.views.message import Message
from scheduler.work import Work

T = TypeVar("T")


async def post(work: Work, job: JobRow) -> None:
    """Send first, record then, as with a question: a crash in between repeats a message."""
    now = work.clock.now()
    match await work.database.run(what_to_post, job.subject_id, work.plan, now):
        case Writing() as writing:
            message_id = await _at(work, writing.place, _write(work, writing))
            replaced = await work.database.run(
                record_posted, job.id, work.holder, writing, message_id, work.plan, now
            )
            for old in replaced:
                await sending.delete(work.bot, writing.place.chat_id, old)
        case Later(at):
            await work.database.run(jobs.postpone, job.id, work.holder, at)
        case Nothing():
            await work.database.run(record_over, job.subject_id, work.plan, now)


async def refresh(work: Work, job: JobRow) -> None:
    """Somebody answered, or left: the message shows it. A reminder of nothing goes."""
    now = work.clock.now()
    match await work.database.run(what_it_shows, job.subject_id, work.plan, now):
        case Writing(message_id=int() as message_id) as shown:
            message = _message(work, shown.content, shown.clinic_id)
            if await _at(work, shown.place, _edit(work, shown.place, message_id, message)):
                await work.database.run(record_shown, job.id, work.holder, shown, work.plan, now)
            else:
                await work.database.run(record_vanished, job.subject_id, work.plan, now)
        case Nothing(place, message_id):
            await _over(work, job, place, message_id)
        case Writing():
            await work.database.run(jobs.complete, job.id, work.holder)


async def end(work: Work, job: JobRow) -> None:
    """A reminder goes; a session's message says that its time is over."""
    now = work.clock.now()
    shown = await work.database.run(what_it_shows, job.subject_id, work.plan, now)
    if isinstance(shown, Writing) and isinstance(shown.content, SessionAsked):
        if shown.message_id is not None:
            message = views.session_over(shown.content, _link(work, shown.content), now)
            await _at(work, shown.place, _edit(work, shown.place, shown.message_id, message))
        await work.database.run(record_over, job.subject_id, work.plan, now)
    else:
        await _over(work, job, shown.place, shown.message_id)


async def _over(work: Work, job: JobRow, place: Place, message_id: int | None) -> None:
    await work.database.run(record_over, job.subject_id, work.plan, work.clock.now())
    if message_id is not None:
        await sending.delete(work.bot, place.chat_id, message_id)


async def _write(work: Work, writing: Writing) -> int:
    message = _message(work, writing.content, writing.clinic_id)
    place = writing.place
    content = writing.content
    drawn = None
    if isinstance(content, Digest):
        drawn = await picture_if_any(content.weeks, content.marks)
    if drawn is not None:
        return await sending.send_picture(
            work.bot, place.chat_id, drawn, message, Urgency.SCHEDULED, place.thread_id
        )
    return await sending.send(work.bot, place.chat_id, message, Urgency.SCHEDULED, place.thread_id)


async def _edit(work: Work, place: Place, message_id: int, message: Message) -> bool:
    """False if the message is not there any more, as after the group moved."""
    try:
        return await sending.edit(work.bot, place.chat_id, message_id, message, Urgency.SCHEDULED)
    except TelegramError as error:
        match failure_of(error):
            case Migrated(new_chat_id):
                await work.database.run(moved, place.chat_id, new_chat_id)
                return False
        raise


def _message(work: Work, content: Content, clinic_id: int) -> Message:
    now = work.clock.now()
    match content:
        case OpenCheckIns():
            return views.reminder(content, start_link(work.bot))
        case SessionAsked():
            return views.session(content, _link(work, content), now)
        case Flare():
            return views.flare(content, now)
        case Digest():
            return digest_view(content, clinic_id)


def _link(work: Work, content: SessionAsked) -> str:
    return start_link(work.bot, f"s_{content.post_id}")


async def _at(work: Work, place: Place, call: Awaitable[T]) -> T:
    """A call about this place. If the group moved, the job comes again at once, for the new place;
    if the bot can not write there, everything for that place pauses, and its admin hears of it."""
    try:
        return await call
    except TelegramError as error:
        match failure_of(error):
            case Migrated(new_chat_id):
                await work.database.run(moved, place.chat_id, new_chat_id)
            case Unreachable(reason):
                why = PAUSES.get(reason, Pause.MUTED)
                await close_place(work.bot, work.database, place.chat_id, why, work.clock.now())
            case _:
                raise
    raise MustWait(0)
