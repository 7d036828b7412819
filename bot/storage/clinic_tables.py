"""The tables of clinics: who agreed to what, what is planned, and what stands in their groups."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.domain.check_in import Moment
from bot.domain.clinic import Consent, DigestEvery, Pause, Reminders
from bot.domain.post import PostKind, PostState
from bot.domain.safety import RedFlag
from bot.domain.workout import Activity
from bot.storage.base import SQLITE, Base, parent, row_id
from bot.storage.types import Id, Instant, Number, Word, one_of


class Clinic(Base):
    """A linked group. `thread_id` is the topic that it is written to in. `invite_hash` is what is
    kept of the token in its invite, `admin_id` the person who is told when something is wrong.
    Times of day are minutes by the clinic's clock. While `pause` is set nothing is sent."""

    __tablename__ = "clinic"
    __table_args__ = (
        CheckConstraint(one_of("reminders", Reminders), name="reminders"),
        CheckConstraint(one_of("digest", DigestEvery), name="digest"),
        CheckConstraint(one_of("pause", Pause), name="pause"),
        CheckConstraint("quiet_from BETWEEN 0 AND 1439", name="quiet_from"),
        CheckConstraint("quiet_until BETWEEN 0 AND 1439", name="quiet_until"),
        CheckConstraint("digest_weekday BETWEEN 0 AND 6", name="digest_weekday"),
        CheckConstraint("digest_at BETWEEN 0 AND 1439", name="digest_at"),
        CheckConstraint(
            "0 <= tolerable_up_to AND tolerable_up_to < too_much_from AND too_much_from <= 10",
            name="marks",
        ),
        Index(None, "staff_chat_id"),
        SQLITE,
    )

    id: Mapped[int] = row_id()
    chat_id: Mapped[int] = mapped_column(Id, unique=True)
    thread_id: Mapped[int | None] = mapped_column(Id)
    title: Mapped[str] = mapped_column(Text)
    time_zone: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    quiet_from: Mapped[int]
    quiet_until: Mapped[int]
    reminders: Mapped[Reminders] = mapped_column(Word(Reminders))
    digest: Mapped[DigestEvery] = mapped_column(Word(DigestEvery))
    digest_weekday: Mapped[int]
    digest_at: Mapped[int]
    tolerable_up_to: Mapped[int]
    too_much_from: Mapped[int]
    staff_chat_id: Mapped[int | None] = mapped_column(Id)
    staff_thread_id: Mapped[int | None] = mapped_column(Id)
    invite_hash: Mapped[str | None] = mapped_column(Text, unique=True)
    admin_id: Mapped[int] = mapped_column(Id)
    created_at: Mapped[datetime] = mapped_column(Instant)
    pause: Mapped[Pause | None] = mapped_column(Word(Pause))


class StaffCode(Base):
    """A code, hashed, that links the chat it was asked for in to a clinic, once."""

    __tablename__ = "staff_code"
    __table_args__ = ({"sqlite_strict": True},)

    code_hash: Mapped[str] = mapped_column(Text, primary_key=True)
    chat_id: Mapped[int] = mapped_column(Id)
    thread_id: Mapped[int | None] = mapped_column(Id)
    expires_at: Mapped[datetime] = mapped_column(Instant)


