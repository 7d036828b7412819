"""Changing, deleting and reacting to messages that are there already."""

from dataclasses import replace
from datetime import timedelta

from bot.sandbox.errors import bad_request
from bot.sandbox.log import ButtonsEdited, MessageDeleted, MessageEdited, Reacted
from bot.sandbox.markup import Button, parse_markup
from bot.sandbox.members import Right
from bot.sandbox.methods.sending import TEXT_LIMIT, formatted
from bot.sandbox.params import Params, whole_number
from bot.sandbox.places import Group, Place
from bot.sandbox.state import State
from bot.sandbox.values import JsonObject, Message

DELETABLE_FOR = timedelta(hours=48)


def edit_message_text(state: State, params: Params) -> JsonObject:
    place, message = _own_message(state, params)
    return edit_text(state, place, message, params).wire()


def edit_message_reply_markup(state: State, params: Params) -> JsonObject:
    place, message = _own_message(state, params)
    return edit_buttons(state, place, message, params).wire()


def edit_text(state: State, place: Place, message: Message, params: Params) -> Message:
    """Give a message of the bot's the text and the buttons of `params`."""
    text, entities = formatted(state, params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if len(text) > TEXT_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    if message.media or not message.text:
        raise bad_request("there is no text in the message to edit")
    rows = _rows(params)
    if (text, entities, rows) == (message.text, message.entities, message.rows):
        raise _not_modified()
    edited = replace(
        message,
        text=text,
        entities=entities,
        rows=rows,
        edited=state.now(),
        shown_as_edited=True,
    )
    state.store(place, edited)
    state.record(MessageEdited(state.now(), place.chat.id, edited))
    return edited


def edit_buttons(state: State, place: Place, message: Message, params: Params) -> Message:
    """Give a message of the bot's the buttons of `params`."""
    rows = _rows(params)
    if rows == message.rows:
        raise _not_modified()
    edited = replace(message, rows=rows, edited=state.now())
    state.store(place, edited)
    state.record(ButtonsEdited(state.now(), place.chat.id, edited))
    return edited


def delete_message(state: State, params: Params) -> bool:
    place = state.open_chat(params)
    message = place.find(params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if state.older_than(message, DELETABLE_FOR):
        raise bad_request("message can't be deleted for everyone")
    if not _may_delete(state, place, message):
        raise bad_request("message can't be deleted")
    delete(state, place, message)
    return True


def delete_messages(state: State, params: Params) -> bool:
    """Those that are gone, too old or not the bot's to delete are skipped without a word."""
    place = state.open_chat(params)
    ids = params.array("message_ids") or []
    if not 1 <= len(ids) <= 100:
        raise bad_request("message identifiers are not specified")
    for message_id in ids:
        message = place.find(whole_number(message_id))
        if message is None or state.older_than(message, DELETABLE_FOR):
            continue
        if _may_delete(state, place, message):
            delete(state, place, message)
    return True


def set_message_reaction(state: State, params: Params) -> bool:
    place = state.open_chat(params)
    message = place.find(params.integer("message_id"))
    if message is None:
        raise bad_request("message to react not found")
    emojis = tuple(str(one.get("emoji", "")) for one in params.objects("reaction"))
    if len(emojis) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    state.record(Reacted(state.now(), place.chat.id, message, emojis))
    return True


def _own_message(state: State, params: Params) -> tuple[Place, Message]:
    place = state.open_chat(params)
    if not params.given("message_id"):
        raise bad_request("message identifier is not specified")
    message = place.find(params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender != state.bot:
        raise bad_request("message can't be edited")
    return place, message


def _rows(params: Params) -> tuple[tuple[Button, ...], ...]:
    markup = parse_markup(params.object("reply_markup", "reply markup"))
    if markup.prompt:
        raise bad_request("inline keyboard expected")
    return markup.rows


def _may_delete(state: State, place: Place, message: Message) -> bool:
    """In a group, what others wrote is deleted only by admins with that right."""
    if message.sender == state.bot or not isinstance(place, Group):
        return True
    return place.bots.may(Right.DELETE_MESSAGES)


def delete(state: State, place: Place, message: Message) -> None:
    state.remove(place, message)
    state.record(MessageDeleted(state.now(), place.chat.id, message))


def _not_modified() -> Exception:
    return bad_request(
        "message is not modified: specified new message content and reply markup "
        "are exactly the same as a current content and reply markup of the message"
    )


EDITS = {
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
}
METHODS = {
    **EDITS,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_message_reaction,
}
