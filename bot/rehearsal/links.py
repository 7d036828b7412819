"""The links in a message, with the words that a reader knows each by, and what one tap copies."""

from collections.abc import Iterator

from bot.sandbox.values import Message


def links_in(message: Message) -> Iterator[tuple[str, str]]:
    """Buttons first, each by its label; then those in the text, by all of the text."""
    for button in message.buttons:
        if button.url:
            yield button.url, button.text
    for url, written in _marked(message, "url", "text_link"):
        yield url or written, message.text


def copied_from(message: Message) -> Iterator[str]:
    """Telegram copies what is in typewriter letters when it is tapped."""
    for _, written in _marked(message, "code", "pre"):
        yield written


def _marked(message: Message, *types: str) -> Iterator[tuple[str | None, str]]:
    encoded = message.text.encode("utf-16-le")
    for entity in message.entities:
        if entity.type in types:
            yield entity.url, encoded[2 * entity.offset : 2 * entity.end].decode("utf-16-le")
