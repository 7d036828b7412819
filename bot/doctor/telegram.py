"""What `kneecheck doctor` asks the Bot API server."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import aiohttp

from bot.clock import Clock
from bot.config import PREFIX, Settings
from bot.doctor.finding import Finding
from bot.logs import printable

SKEW = timedelta(seconds=10)
"""The clocks of this machine and of the Bot API server may differ by this much."""
_PATIENCE = aiohttp.ClientTimeout(total=10)
_UNREACHABLE = (aiohttp.ClientError, TimeoutError, OSError)


async def examine_telegram(settings: Settings, clock: Clock) -> AsyncIterator[Finding]:
    """The token, the Bot API server, where updates go, and the clock beside the server's."""
    if settings.token is None:
        yield Finding("Token", "not set", f"Set {PREFIX}TOKEN to what @BotFather gave you.")
        root, method = settings.api_url, ""
    else:
        yield Finding("Token", "set")
        root, method = f"{settings.api_url}/bot{settings.token.get_secret_value()}", "/getMe"
    server = f"Bot API server {settings.api_url}"
    async with aiohttp.ClientSession(timeout=_PATIENCE, trust_env=True) as session:
        try:
            status, body, date = await _ask(session, root + method)
        except _UNREACHABLE as error:
            # The error's own text may hold the address, and with it the token.
            remedy = f"Check the network, the proxy and {PREFIX}API_URL."
            yield Finding(server, f"can not be reached ({type(error).__name__})", remedy)
            yield Finding("Clock", "can not be compared while the server is not reached")
            return
        if settings.token is None:
            yield Finding(server, "can be reached")
        else:
            known = _know_token(server, status, body)
            yield known
            if known.fine:
                yield await _examine_updates(session, root, settings)
        yield _compare_clocks(date, clock.now())


async def _ask(session: aiohttp.ClientSession, address: str) -> tuple[int, bytes, str]:
    """Status, body and time of the answer."""
    async with session.get(address) as response:
        return response.status, await response.read(), response.headers.get("Date", "")


async def _examine_updates(
    session: aiohttp.ClientSession, root: str, settings: Settings
) -> Finding:
    """Whether they go where the settings say, and arrive there."""
    try:
        _, body, _ = await _ask(session, f"{root}/getWebhookInfo")
        info = json.loads(body)["result"]
        url, waiting = str(info["url"]), int(info["pending_update_count"])
        trouble = str(info.get("last_error_message", ""))
    except (*_UNREACHABLE, ValueError, KeyError, TypeError) as error:
        return Finding("Updates", f"could not be asked about ({type(error).__name__})")
    if url and url != settings.webhook_url:
        # Its path may be somebody's secret.
        state = f"go to a webhook at {urlsplit(url).netloc}, {waiting} of them wait"
        remedy = (
            "`kneecheck run` and `kneecheck serve` take them over when they start; "
            f"if it is yours, set {PREFIX}WEBHOOK_URL to it."
        )
        return Finding("Updates", state, remedy)
    if trouble and waiting:
        state = f"do not arrive at the webhook ({printable(trouble)}), {waiting} of them wait"
        return Finding("Updates", state, "Check the proxy, its certificate and its name.")
    way = "go to the webhook" if url else "are fetched by polling"
    return Finding("Updates", f"{way}, {waiting} of them wait")


def _know_token(server: str, status: int, body: bytes) -> Finding:
    try:
        answer = json.loads(body)
        if answer["ok"]:
            return Finding(server, f"knows the token: @{answer['result']['username']}")
    except (ValueError, KeyError, TypeError):
        remedy = f"Check {PREFIX}API_URL: something else answers there."
        return Finding(server, f"does not speak the Bot API (status {status})", remedy)
    if status in (401, 404):
        remedy = "Ask @BotFather for the token; it may have been revoked."
        return Finding(server, "does not know the token", remedy)
    return Finding(server, f"answers with an error (status {status})", "Try again in a while.")


def _compare_clocks(date: str, now: datetime) -> Finding:
    try:
        skew = now - parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return Finding("Clock", "can not be compared: the server does not tell the time")
    seconds = round(abs(skew).total_seconds())
    if abs(skew) <= SKEW:
        return Finding("Clock", f"agrees with the server's within {seconds} s")
    way = "ahead of" if skew > timedelta(0) else "behind"
    remedy = "Have the machine set its clock by NTP: check-ins come by this clock."
    return Finding("Clock", f"is {seconds} s {way} the server's", remedy)
