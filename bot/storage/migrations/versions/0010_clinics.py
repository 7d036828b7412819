"""Clinics: groups, who agreed to what in them, their sessions and what is written there"""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant, Number

revision = "0010"
down_revision = "0005"
branch_labels = None
depends_on = None
works_from = "0005"


def upgrade() -> None:
    op.create_table(
        "clinic",
        sa.Column("id", Id, nullable=False),
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("thread_id", Id, nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_until", sa.Integer(), nullable=False),
        sa.Column("reminders", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("digest_weekday", sa.Integer(), nullable=False),
        sa.Column("digest_at", sa.Integer(), nullable=False),
        sa.Column("tolerable_up_to", sa.Integer(), nullable=False),
        sa.Column("too_much_from", sa.Integer(), nullable=False),
        sa.Column("staff_chat_id", Id, nullable=True),
        sa.Column("staff_thread_id", Id, nullable=True),
        sa.Column("invite_hash", sa.Text(), nullable=True),
        sa.Column("admin_id", Id, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("pause", sa.Text(), nullable=True),
        sa.CheckConstraint("digest IN ('day', 'week', 'never')", name=op.f("ck_clinic_digest")),
        sa.CheckConstraint("pause IN ('removed', 'muted', 'topic')", name=op.f("ck_clinic_pause")),
        sa.CheckConstraint("reminders IN ('named', 'counted')", name=op.f("ck_clinic_reminders")),
        sa.CheckConstraint(
            "0 <= tolerable_up_to AND tolerable_up_to < too_much_from AND too_much_from <= 10",
            name=op.f("ck_clinic_marks"),
        ),
        sa.CheckConstraint("digest_at BETWEEN 0 AND 1439", name=op.f("ck_clinic_digest_at")),
        sa.CheckConstraint("digest_weekday BETWEEN 0 AND 6", name=op.f("ck_clinic_digest_weekday")),
        sa.CheckConstraint("quiet_from BETWEEN 0 AND 1439", name=op.f("ck_clinic_quiet_from")),
        sa.CheckConstraint("quiet_until BETWEEN 0 AND 1439", name=op.f("ck_clinic_quiet_until")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinic")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_clinic_chat_id")),
        sa.UniqueConstraint("invite_hash", name=op.f("uq_clinic_invite_hash")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_clinic_staff_chat_id", "clinic", ["staff_chat_id"])

    op.create_table(
        "staff_code",
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("thread_id", Id, nullable=True),
        sa.Column("expires_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_staff_code")),
        sqlite_strict=True,
    )
    op.create_table(
        "membership",
        sa.Column("id", Id, nullable=False),
        sa.Column("clinic_id", Id, nullable=False),
        sa.Column("athlete_id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("joined_at", Instant, nullable=False),
        sa.Column("left_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["athlete_id"],
            ["athlete.id"],
            name=op.f("fk_membership_athlete_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinic.id"], name=op.f("fk_membership_clinic_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_membership_clinic_id", "membership", ["clinic_id"])
    op.create_index(
        "uq_membership_current",
        "membership",
        ["athlete_id", "clinic_id"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )

    op.create_table(
        "session",
        sa.Column("id", Id, nullable=False),
        sa.Column("clinic_id", Id, nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("minutes", Number, nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", Instant, nullable=True),
        sa.CheckConstraint(
            "activity IN ('run', 'walk', 'cycling', 'squats', 'lunges', 'step_ups', "
            "'deadlifts', 'strength', 'other')",
            name=op.f("ck_session_activity"),
        ),
        sa.CheckConstraint("minutes > 0 AND minutes <= 1440", name=op.f("ck_session_minutes")),
        sa.CheckConstraint("starts BETWEEN 0 AND 1439", name=op.f("ck_session_starts")),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinic.id"], name=op.f("fk_session_clinic_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_session_clinic_id", "session", ["clinic_id"])

    op.create_table(
        "agreement",
        sa.Column("id", Id, nullable=False),
        sa.Column("membership_id", Id, nullable=False),
        sa.Column("consent", sa.Text(), nullable=False),
        sa.Column("given_at", Instant, nullable=False),
        sa.Column("withdrawn_at", Instant, nullable=True),
        sa.CheckConstraint(
            "consent IN ('name', 'scores', 'alerts')", name=op.f("ck_agreement_consent")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_agreement_membership_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(
        "uq_agreement_current",
        "agreement",
        ["membership_id", "consent"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )

    op.create_table(
        "occurrence",
        sa.Column("id", Id, nullable=False),
        sa.Column("session_id", Id, nullable=False),
        sa.Column("starts_at", Instant, nullable=False),
        sa.Column("ends_at", Instant, nullable=False),
        sa.Column("skipped_at", Instant, nullable=True),
        sa.CheckConstraint("ends_at >= starts_at", name=op.f("ck_occurrence_ends_at")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
            name=op.f("fk_occurrence_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint(
            "session_id", "starts_at", name=op.f("uq_occurrence_session_id_starts_at")
        ),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "attendance",
        sa.Column("occurrence_id", Id, nullable=False),
        sa.Column("athlete_id", Id, nullable=False),
        sa.Column("workout_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id"],
            ["athlete.id"],
            name=op.f("fk_attendance_athlete_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrence.id"],
            name=op.f("fk_attendance_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workout_id"],
            ["workout.id"],
            name=op.f("fk_attendance_workout_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("occurrence_id", "athlete_id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("workout_id", name=op.f("uq_attendance_workout_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "post",
        sa.Column("id", Id, nullable=False),
        sa.Column("clinic_id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("posted_at", Instant, nullable=True),
        sa.Column("posted_in", Id, nullable=True),
        sa.Column("message_id", Id, nullable=True),
        sa.Column("occurrence_id", Id, nullable=True),
        sa.Column("moment", sa.Text(), nullable=True),
        sa.Column("athlete_id", Id, nullable=True),
        sa.Column("check_in_id", Id, nullable=True),
        sa.Column("red_flag", sa.Text(), nullable=True),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("seen_by", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'alert') = (athlete_id IS NOT NULL AND severity IS NOT NULL)",
            name=op.f("ck_post_about_an_athlete"),
        ),
        sa.CheckConstraint(
            "(kind = 'session') = (occurrence_id IS NOT NULL AND moment IS NOT NULL)",
            name=op.f("ck_post_about_a_session"),
        ),
        sa.CheckConstraint(
            "kind IN ('reminder', 'session', 'alert', 'digest')", name=op.f("ck_post_kind")
        ),
        sa.CheckConstraint(
            "moment IN ('right_after', 'one_hour', 'next_day')", name=op.f("ck_post_moment")
        ),
        sa.CheckConstraint(
            "state <> 'posted' OR message_id IS NOT NULL", name=op.f("ck_post_posted")
        ),
        sa.CheckConstraint("state IN ('planned', 'posted', 'over')", name=op.f("ck_post_state")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athlete.id"], name=op.f("fk_post_athlete_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name=op.f("fk_post_check_in_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"], ["clinic.id"], name=op.f("fk_post_clinic_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrence.id"],
            name=op.f("fk_post_occurrence_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("occurrence_id", "moment", name=op.f("uq_post_occurrence_id_moment")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_post_clinic_id_kind_state", "post", ["clinic_id", "kind", "state"])


def downgrade() -> None:
    op.drop_table("post")
    op.drop_table("attendance")
    op.drop_table("occurrence")
    op.drop_table("agreement")
    op.drop_table("session")
    op.drop_table("membership")
    op.drop_table("staff_code")
    op.drop_table("clinic")
