"""Messages, photos and documents from the bot."""

from typing import Any

from bot.sandbox import media, mentions
from bot.sandbox.entities import Entity, trimmed, with_detected
from bot.sandbox.errors import bad_request
from bot.sandbox.files import UPLOAD_LIMIT, Upload
from bot.sandbox.html_text import parse_html
from bot.sandbox.log import ActionShown, MessageSent
from bot.sandbox.markup import parse_markup
from bot.sandbox.methods.ephemeral import addressed_to
from bot.sandbox.params import Params, whole_number
from bot.sandbox.places import Place
from bot.sandbox.state import State
from bot.sandbox.values import JsonObject, Media, Message

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def formatted(
    state: State, params: Params, name: str, entities: str
) -> tuple[str, tuple[Entity, ...]]:
    """Text and entities of a parameter, read by the parse mode that came along."""
    source, mode = params.text(name), params.text("parse_mode").lower()
    if mode == "html":
        text, found = parse_html(source)
    elif mode in {"markdown", "markdownv2"}:
        raise bad_request("the sandbox reads the HTML parse mode only")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        text, found = source, _given_entities(params.objects(entities))
    text, found = trimmed(text, mentions.named(found, state.people))
    return text, with_detected(text, found)


def send_message(state: State, params: Params) -> JsonObject:
    place = state.writable_chat(params)
    text, entities = formatted(state, params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if len(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return _send(state, place, params, text, entities)


def send_photo(state: State, params: Params) -> JsonObject:
    place = state.writable_chat(params)
    upload, file_id = _file_given(params, "photo")
    if upload:
        content = media.photo(upload.content, state.files)
    else:
        content = media.photo(state.files.by_id(file_id).content, state.files)
    return _send_media(state, place, params, content)


def send_document(state: State, params: Params) -> JsonObject:
    place = state.writable_chat(params)
    upload, file_id = _file_given(params, "document")
    if not upload:
        stored = state.files.by_id(file_id)
        upload = Upload(stored.path.rpartition("/")[2], stored.content)
    content = media.document(upload.name, upload.content, upload.mime, state.files)
    return _send_media(state, place, params, content)


def send_chat_action(state: State, params: Params) -> bool:
    place = state.open_chat(params)
    action = params.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.record(ActionShown(state.now(), place.chat.id, action))
    return True


def _given_entities(given: list[dict[str, Any]]) -> tuple[Entity, ...]:
    return tuple(
        Entity(
            type=str(one.get("type", "")),
            offset=whole_number(one.get("offset")),
            length=whole_number(one.get("length")),
            url=one.get("url"),
            language=one.get("language"),
            custom_emoji_id=one.get("custom_emoji_id"),
        )
        for one in given
    )


def _send_media(state: State, place: Place, params: Params, content: Media) -> JsonObject:
    text, entities = formatted(state, params, "caption", "caption_entities")
    if len(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return _send(state, place, params, text, entities, content)


def _send(
    state: State,
    place: Place,
    params: Params,
    text: str,
    entities: tuple[Entity, ...],
    content: Media | None = None,
) -> JsonObject:
    markup = parse_markup(params.object("reply_markup", "reply markup"))
    replied_to = _replied_to(place, params)
    only_to = addressed_to(state, place, params, replied_to)
    topic_id = params.integer("message_thread_id") or (replied_to.topic_id if replied_to else None)
    message = Message(
        message_id=0 if only_to else place.last_message_id + 1,
        chat=place.chat,
        sender=state.bot,
        date=state.now(),
        text=text,
        entities=entities,
        media=content,
        rows=markup.rows,
        prompt=markup.prompt,
        reply_to=replied_to or (place.find(topic_id) if topic_id else None),
        silent=params.flag("disable_notification"),
        topic_id=topic_id,
        receiver=only_to.receiver if only_to else None,
        ephemeral_id=place.last_ephemeral_id + 1 if only_to else 0,
        replaces=only_to.replaces if only_to else 0,
    )
    state.store(place, message)
    state.record(MessageSent(message.date, place.chat.id, message))
    return message.wire()


def _replied_to(place: Place, params: Params) -> Message | None:
    reply = params.object("reply_parameters")
    wanted = whole_number(reply.get("message_id")) or params.integer("reply_to_message_id")
    ephemeral = whole_number(reply.get("ephemeral_message_id"))
    if not wanted and not ephemeral:
        return None
    found = place.find(wanted) or place.find_ephemeral(ephemeral)
    tolerated = reply.get("allow_sending_without_reply") or params.flag(
        "allow_sending_without_reply"
    )
    if not found and not tolerated:
        raise bad_request("message to be replied not found")
    return found


def _file_given(params: Params, name: str) -> tuple[Upload | None, str]:
    """The upload, or the id of a file that Telegram already has."""
    value = params.text(name)
    upload = params.files.get(value.removeprefix("attach://") or name)
    if upload and not upload.content:
        raise bad_request("file must be non-empty")
    if upload and len(upload.content) > UPLOAD_LIMIT:
        raise bad_request("file is too big")
    if not upload and not value:
        raise bad_request(f"there is no {name} in the request")
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    return upload, value


MESSAGES = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
}
METHODS = {**MESSAGES, "sendChatAction": send_chat_action}
