"""What Telegram itself writes into a group: who came and went, topics, the move to a supergroup."""

from bot.sandbox.values import Media, Message, User

_ICON = 7322096


def came(user: User) -> Media:
    return Media("new_chat_members", [user.wire()])


def went(user: User) -> Media:
    return Media("left_chat_member", user.wire())


def topic_opened(name: str) -> Media:
    return Media("forum_topic_created", {"name": name, "icon_color": _ICON})


TOPIC_CLOSED = Media("forum_topic_closed", {})
TOPIC_REOPENED = Media("forum_topic_reopened", {})


def moved_to(chat_id: int) -> Media:
    return Media("migrate_to_chat_id", chat_id)


def moved_from(chat_id: int) -> Media:
    return Media("migrate_from_chat_id", chat_id)


def in_words(message: Message) -> str:
    """As an app shows it; empty for what somebody wrote."""
    if message.media is None:
        return ""
    body, who = message.media.body, message.sender.first_name
    match message.media.kind:
        case "new_chat_members":
            added = body[0]["first_name"]
            return f"{who} joined" if body[0]["id"] == message.sender.id else f"{who} added {added}"
        case "left_chat_member":
            is_own_wish = body["id"] == message.sender.id
            return f"{who} left" if is_own_wish else f"{who} removed {body['first_name']}"
        case "forum_topic_created":
            return f"{who} opened the topic {body['name']}"
        case "forum_topic_closed":
            return f"{who} closed the topic"
        case "forum_topic_reopened":
            return f"{who} opened the topic again"
        case "migrate_to_chat_id" | "migrate_from_chat_id":
            return "The group is now a supergroup"
    return ""
