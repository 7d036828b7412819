"""`kneecheck rehearse FILE…`: plays scripts and tells people who do not program how it went."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.rehearsal.player import play
from bot.rehearsal.reading import ScriptError, read_file
from bot.rehearsal.transcript import ScriptFailure, Voice

_STYLES = {Voice.TIME: "dim", Voice.PERSON: "cyan", Voice.BOT: "", Voice.EVENT: "magenta"}


def rehearse(files: Sequence[Path], console: Console | None = None) -> int:
    """A line for every script that goes as written, the conversation for every other. Returns the
    exit code: 1 if the bot did something else than a script says, 2 (before anything is played) if
    a script can not be read."""
    console = console or Console(highlight=False)
    try:
        sources = [read_file(path) for path in files]
    except ScriptError as wrong:
        console.print(Text(str(wrong), "red"), soft_wrap=True)
        return 2
    failed = 0
    for source in sources:
        try:
            play(source)
        except ScriptFailure as failure:
            failed += 1
            _show(failure, console)
        else:
            console.print(Text.assemble(("✓ ", "green"), source.script.title), soft_wrap=True)
    if failed:
        went = f"{len(sources) - failed} of {len(sources)} scripts went as written."
        console.print(Text(went, "bold"))
    return 1 if failed else 0


def _show(failure: ScriptFailure, console: Console) -> None:
    heading = Text.assemble(("✗ ", "red"), failure.title, (f"  {failure.name}", "dim"))
    console.print(heading, soft_wrap=True)
    for line in failure.transcript.lines:
        console.print(Text(line.text, _STYLES[line.voice]), soft_wrap=True)
    console.print(Text(f"{failure.place}:", "bold red"), soft_wrap=True)
    for told in failure.difference:
        console.print(Text(f"  {told}", "red"), soft_wrap=True)
