"""Failures that a demo or a test asks the sandbox for."""

from dataclasses import dataclass
from enum import StrEnum

from bot.sandbox.bell import Bell
from bot.sandbox.errors import (
    ApiError,
    ConnectionCutError,
    GatewayPageError,
    NetworkDownError,
    NeverAnsweredError,
    too_many_requests,
)
from bot.sandbox.updates import UpdateQueue

EVERY_METHOD = "*"


class FaultKind(StrEnum):
    """What goes wrong with one request."""

    SERVER_ERROR = "server_error"
    BAD_GATEWAY = "bad_gateway"
    TOO_MANY_REQUESTS = "too_many_requests"
    FORBIDDEN = "forbidden"
    BAD_REQUEST = "bad_request"
    TIME_OUT = "time_out"
    CUT_BEFORE = "cut_before"
    CUT_AFTER = "cut_after"


@dataclass(slots=True)
class _Armed:
    kind: FaultKind
    method: str
    chat: int | None
    times: int
    retry_after: int

    def matches(self, method: str, chat: int | None) -> bool:
        # Polling is left alone unless it is named: a fault is meant for what the bot does.
        named = self.method.lower()
        wanted = named == method.lower() or (
            named == EVERY_METHOD and method.lower() != "getupdates"
        )
        return wanted and self.chat in (None, chat)


class Faults:
    """Each fault hits the next requests that match it, the earliest fault first."""

    def __init__(self, updates: UpdateQueue) -> None:
        self._updates = updates
        self._armed: list[_Armed] = []
        self._down = False
        self._bell = Bell()

    def add(
        self,
        kind: FaultKind,
        *,
        method: str = EVERY_METHOD,
        times: int = 1,
        retry_after: int = 5,
        chat: int | None = None,
    ) -> None:
        """Let the next `times` requests of `method` (to `chat`, if given) fail.

        `*` means every method but getUpdates. `retry_after` (seconds) belongs to
        TOO_MANY_REQUESTS. CUT_AFTER carries the request out and then loses the answer.
        """
        self._armed.append(_Armed(FaultKind(kind), method, chat, times, retry_after))

    def clear(self) -> None:
        """Forget faults that have not struck, lift the network, let held updates go."""
        self._armed.clear()
        self.lift_network()
        self._updates.release()

    def drop_network(self) -> None:
        """Nothing reaches Telegram, polls included, until `lift_network`."""
        self._down = True
        self._updates.break_poll(NetworkDownError())

    def lift_network(self) -> None:
        self._down = False
        self._bell.ring()

    async def network_lifted(self) -> None:
        await self._bell.until(lambda: not self._down)

    def hold_updates(self) -> None:
        """What people do from now on reaches the bot only after `release_updates`."""
        self._updates.hold()

    def release_updates(self) -> None:
        self._updates.release()

    def repeat_updates(self, times: int = 1) -> None:
        """Deliver each of the next `times` updates a second time, under the same id."""
        self._updates.repeat_next(times)

    def strike(self, method: str, chat: int | None) -> bool:
        """Raise the fault that hits this request; True if its answer gets lost afterwards."""
        if self._down:
            raise NetworkDownError
        for fault in self._armed:
            if fault.matches(method, chat):
                fault.times -= 1
                if fault.times <= 0:
                    self._armed.remove(fault)
                return self._raise(fault, chat)
        return False

    def _raise(self, fault: _Armed, chat: int | None) -> bool:
        match fault.kind:
            case FaultKind.CUT_AFTER:
                return True
            case FaultKind.SERVER_ERROR:
                raise ApiError(500, "Internal Server Error")
            case FaultKind.BAD_GATEWAY:
                raise GatewayPageError
            case FaultKind.TOO_MANY_REQUESTS:
                raise too_many_requests(fault.retry_after)
            case FaultKind.FORBIDDEN:
                if chat and chat < 0:
                    raise ApiError(403, "Forbidden: bot was kicked from the supergroup chat")
                raise ApiError(403, "Forbidden: bot was blocked by the user")
            case FaultKind.BAD_REQUEST:
                raise ApiError(400, "Bad Request: chat not found")
            case FaultKind.TIME_OUT:
                raise NeverAnsweredError
            case FaultKind.CUT_BEFORE:
                raise ConnectionCutError
