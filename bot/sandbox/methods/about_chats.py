"""Looking up a chat, a member, a file."""

from bot.sandbox.errors import bad_request
from bot.sandbox.files import DOWNLOAD_LIMIT
from bot.sandbox.members import kicked, member
from bot.sandbox.params import Params
from bot.sandbox.state import Reach, State
from bot.sandbox.values import JsonObject


def get_chat(state: State, params: Params) -> JsonObject:
    place = state.chat(params)
    return {
        **place.chat.wire(),
        "accent_color_id": 1,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }


def get_chat_member(state: State, params: Params) -> JsonObject:
    place = state.chat(params)
    match params.integer("user_id"):
        case place.person.id:
            return member(place.person)
        case state.bot.id:
            blocked = place.reach is not Reach.OPEN
            return kicked(state.bot) if blocked else member(state.bot)
    raise bad_request("member not found")


def get_file(state: State, params: Params) -> JsonObject:
    stored = state.files.by_id(params.text("file_id"))
    if len(stored.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {**stored.wire(), "file_path": stored.path}


METHODS = {"getChat": get_chat, "getChatMember": get_chat_member, "getFile": get_file}
