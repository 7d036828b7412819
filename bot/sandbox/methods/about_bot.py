"""The bot's own account: who it is, its commands and descriptions."""

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.params import Params
from bot.sandbox.profile import parse_commands, scope_key
from bot.sandbox.state import State
from bot.sandbox.values import JsonObject

DESCRIPTION_LIMIT = 512
SHORT_DESCRIPTION_LIMIT = 120
_DEFAULT_MENU_BUTTON = {"type": "commands"}


def get_me(state: State, params: Params) -> JsonObject:
    return {
        **state.bot.wire(),
        "can_join_groups": True,
        "can_read_all_group_messages": not state.privacy_mode,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(state: State, params: Params) -> bool:
    state.profile.commands[scope_key(params)] = parse_commands(params.objects("commands"))
    state.changed.ring()
    return True


def get_my_commands(state: State, params: Params) -> list[JsonObject]:
    return [command.wire() for command in state.profile.commands.get(scope_key(params), ())]


def delete_my_commands(state: State, params: Params) -> bool:
    state.profile.commands.pop(scope_key(params), None)
    state.changed.ring()
    return True


def set_my_description(state: State, params: Params) -> bool:
    return _describe(state.profile.descriptions, params, "description", DESCRIPTION_LIMIT)


def get_my_description(state: State, params: Params) -> JsonObject:
    return {"description": state.profile.descriptions.get(params.text("language_code"), "")}


def set_my_short_description(state: State, params: Params) -> bool:
    texts = state.profile.short_descriptions
    return _describe(texts, params, "short_description", SHORT_DESCRIPTION_LIMIT)


def get_my_short_description(state: State, params: Params) -> JsonObject:
    texts = state.profile.short_descriptions
    return {"short_description": texts.get(params.text("language_code"), "")}


def set_chat_menu_button(state: State, params: Params) -> bool:
    button = params.object("menu_button") or {"type": "default"}
    state.profile.menu_buttons[params.integer("chat_id")] = button
    return True


def get_chat_menu_button(state: State, params: Params) -> Any:
    return state.profile.menu_buttons.get(params.integer("chat_id"), _DEFAULT_MENU_BUTTON)


def _describe(texts: dict[str, str], params: Params, name: str, limit: int) -> bool:
    text = params.text(name)
    if len(text) > limit:
        raise bad_request("USER_BOT_ABOUT_TOO_LONG")
    texts[params.text("language_code")] = text
    return True


METHODS = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
