"""What a benchmark reports: figures of ours beside those of a rival, and the goals."""

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from rich.console import Console
from rich.table import Table

from bot.clock import stopwatch


class Better(Enum):
    """Which way is good; decides how a ratio is formed."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class Goal:
    """What was promised: at least `times` better than the rival, or a bound on the figure."""

    times: float | None = None
    bound: float | None = None


@dataclass(frozen=True, slots=True)
class Rival:
    """What ours is compared with, measured in the same run."""

    name: str
    figure: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: `figure` of ours in `unit`, alone or beside a rival."""

    what: str
    unit: str
    figure: float
    rival: Rival | None = None
    better: Better = Better.LOWER
    goal: Goal | None = None

    @property
    def ratio(self) -> float | None:
        """How many times better than the rival; below 1 it is worse."""
        if not self.rival:
            return None
        if self.better is Better.LOWER:
            return self.rival.figure / self.figure
        return self.figure / self.rival.figure

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; `None` where there is none."""
        if not self.goal:
            return None
        enough = self.goal.times is None or (self.ratio or 0) >= self.goal.times
        if self.goal.bound is None:
            return enough
        if self.better is Better.LOWER:
            return enough and self.figure <= self.goal.bound
        return enough and self.figure >= self.goal.bound


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """How long it takes, in the middle of so many rounds."""
    measured = []
    for _ in range(rounds):
        started = stopwatch()
        work()
        measured.append((stopwatch() - started) * 1000)
    return statistics.median(measured)


def show(figures: Iterable[tuple[str, Figure]]) -> None:
    """Print benchmark and figure, one a row, as a table."""
    table = Table(title="Kneecheck beside what it could have used")
    for heading in ("benchmark", "what", "unit"):
        table.add_column(heading)
    for heading in ("ours", "theirs"):
        table.add_column(heading, justify="right")
    table.add_column("compared with")
    table.add_column("ratio", justify="right")
    table.add_column("goal")
    last = ""
    for benchmark, figure in figures:
        if last not in ("", benchmark):
            table.add_section()
        table.add_row(
            "" if benchmark == last else benchmark,
            figure.what,
            figure.unit,
            _number(figure.figure),
            _number(figure.rival.figure) if figure.rival else "",
            figure.rival.name if figure.rival else "",
            f"{figure.ratio:.1f} ×" if figure.ratio else "",
            _goal(figure),
        )
        last = benchmark
    Console().print(table)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _goal(figure: Figure) -> str:
    if not figure.goal:
        return ""
    sign = "≤" if figure.better is Better.LOWER else "≥"
    wanted = [
        *([f"≥ {figure.goal.times:g} ×"] if figure.goal.times else []),
        *([f"{sign} {figure.goal.bound:g}"] if figure.goal.bound else []),
    ]
    return f"{', '.join(wanted)} {'met' if figure.met else '[bold red]MISSED[/]'}"
