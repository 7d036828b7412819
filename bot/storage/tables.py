"""The tables. What must never be false is a constraint here, not only a habit of the code."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from bot.domain.check_in import CheckInState, Moment
from bot.domain.draft import Step
from bot.domain.job import JobKind
from bot.domain.workout import Activity, Source
from bot.storage.types import Id, Instant, Number, Word, one_of

# autoincrement: the number of a removed row is never given out again, so that an old button can
# not come to mean somebody else's check-in. strict: SQLite keeps to the column types.
_SQLITE = {"sqlite_strict": True, "sqlite_autoincrement": True}


class Base(DeclarativeBase):
    """All constraints are named, so that a migration can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def table_of(entity: type[Base]) -> Table:
    """The table behind an entity, for statements that should not pay for tracked objects."""
    return cast(Table, entity.__table__)


def _id() -> Mapped[int]:
    return mapped_column(Id, primary_key=True)


def _parent(column: str, **options: Any) -> Mapped[int]:
    return mapped_column(Id, ForeignKey(column, ondelete="CASCADE"), **options)


class Athlete(Base):
    """A person who talks to the bot in a private chat. `paused_since` is set while jobs of theirs
    have ended that start again when they next write: Telegram does not deliver to them (the bot is
    blocked, the account is gone), or a job could not be done."""

    __tablename__ = "athlete"
    __table_args__ = (_SQLITE,)

    id: Mapped[int] = _id()
    telegram_id: Mapped[int] = mapped_column(Id, unique=True)
    language: Mapped[str] = mapped_column(Text)
    time_zone: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant)
    paused_since: Mapped[datetime | None] = mapped_column(Instant)


class Workout(Base):
    """A logged workout. `origin` is the message that it was logged with: pressing Save twice, or
    the same update delivered twice, still makes one workout."""

    __tablename__ = "workout"
    __table_args__ = (
        UniqueConstraint("athlete_id", "origin"),
        CheckConstraint(one_of("activity", Activity), name="activity"),
        CheckConstraint(one_of("source", Source), name="source"),
        CheckConstraint("minutes > 0 AND minutes <= 1440", name="minutes"),
        CheckConstraint("distance_km > 0", name="distance_km"),
        CheckConstraint("rpe BETWEEN 0 AND 10", name="rpe"),
        CheckConstraint('"before" BETWEEN 0 AND 10', name="before"),
        Index(None, "athlete_id", "ended_at"),
        _SQLITE,
    )

    id: Mapped[int] = _id()
    athlete_id: Mapped[int] = _parent("athlete.id")
    origin: Mapped[int] = mapped_column(Id)
    activity: Mapped[Activity] = mapped_column(Word(Activity))
    ended_at: Mapped[datetime] = mapped_column(Instant)
    minutes: Mapped[float | None] = mapped_column(Number)
    distance_km: Mapped[float | None] = mapped_column(Number)
    rpe: Mapped[int | None]
    before: Mapped[int | None]
    source: Mapped[Source] = mapped_column(Word(Source))
    logged_at: Mapped[datetime] = mapped_column(Instant)

    athlete: Mapped[Athlete] = relationship()
    check_ins: Mapped[list["CheckIn"]] = relationship(
        back_populates="workout", order_by="CheckIn.due_at, CheckIn.id", passive_deletes="all"
    )


class RemovedWorkout(Base):
    """The message that a removed workout was logged with, and nothing else of it: a button that is
    tapped late, or twice, does not bring the workout back."""

    __tablename__ = "removed_workout"
    __table_args__ = ({"sqlite_strict": True},)

    athlete_id: Mapped[int] = _parent("athlete.id", primary_key=True)
    origin: Mapped[int] = mapped_column(Id, primary_key=True)


class CheckIn(Base):
    """One question about one workout at one moment. `due_at`, `nudge_at` and `closes_at` are the
    plan; the rest is the record. `message_id` is the question in the chat, `extra_message_id` its
    nudge or its repetition."""

    __tablename__ = "check_in"
    __table_args__ = (
        UniqueConstraint("workout_id", "moment"),
        CheckConstraint(one_of("moment", Moment), name="moment"),
        CheckConstraint(one_of("state", CheckInState), name="state"),
        CheckConstraint("closes_at >= due_at", name="closes_at"),
        CheckConstraint(
            "state NOT IN ('asked', 'closed') OR asked_at IS NOT NULL AND message_id IS NOT NULL",
            name="asked",
        ),
        _SQLITE,
    )

    id: Mapped[int] = _id()
    workout_id: Mapped[int] = _parent("workout.id")
    moment: Mapped[Moment] = mapped_column(Word(Moment))
    due_at: Mapped[datetime] = mapped_column(Instant)
    nudge_at: Mapped[datetime] = mapped_column(Instant)
    closes_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[CheckInState] = mapped_column(Word(CheckInState))
    asked_at: Mapped[datetime | None] = mapped_column(Instant)
    message_id: Mapped[int | None] = mapped_column(Id)
    nudged_at: Mapped[datetime | None] = mapped_column(Instant)
    extra_message_id: Mapped[int | None] = mapped_column(Id)

    workout: Mapped[Workout] = relationship(back_populates="check_ins")
    answers: Mapped[list["Answer"]] = relationship(order_by="Answer.id", passive_deletes="all")


