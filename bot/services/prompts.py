"""Remembers what an athlete was asked to tap or type, so that a typed reply finds its place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.domain.draft import Draft, Step, decode, encode
from bot.storage.tables import Prompt

OPEN_FOR = timedelta(hours=1)
"""After that, what an athlete types is taken for something new."""


@dataclass(frozen=True)
class OpenPrompt:
    """The step that was asked for, the draft so far and the message that it was written in."""

    step: Step
    draft: Draft
    origin: int
    asked_at: datetime


def remember_prompt(
    session: Session, athlete_id: int, step: Step, draft: Draft, origin: int, now: datetime
) -> None:
    """This is what the athlete was asked last."""
    session.merge(
        Prompt(
            athlete_id=athlete_id,
            step=step,
            draft=encode(draft),
            origin=origin,
            asked_at=now,
        )
    )


def open_prompt(session: Session, athlete_id: int, now: datetime) -> OpenPrompt | None:
    """What the athlete was asked last, unless that is too long ago."""
    row = session.get(Prompt, athlete_id)
    if row is None or now - row.asked_at > OPEN_FOR:
        return None
    return OpenPrompt(row.step, decode(row.draft), row.origin, row.asked_at)


def forget_prompt(session: Session, athlete_id: int) -> bool:
    """Nothing is being asked any more. Returns whether something was."""
    gone = session.execute(delete(Prompt).where(Prompt.athlete_id == athlete_id))
    return bool(gone.rowcount)  # type: ignore[attr-defined]
