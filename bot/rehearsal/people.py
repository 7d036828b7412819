"""What people do in a script, done in the sandbox."""

from collections.abc import Iterator, Mapping

from bot.rehearsal.comparison import plain
from bot.rehearsal.doings import (
    Blocking,
    Edit,
    Forwarding,
    Leaving,
    Saying,
    Sending,
    Tap,
    Unblocking,
)
from bot.rehearsal.part import Part
from bot.sandbox.errors import RefusedError
from bot.sandbox.log import ButtonsEdited, MessageEdited, MessageSent
from bot.sandbox.values import Message, User
from bot.sandbox.world import Sandbox

FORWARDED_FROM = "Coach"


class People:
    """Everybody in the script, by name."""

    def __init__(self, sandbox: Sandbox, names: tuple[str, ...]) -> None:
        self._sandbox = sandbox
        self._users: Mapping[str, User] = {name: sandbox.add_user(name) for name in names}

    @property
    def names(self) -> Mapping[int, str]:
        """By Telegram id."""
        return {user.id: name for name, user in self._users.items()}

    def id_of(self, name: str) -> int:
        return self._users[name].id

    def act(self, name: str, does: Part) -> None:
        """Raises RefusedError, with the reason, for what can not be done as things stand."""
        sandbox, user = self._sandbox, self._users[name]
        match does:
            case Saying():
                reply_to = self._newest(user, does.reply_to) if does.reply_to else None
                sandbox.send_text(user, does.text * does.repeated, reply_to=reply_to)
            case Tap():
                message_id, data = self._aim(user, does)
                owner = self._users[does.in_chat_of or name]
                for _ in range(does.times):
                    sandbox.tap(user, message_id, data, chat_of=owner)
            case Edit():
                sandbox.edit_text(user, self._newest(user, does.message, by=user), does.to)
            case Sending():
                sandbox.send_media(user, does.what, does.caption or "")
            case Forwarding():
                sandbox.send_text(user, does.text, forwarded_from=FORWARDED_FROM)
            case Blocking():
                sandbox.block(user)
            case Unblocking():
                sandbox.unblock(user)
            case Leaving():
                sandbox.delete_account(user)

    def _newest(self, user: User, words: str, by: User | None = None) -> int:
        for message in reversed(self._sandbox.messages(user)):
            if plain(words) in plain(message.text) and by in (None, message.sender):
                return message.message_id
        raise RefusedError(f"no message in {user.first_name}'s chat contains “{words}”")

    def _aim(self, user: User, tap: Tap) -> tuple[int, str]:
        """The message and the data of a tap."""
        owner = self._users[tap.in_chat_of] if tap.in_chat_of else user
        now, past = reversed(self._sandbox.messages(owner)), self._past(owner)
        label = tap.button or tap.gone_button
        for message in past if tap.gone_button else now:
            if message.sender == owner or plain(tap.on or "") not in plain(message.text):
                continue
            if tap.forged is not None:
                return message.message_id, tap.forged
            for button in message.buttons:
                if button.text == label and button.data is not None:
                    return message.message_id, button.data
        on = f" that contains “{tap.on}”" if tap.on else ""
        has = f" {'had' if tap.gone_button else 'has'} a button [{label}]" if label else ""
        raise RefusedError(f"no message of the bot{on} in {owner.first_name}'s chat{has}")

    def _past(self, owner: User) -> Iterator[Message]:
        """Every version of every message that the bot ever showed in a chat, newest first, but the
        ones that still stand."""
        chat_id = self._sandbox.chat_of(owner).chat.id
        standing = self._sandbox.messages(owner)
        for deed in reversed(self._sandbox.log):
            match deed:
                case (
                    MessageSent(message=message)
                    | MessageEdited(message=message)
                    | ButtonsEdited(message=message)
                ) if deed.chat_id == chat_id and message not in standing:
                    yield message


def in_words(does: Part) -> str:
    """What somebody does, for the transcript."""
    match does:
        case Saying():
            times = f" (×{does.repeated})" if does.repeated > 1 else ""
            to = f" (replies to “{does.reply_to}”)" if does.reply_to else ""
            return f"▸{to} {does.text}{times}"
        case Tap():
            what = f"[{does.button or does.gone_button}]"
            if does.forged:
                what = f"a button forged as {does.forged}"
            gone = " (which is gone)" if does.gone_button else ""
            on = f" on “{does.on}”" if does.on else ""
            where = f" in {does.in_chat_of}'s chat" if does.in_chat_of else ""
            times = f", {does.times} times at once" if does.times > 1 else ""
            return f"taps {what}{gone}{on}{where}{times}"
        case Edit():
            return f"changes “{does.message}” to “{does.to}”"
        case Sending():
            return f"sends: {does.what}" + (f" “{does.caption}”" if does.caption else "")
        case Forwarding():
            return f"forwards: {does.text}"
        case Blocking():
            return "blocks the bot"
        case Unblocking():
            return "unblocks the bot"
        case _:
            return "deletes the account"
