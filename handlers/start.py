"""/start: hello, or what the link that was opened says behind it."""

from collections.abc import Awaitable, Callable

from bot.views import talk as views
from handlers import consent, group_answers
from handlers.turn import Turn


async def start(turn: Turn) -> None:
    """Somebody new, somebody back, or somebody with a link of a clinic's."""
    for prefix, follow in _LINKS.items():
        if turn.arguments.startswith(prefix):
            await follow(turn, turn.arguments.removeprefix(prefix))
            return
    await turn.show(views.START)


async def _session(turn: Turn, post_id: str) -> None:
    if post_id.isascii() and post_id.isdigit() and len(post_id) <= 18:
        await group_answers.asked_in_private(turn, int(post_id))
    else:
        await turn.show(views.START)


_LINKS: dict[str, Callable[[Turn, str], Awaitable[None]]] = {
    "join_": consent.joined,
    "s_": _session,
}
