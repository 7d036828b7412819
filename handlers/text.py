"""Anything typed: a sign of something worse, a step of a workout in the making, a workout, a pain
score, a question, or none of these."""

from bot.domain.draft import Draft, Step
from bot.domain.topic import TopicId
from bot.knowledge.found import Found, FoundKind
from bot.reading.reader import read_text
from bot.reading.scores import read_score
from bot.reading.values import Reading, ReadingKind, ScoreProblem
from bot.services.alerts import alert_of_red_flag
from bot.services.answer_check_in import OpenQuestion, open_question
from bot.services.athletes import AthleteRecord
from bot.services.prompts import OpenPrompt, open_prompt
from bot.views import log as log_views
from bot.views import talk
from bot.views import topics as topic_views
from handlers import answer, group_answers, log
from handlers.steps import fill
from handlers.topics import find
from handlers.turn import Turn

_NAMES_OF_BUTTONS = frozenset(("yes", "yep", "yeah", "y", "save", "save it", "no", "nope", "n")) | {
    "not a workout",
    "change",
    "skip",
    "back",
}
"""What people type who do not see that there is a button for it."""


async def text(turn: Turn) -> None:
    """Signs of something worse first; then what was asked last is what is being answered."""
    athlete = await turn.athlete()
    question = await turn.run(
        open_question, turn.user.id, turn.message_id, turn.replied_to, turn.now
    )
    prompt = await turn.run(open_prompt, athlete.id, turn.now)
    if prompt and prompt.origin == turn.origin:
        # Telegram delivers a message a second time: what followed from it is shown again.
        await log.show_step(turn, athlete, prompt.draft)
        return
    found = await find(turn.text)
    if found.kind is FoundKind.RED_FLAG:
        await turn.show(topic_views.reply(found))
        await turn.run(alert_of_red_flag, athlete.id, found.flags[0], turn.now)
    step = prompt if prompt and _came_after(prompt, question) else None
    if step and (filled := fill(step, turn.text, turn.now, athlete.zone)):
        await _go_on(turn, athlete, filled)
        return
    reading = read_text(turn.text, turn.now, athlete.zone)
    if reading.kind is ReadingKind.WORKOUT:
        await _offer(turn, athlete, reading)
    elif question is not None and (score := _score(reading, found)) is not None:
        sign = found.flags[0] if found.kind is FoundKind.RED_FLAG else None
        await answer.typed_score(turn, question, score, _beside_the_score(found), sign)
    elif found.kind is FoundKind.RED_FLAG:
        return
    elif not step and question is None and _names_a_button(turn.text):
        await turn.show(talk.WHICH_BUTTON)
    elif _is_question(reading, found) and (reading.asks or not step):
        await turn.show(topic_views.reply(found))
    elif step:
        await log.ask_step_again(turn, athlete, step)
    else:
        await _not_covered(turn, reading, found, question)


async def _not_covered(
    turn: Turn, reading: Reading, found: Found, question: OpenQuestion | None
) -> None:
    """An open check-in is asked once more, unless the text itself asks something."""
    if question is not None and not reading.asks:
        problem = read_score(turn.text).problem or ScoreProblem.NO_NUMBER
        await answer.ask_again(turn, question, problem)
    elif reading.kind is ReadingKind.SCORE:
        if not await group_answers.ask_in_private(turn):
            await turn.show(talk.NO_OPEN_QUESTION)
    elif reading.asks or found.also:
        await turn.show(topic_views.reply(found))
    else:
        await turn.show(talk.NOT_UNDERSTOOD)


def _names_a_button(text: str) -> bool:
    return text.strip(" .!").casefold() in _NAMES_OF_BUTTONS


def _is_question(reading: Reading, found: Found) -> bool:
    """Whether it is about a topic, and no score of its own."""
    return found.kind is FoundKind.TOPIC and reading.kind is not ReadingKind.SCORE


def _score(reading: Reading, found: Found) -> int | None:
    """The score in an answer; beside a topic or in a question a number is none."""
    if reading.kind is ReadingKind.SCORE:
        return read_score(reading.text).score
    if reading.asks or found.kind is FoundKind.TOPIC:
        return None
    return read_score(reading.text).score


def _beside_the_score(found: Found) -> TopicId | None:
    """What else the answer is about: that it has a score says nothing about the pain scale."""
    topics = (found.topic, *found.also) if found.kind is FoundKind.TOPIC else ()
    return next((topic for topic in topics if topic and topic is not TopicId.PAIN_SCALE), None)


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
