"""The chat page and what it asks of the server; see page/ for what runs in the browser."""

from starlette.routing import BaseRoute

from bot.sandbox.stage import Stage
from bot.sandbox.world import Sandbox


def page_routes(sandbox: Sandbox, stage: Stage) -> list[BaseRoute]:
    return []
