"""Which processes serve, and what becomes of the work of one that died."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from bot.services import incoming
from bot.storage import jobs
from bot.storage.tables import Replica

DEAD_AFTER = timedelta(seconds=10)
"""A replica that has not said for so long that it lives is dead."""
_ADVISORY_LOCK = 5_653_2438  # next to that of the migrations


def say_alive(session: Session, holder: str, now: datetime) -> int:
    """This replica lives. Those that do not any more are buried. Returns how many live."""
    if session.get_bind().dialect.name == "postgresql":
        # One at a time, or two that come at once would not see each other.
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
    mine = session.get(Replica, holder)
    if mine is None:
        session.add(Replica(holder=holder, alive_at=now))
    else:
        mine.alive_at = now
    silent = select(Replica.holder).where(Replica.alive_at <= now - DEAD_AFTER)
    for dead in session.scalars(silent).all():
        bury(session, dead)
    session.flush()
    return session.scalar(select(func.count()).select_from(Replica)) or 0


def known(session: Session) -> list[str]:
    """Every replica that has not been buried."""
    return list(session.scalars(select(Replica.holder)))


def bury(session: Session, holder: str) -> None:
    """This replica is gone: what it had in hand is everybody's again."""
    session.execute(delete(Replica).where(Replica.holder == holder))
    jobs.release_all(session, holder)
    incoming.release_all(session, holder)
