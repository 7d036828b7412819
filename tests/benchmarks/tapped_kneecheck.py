"""The whole bot against the benchmarks' server, until SIGTERM."""

import sys

from pydantic import SecretStr

from bot.app import Kneecheck
from bot.config import Settings
from bot.running import on_a_fast_loop, set_aside_what_stays, until_told_to_stop
from bot.telegram.limiter import RateLimiter
from tests.benchmarks.fake_bot_api import TOKEN


async def main(port: str, file: str) -> None:
    """As `kneecheck run`, but for Telegram's limits: without them it is the bot that is measured,
    and not 30 messages a second."""
    told_to_stop = until_told_to_stop()
    settings = Settings(
        token=SecretStr(TOKEN),
        api_url=f"http://127.0.0.1:{port}",
        database_url=f"sqlite:///{file}",
    )
    app = Kneecheck(settings, limiter=RateLimiter(overall=None, chat=None, group=None))
    await app.start()
    set_aside_what_stays()
    await told_to_stop.wait()
    await app.stop()


if __name__ == "__main__":
    on_a_fast_loop(main(*sys.argv[1:]))
