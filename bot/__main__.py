"""The command line: `kneecheck` or `python -m bot`. Each command imports what it needs."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
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
    with _all_of_it_stays():
        from bot.running import on_a_fast_loop
        from bot.running import run as run_bot

    on_a_fast_loop(run_bot(settings))


@cli.command()
def serve() -> None:
    """Run the bot by webhook, beside any number of replicas, until Ctrl-C or SIGTERM."""
    settings = _settings()
    settings.require_token()
    settings.require_webhook()
    with _all_of_it_stays():
        from bot.running import on_a_fast_loop
        from bot.running import serve as serve_bot

    on_a_fast_loop(serve_bot(settings))


@cli.command()
def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes a free one.")
    ] = 8765,
) -> None:
    """Try the whole bot in the browser: no token, nothing to set up, nothing kept."""
    from bot.clock import local_zone
    from bot.config import LogLevel

    # Whoever tries it sits at this machine, and looks for the address.
    settings = _settings(time_zone=local_zone(), log_level=LogLevel.WARNING)
    import asyncio

    from bot.demo import demo as run_demo

    def tell(address: str) -> None:
        where = typer.style(address, bold=True, underline=True)
        typer.echo(f"\nKneecheck is running at {where}\n(Ctrl-C ends it)\n")

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
    from bot.running import migrate_database

    migrate_database(settings)
    typer.echo("The tables are up to date.")


@cli.command()
def move(
    source: Annotated[str, typer.Argument(help="Address of the database that has everything.")],
    target: Annotated[str, typer.Argument(help="Address of an empty one, of either kind.")],
) -> None:
    """Copy everything from one database to another, such as from SQLite to PostgreSQL."""
    _settings()
    from bot.moving import moved

    for line in moved(source, target):
        typer.echo(line)


@cli.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where to write it; replaced when it is whole.")],
) -> None:
    """Copy the database to a file, while the bot runs."""
    settings = _settings()
    from bot.backup import back_up

    back_up(settings, file)
    typer.echo(f"The database is in {file}.")


@cli.command()
def restore(
    file: Annotated[Path, typer.Argument(help="What `kneecheck backup` wrote.")],
) -> None:
    """Make the database from a backup; there must not be one yet."""
    settings = _settings()
    from bot.backup import restore as restore_file

    restore_file(settings, file)
    typer.echo(f"The database is that of {file}.")


@cli.command()
def doctor() -> None:
    """Check token, Bot API server, clock and database; say what to do about what is wrong."""
    settings = _settings()
    import asyncio

    from bot.clock import SystemClock
    from bot.doctor import examine

    async def report() -> bool:
        fine = True
        async for finding in examine(settings, SystemClock()):
            mark = "ok   " if finding.fine else "WRONG"
            typer.echo(f"{mark}  {finding.subject}: {finding.state}. {finding.remedy}".rstrip())
            fine = fine and finding.fine
        return fine

    if not asyncio.run(report()):
        raise typer.Exit(1)


@cli.command()
def parse(
    texts: Annotated[
        list[str] | None, typer.Argument(help="Texts; without any, one a line from standard input.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a text.")] = False,
    now: Annotated[
        str | None, typer.Option(help="The time to read them at, such as 2026-03-02T18:00.")
    ] = None,
    zone: Annotated[str | None, typer.Option(help="IANA time zone of who wrote them.")] = None,
) -> None:
    """Show how a typed text is understood: as a workout, a score or something else.

    A number that is no score, such as 3.5, 11 or -1, is of kind score too, and its score is null.
    """
    settings = _settings()
    from bot.parsing import at_moment, in_zone, lines, shown

    where = in_zone(zone) if zone else settings.zone()
    moment = at_moment(now, where)
    for text in texts or lines(sys.stdin):
        typer.echo(shown(text, moment, where, as_json=json))


@cli.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="A question in an athlete's own words.")
    ] = None,
    json: Annotated[
        bool,
        typer.Option("--json", help="One question a line from standard input, one object a line."),
    ] = False,
) -> None:
    """Print the answer to a question as the athlete would see it."""
    _settings()
    from bot.asking import as_json, as_shown
    from bot.parsing import lines

    if json:
        for line in as_json([question] if question is not None else lines(sys.stdin)):
            typer.echo(line)
    elif question is not None:
        typer.echo(as_shown(question))
    else:
        raise SettingError('Give a question, such as kneecheck ask "can i squat?", or --json.')


@cli.command()
def rehearse(
    files: Annotated[list[Path], typer.Argument(help="Conversation scripts (YAML).")],
) -> None:
    """Play conversation scripts against the whole bot; exit code 1 if one does not hold."""
    from bot.rehearsal.command import rehearse as rehearse_files

    raise typer.Exit(rehearse_files(files))


@contextmanager
def _all_of_it_stays() -> Iterator[None]:
    """For imports: there is no garbage among modules, and looking for some again and again takes a
    tenth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def _unseen(module: str) -> Iterator[None]:
    """structlog and httpx load rich wherever they find it, for tracebacks and a command that nobody
    asks of them here: a tenth of a second and 8 MB of every start."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]  # Python's way to say: not to be had
    try:
        yield
    finally:
        del sys.modules[module]


def _settings(**defaults: object) -> Settings:
    """The settings; `defaults` for what nobody has set."""
    settings = load_settings()
    unset = {name: defaults[name] for name in defaults if name not in settings.model_fields_set}
    settings = settings.model_copy(update=unset)
    with _unseen("rich"):
        from bot.logs import set_up_logs
    set_up_logs(settings)
    if settings.sentry_dsn is not None:
        from bot.sentry import report_errors

        report_errors(settings.sentry_dsn.get_secret_value())
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
