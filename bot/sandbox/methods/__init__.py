"""The Bot API's methods: each takes the state and the parameters and returns the result."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from bot.sandbox.methods import (
    about_bot,
    about_chats,
    editing,
    editing_ephemeral,
    inline,
    sending,
    taps,
    transport,
)
from bot.sandbox.params import Params
from bot.sandbox.state import State

Method: TypeAlias = Callable[[State, Params], Any]

_MODULES = (
    about_bot,
    about_chats,
    editing,
    editing_ephemeral,
    inline,
    sending,
    taps,
    transport,
)
# Telegram does not care about the case of a method's name.
METHODS: Mapping[str, Method] = {
    name.lower(): method for module in _MODULES for name, method in module.METHODS.items()
}
# Methods that count against the flood limits.
LIMITED = frozenset({*sending.MESSAGES, *editing.EDITS, *editing_ephemeral.EDITS})
