"""The links in a message, with the words that a reader knows each by."""

from collections.abc import Iterator

from bot.sandbox.values import Message


def links_in(message: Message) -> Iterator[tuple[str, str]]:
    """Buttons first, each by its label; then those in the text, by all of the text."""
    for button in message.buttons:
        if button.url:
            yield button.url, button.text
    encoded = message.text.encode("utf-16-le")
    for entity in message.entities:
        if entity.type in ("url", "text_link"):
            written = encoded[2 * entity.offset : 2 * entity.end].decode("utf-16-le")
            yield entity.url or written, message.text
