"""The groups of a script, in the sandbox, by name."""

from collections.abc import Callable, Mapping

from bot.rehearsal.group_doings import (
    AddingBot,
    BecomingSupergroup,
    ClosingTopic,
    DeletingGroup,
    DeletingTopic,
    GroupPart,
    Joining,
    MakingPlain,
    Muting,
    OpeningTopic,
    Promoting,
    Quitting,
    Removing,
    ReopeningTopic,
)
from bot.rehearsal.group_heads import GroupHead
from bot.sandbox.group_life import Founding
from bot.sandbox.members import USUAL_RIGHTS
from bot.sandbox.places import Group
from bot.sandbox.values import ChatKind, User
from bot.sandbox.world import Sandbox


class Groups:
    """A group keeps its name when it becomes a supergroup."""

    def __init__(
        self, sandbox: Sandbox, heads: Mapping[str, GroupHead], users: Mapping[str, User]
    ) -> None:
        self._life = sandbox.groups
        self._bot = sandbox.bot
        self._users = users
        self._now: dict[str, Group] = {}
        self._by_id: dict[int, Group] = {}
        for name, head in heads.items():
            people = {users[each]: head.standing(each) for each in head.people}
            if head.bot:
                people[sandbox.bot] = head.bot
            kind, channel = ChatKind(head.kind), head.channel or ""
            founding = Founding(name, people, kind, head.topics, channel, head.others)
            self._keep(self._life.found(founding))

    def __getitem__(self, name: str) -> Group:
        return self._now[name]

    def __contains__(self, name: object) -> bool:
        return name in self._now

    def by_id(self, chat_id: int) -> Group | None:
        """Also by the id that it had before it moved."""
        return self._by_id.get(chat_id)

    def entered_by(self, user: User) -> tuple[Group, ...]:
        return tuple(group for group in self._now.values() if group.standing(user).is_inside)

    def act(self, name: str, does: GroupPart, by: str | None, whom: str | None) -> None:
        """Raises RefusedError, with the reason, for what can not be done as things stand."""
        group = self._now[name]
        if isinstance(does, BecomingSupergroup):
            self._keep(self._life.become_supergroup(group, next(iter(group.people.values()))))
            return
        assert by is not None
        user = self._users[by]
        if isinstance(does, OpeningTopic):
            self._about_topic(does)(group, user, does.topic)
            return
        other = self._users.get(whom, self._bot) if whom else user
        match does:
            case Joining():
                self._life.join(group, user)
            case Quitting():
                self._life.leave(group, user)
            case AddingBot():
                self._life.add_bot(group, user)
            case Removing():
                self._life.remove(group, other, user)
            case Promoting(may=may):
                rights = USUAL_RIGHTS if may is None else frozenset(may)
                self._life.promote(group, other, user, rights, is_anonymous=does.anonymous)
            case MakingPlain():
                self._life.make_plain(group, other, user)
            case Muting():
                self._life.mute(group, other, user)
            case DeletingGroup():
                self._life.delete(group, user)

    def _about_topic(self, does: OpeningTopic) -> Callable[[Group, User, str], object]:
        match does:
            case ClosingTopic():
                return self._life.close_topic
            case ReopeningTopic():
                return self._life.reopen_topic
            case DeletingTopic():
                return self._life.delete_topic
        return self._life.open_topic

    def _keep(self, group: Group) -> None:
        self._now[group.chat.name] = group
        self._by_id[group.chat.id] = group
