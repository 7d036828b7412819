"""Buttons: whatever was tapped, by whomever, goes to the conversation that it belongs to."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.declined import DeclinedError, Reason
from bot.views import declined, taps
from bot.views.talk import STALE_BUTTON
from handlers import answer, log, topics, undo
from handlers.turn import Turn

_CONVERSATIONS: dict[type[Any], Callable[[Turn, Any], Awaitable[None]]] = {
    taps.Score: answer.score,
    taps.FillIn: answer.fill_in,
    taps.NewLog: log.new_log,
    taps.Fill: log.fill,
    taps.EndedAgo: log.ended_ago,
    taps.TypeTheTime: log.type_the_time,
    taps.Change: log.change,
    taps.Save: log.save,
    taps.NotAWorkout: log.not_a_workout,
    taps.Remove: undo.remove,
    taps.Keep: undo.keep,
    taps.Sign: answer.sign,
    taps.ShowTopics: topics.show_topics,
    taps.ShowTopic: topics.show_topic,
    taps.TopicBelow: topics.topic_below,
}


async def tap(turn: Turn) -> None:
    """A forged or outdated button gets a short explanation, like everything that is declined."""
    if turn.is_somebody_elses:
        await turn.toast(declined.plain(Reason.NOT_YOURS), alert=True)
        return
    meant = taps.read(turn.query.data or "")
    if meant is None or turn.query.message is None or not turn.is_private:
        await turn.toast(STALE_BUTTON, alert=True)
        return
    try:
        await _CONVERSATIONS[type(meant)](turn, meant)
    except DeclinedError as no:
        await turn.toast(declined.plain(no.reason), alert=True)
