"""Members answer in their clinic's group, so that nobody else sees it, or in private."""

import asyncio
import re

from telegram.error import TelegramError

from bot.domain.advice import asks_for_signs
from bot.domain.declined import DeclinedError
from bot.services.alerts import take
from bot.services.answer_check_in import Answered, open_question
from bot.services.clinics import clinic_in
from bot.services.session_answers import answer_session, open_post, question_of
from bot.telegram import ephemeral, sending
from bot.telegram.links import start_link
from bot.views import answer as answer_views
from bot.views import check_in as check_in_views
from bot.views import declined
from bot.views import group as views
from bot.views.clinic_taps import AnswerHere, PostScore, Seen
from bot.views.message import Message
from handlers.turn import Turn

_BARE_NUMBER = re.compile(r"\s*(?:10|\d)(?:[.,]\d)?\s*(?:/\s*10)?[.!]*\s*", re.ASCII)


async def answer_here(turn: Turn, tap: AnswerHere) -> None:
    """The question, to this member alone; where that can not be, their private chat opens."""
    asked = await turn.run(question_of, turn.user.id, tap.post_id, turn.desk.plan, turn.now)
    if await turn.whisper(views.session_question(asked, turn.now)):
        await turn.toast()
    else:
        await turn.open_private(f"s_{tap.post_id}")


async def post_score(turn: Turn, tap: PostScore) -> None:
    """A number of the scale below that question; the answer is recorded whatever can be shown."""
    if turn.is_private:
        await turn.athlete()
    answered = await turn.run(
        answer_session, turn.user.id, tap.post_id, tap.score, turn.desk.plan, turn.now
    )
    await asyncio.gather(
        turn.toast(views.noted(answered.record, answered.check_in_id, answered.marks)),
        _show(turn, tap.post_id, answered),
    )


async def asked_in_private(turn: Turn, post_id: int) -> None:
    """The link below a session's message was opened."""
    await turn.athlete()
    try:
        asked = await turn.run(question_of, turn.user.id, post_id, turn.desk.plan, turn.now)
    except DeclinedError as no:
        await turn.show(Message(declined.SENTENCES[no.reason]))
        return
    await turn.show(views.session_question(asked, turn.now))


async def pain(turn: Turn) -> None:
    """/pain, in a clinic's group: what it asks now, to this member alone."""
    post_id = await turn.run(open_post, turn.user.id, turn.chat_id)
    if post_id is None:
        await _aside(turn, views.NOTHING_ASKED)
        return
    asked = await turn.run(question_of, turn.user.id, post_id, turn.desk.plan, turn.now)
    await _aside(turn, views.session_question(asked, turn.now))


async def number(turn: Turn) -> None:
    """A bare number in a clinic's group may be a score, also one that a text was changed to, and
    scores are nobody's business there: it goes, if the bot may delete, and its writer is asked in
    private."""
    written = turn.update.effective_message
    text = (written.text or "") if written else ""
    if not _BARE_NUMBER.fullmatch(text) or await turn.run(clinic_in, turn.chat_id) is None:
        return
    try:
        await turn.bot.delete_message(turn.chat_id, turn.message_id)
    except TelegramError:
        deleted = False
    else:
        deleted = True
    question = await _open_question(turn)
    if question is None and not deleted:
        return
    told = views.not_in_the_group(question or views.NOTHING_ASKED, deleted)
    if not await turn.show_in_private(told):
        await turn.whisper(views.write_to_me(start_link(turn.bot)))


async def ask_in_private(turn: Turn) -> bool:
    """A number was typed in private, and no check-in is open: if a clinic's group asks something,
    that is asked here, too. Whether it was."""
    post_id = await turn.run(open_post, turn.user.id, None)
    if post_id is not None:
        await asked_in_private(turn, post_id)
    return post_id is not None


async def _open_question(turn: Turn) -> Message | None:
    post_id = await turn.run(open_post, turn.user.id, turn.chat_id)
    if post_id is not None:
        asked = await turn.run(question_of, turn.user.id, post_id, turn.desk.plan, turn.now)
        return views.session_question(asked, turn.now)
    open_ = await turn.run(open_question, turn.user.id, 0, None, turn.now)
    if open_ is None:
        return None
    return check_in_views.question(open_.record, open_.check_in_id, turn.now, open_.zone)


async def seen(turn: Turn, tap: Seen) -> None:
    """Somebody of the staff takes an alert; all of them see who."""
    flare = await turn.run(take, tap.post_id, turn.chat_id, turn.user.full_name)
    if flare is None:
        await turn.toast(views.ALERT_GONE, alert=True)
        return
    await turn.toast()
    await turn.replace(views.flare(flare, turn.now))


async def _show(turn: Turn, post_id: int, answered: Answered) -> None:
    """At the question, and at whatever else asks it in the private chat. The safety questions
    after a high score belong there, too."""
    what = (answered.record, answered.check_in_id, turn.now, answered.zone)
    private = answer_views.answered(*what, answered.history, marks=answered.marks)
    if turn.is_private:
        await turn.replace(private)
    else:
        shown = views.session_answered(post_id, *what, answered.history, answered.marks)
        number = ephemeral.number_of(turn.query.message)
        if number is not None:
            await ephemeral.change(turn.bot, turn.chat_id, turn.user.id, number, shown)
        if asks_for_signs(answered.record, answered.check_in_id) and not answered.message_ids:
            await turn.show_in_private(private)
    for message_id in answered.message_ids:
        if not (turn.is_private and message_id == turn.message_id):
            await sending.edit(turn.bot, turn.user.id, message_id, private)


async def _aside(turn: Turn, message: Message) -> None:
    """To the one who sent a command: unseen by others, else in private, else a way there."""
    if await turn.whisper(message) or await turn.show_in_private(message):
        return
    await turn.show(views.write_to_me(start_link(turn.bot)))
