"""How somebody stands in a chat, as the Bot API writes it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.sandbox.values import JsonObject, User


class Status(StrEnum):
    """The Bot API's words."""

    OWNER = "creator"
    ADMIN = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"


class Right(StrEnum):
    """What an admin of a group may be allowed."""

    MANAGE_CHAT = "manage chat"
    DELETE_MESSAGES = "delete messages"
    MANAGE_VIDEO_CHATS = "manage video chats"
    RESTRICT_MEMBERS = "restrict members"
    PROMOTE_MEMBERS = "promote members"
    CHANGE_INFO = "change info"
    INVITE_USERS = "invite users"
    POST_STORIES = "post stories"
    EDIT_STORIES = "edit stories"
    DELETE_STORIES = "delete stories"
    SEND_WELCOME_MESSAGES = "send welcome messages"
    PIN_MESSAGES = "pin messages"
    MANAGE_TOPICS = "manage topics"

    @property
    def field(self) -> str:
        return f"can_{self.value.replace(' ', '_')}"


USUAL_RIGHTS = frozenset(Right) - {Right.PROMOTE_MEMBERS}
"""What apps tick when somebody is made an admin."""

_ALLOWED_TO_ALL = ("audios", "documents", "photos", "videos", "video_notes", "voice_notes", "polls")


@dataclass(frozen=True, slots=True)
class Standing:
    """A status and what belongs to it: an admin's rights, and whether the name stays hidden."""

    status: Status
    rights: frozenset[Right] = frozenset()
    is_anonymous: bool = False

    @property
    def is_admin(self) -> bool:
        return self.status in (Status.OWNER, Status.ADMIN)

    @property
    def is_inside(self) -> bool:
        """Whether the group counts them among its members."""
        return self.status not in (Status.LEFT, Status.KICKED)

    @property
    def may_write(self) -> bool:
        return self.is_inside and self.status is not Status.RESTRICTED

    def may(self, right: Right) -> bool:
        return self.status is Status.OWNER or right in self.rights

    def wire(self, user: User) -> JsonObject:
        """The Bot API's ChatMember."""
        body: JsonObject = {"status": self.status.value, "user": user.wire()}
        match self.status:
            case Status.OWNER:
                body["is_anonymous"] = self.is_anonymous
            case Status.ADMIN:
                rights = {right.field: right in self.rights for right in Right}
                body |= {"can_be_edited": False, "is_anonymous": self.is_anonymous, **rights}
            case Status.RESTRICTED:
                body |= _only_reading()
            case Status.KICKED:
                body["until_date"] = 0
        return body


MEMBER = Standing(Status.MEMBER)
OWNER = Standing(Status.OWNER, frozenset(Right))
MUTED = Standing(Status.RESTRICTED)
LEFT = Standing(Status.LEFT)
KICKED = Standing(Status.KICKED)


def _only_reading() -> JsonObject:
    denied = [f"can_send_{what}" for what in ("messages", *_ALLOWED_TO_ALL, "other_messages")]
    denied += ["can_add_web_page_previews", "can_react_to_messages", "can_edit_tag"]
    denied += [right.field for right in (Right.CHANGE_INFO, Right.INVITE_USERS)]
    denied += [right.field for right in (Right.PIN_MESSAGES, Right.MANAGE_TOPICS)]
    return {"is_member": True, "until_date": 0, **dict.fromkeys(denied, False)}
