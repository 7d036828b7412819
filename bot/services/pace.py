"""Telegram's limits on the messages to one chat, kept by all replicas together."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.storage.tables import ChatPace

REMEMBERED_FOR = timedelta(minutes=2)
"""Longer than the longest period of any limit."""


def take_place(
    session: Session, chat_id: int, limits: Sequence[tuple[int, float]], now: datetime
) -> float:
    """Let one more message into the chat, of at most so many in any so many seconds. Returns 0 if
    it may go, else how many seconds to wait before asking again."""
    pace = session.get(ChatPace, chat_id, with_for_update=True)
    if pace is None:
        session.add(ChatPace(chat_id=chat_id, passed="[0]", last_at=now))
        return 0
    # A replica whose clock is a little behind must not write before the last one.
    now = max(now, pace.last_at)
    since_last = (now - pace.last_at).total_seconds()
    ages = [since_last + age for age in json.loads(pace.passed)]
    wait = max(_wait(ages, messages, seconds) for messages, seconds in limits)
    if wait > 0:
        return wait
    most = max(messages for messages, _ in limits)
    pace.passed = json.dumps([round(age, 6) for age in [*ages, 0][-most:]])
    pace.last_at = now
    return 0


def forget(session: Session, now: datetime) -> None:
    """Remove chats that nothing was written to of late."""
    session.execute(delete(ChatPace).where(ChatPace.last_at < now - REMEMBERED_FOR))


def _wait(ages: Sequence[float], messages: int, seconds: float) -> float:
    return seconds - ages[-messages] if len(ages) >= messages else 0
