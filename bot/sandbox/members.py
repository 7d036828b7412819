"""How somebody stands in a chat, as the Bot API writes it."""

from bot.sandbox.values import JsonObject, User


def member(user: User) -> JsonObject:
    return {"status": "member", "user": user.wire()}


def kicked(user: User) -> JsonObject:
    return {"status": "kicked", "user": user.wire(), "until_date": 0}
