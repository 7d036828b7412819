"""Random updates as Telegram could send them, and as it never would, built for hypothesis."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from bot.sandbox.values import JsonObject
from bot.views.taps import write
from tests.views.test_taps import taps

ANA, BEN, STRANGER = 100_001, 100_002, 100_003
GROUP, CHANNEL = -1_001_234_567_890, -1_009_876_543_210
DATE = 1_772_470_800

_FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 1}
_VIDEO = {**_FILE, "width": 1, "height": 1, "duration": 1}
_STICKER = {**_FILE, "type": "regular", "width": 1, "height": 1} | {
    "is_animated": False,
    "is_video": False,
}
_PLACE = {"latitude": 52.5, "longitude": 13.4}
_SOMEBODY = {"id": 99, "is_bot": False, "first_name": "Cem"}
_POLL = {
    "id": "1",
    "question": "?",
    "options": [{"text": "a", "voter_count": 0, "persistent_id": "1"}],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
CONTENT: Mapping[str, Any] = {
    "sticker": _STICKER,
    "photo": [{**_FILE, "width": 1, "height": 1}],
    "voice": {**_FILE, "duration": 1},
    "audio": {**_FILE, "duration": 1},
    "video": _VIDEO,
    "animation": _VIDEO,
    "video_note": {**_FILE, "length": 1, "duration": 1},
    "document": _FILE,
    "location": {**_PLACE, "live_period": 900},
    "venue": {"location": _PLACE, "title": "Track", "address": "1"},
    "contact": {"phone_number": "1", "first_name": "Cem"},
    "dice": {"emoji": "🎲", "value": 3},
    "poll": _POLL,
    "story": {"chat": {"id": 99, "type": "private"}, "id": 1},
    "game": {"title": "g", "description": "d", "photo": []},
    "new_chat_members": [_SOMEBODY],
    "left_chat_member": _SOMEBODY,
    "new_chat_title": "title",
    "group_chat_created": True,
    "migrate_to_chat_id": GROUP - 1,
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 60},
    "write_access_allowed": {},
    "users_shared": {"request_id": 1, "users": [{"user_id": 99}]},
    "web_app_data": {"data": "{}", "button_text": "b"},
    "successful_payment": {
        "currency": "XTR",
        "total_amount": 1,
        "invoice_payload": "p",
        "telegram_payment_charge_id": "t",
        "provider_payment_charge_id": "p",
    },
    "paid_media": {"star_count": 1, "paid_media": []},
}

_COMMANDS = (
    "/start /help /log /history /undo /timezone /cancel /log@kneecheck_sandbox_bot /log@other_bot"
)
_TALK = (
    "/лог squats run walk 5 km 40 min 3 3/10 3.5 11 -1 three ouch yesterday 18:05 ended rpe 6 "
    "before 2 in ago 99999 h 0 Europe/Berlin new york <b> & 😀 \u202e膝 now"
)
_WORDS = st.sampled_from([*_COMMANDS.split(), *_TALK.split(), "\n"])
texts = st.lists(_WORDS, min_size=1, max_size=8).map(" ".join) | st.text(min_size=1, max_size=200)
data = (
    taps.map(write)
    | st.builds("s:{}:{}".format, st.integers(0, 9), st.integers(-1, 12))
    | st.builds("{}:{}".format, st.sampled_from("mr"), st.integers(0, 9))
    | st.text(max_size=64)
)


def _user(id_: int) -> JsonObject:
    return {"id": id_, "is_bot": False, "first_name": "Somebody", "language_code": "en"}


def _private(id_: int) -> JsonObject:
    return {"id": id_, "type": "private", "first_name": "Somebody"}


_ELSEWHERE = st.sampled_from(
    [
        {"id": GROUP, "type": "supergroup", "title": "Clinic"},
        {"id": -77, "type": "group", "title": "Clinic"},
        {"id": CHANNEL, "type": "channel", "title": "News"},
    ]
)
_people = st.sampled_from([ANA, BEN, STRANGER])


@st.composite
def _entities(draw: st.DrawFn, text: str) -> list[JsonObject]:
    """Commands where Telegram sees them, and sometimes entities that fit nothing."""
    entities = []
    if text.startswith("/") and draw(st.integers(0, 9)) > 0:
        length = len(text.split(maxsplit=1)[0]) if text.split() else 1
        entities.append({"type": "bot_command", "offset": 0, "length": length})
    if draw(st.integers(0, 3)) == 0:
        kind = draw(st.sampled_from(["bold", "url", "mention", "bot_command", "spoiler", "new"]))
        offset, length = draw(st.integers(0, 300)), draw(st.integers(0, 300))
        entities.append({"type": kind, "offset": offset, "length": length})
    return entities


@st.composite
def _message(draw: st.DrawFn, chat: JsonObject, sender: int | None) -> JsonObject:
    body: JsonObject = {"message_id": draw(st.integers(1, 30)), "date": DATE, "chat": chat}
    if sender is not None:
        body["from"] = _user(sender)
    kind = draw(st.sampled_from(["text"] * 12 + [None, *CONTENT]))
    if kind == "text":
        body["text"] = draw(texts)
        body["entities"] = draw(_entities(body["text"]))
    elif kind is not None:
        body[kind] = CONTENT[kind]
        if draw(st.booleans()):
            body["caption"] = draw(texts)
            body["caption_entities"] = draw(_entities(body["caption"]))
    if draw(st.integers(0, 9)) == 0:
        body["forward_origin"] = {"type": "user", "date": DATE, "sender_user": _SOMEBODY}
    if draw(st.integers(0, 5)) == 0:
        body["reply_to_message"] = {"message_id": draw(st.integers(1, 30)), "date": DATE} | {
            "chat": chat
        }
    if draw(st.integers(0, 9)) == 0:
        body["via_bot"] = {"id": 98, "is_bot": True, "first_name": "Gif", "username": "gif"}
    if draw(st.integers(0, 9)) == 0:
        body["sender_chat"] = {"id": CHANNEL, "type": "channel", "title": "News"}
    if draw(st.integers(0, 9)) == 0:
        body |= {"message_thread_id": 1, "is_topic_message": True}
    return body


@st.composite
def _tap(draw: st.DrawFn) -> JsonObject:
    person = draw(_people)
    body: JsonObject = {"id": "1", "from": _user(person), "chat_instance": "1"}
    chat = draw(st.just(_private(person)) | _ELSEWHERE)
    match draw(st.sampled_from(["shown", "shown", "shown", "gone", "inline", "nothing"])):
        case "shown":
            body["message"] = draw(_message(chat, None))
        case "gone":
            body["message"] = {"chat": chat, "message_id": draw(st.integers(1, 30)), "date": 0}
        case "inline":
            body["inline_message_id"] = "i"
    if draw(st.integers(0, 9)) == 0:
        body["game_short_name"] = "game"
    else:
        body["data"] = draw(data)
    return {"callback_query": body}


@st.composite
def _membership(draw: st.DrawFn) -> JsonObject:
    person = draw(_people)
    bot = {"id": 424242, "is_bot": True, "first_name": "Kneecheck"}
    standings = [
        {"status": "member", "user": bot},
        {"status": "left", "user": bot},
        {"status": "kicked", "user": bot, "until_date": 0},
    ]
    body = {
        "chat": draw(st.just(_private(person)) | _ELSEWHERE),
        "from": _user(person),
        "date": DATE,
        "old_chat_member": draw(st.sampled_from(standings)),
        "new_chat_member": draw(st.sampled_from(standings)),
    }
    return {"my_chat_member": body}


@st.composite
def _said(draw: st.DrawFn) -> JsonObject:
    person = draw(_people)
    if draw(st.integers(0, 3)) > 0:
        message = draw(_message(_private(person), person))
        kind = draw(st.sampled_from(["message"] * 6 + ["edited_message"]))
    else:
        message = draw(_message(draw(_ELSEWHERE), draw(st.none() | st.just(person))))
        kinds = ["message", "edited_message", "channel_post", "edited_channel_post"]
        kind = draw(st.sampled_from(kinds))
    if kind.startswith("edited"):
        message["edit_date"] = DATE + 1
    return {kind: message}


_OTHERS = st.sampled_from(
    [
        {"poll": _POLL},
        {"inline_query": {"id": "1", "from": _user(ANA), "query": "run", "offset": ""}},
        {"something_new": {"id": 1}},
        {},
    ]
)

updates: st.SearchStrategy[JsonObject] = st.builds(
    lambda number, body: {"update_id": number, **body},
    st.integers(1, 2**31),
    st.one_of(_said(), _said(), _tap(), _tap(), _membership(), _OTHERS),
)
