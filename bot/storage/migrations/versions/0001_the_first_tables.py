"""The first tables"""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant, Number

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "athlete",
        sa.Column("id", Id, nullable=False),
        sa.Column("telegram_id", Id, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("unreachable_since", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_athlete")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_athlete_telegram_id")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "prompt",
        sa.Column("athlete_id", Id, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("origin", Id, nullable=False),
        sa.Column("asked_at", Instant, nullable=False),
        sa.CheckConstraint(
            "step IN ('activity', 'duration', 'ended', 'effort', 'before')",
            name=op.f("ck_prompt_step"),
        ),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athlete.id"], name=op.f("fk_prompt_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("athlete_id", name=op.f("pk_prompt")),
        sqlite_strict=True,
    )
    op.create_table(
        "workout",
        sa.Column("id", Id, nullable=False),
        sa.Column("athlete_id", Id, nullable=False),
        sa.Column("origin", Id, nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("ended_at", Instant, nullable=False),
        sa.Column("minutes", Number, nullable=True),
        sa.Column("distance_km", Number, nullable=True),
        sa.Column("rpe", sa.Integer(), nullable=True),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("logged_at", Instant, nullable=False),
        sa.CheckConstraint(
            "activity IN ('run', 'walk', 'cycling', 'squats', 'lunges', 'step_ups', "
            "'deadlifts', 'strength', 'other')",
            name=op.f("ck_workout_activity"),
        ),
        sa.CheckConstraint(
            "source IN ('typed', 'buttons', 'file')", name=op.f("ck_workout_source")
        ),
        sa.CheckConstraint('"before" BETWEEN 0 AND 10', name=op.f("ck_workout_before")),
        sa.CheckConstraint("distance_km > 0", name=op.f("ck_workout_distance_km")),
        sa.CheckConstraint("minutes > 0 AND minutes <= 1440", name=op.f("ck_workout_minutes")),
        sa.CheckConstraint("rpe BETWEEN 0 AND 10", name=op.f("ck_workout_rpe")),
        sa.ForeignKeyConstraint(
            ["athlete_id"], ["athlete.id"], name=op.f("fk_workout_athlete_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workout")),
        sa.UniqueConstraint("athlete_id", "origin", name=op.f("uq_workout_athlete_id_origin")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_workout_athlete_id_ended_at", "workout", ["athlete_id", "ended_at"])

    op.create_table(
        "check_in",
        sa.Column("id", Id, nullable=False),
        sa.Column("workout_id", Id, nullable=False),
        sa.Column("moment", sa.Text(), nullable=False),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("nudge_at", Instant, nullable=False),
        sa.Column("closes_at", Instant, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked_at", Instant, nullable=True),
        sa.Column("message_id", Id, nullable=True),
        sa.Column("nudged_at", Instant, nullable=True),
        sa.Column("extra_message_id", Id, nullable=True),
        sa.CheckConstraint(
            "moment IN ('right_after', 'one_hour', 'next_day')", name=op.f("ck_check_in_moment")
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'asked', 'closed', 'missed', 'answered')",
            name=op.f("ck_check_in_state"),
        ),
        sa.CheckConstraint("closes_at >= due_at", name=op.f("ck_check_in_closes_at")),
        sa.CheckConstraint(
            "state NOT IN ('asked', 'closed') OR asked_at IS NOT NULL AND message_id IS NOT NULL",
            name=op.f("ck_check_in_asked"),
        ),
        sa.ForeignKeyConstraint(
            ["workout_id"], ["workout.id"], name=op.f("fk_check_in_workout_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sa.UniqueConstraint("workout_id", "moment", name=op.f("uq_check_in_workout_id_moment")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "answer",
        sa.Column("id", Id, nullable=False),
        sa.Column("check_in_id", Id, nullable=False),
        sa.Column("origin", Id, nullable=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("answered_at", Instant, nullable=False),
        sa.CheckConstraint("score BETWEEN 0 AND 10", name=op.f("ck_answer_score")),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name=op.f("fk_answer_check_in_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("check_in_id", "origin", name=op.f("uq_answer_check_in_id_origin")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )

    op.create_table(
        "job",
        sa.Column("id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("check_in_id", Id, nullable=False),
        sa.Column("run_at", Instant, nullable=False),
        sa.Column("leased_until", Instant, nullable=True),
        sa.Column("leased_by", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('ask', 'nudge', 'close')", name=op.f("ck_job_kind")),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name=op.f("fk_job_check_in_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("check_in_id", "kind", name=op.f("uq_job_check_in_id_kind")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_job_leased_until_run_at", "job", ["leased_until", "run_at"])
    op.create_index("ix_job_run_at_id", "job", ["run_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_job_run_at_id", "job")
    op.drop_index("ix_job_leased_until_run_at", "job")

    op.drop_table("job")

    op.drop_table("answer")
    op.drop_table("check_in")
    op.drop_index("ix_workout_athlete_id_ended_at", "workout")

    op.drop_table("workout")
    op.drop_table("prompt")
    op.drop_table("athlete")
