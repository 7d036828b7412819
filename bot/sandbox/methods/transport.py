"""How updates travel. What needs to wait, getUpdates and setWebhook, is in `bot.sandbox.world`."""

from bot.sandbox.params import Params
from bot.sandbox.state import State
from bot.sandbox.values import JsonObject


def get_webhook_info(state: State, params: Params) -> JsonObject:
    info: JsonObject = {"pending_update_count": state.updates.pending}
    if state.updates.allowed:
        info["allowed_updates"] = sorted(state.updates.allowed)
    return info


def close_or_log_out(state: State, params: Params) -> bool:
    return True


METHODS = {
    "getWebhookInfo": get_webhook_info,
    "close": close_or_log_out,
    "logOut": close_or_log_out,
}
