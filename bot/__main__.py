"""The command line: `kneecheck` or `python -m bot`. Each command imports what it needs."""

import sys
from typing import Annotated

import typer

from bot.config import SettingError, Settings, load_settings

cli = typer.Typer(
    help="A check-in bot for people whose knee hurts and who want to keep training.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@cli.command()
def run() -> None:
    """Run the bot with long polling, until Ctrl-C or SIGTERM."""
    settings = _settings()
    settings.require_token()
    import asyncio

    from bot.running import run as run_bot

    asyncio.run(run_bot(settings))


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page; 0 takes a free one.")] = 8765,
) -> None:
    """Try the whole bot in the browser: no token, nothing to set up, nothing kept."""
    settings = _settings()
    import asyncio

    from bot.demo import demo as run_demo

    def tell(address: str) -> None:
        typer.echo(f"Kneecheck is running at {address}  (Ctrl-C ends it)")

    try:
        asyncio.run(run_demo(settings, port, tell))
    except OSError as error:
        raise SettingError(
            f"Port {port} can not be used ({error.strerror}): choose another one with --port."
        ) from None


@cli.command()
def migrate() -> None:
    """Bring the database's tables to this version."""
    settings = _settings()
    from bot.storage.engine import open_engine
    from bot.storage.migrate import upgrade

    engine = open_engine(settings.database_url, connections=1)
    upgrade(engine)
    engine.dispose()
    typer.echo("The tables are up to date.")


def _settings() -> Settings:
    settings = load_settings()
    from bot.logs import set_up_logs

    set_up_logs(settings)
    return settings


def main() -> None:
    """What a person did wrong ends with one sentence and exit code 2."""
    try:
        cli()
    except SettingError as wrong:
        typer.echo(str(wrong), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
