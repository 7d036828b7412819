"""Every `*.yaml` in `tests/conversations/` is a test: a script, played through the whole bot."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from _pytest._code.code import TerminalRepr
from hypothesis import settings

from bot.rehearsal.player import play
from bot.rehearsal.reading import ScriptError, Source, read_file
from bot.rehearsal.transcript import ScriptFailure
from bot.storage import engine
from tests import databases  # noqa: F401  notes first how durable databases are elsewhere
from tests.commands import logs_stay_as_they_are, run  # noqa: F401

# No test depends on a stopwatch.
settings.register_profile("kneecheck", deadline=None)
settings.load_profile("kneecheck")

# Nobody pulls the plug on these databases, so they need not wait for the disk.
engine.SYNCHRONOUS = "OFF"

CONVERSATIONS = Path(__file__).parent / "conversations"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ConversationFile | None":
    if file_path.suffix == ".yaml" and CONVERSATIONS in file_path.parents:
        return ConversationFile.from_parent(parent, path=file_path)
    return None


class ConversationFile(pytest.File):
    """A file with one script."""

    def collect(self) -> Iterable["Conversation"]:
        yield Conversation.from_parent(self, name="conversation")


class Conversation(pytest.Item):
    """Fails with the transcript and the difference; a traceback would only distract. Whatever the
    bot sends on the way must be what aiogram takes the Bot API to be."""

    def runtest(self) -> None:
        from tests.sandbox.judge import Judge  # aiogram takes a second to load

        judge = Judge()
        play(self._source(), watchers=[judge])
        assert judge.problems == []

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.path.relative_to(CONVERSATIONS).as_posix()

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str | TerminalRepr:
        if isinstance(excinfo.value, ScriptFailure | ScriptError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def _source(self) -> Source:
        return read_file(self.path)
