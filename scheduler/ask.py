"""The job that asks a check-in, or confesses that it could not be asked in time."""

from bot.metrics import meter
from bot.services.ask import Behind, Missed, Question, record_asked, record_missed, what_to_ask
from bot.storage import jobs
from bot.storage.jobs import LEASE, JobRow
from bot.telegram import sending
from bot.telegram.limiter import Urgency
from bot.views import check_in as views
from scheduler.work import Work


async def ask(work: Work, job: JobRow) -> None:
    """Send first, record then: a crash in between repeats a question and loses none."""
    now = work.clock.now()
    match await work.database.run(what_to_ask, job.check_in_id, now):
        case Question() as asked:
            message = views.question(asked.record, asked.check_in_id, now, asked.zone)
            chat = asked.telegram_id
            message_id = await sending.send(work.bot, chat, message, Urgency.SCHEDULED)
            due_at = asked.record.check_in(asked.check_in_id).due_at
            meter().question_sent((work.clock.now() - due_at).total_seconds())
            replaced = await work.database.run(
                record_asked, job.id, work.holder, asked.check_in_id, message_id, now
            )
            for old in replaced:
                await sending.delete(work.bot, chat, old)
        case Missed() as missed:
            message = views.missed(missed.check_ins, now, missed.zone)
            await sending.send(work.bot, missed.telegram_id, message, Urgency.SCHEDULED)
            await work.database.run(record_missed, missed.ids)
            meter().missed(len(missed.ids))
        case Behind():
            await work.database.run(jobs.postpone, job.id, work.holder, now + LEASE)
        case None:
            await work.database.run(jobs.complete, job.id, work.holder)
