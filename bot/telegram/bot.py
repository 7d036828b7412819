"""python-telegram-bot's bot, which also tells when Telegram does not know its token any more."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from telegram import Update
from telegram.error import BadRequest, InvalidToken
from telegram.ext import ExtBot
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.metrics import Timer
from bot.telegram.limiter import Urgency
from bot.telegram.polled import Polled
from bot.telegram.riding import rides
from bot.telegram.updates import read_update

log = logging.getLogger(__name__)


class Bot(ExtBot[Urgency]):
    """Polling ends for good when the token is refused, and nothing else would notice."""

    __slots__ = ("_allow_paid_broadcast", "_answered", "_polled", "_token_refused")

    def __init__(self, *args: Any, allow_paid_broadcast: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._allow_paid_broadcast = allow_paid_broadcast or None
        self._token_refused = asyncio.Event()
        self._answered: Timer | None = None
        self._polled = Polled()

    @property
    def polled(self) -> Polled:
        """To be told what is handled."""
        return self._polled

    @property
    def token_refused(self) -> asyncio.Event:
        """Set once a poll was answered with: unknown token."""
        return self._token_refused

    @property
    def seconds_since_answer(self) -> float:
        """How long ago Telegram last answered anything; for ever if it never did."""
        return self._answered.seconds if self._answered else float("inf")

    async def _do_post(self, *args: Any, **kwargs: Any) -> Any:
        """As in python-telegram-bot: every call of its own methods comes through here."""
        answer = await super()._do_post(*args, **kwargs)
        self._answered = Timer()
        return answer

    async def call(self, method: str, urgency: Urgency, **parameters: Any) -> Any:
        """Call a method of the Bot API with plain JSON; returns its result likewise. Raises
        TelegramError.

        python-telegram-bot's own methods make objects of every button on the way out and of the
        whole message on the way back, which took as long as everything else about a tap. What is
        scheduled may cost something, if the operator says so; Telegram charges for what is beyond
        30 messages a second.
        """
        if method == "sendMessage" and urgency is Urgency.SCHEDULED:
            parameters["allow_paid_broadcast"] = self._allow_paid_broadcast
        given = {name: value for name, value in parameters.items() if value is not None}
        assert self.rate_limiter is not None
        return await self.rate_limiter.process_request(
            self._make, (method, given), {}, method, given, urgency
        )

    async def _make(self, method: str, given: dict[str, Any]) -> Any:
        data = RequestData([RequestParameter(name, given[name], None) for name in given])
        answer: Any = await self.request.post(f"{self.base_url}/{method}", data)
        self._answered = Timer()
        return answer

    async def answer_callback_query(
        self,
        callback_query_id: str,
        text: str | None = None,
        show_alert: bool | None = None,
        url: str | None = None,
        *_args: Any,
        **_kwargs: Any,
    ) -> bool:
        """As in python-telegram-bot, but it saves the call where the tap's own request waits; its
        time limits and caching are always the usual ones."""
        if rides(
            "answerCallbackQuery",
            callback_query_id=callback_query_id,
            text=text,
            show_alert=show_alert or None,
            url=url,
        ):
            return True
        answered: bool = await self.call(
            "answerCallbackQuery",
            Urgency.REPLY,
            callback_query_id=callback_query_id,
            text=text,
            show_alert=show_alert or None,
            url=url,
        )
        return answered

    async def delete_webhook(self, *args: Any, **kwargs: Any) -> bool:
        """As in python-telegram-bot, which does so before it polls. A server that refuses has no
        webhooks; if it has one all the same, polling will say so."""
        try:
            return await super().delete_webhook(*args, **kwargs)
        except (BadRequest, InvalidToken) as error:
            log.warning("webhook.not_deleted error=%s", type(error).__name__)
            return True

    async def confirm_handled(self, asked: int | None = None) -> None:
        """Called when polling has ended: what was handled since is not to come again. Raises
        TelegramError."""
        if (offset := self._polled.last_offset(asked)) is not None:
            await self._post("getUpdates", {"offset": offset, "limit": 1})

    async def get_updates(  # type: ignore[override]  # polling needs no more of its parameters
        self,
        offset: int | None = None,
        *,
        timeout: timedelta,  # noqa: ASYNC109 - the Bot API's own parameter
        allowed_updates: Sequence[str] | None = None,
    ) -> tuple[Update, ...]:
        """As in python-telegram-bot, but nothing is confirmed before it is handled, and nothing
        that is still in hand is given once more."""
        if not timeout:
            # It does so once in the end, to confirm; nobody takes what comes of it.
            await self.confirm_handled(offset)
            return ()
        asked = {
            "offset": await self._polled.offset(offset),
            "timeout": timeout,
            "allowed_updates": allowed_updates,
        }
        request = self._request[0]
        patience = (request.read_timeout or 0) + timeout.total_seconds()
        try:
            sent = await self._post("getUpdates", asked, read_timeout=patience)
        except InvalidToken:
            self._token_refused.set()
            raise
        return tuple(self._read(self._polled.take(sent)))

    def _read(self, sent: list[dict[str, Any]]) -> Iterator[Update]:
        for each in sent:
            try:
                yield read_update(each, self)
            except Exception as error:  # noqa: BLE001
                # Of a kind that is newer than the library, say: it must not stop all the others.
                log.error("update.not_read error=%s", type(error).__name__)
                self._polled.handled(each["update_id"])
