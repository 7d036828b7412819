"""Telegram's three limits on messages, kept in one place; people are served before the schedule."""

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from telegram.error import RetryAfter, TelegramError, TimedOut
from telegram.ext import BaseRateLimiter

from bot.metrics import Timer, meter
from bot.telegram.failures import MustWait, result_of, seconds_of

log = logging.getLogger(__name__)

ChatId: TypeAlias = int | str
Answer: TypeAlias = bool | dict[str, Any] | list[dict[str, Any]]

_RETRIES = 2
_SOON = 0.1  # s: a job held back by a call that is about to be made
_SHORT = 0.02  # s: less is no waiting, but work
_LATER = 1.0  # s: while it is not known what this replica may use
_NO_LIMIT = float("inf")


class Urgency(Enum):
    """Passed as `rate_limit_args` of a Bot API call; a call without one is a reply."""

    REPLY = "a person waits for it: it waits its turn"
    SCHEDULED = "a job: raises MustWait instead of waiting"
    ASIDE = "only one member of a group sees it, and there is another way: raises MustWait"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `messages` in any `seconds`; of these the last `for_replies` only for replies, and
    the last `for_all` not for what only one member of a group sees."""

    messages: int
    seconds: float
    for_replies: int = 0
    for_all: int = 0

    def usable(self, urgency: Urgency) -> int:
        """How many of them there are for this kind of call."""
        if urgency is Urgency.REPLY:
            return self.messages
        aside = self.for_all if urgency is Urgency.ASIDE else 0
        return self.messages - self.for_replies - aside

    def among(self, replicas: int) -> "Limit":
        """What each of so many replicas may use, so that all together keep the limit."""
        if self.messages < replicas:
            return Limit(1, self.seconds * replicas / self.messages)
        return Limit(self.messages // replicas, self.seconds, self.for_replies // replicas)


Ledger: TypeAlias = Callable[[int, Sequence[tuple[int, float]]], Awaitable[float]]
"""Lets a message into a chat, of at most so many in any so many seconds, over all replicas: 0, or
the seconds to wait before asking again."""


# Telegram's FAQ ("My bot is hitting limits"): about 30 messages a second over all chats, 20 a
# minute to a group, and no more than one a second to a chat, though "short bursts" pass. The last
# is kept as three in three seconds: a reply and the question after it belong together.
OVERALL = Limit(messages=30, seconds=1.0, for_replies=5)
CHAT = Limit(messages=3, seconds=3.0)
# Whether what only one member sees counts for a group is published nowhere. It is counted, and
# leaves room for what is for all.
GROUP = Limit(messages=20, seconds=60.0, for_all=8)
# "allow_paid_broadcast" of the Bot API's sendMessage.
PAID = Limit(messages=1000, seconds=1.0, for_replies=50)


class _Gate:
    """What passed lately to one chat, or to all, and the pause that Telegram asked for."""

    __slots__ = ("_lifted", "_passed", "_paused_until", "_turn", "valid_until", "waiting")

    def __init__(self, *limits: Limit | None) -> None:
        self._passed = [(limit, deque[float](maxlen=limit.messages)) for limit in limits if limit]
        self._paused_until = -_NO_LIMIT
        self.valid_until = _NO_LIMIT
        self._turn = asyncio.Lock()  # serves in order of arrival; only the first sleeps
        self._lifted = asyncio.Event()
        self.waiting = 0

    @asynccontextmanager
    async def turn(self, longest_pause: float) -> AsyncIterator[None]:
        """Wait until it is the caller's turn and a reply may pass, and hold up those behind."""
        self.waiting += 1
        try:
            async with self._turn:
                while (wait := self.wait(now := _now(), Urgency.REPLY)) > 0:
                    paused = max(self._paused_until - now, now - self.valid_until)
                    if paused > longest_pause:
                        raise MustWait(wait)
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._lifted.wait(), wait)
                yield
        finally:
            self.waiting -= 1

    @property
    def is_free(self) -> bool:
        """Whether a reply may pass at once, before nobody."""
        return not self.waiting and self.wait(_now(), Urgency.REPLY) <= 0

    @property
    def limits(self) -> list[tuple[int, float]]:
        return [(limit.messages, limit.seconds) for limit, _ in self._passed]

    def change(self, limit: Limit) -> None:
        """This one limit from now on; what passed of late counts."""
        recent = self._passed[0][1] if self._passed else ()
        self._passed = [(limit, deque(recent, maxlen=limit.messages))]

    def pause(self, until: float) -> None:
        self._paused_until = max(self._paused_until, until)

    def lift(self) -> None:
        """Forget the limits, and let whoever sleeps look again; a pause of Telegram's stays."""
        self._passed = []
        self._lifted.set()
        self._lifted.clear()  # it woke the sleeper, and must not keep later ones awake

    def wait(self, now: float, urgency: Urgency) -> float:
        """Seconds until the next message may pass; 0 or less for at once."""
        if now > self.valid_until:
            return _LATER
        free_at = self._paused_until
        for limit, passed in self._passed:
            usable = limit.usable(urgency)
            if len(passed) >= usable:
                free_at = max(free_at, passed[-usable] + limit.seconds)
        return free_at - now

    def let_pass(self, now: float) -> None:
        for _, passed in self._passed:
            passed.append(now)

    def is_idle(self, now: float) -> bool:
        """Whether forgetting this gate changes nothing."""
        recent = any(passed and passed[-1] + limit.seconds > now for limit, passed in self._passed)
        return not (recent or self.waiting or self._paused_until > now)


