"""/undo: removes the last workout, after asking."""

from bot.services.records import last_logged
from bot.services.undo import undo_workout
from bot.views import talk as views
from bot.views.taps import Keep, Remove
from handlers.turn import Turn


async def undo(turn: Turn) -> None:
    athlete = await turn.athlete()
    record = await turn.run(last_logged, athlete.id)
    if record is None:
        await turn.show(views.NOTHING_TO_UNDO)
    else:
        await turn.show(views.undo_question(record, turn.now, athlete.zone))


async def remove(turn: Turn, tap: Remove) -> None:
    athlete = await turn.athlete()
    record = await turn.run(undo_workout, athlete.id, tap.workout_id)
    await turn.toast()
    await turn.replace(views.removed(record))


async def keep(turn: Turn, _tap: Keep) -> None:
    await turn.toast()
    await turn.replace(views.KEPT)
