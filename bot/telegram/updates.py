"""Makes an update as Telegram sends it into an object."""

from typing import Any

from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User


def read_update(sent: dict[str, Any], bot: Bot) -> Update:
    """As `Update.de_json`: raises KeyError, TypeError or AttributeError for what is no update.

    A tap comes with the whole message that its button is under. In a private chat only its place is
    read here, and objects of all the rest are a tenth of the work that a tap is; so it is told as
    one that can not be seen any more, which Telegram does itself with old ones.
    """
    tap = sent.get("callback_query")
    if not isinstance(tap, dict) or not (message := tap.get("message")) or "data" not in tap:
        return Update.de_json(sent, bot)
    if message["chat"]["type"] != Chat.PRIVATE:
        return Update.de_json(sent, bot)
    query = CallbackQuery(
        tap["id"],
        User.de_json(tap["from"], bot),
        tap["chat_instance"],
        InaccessibleMessage(Chat.de_json(message["chat"], bot), message["message_id"]),
        tap["data"],
    )
    query.set_bot(bot)
    return Update(sent["update_id"], callback_query=query)
