"""The job that ends a completion window that nobody answered in."""

from bot.services.close import record_closed, what_to_close
from bot.storage import jobs
from bot.storage.jobs import JobRow
from bot.telegram import sending
from bot.telegram.limiter import Urgency
from bot.views import check_in as views
from scheduler.work import Work


async def close(work: Work, job: JobRow) -> None:
    """The question stays and says that an answer will be marked late; its nudge goes."""
    now = work.clock.now()
    closing = await work.database.run(what_to_close, job.subject_id)
    if closing is None:
        await work.database.run(jobs.complete, job.id, work.holder)
        return
    chat = closing.telegram_id
    if closing.message_id is not None:
        message = views.closed(closing.record, closing.check_in_id, now, closing.zone)
        await sending.edit(work.bot, chat, closing.message_id, message, Urgency.SCHEDULED)
    await work.database.run(record_closed, job.id, work.holder, closing.check_in_id, now)
    if closing.extra_message_id is not None:
        await sending.delete(work.bot, chat, closing.extra_message_id)
