"""Hello, help, and answers to what is no workout and no score."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.services.athletes import set_time_zone
from bot.services.prompts import forget_prompt
from bot.views import talk as views
from handlers.turn import Turn


async def start(turn: Turn) -> None:
    """Somebody new, or somebody back."""
    await turn.show(views.START)


async def help_(turn: Turn) -> None:
    await turn.show(views.HELP)


async def cancel(turn: Turn) -> None:
    """Whatever was being put together is dropped."""
    athlete = await turn.athlete()
    dropped = await turn.run(forget_prompt, athlete.id)
    await turn.show(views.CANCELLED if dropped else views.NOTHING_TO_CANCEL)


async def time_zone(turn: Turn) -> None:
    """Shows the time zone, or sets it."""
    athlete = await turn.athlete()
    wanted = turn.arguments.replace(" ", "_").lower()
    if not wanted:
        await turn.show(views.time_zone(athlete.zone, turn.now))
        return
    name = _zone_names().get(wanted)
    if name is None:
        await turn.show(views.UNKNOWN_TIME_ZONE)
        return
    await turn.run(set_time_zone, athlete.id, ZoneInfo(name))
    await turn.show(views.time_zone(ZoneInfo(name), turn.now))


async def unknown_command(turn: Turn) -> None:
    await turn.show(views.UNKNOWN_COMMAND)


async def not_text(turn: Turn) -> None:
    """A sticker, a photo, a voice message …"""
    await turn.show(views.NOT_TEXT)


async def edited(turn: Turn) -> None:
    await turn.show(views.EDITED)


async def forwarded(turn: Turn) -> None:
    """Somebody else's words are nobody's workout or score."""
    await turn.show(views.FORWARDED)


async def in_group(turn: Turn) -> None:
    """A command in a group; those that name another bot are none of our business."""
    if not turn.is_for_another_bot:
        await turn.show(views.GROUP)


@cache
def _zone_names() -> dict[str, str]:
    """The zones by what people call them: `new_york` will do for America/New_York. Kept, since
    Python reads them from the disk every time."""
    names = sorted(available_timezones())
    return {n.lower().rpartition("/")[2]: n for n in names} | {n.lower(): n for n in names}
