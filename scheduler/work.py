"""What a job needs to do its work."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.check_in import DEFAULT_PLAN, Plan
from bot.storage.database import Database
from bot.telegram.bot import Bot
from bot.telegram.order import InOrder


@dataclass(frozen=True)
class Work:
    """`holder` is this process's name on the leases of its jobs; `order` has a chat's jobs and
    updates take turns."""

    bot: Bot
    database: Database
    clock: Clock
    order: InOrder
    holder: str
    plan: Plan = DEFAULT_PLAN
