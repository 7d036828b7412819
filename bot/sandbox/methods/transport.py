"""How updates travel: the sandbox delivers them by getUpdates alone."""

from bot.sandbox.errors import bad_request
from bot.sandbox.params import Params
from bot.sandbox.state import State
from bot.sandbox.values import JsonObject


def set_webhook(state: State, params: Params) -> bool:
    if params.text("url"):
        raise bad_request("bad webhook: the sandbox delivers updates by getUpdates only")
    return delete_webhook(state, params)


def delete_webhook(state: State, params: Params) -> bool:
    if params.flag("drop_pending_updates"):
        state.updates.discard_all()
    return True


def get_webhook_info(state: State, params: Params) -> JsonObject:
    info: JsonObject = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": state.updates.pending,
    }
    if state.updates.allowed:
        info["allowed_updates"] = sorted(state.updates.allowed)
    return info


def close_or_log_out(state: State, params: Params) -> bool:
    return True


METHODS = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "close": close_or_log_out,
    "logOut": close_or_log_out,
}
