"""One performance of a script: takes its steps one by one and watches what the bot does."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import MovableClock
from bot.config import Settings
from bot.rehearsal.comparison import compare, forms_of, nearness, plain
from bot.rehearsal.events import ClockAt, Fault, Later, Restart
from bot.rehearsal.expected import Expected, Silence
from bot.rehearsal.group_doings import NeverLogged, NeverSaw
from bot.rehearsal.log_book import LogBook
from bot.rehearsal.people import People
from bot.rehearsal.process import Process
from bot.rehearsal.reading import Source
from bot.rehearsal.script import Step
from bot.rehearsal.shown import Audience, Screens, Shown
from bot.rehearsal.times import in_zone
from bot.rehearsal.told import in_words
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
    """`log` fills with what the bot logs meanwhile; `new_process` makes the bot."""

    def __init__(
        self,
        source: Source,
        settings: Settings,
        sandbox: Sandbox,
        clock: MovableClock,
        log: LogBook,
        new_process: Callable[..., Process] = Process,
    ) -> None:
        self._source = source
        self._script = source.script
        self._sandbox = sandbox
        self._clock = clock
        self._log = log
        self._people = People(sandbox, self._script.people, self._script.groups)
        self._screens = Screens(sandbox, self._people.names, self._people.groups)
        self._transcript = Transcript(self._script.starts, len(self._script.people) > 1)
        self._process = new_process(settings, sandbox, clock, self._note_death)
        self._acted_last: Sequence[Audience] = (Audience(self._script.people[0]),)

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
                self._bot_does(expected, step)
                return
            case Silence(span=span):
                await self._silence(span, step.group)
            case NeverLogged(words=words):
                self._never_logged(words)
            case NeverSaw(words=words):
                assert step.who is not None
                self._never_saw(step.who, words)
            case Later(span=span):
                await self._move(span)
            case ClockAt(time=local):
                await self._move(self._until(local))
            case Restart(after=after):
                self._note("the bot's process dies and is started again")
                await self._process.restart(after)
            case Fault() as fault:
                self._note(f"from now on: {fault.trouble}")
                bring_about(fault, self._sandbox, self._process, self._people)
                await self._process.settled()
            case _:
                self._screens.let_pass()
                if step.who is None:
                    self._note(step.heading)
                else:
                    self._acted_last = _near(step.who, step.group)
                    self._transcript.person(self._clock.now(), step.who, in_words(step))
                self._people.act(step)
                await self._process.settled()
        self._watch()
        if not self._script.expects_errors:
            self._errors_are_as_expected()

    def _bot_does(self, expected: Expected, step: Step) -> None:
        """To this person or group; or, if the script leaves it open, where somebody did something
        last, or wherever else it fits, in the order in which it came."""
        forms = forms_of(expected)
        audiences = [Audience(step.who, step.group)]
        if step.who is None and step.group is None:
            audiences = [*self._acted_last, *self._screens.next_in_line(*forms)]
        shown_to = {one: list(self._screens.of(one).candidates(*forms)) for one in audiences}
        for audience, candidates in shown_to.items():
            for shown in candidates:
                if all(finding.fulfilled for finding in compare(expected, shown)):
                    self._screens.of(audience).account_for(shown)
                    return
        for audience, candidates in shown_to.items():
            if candidates:
                raise self._unlike(expected, candidates, audience)
        raise _UnlikeWritten("The bot shows nothing new here.")

    def _unlike(
        self, expected: Expected, candidates: Sequence[Shown], audience: Audience
    ) -> _UnlikeWritten:
        nearest = max(candidates, key=lambda shown: nearness(expected, shown))
        return _UnlikeWritten(
            "The script expects something that",
            *(
                f"{'✓' if each.fulfilled else '✗'} {each.words}"
                for each in compare(expected, nearest)
            ),
            f"The {nearest.form.value} of the bot{self._whom(audience)} is:",
            *nearest.text.splitlines(),
        )

    def _whom(self, audience: Audience) -> str:
        return audience.in_words(several=len(self._script.people) > 1)

    async def _silence(self, span: timedelta | None, group: str | None) -> None:
        self._nothing_is_left(group)
        if span:
            await self._move(span)
            self._watch()
            self._nothing_is_left(group)

    def _never_saw(self, name: str, words: Sequence[str]) -> None:
        for shown in self._screens.ever_seen_by(name):
            for unwanted in words:
                if plain(unwanted) in plain(shown.everything):
                    raise _UnlikeWritten(
                        f"{name} saw “{unwanted}”, in this {shown.form.value} of the bot:",
                        *shown.everything.splitlines(),
                    )

    def _never_logged(self, words: Sequence[str]) -> None:
        for line in self._log.lines:
            for unwanted in words:
                if plain(unwanted) in plain(line):
                    raise _UnlikeWritten(f"The bot has logged “{unwanted}”:", line)

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
        for deed, audience, shown in self._screens.follow():
            self._transcript.bot(deed.at, audience, shown)

    def _note(self, event: str) -> None:
        self._transcript.event(self._clock.now(), event)

    def _note_death(self) -> None:
        self._watch()
        self._note("the bot's process dies in the middle of this and is started again")

    def _nothing_is_left(self, group: str | None = None) -> None:
        for audience, message in self._screens.unaccounted(group):
            raise _UnlikeWritten(
                f"The bot has said something{self._whom(audience)} that the script does not "
                "speak of:",
                *message.text.splitlines(),
            )

    def _errors_are_as_expected(self) -> None:
        errors = self._log.errors
        if errors and not self._script.expects_errors:
            raise _UnlikeWritten("The bot has logged an error:", *errors[0].splitlines())
        if self._script.expects_errors and not errors:
            raise _UnlikeWritten("The script expects errors in the bot's log; there are none.")


def _near(who: str, group: str | None) -> Sequence[Audience]:
    """Where an answer to what somebody did is looked for first."""
    own = Audience(who)
    return (Audience(None, group), Audience(who, group), own) if group else (own,)


def _lines(error: BaseException) -> Sequence[str]:
    match error:
        case _UnlikeWritten(lines=lines):
            return lines
        case RefusedError():
            return (f"This can not be done: {error}.",)
    return (str(error),)
