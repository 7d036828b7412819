"""Changing and deleting what one member of a group sees and nobody else."""

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.editing import delete, edit_buttons, edit_text
from bot.sandbox.methods.ephemeral import check_supported, unknown_method
from bot.sandbox.params import Params
from bot.sandbox.places import Place
from bot.sandbox.state import Era, State
from bot.sandbox.values import Message


def edit_ephemeral_message_text(state: State, params: Params) -> bool:
    edit_text(state, *_found(state, params, "edit"), params)
    return True


def edit_ephemeral_message_reply_markup(state: State, params: Params) -> bool:
    edit_buttons(state, *_found(state, params, "edit"), params)
    return True


def delete_ephemeral_message(state: State, params: Params) -> bool:
    delete(state, *_found(state, params, "delete"))
    return True


def _found(state: State, params: Params, doing: str) -> tuple[Place, Message]:
    """The bot's own message to this receiver."""
    if state.era is Era.UNAWARE:
        raise unknown_method()
    place = state.open_chat(params)
    check_supported(state)
    message = place.find_ephemeral(params.integer("ephemeral_message_id"))
    if (
        message is None
        or message.receiver is None
        or message.sender != state.bot
        or message.receiver.id != params.integer("receiver_user_id")
    ):
        raise bad_request(f"message to {doing} not found")
    return place, message


EDITS = {
    "editEphemeralMessageText": edit_ephemeral_message_text,
    "editEphemeralMessageReplyMarkup": edit_ephemeral_message_reply_markup,
}
METHODS = {**EDITS, "deleteEphemeralMessage": delete_ephemeral_message}
