"""/history: the last workouts with their scores."""

from bot.services.records import last_workouts
from bot.views.history import history as view
from handlers.turn import Turn

SHOWN = 10


async def history(turn: Turn) -> None:
    athlete = await turn.athlete()
    records = await turn.run(last_workouts, athlete.id, SHOWN)
    await turn.show(view(records, turn.now, athlete.zone))
