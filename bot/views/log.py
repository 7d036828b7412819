"""Logging a workout in the chat: the steps, the summary, the confirmation."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html import escape
from textwrap import shorten
from zoneinfo import ZoneInfo

from bot.domain.declined import Reason
from bot.domain.draft import Draft, Step
from bot.domain.record import WorkoutRecord
from bot.domain.workout import Activity, Source
from bot.views import check_in, declined, words
from bot.views.message import Button, Message, Rows
from bot.views.taps import Change, EndedAgo, Fill, NotAWorkout, Save, Tap, TypeTheTime, write

_CHOICES = {
    Activity.RUN: "Run",
    Activity.WALK: "Walk",
    Activity.CYCLING: "Cycling",
    Activity.SQUATS: "Squats",
    Activity.LUNGES: "Lunges",
    Activity.STEP_UPS: "Step-ups",
    Activity.DEADLIFTS: "Deadlifts",
    Activity.STRENGTH: "Strength",
    Activity.OTHER: "Other",
}
_MINUTES = (10, 15, 20, 30, 40, 45, 60, 90, 120)
_AGO = ((0, "Just now"), (30, "30 min ago"), (60, "1 h ago"), (120, "2 h ago"))
_ZERO_TO_TEN = range(11)

_QUESTIONS = {
    Step.ACTIVITY: "What did you do?",
    Step.DURATION: "How long was it? Tap, or type it, such as <i>35 min</i> or <i>1h20</i>.",
    Step.ENDED: "When did it end?",
    Step.EFFORT: "How hard was it? 0 is rest, 10 is all you had. This is effort, not pain.",
    Step.BEFORE: f"How was the knee before? {check_in.SCALE}",
}
_NAMES = {
    Step.ACTIVITY: "Activity",
    Step.DURATION: "Duration",
    Step.ENDED: "When it ended",
    Step.EFFORT: "Effort",
    Step.BEFORE: "Knee before",
}

_QUOTED = 40
"""Letters of a text that are quoted."""

TYPE_THE_TIME = (
    "Type when it ended, such as <i>14:30</i>, <i>20 min ago</i> or <i>yesterday 19:00</i>."
)


def step(asked: Step, draft: Draft, not_understood: Sequence[str] = ()) -> Message:
    """The question of one step, with what is known so far on top."""
    lines = [*words.puzzled(not_understood), *_known(draft), _QUESTIONS[asked]]
    return Message("\n".join(lines), _step_buttons(asked, draft))


def step_again(asked: Step, draft: Draft, reason: Reason) -> Message:
    """The same after an answer that can not be; why, comes first."""
    again = step(asked, draft)
    return Message(f"{declined.SENTENCES[reason]}\n\n{again.text}", again.buttons)


def step_unclear(asked: Step, draft: Draft, typed: str) -> Message:
    """The same after something that is no answer to it, of which the beginning is quoted."""
    again = step(asked, draft)
    quoted = escape(shorten(typed, _QUOTED, placeholder="…"))
    return Message(f"I can not use “{quoted}” here.\n\n{again.text}", again.buttons)


def summary(
    draft: Draft, now: datetime, zone: ZoneInfo, not_understood: Sequence[str] = ()
) -> Message:
    """Everything that was said, to be saved or changed."""
    text = "\n".join(
        (*words.puzzled(not_understood), _summary(draft, now, zone), "", "Shall I save it?")
    )
    return Message(
        text, ((_button("Save", Save(Source.BUTTONS, draft)), _button("Change", Change(draft))),)
    )


def offer(
    draft: Draft, now: datetime, zone: ZoneInfo, not_understood: Sequence[str] = ()
) -> Message:
    """What was typed, offered back as a workout."""
    puzzled = words.puzzled(not_understood)
    text = "\n".join(("Shall I log this workout?", *puzzled, _summary(draft, now, zone)))
    buttons = (_button("Save", Save(Source.TYPED, draft)), _button("Not a workout", NotAWorkout()))
    return Message(text, (buttons,))


def change_menu(draft: Draft, now: datetime, zone: ZoneInfo) -> Message:
    """What can be changed."""
    buttons = [_button(name, Fill(draft.forget(step))) for step, name in _NAMES.items()]
    return Message(
        f"{_summary(draft, now, zone)}\n\nWhat shall I change?",
        (*_rows(buttons, 2), (_button("Nothing", Fill(draft)),)),
    )


def logged(
    record: WorkoutRecord,
    ask_here: int | None,
    now: datetime,
    zone: ZoneInfo,
    not_understood: Sequence[str] = (),
) -> Message:
    """The confirmation; with the first question in it where that is due."""
    ended = words.when(record.workout.ended_at, now, zone)
    head = f"<b>Logged: {words.amount(record.workout)}</b>, ended {ended}."
    if ask_here is not None:
        moment = words.MOMENTS[record.check_in(ask_here).moment].capitalize()
        question = f"<b>{moment}</b>: how is your knee now? {check_in.SCALE}"
        return Message(f"{head}\n\n{question}", check_in.scale(ask_here))
    if not record.check_ins:
        return Message(
            f"{head}\n\nThat is more than 36 hours ago, so I only keep it and ask nothing about it."
        )
    return Message(f"{head}\n\n{check_in.next_question(record, now, zone)}".rstrip())


def _summary(draft: Draft, now: datetime, zone: ZoneInfo) -> str:
    workout = draft.workout()
    lines = [
        f"<b>{words.amount(workout).capitalize()}</b>",
        f"Ended {words.when(workout.ended_at, now, zone)}",
    ]
    if workout.rpe is not None:
        lines.append(f"Effort {workout.rpe} of 10")
    if workout.before is not None:
        lines.append(f"Knee before: {workout.before} of 10")
    return "\n".join(lines)


def _known(draft: Draft) -> list[str]:
    parts = [_CHOICES[draft.activity]] if draft.activity else []
    if draft.distance_km is not None:
        parts.append(words.distance(draft.distance_km))
    if draft.minutes is not None:
        parts.append(words.duration(draft.minutes))
    return [f"<b>{', '.join(parts)}</b>"] if parts else []


def _step_buttons(asked: Step, draft: Draft) -> Rows:
    match asked:
        case Step.ACTIVITY:
            choices = [
                _button(label, Fill(replace(draft, activity=activity)))
                for activity, label in _CHOICES.items()
            ]
            return _rows(choices, 3)
        case Step.DURATION:
            choices = [
                _button(words.duration(minutes), Fill(replace(draft, minutes=float(minutes))))
                for minutes in _MINUTES
            ]
            return (*_rows(choices, 3), _skip(asked, draft))
        case Step.ENDED:
            choices = [_button(label, EndedAgo(minutes, draft)) for minutes, label in _AGO]
            return (*_rows(choices, 2), (_button("Earlier: type a time", TypeTheTime(draft)),))
        case Step.EFFORT:
            choices = [_button(str(n), Fill(replace(draft, rpe=n))) for n in _ZERO_TO_TEN]
            return (*_rows(choices, 6), _skip(asked, draft))
        case Step.BEFORE:
            choices = [_button(str(n), Fill(replace(draft, before=n))) for n in _ZERO_TO_TEN]
            return (*_rows(choices, 6), _skip(asked, draft))


def _skip(asked: Step, draft: Draft) -> tuple[Button, ...]:
    return (_button("Skip", Fill(draft.skip(asked))),)


def _button(label: str, tap: Tap) -> Button:
    return Button(label, write(tap))


def _rows(buttons: Sequence[Button], width: int) -> Rows:
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
