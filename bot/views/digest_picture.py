"""The group's next-day scores by week, as a picture: the median, and the middle half around it."""

import asyncio
import io
from collections.abc import Sequence

from bot.domain.digest import Spread
from bot.domain.pain import Marks


async def picture_if_any(weeks: Sequence[Spread], marks: Marks) -> bytes | None:
    """The picture, or None without a week to draw. Drawing takes half a second, in a thread."""
    return await asyncio.to_thread(picture, weeks, marks) if weeks else None


def picture(weeks: Sequence[Spread], marks: Marks) -> bytes:
    """A PNG. Raises ValueError if there is no week to draw."""
    if not weeks:
        raise ValueError("there is no week to draw")
    # Half a second and 40 MB that nothing else needs.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 3.5), dpi=150, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    places = range(len(weeks))
    middles = [week.middle for week in weeks]
    below = [week.middle - week.low for week in weeks]
    above = [week.high - week.middle for week in weeks]
    axes.axhspan(-0.5, marks.tolerable, color="0.95", zorder=0)
    axes.axhline(marks.too_much, color="0.6", linestyle="--", linewidth=1)
    axes.errorbar(
        places, middles, yerr=[below, above], fmt="o-", color="#1f4e79", capsize=4, linewidth=2
    )
    axes.set_ylim(-0.5, 10.5)
    axes.set_yticks(range(0, 11, 2))
    axes.set_xticks(places, [f"{week.week:%-d %b}\nn={week.scores}" for week in weeks])
    axes.set_ylabel("pain 24 h after")
    axes.set_title("Next-day scores by week: median and middle half", fontsize=10)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()
