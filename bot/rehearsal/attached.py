"""A picture or a document that the bot sends along with a message."""

from dataclasses import dataclass

from bot.sandbox.values import Message
from bot.sandbox.world import Sandbox

PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """Its name, which is `picture` for a picture, and what it says if it is a file of text."""

    name: str
    text: str = ""


def file_of(message: Message, sandbox: Sandbox) -> AttachedFile | None:
    if message.media is None:
        return None
    body = message.media.body
    match message.media.kind:
        case "photo":
            return AttachedFile(PICTURE)
        case "document":
            content = sandbox.file_by_id(body["file_id"]).content
            return AttachedFile(body["file_name"], content.decode(errors="ignore"))
    return None
