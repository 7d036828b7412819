"""Whom the visitor of the page can be, and the group that all of them are in."""

from collections.abc import Sequence
from enum import StrEnum

from bot.sandbox.errors import RefusedError
from bot.sandbox.group_life import Founding
from bot.sandbox.members import MEMBER, OWNER
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox


class GroupAct(StrEnum):
    """What an owner can do with the bot in the group."""

    ADD = "add"
    REMOVE = "remove"
    PROMOTE = "promote"
    DEMOTE = "demote"


class Cast:
    """The first person owns the group; the bot is not in it yet."""

    def __init__(
        self,
        sandbox: Sandbox,
        names: Sequence[str] = ("You", "Ben", "Cleo"),
        title: str = "Knee group",
    ) -> None:
        self._life, self._bot = sandbox.groups, sandbox.bot
        self.people = {user.id: user for user in map(sandbox.add_user, names)}
        owner, *others = self.people.values()
        self.owner = owner
        standings = {owner: OWNER, **dict.fromkeys(others, MEMBER)}
        self.group = self._life.found(Founding(title, standings))

    def person(self, user_id: int | None) -> User:
        """The owner if nobody is named; raises RefusedError for somebody who is not here."""
        if user_id is None:
            return self.owner
        if user_id not in self.people:
            raise RefusedError("there is no such person here")
        return self.people[user_id]

    def act(self, person: User, act: GroupAct) -> None:
        """Raises RefusedError for what this person may not do, or what is so already."""
        match act:
            case GroupAct.ADD:
                self._life.add_bot(self.group, person)
            case GroupAct.REMOVE:
                self._life.remove(self.group, self._bot, person)
            case GroupAct.PROMOTE:
                self._life.promote(self.group, self._bot, person)
            case GroupAct.DEMOTE:
                self._life.make_plain(self.group, self._bot, person)
