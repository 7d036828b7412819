"""Looking up a chat, its members, a file; leaving a group."""

from bot.sandbox.errors import bad_request
from bot.sandbox.files import DOWNLOAD_LIMIT
from bot.sandbox.members import KICKED, LEFT, MEMBER
from bot.sandbox.params import Params
from bot.sandbox.places import Group, Place, PrivateChat, Reach
from bot.sandbox.state import State
from bot.sandbox.values import JsonObject

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")


def get_chat(state: State, params: Params) -> JsonObject:
    place = state.chat(params)
    accepted = isinstance(place, PrivateChat)
    body: JsonObject = {
        **place.chat.wire(),
        "accent_color_id": 1,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*_GIFTS, "gifts_from_channels"), accepted),
    }
    if isinstance(place, Group) and place.channel:
        body["linked_chat_id"] = place.channel.id
    return body


def get_chat_member(state: State, params: Params) -> JsonObject:
    place, user_id = state.chat(params), params.integer("user_id")
    if isinstance(place, Group):
        if user := place.people.get(user_id):
            return place.standing(user).wire(user)
        if user := state.people.get(user_id):
            return LEFT.wire(user)
        raise bad_request("user not found")
    return _in_private(state, place, user_id)


def get_chat_administrators(state: State, params: Params) -> list[JsonObject]:
    """All admins but other bots than this one."""
    group = _group(state, params)
    return [
        standing.wire(user) for user in group.members if (standing := group.standing(user)).is_admin
    ]


def get_chat_member_count(state: State, params: Params) -> int:
    place = state.chat(params)
    return len(place.members) + place.others if isinstance(place, Group) else 2


def leave_chat(state: State, params: Params) -> bool:
    group = _group(state, params)
    group.check_open()
    group.standings[state.bot.id] = LEFT
    state.touch(group)
    return True


def get_file(state: State, params: Params) -> JsonObject:
    stored = state.files.by_id(params.text("file_id"))
    if len(stored.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {**stored.wire(), "file_path": stored.path}


def _in_private(state: State, place: Place, user_id: int) -> JsonObject:
    assert isinstance(place, PrivateChat)
    if user_id == place.person.id:
        return MEMBER.wire(place.person)
    if user_id == state.bot.id:
        return (MEMBER if place.reach is Reach.OPEN else KICKED).wire(state.bot)
    raise bad_request("member not found")


def _group(state: State, params: Params) -> Group:
    place = state.chat(params)
    if not isinstance(place, Group):
        raise bad_request("there are no administrators in the private chat")
    return place


METHODS = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "getFile": get_file,
}
