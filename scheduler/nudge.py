"""The job that reminds of an unanswered check-in, once."""

from bot.services.nudge import record_nudged, what_to_nudge
from bot.storage import jobs
from bot.storage.jobs import JobRow
from bot.telegram import sending
from bot.telegram.limiter import Urgency
from bot.views import check_in as views
from scheduler.work import Work


async def nudge(work: Work, job: JobRow) -> None:
    """Nothing is sent if the question was answered or closed meanwhile."""
    now = work.clock.now()
    asked = await work.database.run(what_to_nudge, job.subject_id, now)
    if asked is None:
        await work.database.run(jobs.complete, job.id, work.holder)
        return
    chat = asked.telegram_id
    message = views.nudge(asked.record, asked.check_in_id, now, asked.zone)
    message_id = await sending.send(work.bot, chat, message, Urgency.SCHEDULED)
    replaced = await work.database.run(
        record_nudged, job.id, work.holder, asked.check_in_id, message_id, now
    )
    if replaced is not None:
        await sending.delete(work.bot, chat, replaced)
