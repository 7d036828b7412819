"""What people do in a script, done in the sandbox."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.rehearsal.comparison import plain
from bot.rehearsal.doings import (
    Blocking,
    Edit,
    Forwarding,
    Leaving,
    LookingUp,
    Saying,
    Sending,
    Tap,
    Unblocking,
)
from bot.rehearsal.group_doings import (
    Following,
    GroupPart,
    Pasting,
    SayingInGroup,
    SendingInGroup,
)
from bot.rehearsal.group_heads import GroupHead
from bot.rehearsal.groups import Groups
from bot.rehearsal.links import copied_from, links_in
from bot.rehearsal.script import Step
from bot.sandbox.errors import RefusedError
from bot.sandbox.log import ButtonsEdited, MessageEdited, MessageSent, TapAnswered
from bot.sandbox.places import Group
from bot.sandbox.values import Message, User
from bot.sandbox.voices import Voice
from bot.sandbox.world import Sandbox

FORWARDED_FROM = "Coach"


class People:
    """Everybody in the script, by name, and the groups that they are in."""

    def __init__(
        self, sandbox: Sandbox, names: tuple[str, ...], heads: Mapping[str, GroupHead]
    ) -> None:
        self._sandbox = sandbox
        self._users: Mapping[str, User] = {name: sandbox.add_user(name) for name in names}
        self.groups = Groups(sandbox, heads, self._users)

    @property
    def names(self) -> Mapping[int, str]:
        """By Telegram id."""
        return {user.id: name for name, user in self._users.items()}

    def chat_of(self, name: str) -> int:
        """The id of a person's private chat, or of a group."""
        return self.groups[name].chat.id if name in self.groups else self._users[name].id

    def act(self, step: Step) -> None:
        """Raises RefusedError, with the reason, for what can not be done as things stand."""
        does, group = step.does, self.groups[step.group] if step.group else None
        if isinstance(does, GroupPart):
            assert step.group is not None
            self.groups.act(step.group, does, step.who, step.whom)
            return
        assert step.who is not None
        sandbox, user = self._sandbox, self._users[step.who]
        match does:
            case Saying():
                self._say(user, does, group)
            case Tap():
                owner = self._users[does.in_chat_of or step.who]
                key, data = self._aim(owner, does, group)
                for _ in range(does.times):
                    sandbox.tap(user, key, data, chat_of=owner, group=group)
            case LookingUp(text=text):
                sandbox.look_up(user, text)
            case Edit():
                message_id = self._newest(user, does.message, group, by=user)
                sandbox.edit_text(user, message_id, does.to, group=group)
            case Sending():
                topic = does.topic if isinstance(does, SendingInGroup) else None
                caption = does.caption or ""
                sandbox.send_media(user, does.what, caption, group=group, topic=topic or "")
            case Forwarding():
                sandbox.send_text(user, does.text, forwarded_from=FORWARDED_FROM)
            case Following(words=words):
                seen_by = self._users[does.shown_to or step.who]
                sandbox.send_text(user, f"/start {self._link(seen_by, words or '')}")
            case Pasting(words=words, topic=topic):
                text = self._copied(self._users[does.shown_to or step.who], words)
                sandbox.send_text(user, text, group=group, topic=topic or "")
            case Blocking() | Unblocking() | Leaving():
                self._turn_away(user, does)

    def _turn_away(self, user: User, does: Blocking | Unblocking | Leaving) -> None:
        match does:
            case Blocking():
                self._sandbox.block(user)
            case Unblocking():
                self._sandbox.unblock(user)
            case Leaving():
                self._sandbox.delete_account(user)

    def _say(self, user: User, does: Saying, group: Group | None) -> None:
        in_group = does if isinstance(does, SayingInGroup) else None
        self._sandbox.send_text(
            user,
            does.text * does.repeated,
            group=group,
            topic=(in_group and in_group.topic) or "",
            voice=in_group.voice if in_group else Voice.OWN,
            reply_to=self._newest(user, does.reply_to, group) if does.reply_to else None,
        )

    def _newest(
        self, user: User, words: str, group: Group | None = None, by: User | None = None
    ) -> int:
        for message in reversed(self._sandbox.messages(user, group)):
            if plain(words) in plain(message.text) and by in (None, message.sender):
                return message.key
        where = group.chat.name if group else f"{user.first_name}'s chat"
        raise RefusedError(f"no message in {where} contains “{words}”")

    def _aim(self, owner: User, tap: Tap, group: Group | None) -> tuple[int, str]:
        """The message and the data of a tap."""
        now, past = reversed(self._sandbox.messages(owner, group)), self._past(owner, group)
        label = tap.button or tap.gone_button
        for message in past if tap.gone_button else now:
            if message.sender != self._sandbox.bot or plain(tap.on or "") not in plain(
                message.text
            ):
                continue
            if tap.forged is not None:
                return message.key, tap.forged
            for button in message.buttons:
                if button.text == label and button.data is not None:
                    return message.key, button.data
        on = f" that contains “{tap.on}”" if tap.on else ""
        has = f" {'had' if tap.gone_button else 'has'} a button [{label}]" if label else ""
        where = group.chat.name if group else f"{owner.first_name}'s chat"
        raise RefusedError(f"no message of the bot{on} in {where}{has}")

    def _past(self, owner: User, group: Group | None) -> Iterator[Message]:
        """Every version of every message that the bot ever showed in a chat, newest first, but the
        ones that still stand."""
        chat_id = (group or self._sandbox.chat_of(owner)).chat.id
        standing = self._sandbox.messages(owner, group)
        for deed in reversed(self._sandbox.log):
            match deed:
                case (
                    MessageSent(message=message)
                    | MessageEdited(message=message)
                    | ButtonsEdited(message=message)
                ) if deed.chat_id == chat_id and message not in standing:
                    if message.is_visible_to(owner):
                        yield message

    def _link(self, user: User, words: str) -> str:
        """What the newest link to the bot with these words starts it with."""
        for url, around in self._links_seen_by(user):
            start = re.search(rf"t\.me/{self._sandbox.bot.username}\?start=([\w-]+)", url)
            if start and plain(words) in plain(around):
                return start[1]
        having = f" with “{words}”" if words else ""
        raise RefusedError(f"{user.first_name} sees no link to the bot{having}")

    def _links_seen_by(self, user: User) -> Iterator[tuple[str, str]]:
        """Newest first: what the last tap opened, then what stands in messages."""
        last = next((deed for deed in reversed(self._sandbox.log)), None)
        if isinstance(last, TapAnswered) and last.user_id == user.id and last.url:
            yield last.url, last.text
        for message in self._seen_by(user):
            yield from links_in(message)

    def _copied(self, user: User, words: str) -> str:
        """The newest text with these words that a tap copies."""
        for message in self._seen_by(user):
            for written in copied_from(message):
                if plain(words) in plain(written):
                    return written
        raise RefusedError(f"{user.first_name} sees nothing to copy with “{words}”")

    def _seen_by(self, user: User) -> Sequence[Message]:
        """What is on their screen, in private and in groups, newest first."""
        places = (None, *self.groups.entered_by(user))
        messages = [one for place in places for one in self._sandbox.messages(user, place)]
        # Turned round, so that of two of the same second the later one comes first.
        return sorted(messages, key=lambda one: one.edited or one.date)[::-1]
