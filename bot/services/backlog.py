"""How much waits to be done, for whoever watches the bot."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from bot.storage.tables import IncomingUpdate, Job, Replica

_MANY = 100_000
_MOST = 10_000
"""More than that is simply too much; the exact number would take long to count."""


@dataclass(frozen=True)
class Backlog:
    """`oldest_due` is in seconds; 0 if nothing is due."""

    jobs_waiting: int
    jobs_due: int
    oldest_due: float
    updates_waiting: int
    replicas: int


def backlog(session: Session, now: datetime) -> Backlog:
    first = session.scalar(select(func.min(Job.run_at)))
    due = select(Job.id).where(Job.run_at <= now).limit(_MOST).subquery()
    updates = select(IncomingUpdate.id).where(IncomingUpdate.handled_at.is_(None)).limit(_MOST)
    return Backlog(
        jobs_waiting=_jobs(session),
        jobs_due=_count(session, due),
        oldest_due=max((now - first).total_seconds(), 0) if first else 0,
        updates_waiting=_count(session, updates.subquery()),
        replicas=_count(session, select(Replica.holder).subquery()),
    )


def _jobs(session: Session) -> int:
    if session.get_bind().dialect.name == "postgresql":
        guess = text("SELECT reltuples FROM pg_class WHERE oid = 'job'::regclass")
        if (estimated := int(session.scalar(guess) or 0)) > _MANY:
            return estimated
    return session.scalar(select(func.count()).select_from(Job)) or 0


def _count(session: Session, rows: object) -> int:
    return session.scalar(select(func.count()).select_from(rows)) or 0  # type: ignore[arg-type]