class RateLimiter(BaseRateLimiter[Urgency]):
    """Keeps the limits; `None` turns one off. Times are the event loop's.

    Replies wait: first come, first served in a chat, and over all chats. Any other call that
    would have to wait raises `MustWait`; when the limit over all chats is to blame, the seconds
    grow with each one refused, so that a crowd of jobs comes back spread out and not at once.

    Telegram's `RetryAfter` holds up the chat it was about, or everything if it was about none. A
    reply is tried again after the pause, twice at most, unless some pause is longer than
    `longest_pause`: then it raises, `RetryAfter` if it was tried or `MustWait` if it was not.
    """

    def __init__(
        self,
        *,
        overall: Limit | None = OVERALL,
        chat: Limit | None = CHAT,
        group: Limit | None = GROUP,
        longest_pause: float = 30.0,
    ) -> None:
        self._whole = overall
        self._overall = _Gate(overall)
        self.ledger: Ledger | None = None
        self._chat_limit = chat
        self._group_limit = group
        self._longest_pause = longest_pause
        self._gates: OrderedDict[ChatId, _Gate] = OrderedDict()
        self._spacing = _spacing(overall)
        self._next_return = -_NO_LIMIT
        self._end: float | None = None
        self._on_their_way: set[asyncio.Timeout] = set()

    def share(self, replicas: int, seconds: float) -> None:
        """Use a part of the limit over all chats that leaves the same to each other replica; good
        for so many seconds. After that nothing is sent until it is renewed: the others may have
        taken this replica for dead, and its part."""
        if self._whole is not None:
            part = self._whole.among(replicas)
            self._overall.change(part)
            self._spacing = _spacing(part)
            self._overall.valid_until = _now() + seconds

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Urgency | None,
    ) -> Answer:
        """Make the call in its turn; see the class for what is raised, and `hurry`."""
        if self._end is not None and _now() >= self._end:
            raise TimedOut("The bot is stopping; the request was not sent")
        try:
            async with asyncio.timeout_at(self._end) as patience:
                self._on_their_way.add(patience)
                try:
                    return await self._in_turn(
                        callback, args, kwargs, endpoint, data, rate_limit_args
                    )
                finally:
                    self._on_their_way.discard(patience)
        except TimeoutError:
            raise TimedOut("The bot is stopping") from None

    def hurry(self, seconds: float) -> None:
        """The bot is about to stop: chats are not paced any more, and after so many seconds no call
        is made and none is waited for: TimedOut."""
        self._end = _now() + seconds
        self._chat_limit = self._group_limit = None
        for gate in self._gates.values():
            gate.lift()
        for patience in self._on_their_way:
            patience.reschedule(self._end)

    async def _in_turn(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Urgency | None,
    ) -> Answer:
        urgency = rate_limit_args or Urgency.REPLY
        chat_id = _chat_id(data)
        limited = chat_id is not None and _is_message(endpoint)
        for retries_left in reversed(range(_RETRIES + 1)):
            if limited and chat_id is not None:
                await self._admit(chat_id, urgency)
            try:
                return await _timed(endpoint, callback(*args, **kwargs))
            except RetryAfter as error:
                pause = seconds_of(error)
                gate = self._overall if chat_id is None else self._gate(chat_id)
                gate.pause(_now() + pause)
                too_long = pause > self._longest_pause
                if urgency is not Urgency.REPLY or too_long or not retries_left:
                    raise
            if not limited:
                await asyncio.sleep(pause)
        raise AssertionError("the last try returns or raises")

    @property
    def messages_per_second(self) -> float:
        """What may be sent to all chats together at most; none at all without a valid share."""
        if _now() > self._overall.valid_until:
            return 0
        return min((count / seconds for count, seconds in self._overall.limits), default=_NO_LIMIT)

    @property
    def chats_remembered(self) -> int:
        """How many chats the limiter keeps in memory: those written to of late, or waiting."""
        return len(self._gates)

    async def _admit(self, chat_id: ChatId, urgency: Urgency) -> None:
        timer = Timer()
        try:
            await self._wait_for_place(chat_id, urgency)
        except MustWait as held_back:
            meter().held_back(urgency.name.lower(), held_back.seconds)
            raise
        if timer.seconds > _SHORT:
            meter().held_back(urgency.name.lower(), timer.seconds)

    async def _wait_for_place(self, chat_id: ChatId, urgency: Urgency) -> None:
        gate = self._gate(chat_id)
        if urgency is not Urgency.REPLY:
            self._refuse_if_busy(gate, urgency)
            if self.ledger is not None:
                if (wait := await self._ask_ledger(chat_id, gate)) > 0:
                    raise MustWait(wait)
                self._refuse_if_busy(gate, urgency)
            self._let_pass(gate)
            return
        if self.ledger is None and gate.is_free and self._overall.is_free:
            self._let_pass(gate)  # as nearly always: nobody to queue behind
            return
        async with gate.turn(self._longest_pause):
            while (wait := await self._ask_ledger(chat_id, gate)) > 0:  # noqa: ASYNC110 (paces)
                await asyncio.sleep(wait)
            async with self._overall.turn(self._longest_pause):
                self._let_pass(gate)

    async def _ask_ledger(self, chat_id: ChatId, gate: _Gate) -> float:
        if self.ledger is None or not isinstance(chat_id, int) or not gate.limits:
            return 0
        return await self.ledger(chat_id, gate.limits)

    def _let_pass(self, gate: _Gate) -> None:
        now = _now()
        gate.let_pass(now)
        self._overall.let_pass(now)

    def _refuse_if_busy(self, gate: _Gate, urgency: Urgency) -> None:
        now = _now()
        wait = gate.wait(now, urgency)
        if wait > 0 or gate.waiting:
            raise MustWait(max(wait, _SOON))
        wait = self._overall.wait(now, urgency)
        if wait > 0 or self._overall.waiting:
            self._next_return = max(self._next_return, now + wait) + self._spacing
            raise MustWait(self._next_return - now)

    def _gate(self, chat_id: ChatId) -> _Gate:
        gate = self._gates.get(chat_id)
        if not gate:
            is_group = isinstance(chat_id, str) or chat_id < 0
            gate = _Gate(self._chat_limit, self._group_limit if is_group else None)
            self._gates[chat_id] = gate
        self._gates.move_to_end(chat_id)
        self._forget_idle_chats(but=chat_id)
        return gate

    def _forget_idle_chats(self, but: ChatId) -> None:
        # Two a call, least recently used first: cheap, and faster than chats are added.
        now = _now()
        for _ in range(2):
            chat_id, gate = next(iter(self._gates.items()))
            if chat_id != but and gate.is_idle(now):
                del self._gates[chat_id]
            else:
                self._gates.move_to_end(chat_id)


async def _timed(endpoint: str, call: Awaitable[Answer]) -> Answer:
    """The call, with a line in the log that says how it went, and nothing of what it said."""
    timer, result = Timer(), "ok"
    try:
        return await call
    except TelegramError as error:
        result = result_of(error)
        raise
    finally:
        level = logging.INFO if _is_message(endpoint) else logging.DEBUG
        log.log(level, "telegram.called method=%s result=%s", endpoint, result)
        meter().called(endpoint, result, timer.seconds)


def _spacing(limit: Limit | None) -> float:
    return limit.seconds / (limit.messages - limit.for_replies) if limit else 0


def _now() -> float:
    return asyncio.get_running_loop().time()


def _chat_id(data: dict[str, Any]) -> ChatId | None:
    chat_id = data.get("chat_id")
    if isinstance(chat_id, str) and chat_id.removeprefix("-").isdecimal():
        return int(chat_id)
    return chat_id


def _is_message(endpoint: str) -> bool:
    # Telegram counts edits as well, though it does not say so; typing indicators it does not.
    return endpoint.startswith(("send", "edit", "copy", "forward")) and endpoint != "sendChatAction"