class Membership(Base):
    """An athlete in a clinic, until `left_at`. `name` is only kept while a switch shares it."""

    __tablename__ = "membership"
    __table_args__ = (
        Index(
            "uq_membership_current",
            "athlete_id",
            "clinic_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
        Index(None, "clinic_id"),
        SQLITE,
    )

    id: Mapped[int] = row_id()
    clinic_id: Mapped[int] = parent("clinic.id")
    athlete_id: Mapped[int] = parent("athlete.id")
    name: Mapped[str | None] = mapped_column(Text)
    joined_at: Mapped[datetime] = mapped_column(Instant)
    left_at: Mapped[datetime | None] = mapped_column(Instant)

    clinic: Mapped[Clinic] = relationship()


class Agreement(Base):
    """What an athlete agreed to and when, and when they took it back. Append only."""

    __tablename__ = "agreement"
    __table_args__ = (
        CheckConstraint(one_of("consent", Consent), name="consent"),
        Index(
            "uq_agreement_current",
            "membership_id",
            "consent",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        SQLITE,
    )

    id: Mapped[int] = row_id()
    membership_id: Mapped[int] = parent("membership.id")
    consent: Mapped[Consent] = mapped_column(Word(Consent))
    given_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


class ClinicSession(Base):
    """A group workout. `weekdays` are those it recurs on, as digits from Monday, 0; empty for one
    that happens once. `starts` is by the clinic's clock, in minutes."""

    __tablename__ = "session"
    __table_args__ = (
        CheckConstraint(one_of("activity", Activity), name="activity"),
        CheckConstraint("minutes > 0 AND minutes <= 1440", name="minutes"),
        CheckConstraint("starts BETWEEN 0 AND 1439", name="starts"),
        Index(None, "clinic_id"),
        SQLITE,
    )

    id: Mapped[int] = row_id()
    clinic_id: Mapped[int] = parent("clinic.id")
    activity: Mapped[Activity] = mapped_column(Word(Activity))
    minutes: Mapped[float] = mapped_column(Number)
    weekdays: Mapped[str] = mapped_column(Text)
    starts: Mapped[int]
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)

    clinic: Mapped[Clinic] = relationship()


class Occurrence(Base):
    """One date of a session."""

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("session_id", "starts_at"),
        CheckConstraint("ends_at >= starts_at", name="ends_at"),
        SQLITE,
    )

    id: Mapped[int] = row_id()
    session_id: Mapped[int] = parent("session.id")
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    skipped_at: Mapped[datetime | None] = mapped_column(Instant)

    session: Mapped[ClinicSession] = relationship()


class Attendance(Base):
    """An athlete's own workout that came of a session."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("workout_id"), {"sqlite_strict": True})

    occurrence_id: Mapped[int] = parent("occurrence.id", primary_key=True)
    athlete_id: Mapped[int] = parent("athlete.id", primary_key=True)
    workout_id: Mapped[int] = parent("workout.id")


class Post(Base):
    """A message of the bot's own in a group: about a moment of a session, about an athlete (an
    alert), or about the clinic as a whole. `posted_in` and `message_id` are where it stands. An
    alert's `severity` is the score, or more than any score for a red flag; `seen_by` is who of
    the staff took it."""

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("occurrence_id", "moment"),
        CheckConstraint(one_of("kind", PostKind), name="kind"),
        CheckConstraint(one_of("state", PostState), name="state"),
        CheckConstraint(one_of("moment", Moment), name="moment"),
        CheckConstraint("state <> 'posted' OR message_id IS NOT NULL", name="posted"),
        CheckConstraint(
            "(kind = 'session') = (occurrence_id IS NOT NULL AND moment IS NOT NULL)",
            name="about_a_session",
        ),
        CheckConstraint(
            "(kind = 'alert') = (athlete_id IS NOT NULL AND severity IS NOT NULL)",
            name="about_an_athlete",
        ),
        Index(None, "clinic_id", "kind", "state"),
        SQLITE,
    )

    id: Mapped[int] = row_id()
    clinic_id: Mapped[int] = parent("clinic.id")
    kind: Mapped[PostKind] = mapped_column(Word(PostKind))
    state: Mapped[PostState] = mapped_column(Word(PostState))
    due_at: Mapped[datetime] = mapped_column(Instant)
    posted_at: Mapped[datetime | None] = mapped_column(Instant)
    posted_in: Mapped[int | None] = mapped_column(Id)
    message_id: Mapped[int | None] = mapped_column(Id)
    occurrence_id: Mapped[int | None] = parent("occurrence.id")
    moment: Mapped[Moment | None] = mapped_column(Word(Moment))
    athlete_id: Mapped[int | None] = parent("athlete.id")
    check_in_id: Mapped[int | None] = parent("check_in.id")
    red_flag: Mapped[RedFlag | None] = mapped_column(Word(RedFlag))
    severity: Mapped[int | None]
    seen_by: Mapped[str | None] = mapped_column(Text)

    clinic: Mapped[Clinic] = relationship()
    occurrence: Mapped[Occurrence | None] = relationship()