class Answer(Base):
    """A pain score given to a check-in. Append only: the last one counts, the others stay.
    `origin` is the message that it was typed in, so that it counts once however often Telegram
    delivers it; a tap has none."""

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("check_in_id", "origin"),
        CheckConstraint("score BETWEEN 0 AND 10", name="score"),
        _SQLITE,
    )

    id: Mapped[int] = _id()
    check_in_id: Mapped[int] = _parent("check_in.id")
    origin: Mapped[int | None] = mapped_column(Id)
    score: Mapped[int]
    answered_at: Mapped[datetime] = mapped_column(Instant)


class Job(Base):
    """One scheduled piece of work on a check-in. Claimed while `leased_until` lies ahead."""

    __tablename__ = "job"
    __table_args__ = (
        UniqueConstraint("check_in_id", "kind"),
        CheckConstraint(one_of("kind", JobKind), name="kind"),
        Index(None, "run_at", "id"),
        # run_at too: SQLite finds the earliest free job by it, among however many wait.
        Index(None, "leased_until", "run_at"),
        _SQLITE,
    )

    id: Mapped[int] = _id()
    kind: Mapped[JobKind] = mapped_column(Word(JobKind))
    check_in_id: Mapped[int] = _parent("check_in.id")
    run_at: Mapped[datetime] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    leased_by: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None] = mapped_column(Text)


class Prompt(Base):
    """What the bot has asked an athlete to tap or type while a workout is put together, so that a
    typed reply finds its place. `draft` is as in the buttons (`bot.domain.draft.encode`), `origin`
    the message that it was written or tapped in."""

    __tablename__ = "prompt"
    __table_args__ = (CheckConstraint(one_of("step", Step), name="step"), {"sqlite_strict": True})

    athlete_id: Mapped[int] = _parent("athlete.id", primary_key=True)
    step: Mapped[Step] = mapped_column(Word(Step))
    draft: Mapped[str] = mapped_column(Text)
    origin: Mapped[int] = mapped_column(Id)
    asked_at: Mapped[datetime] = mapped_column(Instant)


class IncomingUpdate(Base):
    """An update as Telegram posted it to a webhook, written down before it is acknowledged. The
    number is Telegram's: however often it comes, and to whichever replica, it is one row. `body` is
    dropped when it has been handled; the row stays while Telegram might send it again. The oldest
    open one of a chat is `leased_by` the replica that handles it; the rest wait behind it."""

    __tablename__ = "incoming_update"
    __table_args__ = (
        CheckConstraint("(handled_at IS NULL) = (body IS NOT NULL)", name="body"),
        CheckConstraint("handled_at IS NULL OR leased_by IS NULL", name="leased_by"),
        Index(
            "ix_incoming_update_open",
            "chat_id",
            "id",
            sqlite_where=text("handled_at IS NULL"),
            postgresql_where=text("handled_at IS NULL"),
        ),
        # No two updates of one chat are in hand at once, whatever the code does.
        Index(
            "ix_incoming_update_in_hand",
            "chat_id",
            unique=True,
            sqlite_where=text("leased_by IS NOT NULL"),
            postgresql_where=text("leased_by IS NOT NULL"),
        ),
        Index(None, "handled_at"),
        {"sqlite_strict": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    chat_id: Mapped[int] = mapped_column(Id)
    received_at: Mapped[datetime] = mapped_column(Instant)
    body: Mapped[str | None] = mapped_column(Text)
    leased_by: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    handled_at: Mapped[datetime | None] = mapped_column(Instant)


class Replica(Base):
    """A process that serves. One that has not said for a while that it lives is dead: its share of
    Telegram's limits and what it held go to the others."""

    __tablename__ = "replica"
    __table_args__ = ({"sqlite_strict": True},)

    holder: Mapped[str] = mapped_column(Text, primary_key=True)
    alive_at: Mapped[datetime] = mapped_column(Instant)


class ChatPace(Base):
    """What was written to a chat of late, by all replicas together: `passed` holds the moments, as
    seconds before `last_at`, the newest last."""

    __tablename__ = "chat_pace"
    __table_args__ = ({"sqlite_strict": True},)

    chat_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    passed: Mapped[str] = mapped_column(Text)
    last_at: Mapped[datetime] = mapped_column(Instant)


class WorksFrom(Base):
    """One row: the oldest version of the code that can work with these tables, as the number of the
    newest migration that it knows. So older code can tell whether it may go on."""

    __tablename__ = "works_from"
    __table_args__ = ({"sqlite_strict": True},)

    revision: Mapped[str] = mapped_column(Text, primary_key=True)
