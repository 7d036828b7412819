"""Messages that one member of a group sees and nobody else: when the bot may send one.

Telegram publishes the rules (https://core.telegram.org/bots/api#ephemeral-messages-and-commands)
but not the words of its refusals; these are the sandbox's own.
"""

from dataclasses import dataclass

from bot.sandbox.errors import ApiError, bad_request, too_old
from bot.sandbox.params import Params, whole_number
from bot.sandbox.places import Group, Place
from bot.sandbox.state import ANSWERABLE_FOR, Era, Query, State
from bot.sandbox.values import Message, User


@dataclass(frozen=True, slots=True)
class OnlyTo:
    """Who sees a message, and the message in whose place, if in any."""

    receiver: User
    replaces: int = 0


def addressed_to(
    state: State, place: Place, params: Params, replied_to: Message | None
) -> OnlyTo | None:
    """Whom `params` name as the only one to see the message; None for a message to all.

    An admin bot may write so to any member at any time; another one only within 15 seconds of a
    tap (`callback_query_id`) or of an ephemeral message that it replies to.
    """
    given = params.object("ephemeral_message_parameters")
    user_id = whole_number(given.get("receiver_user_id")) or params.integer("receiver_user_id")
    if not user_id and given:
        raise bad_request("can't parse ephemeral message parameters: no receiver_user_id")
    if not user_id or state.era is Era.UNAWARE:
        return None
    check_supported(state)
    receiver = _member(place, user_id)
    query = _tap(state, place, receiver, given.get("callback_query_id"), params)
    is_answer = query or (replied_to and _is_fresh(state, replied_to, receiver))
    assert isinstance(place, Group)
    if not is_answer and not place.bots.is_admin:
        raise bad_request("not enough rights to send ephemeral messages to the user")
    in_place = given.get("replace_callback_query_message") and query
    if in_place and query and query.message_key < 0:
        raise bad_request("can't replace an ephemeral message")
    return OnlyTo(receiver, query.message_key if in_place and query else 0)


def check_supported(state: State) -> None:
    """Raises ApiError where the server takes no ephemeral messages."""
    if state.era is Era.REFUSING:
        raise bad_request("ephemeral messages are not supported")


def _member(place: Place, user_id: int) -> User:
    if not isinstance(place, Group):
        raise bad_request("ephemeral messages can be sent only to groups and supergroups")
    receiver = place.people.get(user_id)
    if receiver is None or not place.standing(receiver).is_inside or receiver.is_bot:
        raise bad_request("user not found")
    return receiver


def _tap(
    state: State, place: Place, receiver: User, query_id: object, params: Params
) -> Query | None:
    wanted = str(query_id or params.text("callback_query_id"))
    if not wanted:
        return None
    query = state.open_query(wanted)
    if query is None:
        raise too_old()
    if query.user != receiver or query.chat_id != place.chat.id:
        raise bad_request("the callback query is from another user or chat")
    return query


def _is_fresh(state: State, replied_to: Message, receiver: User) -> bool:
    is_from_receiver = replied_to.ephemeral_id and replied_to.sender == receiver
    return bool(is_from_receiver) and not state.older_than(replied_to, ANSWERABLE_FOR)


def unknown_method() -> ApiError:
    return ApiError(404, "Not Found: method not found")
