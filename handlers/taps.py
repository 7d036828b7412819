"""Buttons: whatever was tapped, by whomever, goes to the conversation that it belongs to."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.declined import DeclinedError, Reason
from bot.views import clinic_taps, declined, taps
from bot.views.talk import STALE_BUTTON
from handlers import answer, clinic, consent, group_answers, log, sessions, staff, topics, undo
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

_IN_PRIVATE: dict[type[Any], Callable[[Turn, Any], Awaitable[None]]] = _CONVERSATIONS | {
    clinic_taps.PostScore: group_answers.post_score,
    clinic_taps.SwitchOn: consent.switch_on,
    clinic_taps.SwitchOff: consent.switch_off,
    clinic_taps.AskToLeave: consent.ask_to_leave,
    clinic_taps.Leave: consent.leave_clinic,
    clinic_taps.Stay: consent.stay,
}
_IN_GROUPS: dict[type[Any], Callable[[Turn, Any], Awaitable[None]]] = {
    clinic_taps.SetUp: clinic.tapped_set_up,
    clinic_taps.Ready: clinic.ready,
    clinic_taps.Show: clinic.show,
    clinic_taps.Choose: clinic.choose_offered,
    clinic_taps.RenewInvite: clinic.tapped_renew,
    clinic_taps.EndInvite: clinic.tapped_end_invite,
    clinic_taps.InvitePicture: clinic.tapped_picture,
    clinic_taps.EndClinic: clinic.tapped_end,
    clinic_taps.UnlinkStaff: staff.unlink,
    clinic_taps.Export: staff.export,
    clinic_taps.AnswerHere: group_answers.answer_here,
    clinic_taps.PostScore: group_answers.post_score,
    clinic_taps.Seen: group_answers.seen,
    clinic_taps.SkipDate: sessions.skip,
    clinic_taps.AskToCancel: sessions.ask_to_cancel,
    clinic_taps.CancelSession: sessions.cancel,
    clinic_taps.ShowSession: sessions.show_one,
    clinic_taps.ShowSessions: sessions.show_all,
}


async def tap(turn: Turn) -> None:
    """A forged or outdated button gets a short explanation, like everything that is declined. What
    is an athlete's own is not taken in a group, nor a group's in private."""
    if turn.is_somebody_elses:
        await turn.toast(declined.plain(Reason.NOT_YOURS), alert=True)
        return
    data = turn.query.data or ""
    meant: Any = taps.read(data) or clinic_taps.read(data)
    here = _IN_PRIVATE if turn.is_private else _IN_GROUPS
    if turn.query.message is None or type(meant) not in here:
        await turn.toast(STALE_BUTTON, alert=True)
        return
    try:
        await here[type(meant)](turn, meant)
    except DeclinedError as no:
        await turn.toast(declined.plain(no.reason), alert=True)
