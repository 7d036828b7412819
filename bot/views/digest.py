"""The staff's digest in words, and the consented data as a file."""

import csv
import io
from collections.abc import Iterable
from html import escape
from zoneinfo import ZoneInfo

from bot.domain.check_in import Moment
from bot.domain.clinic import FEWEST
from bot.domain.digest import Digest, ExportRow, People
from bot.views import words
from bot.views.clinic_taps import Export as ExportTap
from bot.views.clinic_taps import write
from bot.views.message import Button, Message

_COLUMNS = ("athlete", "ended_at", "activity", "minutes", "distance_km", "rpe")
SHOWN_NAMES = 8
"""A caption has room for so many names of a length that people have, twice."""
KEPT_BACK = (
    f"Fewer than {FEWEST} people who show their scores are not named; their rows are left out, "
    "since they would tell who they are."
)


def digest(shown: Digest, clinic_id: int) -> Message:
    """One message, phone-sized; for the group, counts alone."""
    since, until = shown.since.astimezone(shown.zone), shown.until.astimezone(shown.zone)
    lines = [f"<b>{escape(shown.clinic)}</b>, {since:%-d %b} to {until:%-d %b}"]
    if shown.answering is None:
        lines.append(f"Too little to count: a number needs {FEWEST} people who show their scores.")
    else:
        told = shown.answering
        lines.append(
            f"Answered in time: <b>{told.compliance:.0%}</b> ({told.in_time} of {told.asked}), "
            f"late {told.late}, missed {told.missed}."
        )
        if told.latency is not None:
            lines.append(f"Median time to answer: {_time(told.latency.total_seconds())}.")
    if not shown.for_staff:
        lines.append("Flares and scores are for a staff chat only; /staff there links one.")
        return Message("\n".join(lines))
    lines.append(f"Flares: {_people(shown.flares)}.")
    lines.append(f"Silent: {_people(shown.silent)}.")
    return Message("\n".join(lines), ((Button("Export as CSV", write(ExportTap(clinic_id))),),))


def table(rows: Iterable[ExportRow], zone: ZoneInfo) -> bytes:
    """The rows as CSV, for any spreadsheet; times by the clinic's clock."""
    text = io.StringIO()
    out = csv.writer(text)
    moments = [f"{moment.value}{part}" for moment in Moment for part in ("", "_late")]
    out.writerow((*_COLUMNS, *moments))
    for row in rows:
        workout = row.record.workout
        ended = workout.ended_at.astimezone(zone).isoformat(timespec="minutes")
        cells: list[object] = [_safe(row.athlete), ended, workout.activity.value]
        cells += [workout.minutes, workout.distance_km, workout.rpe]
        for moment in Moment:
            check_in = next((c for c in row.record.check_ins if c.moment is moment), None)
            shown = check_in is not None and moment in row.moments and check_in.answer is not None
            if shown and check_in is not None and check_in.answer is not None:
                cells += [check_in.answer.score, int(check_in.late)]
            else:
                cells += ["", ""]
        out.writerow(["" if cell is None else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def _safe(name: str) -> str:
    """A name that a spreadsheet does not take for a formula."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name


def _people(those: People) -> str:
    parts = [escape(name) for name in those.names[:SHOWN_NAMES]]
    if more := len(those.names) - len(parts):
        parts.append(f"{more} more")
    if those.others:
        parts.append(f"{those.others} not named")
    return ", ".join(parts) or "none to show"


def _time(seconds: float) -> str:
    return words.duration(max(1, round(seconds / 60)))
