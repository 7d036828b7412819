"""Hello, help, and answers to what is no workout and no score."""

from bot.services.athletes import set_time_zone
from bot.services.prompts import forget_prompt
from bot.views import talk as views
from handlers.turn import Turn
from handlers.zones import zone_called


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
    if not turn.arguments:
        await turn.show(views.time_zone(athlete.zone, turn.now))
        return
    zone = zone_called(turn.arguments)
    if zone is None:
        await turn.show(views.UNKNOWN_TIME_ZONE)
        return
    await turn.run(set_time_zone, athlete.id, zone)
    await turn.show(views.time_zone(zone, turn.now))


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
