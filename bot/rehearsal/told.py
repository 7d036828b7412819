"""What somebody does, in the words of the transcript."""

from bot.rehearsal.doings import (
    Blocking,
    Edit,
    Forwarding,
    LookingUp,
    Saying,
    Sending,
    Tap,
    Unblocking,
)
from bot.rehearsal.group_doings import (
    Following,
    GroupPart,
    OpeningTopic,
    Pasting,
    Promoting,
    SayingInGroup,
    SendingInGroup,
)
from bot.rehearsal.part import Part
from bot.rehearsal.script import Step
from bot.sandbox.voices import Voice


def in_words(step: Step) -> str:
    """Without the name of whoever does it."""
    if isinstance(step.does, GroupPart):
        return f"{step.heading.removeprefix(f'{step.who} ')}{_with(step.does)}"
    return (f"in {step.group}{_where(step.does)} " if step.group else "") + _said(step.does)


def _with(does: GroupPart) -> str:
    match does:
        case OpeningTopic(topic=topic):
            return f": {topic}"
        case Promoting(may=may, anonymous=anonymous):
            rights = f": {', '.join(may) or 'without rights'}" if may is not None else ""
            return rights + (" (anonymous)" if anonymous else "")
    return ""


def _where(does: Part) -> str:
    match does:
        case SayingInGroup(voice=voice, topic=topic):
            as_whom = f" as {voice.value}" if voice is not Voice.OWN else ""
            return (f", topic {topic}" if topic else "") + as_whom
        case SendingInGroup(topic=str(topic)) | Pasting(topic=str(topic)):
            return f", topic {topic}"
    return ""


def _said(does: Part) -> str:
    match does:
        case Saying():
            times = f" (×{does.repeated})" if does.repeated > 1 else ""
            to = f" (replies to “{does.reply_to}”)" if does.reply_to else ""
            return f"▸{to} {does.text}{times}"
        case Tap():
            return _tapped(does)
        case Edit():
            return f"changes “{does.message}” to “{does.to}”"
        case Sending():
            return f"sends: {does.what}" + (f" “{does.caption}”" if does.caption else "")
        case Forwarding():
            return f"forwards: {does.text}"
        case Following(words=words, shown_to=shown_to):
            which = f" “{words}”" if words else ""
            return f"follows the link{which}" + (f" shown to {shown_to}" if shown_to else "")
        case Pasting(words=words, shown_to=shown_to):
            return f"pastes “{words}”" + (f" shown to {shown_to}" if shown_to else "")
        case LookingUp(text=text):
            return f"looks up {text!r} behind the bot's name"
        case Blocking():
            return "blocks the bot"
        case Unblocking():
            return "unblocks the bot"
        case _:
            return "deletes the account"


def _tapped(does: Tap) -> str:
    what = f"[{does.button or does.gone_button}]"
    if does.forged:
        what = f"a button forged as {does.forged}"
    gone = " (which is gone)" if does.gone_button else ""
    on = f" on “{does.on}”" if does.on else ""
    where = f" in {does.in_chat_of}'s chat" if does.in_chat_of else ""
    times = f", {does.times} times at once" if does.times > 1 else ""
    return f"taps {what}{gone}{on}{where}{times}"
