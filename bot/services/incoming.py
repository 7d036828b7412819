"""Updates that Telegram posts to a webhook: each handled once, those of a chat one after another,
over all replicas."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, literal, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from bot.storage.tables import IncomingUpdate, table_of

REMEMBERED_FOR = timedelta(hours=48)
"""Telegram keeps an update for 24 hours and may send it again until then."""
MOST_ATTEMPTS = 3
"""An update that ends every process that handles it must not end them all for ever."""
_updates = table_of(IncomingUpdate)
_CHATS = 0x6B6E6565
"""Sets the advisory locks of chats apart from all others."""


@dataclass(frozen=True)
class InHand:
    """An update that is this replica's to handle, now."""

    id: int
    chat_id: int
    body: str


class LostUpdateError(Exception):
    """The update is not in hand any more: this replica was taken for dead."""


def receive(
    session: Session, update_id: int, chat_id: int, body: str, holder: str, now: datetime
) -> InHand | None:
    """Write an update down, so that it can be acknowledged. Returns it if it is the holder's to
    handle; otherwise it is known, or waits for its turn in its chat."""
    _lock(session, chat_id)
    given = {"id": update_id, "chat_id": chat_id, "body": body, "received_at": now, "attempts": 0}
    new = _insert(session)(_updates).values(given).on_conflict_do_nothing()
    is_new = session.execute(new.returning(_updates.c.id)).first() is not None
    if not is_new or _is_busy(session, chat_id):
        return None
    return _take_next(session, chat_id, holder)


def finish(session: Session, done: InHand, holder: str, now: datetime) -> InHand | None:
    """The update is handled. Returns the next one of its chat, if one waits. Raises
    LostUpdateError if somebody else has taken it over."""
    _lock(session, done.chat_id)
    finished = session.execute(
        update(IncomingUpdate)
        .where(IncomingUpdate.id == done.id, IncomingUpdate.leased_by == holder)
        .values(handled_at=now, body=None, leased_by=None)
        .execution_options(synchronize_session=False)
    )
    if finished.rowcount != 1:  # type: ignore[attr-defined]
        raise LostUpdateError(done.id)
    return _take_next(session, done.chat_id, holder)


def take_left(session: Session, holder: str, now: datetime, limit: int) -> list[InHand]:
    """Take up chats whose updates wait while nobody handles one: who did so has died. One that was
    tried too often is given up."""
    session.execute(
        update(IncomingUpdate)
        .where(
            IncomingUpdate.handled_at.is_(None),
            IncomingUpdate.leased_by.is_(None),
            IncomingUpdate.attempts >= MOST_ATTEMPTS,
        )
        .values(handled_at=now, body=None)
        .execution_options(synchronize_session=False)
    )
    held = aliased(IncomingUpdate)
    in_hand = select(held.id).where(
        held.chat_id == IncomingUpdate.chat_id, held.leased_by.is_not(None)
    )
    left = (
        select(IncomingUpdate.chat_id)
        .where(IncomingUpdate.handled_at.is_(None), ~in_hand.exists())
        .distinct()
        .limit(limit)
    )
    taken = []
    for chat_id in sorted(session.scalars(left)):  # in order, so that two replicas never knot
        _lock(session, chat_id)
        if not _is_busy(session, chat_id):
            taken.append(_take_next(session, chat_id, holder))
    return [one for one in taken if one is not None]


def in_hand(session: Session, holder: str) -> list[InHand]:
    """What this holder is to handle now."""
    mine = select(IncomingUpdate.id, IncomingUpdate.chat_id, IncomingUpdate.body).where(
        IncomingUpdate.leased_by == holder
    )
    return [InHand(id_, chat, body or "") for id_, chat, body in session.execute(mine)]


def release_all(session: Session, holder: str) -> None:
    """Give back whatever this holder has in hand."""
    session.execute(
        update(IncomingUpdate)
        .where(IncomingUpdate.leased_by == holder)
        .values(leased_by=None)
        .execution_options(synchronize_session=False)
    )


def forget(session: Session, now: datetime) -> None:
    """Remove what Telegram can not send again any more."""
    session.execute(delete(IncomingUpdate).where(IncomingUpdate.handled_at < now - REMEMBERED_FOR))


def _is_busy(session: Session, chat_id: int) -> bool:
    in_hand = select(literal(1)).where(
        IncomingUpdate.chat_id == chat_id, IncomingUpdate.leased_by.is_not(None)
    )
    return session.scalar(in_hand.limit(1)) is not None


def _take_next(session: Session, chat_id: int, holder: str) -> InHand | None:
    first = (
        select(func.min(IncomingUpdate.id))
        .where(IncomingUpdate.chat_id == chat_id, IncomingUpdate.handled_at.is_(None))
        .scalar_subquery()
    )
    taken = session.execute(
        update(IncomingUpdate)
        .where(IncomingUpdate.id == first)
        .values(leased_by=holder, attempts=IncomingUpdate.attempts + 1)
        .returning(IncomingUpdate.id, IncomingUpdate.body)
        .execution_options(synchronize_session=False)
    ).first()
    return InHand(taken.id, chat_id, taken.body or "") if taken else None


def _lock(session: Session, chat_id: int) -> None:
    """One transaction at a time on the updates of a chat; SQLite has one at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        # Two chats that share a lock wait for each other now and then, and no more.
        key = {"chats": _CHATS, "chat": (chat_id ^ (chat_id >> 32)) & 0x7FFFFFFF}
        session.execute(text("SELECT pg_advisory_xact_lock(:chats, :chat)"), key)


def _insert(session: Session) -> type[postgresql.Insert] | type[sqlite.Insert]:
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    return postgresql.Insert if on_postgresql else sqlite.Insert
