"""What people can send besides text, as valid objects of the Bot API with downloadable content."""

import base64
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.sandbox.files import FileStore
from bot.sandbox.values import Media, User

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class MediaKind(StrEnum):
    """The message field that the medium travels in."""

    STICKER = "sticker"
    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    ANIMATION = "animation"
    DOCUMENT = "document"
    LOCATION = "location"
    VENUE = "venue"
    CONTACT = "contact"
    DICE = "dice"


_PLACE = {"latitude": 52.52, "longitude": 13.405}
_PLAIN: Mapping[MediaKind, Mapping[str, Any]] = {
    MediaKind.LOCATION: _PLACE,
    MediaKind.VENUE: {"location": _PLACE, "title": "Running track", "address": "Stadium Road 1"},
    MediaKind.DICE: {"emoji": "🎲", "value": 4},
}
_VIDEO = {"width": 640, "height": 360, "duration": 5, "mime_type": "video/mp4"}
_STICKER = {
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
    "emoji": "💪",
}
# Folder and suffix of the file, and what the object says besides the file.
_RECORDED: Mapping[MediaKind, tuple[str, str, Mapping[str, Any]]] = {
    MediaKind.STICKER: ("stickers", ".webp", _STICKER),
    MediaKind.VOICE: ("voice", ".oga", {"duration": 3, "mime_type": "audio/ogg"}),
    MediaKind.AUDIO: ("music", ".mp3", {"duration": 180, "mime_type": "audio/mpeg"}),
    MediaKind.VIDEO: ("videos", ".mp4", _VIDEO),
    MediaKind.ANIMATION: ("animations", ".mp4", _VIDEO),
    MediaKind.VIDEO_NOTE: ("video_notes", ".mp4", {"length": 240, "duration": 5}),
}


def sample(kind: MediaKind, files: FileStore, sender: User) -> Media:
    """An everyday example of each kind, from `sender`."""
    return Media(kind.value, _body(kind, files, sender))


def photo(content: bytes, files: FileStore) -> Media:
    width, height = _png_size(content)
    stored = files.add(content, "photos", ".png" if content[:4] == PIXEL[:4] else ".jpg")
    return Media("photo", [{**stored.wire(), "width": width, "height": height}])


def document(name: str, content: bytes, mime: str, files: FileStore) -> Media:
    suffix = f".{name.rpartition('.')[2]}" if "." in name else ""
    stored = files.add(content, "documents", suffix)
    return Media("document", {**stored.wire(), "file_name": name, "mime_type": mime})


def _body(kind: MediaKind, files: FileStore, sender: User) -> Any:
    if kind is MediaKind.PHOTO:
        return photo(PIXEL, files).body
    if kind is MediaKind.DOCUMENT:
        return document("notes.txt", b"my training notes\n", "text/plain", files).body
    if kind is MediaKind.CONTACT:
        return {"phone_number": "+15550100", "first_name": sender.first_name}
    if kind in _RECORDED:
        folder, suffix, properties = _RECORDED[kind]
        stored = files.add(f"sample {kind}\n".encode(), folder, suffix)
        return {**stored.wire(), **properties}
    return dict(_PLAIN[kind])


def _png_size(content: bytes) -> tuple[int, int]:
    """A PNG names its size in its first chunk; anything else counts as a common photo size."""
    if content[:8] != PIXEL[:8] or len(content) < 24:
        return 1280, 960
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
