"""What Telegram takes: well-formed HTML, 4096 characters, buttons of 64 bytes."""

from bot.sandbox.entities import utf16_length
from bot.sandbox.html_text import parse_html
from bot.views import taps
from bot.views.message import Message

TEXT_LIMIT, DATA_LIMIT, BUTTON_LIMIT, ROW_LIMIT = 4096, 64, 100, 8


def plain(message: Message) -> str:
    """What people read, once Telegram would take the message; ApiError for HTML it refuses."""
    text, _entities = parse_html(message.text)
    assert text.strip()
    assert utf16_length(text) <= TEXT_LIMIT
    buttons = [button for row in message.buttons for button in row]
    assert len(buttons) <= BUTTON_LIMIT
    for row in message.buttons:
        assert 0 < len(row) <= ROW_LIMIT
    for label, data in buttons:
        assert label.strip()
        assert len(data.encode()) <= DATA_LIMIT
        assert taps.read(data) is not None
    return text
