"""Groups to test in, and a short way to call the Bot API about them."""

from dataclasses import dataclass
from typing import Any

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.group_life import Founding
from bot.sandbox.members import MEMBER, OWNER, USUAL_RIGHTS, Standing, Status
from bot.sandbox.places import Group
from bot.sandbox.values import ChatKind, JsonObject, User
from bot.sandbox.world import Sandbox

EVERY_UPDATE = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]
ADMIN = Standing(Status.ADMIN, USUAL_RIGHTS)


@dataclass
class Club:
    """A group of Ana, who owns it, and Ben. The bot is in it unless `bot` is None."""

    sandbox: Sandbox
    ana: User
    ben: User
    group: Group

    @property
    def id(self) -> int:
        return self.group.chat.id

    async def call(self, method: str, **params: Any) -> Any:
        return await self.sandbox.call(method, {"chat_id": self.id, **params})

    async def refusal(self, method: str, **params: Any) -> ApiError:
        with pytest.raises(ApiError) as raised:
            await self.call(method, **params)
        return raised.value

    async def updates(self) -> list[JsonObject]:
        """What the bot has not seen yet, without the numbers; it has now."""
        given = await self.sandbox.call("getUpdates", {"allowed_updates": EVERY_UPDATE})
        if given:
            await self.sandbox.call("getUpdates", {"offset": given[-1]["update_id"] + 1})
        return [
            {kind: body for kind, body in each.items() if kind != "update_id"} for each in given
        ]


async def club(
    sandbox: Sandbox,
    ana: User,
    *,
    bot: Standing | None = MEMBER,
    kind: ChatKind = ChatKind.SUPERGROUP,
    topics: tuple[str, ...] = (),
    **more: Any,
) -> Club:
    ben = sandbox.add_user("Ben")
    people = {ana: OWNER, ben: MEMBER} | ({sandbox.bot: bot} if bot else {})
    group = sandbox.groups.found(Founding("Knee group", people, kind, topics, **more))
    made = Club(sandbox, ana, ben, group)
    await made.updates()
    return made
