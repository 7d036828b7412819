"""One performance of a script: takes its steps one by one and watches what the bot does."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import MovableClock
from bot.config import Settings
from bot.rehearsal.comparison import compare, forms_of, nearness
from bot.rehearsal.events import ClockAt, Fault, Later, Restart
from bot.rehearsal.expected import Expected, Silence
from bot.rehearsal.people import People, in_words
from bot.rehearsal.process import Process
from bot.rehearsal.reading import Source
from bot.rehearsal.script import Step
from bot.rehearsal.shown import Screens, Shown
from bot.rehearsal.times import in_zone
from bot.rehearsal.transcript import ScriptFailure, Transcript
from bot.rehearsal.weather import bring_about
from bot.sandbox.errors import RefusedError
from bot.sandbox.world import Sandbox


class _UnlikeWritten(Exception):  # noqa: N818
    """The lines that tell the difference."""

    def __init__(self, *lines: str) -> None:
        super().__init__(*lines)
        self.lines = lines


class Performance:
    """`errors` fills with what the bot logs as errors meanwhile."""

    def __init__(
        self,
        source: Source,
        settings: Settings,
        sandbox: Sandbox,
        clock: MovableClock,
        errors: Sequence[str],
    ) -> None:
        self._source = source
        self._script = source.script
        self._sandbox = sandbox
        self._clock = clock
        self._errors = errors
        self._people = People(sandbox, self._script.people)
        self._screens = Screens(sandbox.log, self._people.names)
        self._transcript = Transcript(self._script.starts, len(self._script.people) > 1)
        self._process = Process(settings, sandbox, clock, self._note_death)
        self._acted_last = self._script.people[0]

    async def play(self) -> Transcript:
        """Every step; raises ScriptFailure at the first that the bot does not do as written."""
        await self._process.start()
        place = "Before the first step"
        try:
            for number, step in enumerate(self._script.script, 1):
                place = f"Step {number} (line {self._source.lines[number - 1]}, “{step.heading}”)"
                await self._take(step)
            place = "At the end"
            self._nothing_is_left()
            if self._process.is_still_doomed:
                raise _UnlikeWritten("The process was to die at a request that never came.")
            self._sandbox.faults.clear()
            await self._process.stop()
            self._errors_are_as_expected()
        except (_UnlikeWritten, RefusedError, TimeoutError) as error:
            await self._process.die()
            self._watch()
            raise ScriptFailure(
                self._source.name, self._script.title, self._transcript, place, _lines(error)
            ) from None
        return self._transcript

    async def _take(self, step: Step) -> None:
        match step.does:
            case Expected() as expected:
                self._bot_does(expected, step.who)
                return
            case Silence(span=span):
                await self._silence(span)
            case Later(span=span):
                await self._move(span)
            case ClockAt(time=local):
                await self._move(self._until(local))
            case Restart(after=after):
                self._note("the bot's process dies and is started again")
                await self._process.restart(after)
            case Fault() as fault:
                self._note(f"from now on: {fault.trouble}")
                bring_about(fault, self._sandbox.faults, self._process, self._people)
                await self._process.settled()
            case does:
                assert step.who is not None
                self._acted_last = step.who
                self._screens.let_pass()
                self._transcript.person(self._clock.now(), step.who, in_words(does))
                self._people.act(step.who, does)
                await self._process.settled()
        self._watch()
        if not self._script.expects_errors:
            self._errors_are_as_expected()

    def _bot_does(self, expected: Expected, to: str | None) -> None:
        """To this person; or, if the script leaves it open, to whoever did something last, or
        whoever else it fits, in the order in which it came."""
        forms = forms_of(expected)
        people = [to] if to else [self._acted_last, *self._screens.next_in_line(*forms)]
        shown_to = {name: list(self._screens.of(name).candidates(*forms)) for name in people}
        for name, candidates in shown_to.items():
            for shown in candidates:
                if all(finding.fulfilled for finding in compare(expected, shown)):
                    self._screens.of(name).account_for(shown)
                    return
        for name, candidates in shown_to.items():
            if candidates:
                raise self._unlike(expected, candidates, name)
        raise _UnlikeWritten("The bot shows nothing new here.")

    def _unlike(self, expected: Expected, candidates: Sequence[Shown], name: str) -> _UnlikeWritten:
        nearest = max(candidates, key=lambda shown: nearness(expected, shown))
        return _UnlikeWritten(
            "The script expects something that",
            *(
                f"{'✓' if each.fulfilled else '✗'} {each.words}"
                for each in compare(expected, nearest)
            ),
            f"The {nearest.form.value} of the bot{self._whom(name)} is:",
            *nearest.text.splitlines(),
        )

    def _whom(self, name: str) -> str:
        return f" to {name}" if len(self._script.people) > 1 else ""

    async def _silence(self, span: timedelta | None) -> None:
        self._nothing_is_left()
        if span:
            await self._move(span)
            self._watch()
            self._nothing_is_left()

    async def _move(self, by: timedelta) -> None:
        self._screens.let_pass()
        await self._process.move(by)

    def _until(self, local: datetime) -> timedelta:
        zone, now = self._script.starts.tzinfo, self._clock.now()
        assert isinstance(zone, ZoneInfo)
        try:
            by = in_zone(local, zone, not_before=now) - now
        except ValueError as never:
            raise RefusedError(str(never)) from None
        if by < timedelta(0):
            raise RefusedError("the clock only moves forward")
        return by

    def _watch(self) -> None:
        for deed, name, shown in self._screens.follow():
            self._transcript.bot(deed.at, name, shown)

    def _note(self, event: str) -> None:
        self._transcript.event(self._clock.now(), event)

    def _note_death(self) -> None:
        self._watch()
        self._note("the bot's process dies in the middle of this and is started again")

    def _nothing_is_left(self) -> None:
        for name, message in self._screens.unaccounted():
            raise _UnlikeWritten(
                f"The bot has said something{self._whom(name)} that the script does not speak of:",
                *message.text.splitlines(),
            )

    def _errors_are_as_expected(self) -> None:
        if self._errors and not self._script.expects_errors:
            raise _UnlikeWritten("The bot has logged an error:", *self._errors[0].splitlines())
        if self._script.expects_errors and not self._errors:
            raise _UnlikeWritten("The script expects errors in the bot's log; there are none.")


def _lines(error: BaseException) -> Sequence[str]:
    match error:
        case _UnlikeWritten(lines=lines):
            return lines
        case RefusedError():
            return (f"This can not be done: {error}.",)
    return (str(error),)
