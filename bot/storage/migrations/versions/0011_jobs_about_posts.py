"""Jobs are about a check-in or about a post in a group"""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
works_from = "0005"

_OLD_KINDS = "kind IN ('ask', 'nudge', 'close')"
_NEW_KINDS = "kind IN ('ask', 'nudge', 'close', 'post', 'refresh', 'end')"
_SUBJECT = "(check_in_id IS NULL) <> (post_id IS NULL)"
_KEPT = (
    "id, kind, check_in_id, run_at, leased_until, leased_by, attempts, last_error"  # of both shapes
)


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        _rebuild(
            sa.Column("check_in_id", Id, nullable=True),
            sa.Column("post_id", Id, nullable=True),
            sa.CheckConstraint(_NEW_KINDS, name=op.f("ck_job_kind")),
            sa.CheckConstraint(_SUBJECT, name=op.f("ck_job_subject")),
            sa.ForeignKeyConstraint(
                ["post_id"], ["post.id"], name=op.f("fk_job_post_id"), ondelete="CASCADE"
            ),
            sa.UniqueConstraint("post_id", "kind", name=op.f("uq_job_post_id_kind")),
        )
        return
    op.alter_column("job", "check_in_id", nullable=True)
    op.add_column("job", sa.Column("post_id", Id, nullable=True))
    op.create_foreign_key(
        op.f("fk_job_post_id"), "job", "post", ["post_id"], ["id"], ondelete="CASCADE"
    )
    op.create_unique_constraint(op.f("uq_job_post_id_kind"), "job", ["post_id", "kind"])
    op.drop_constraint(op.f("ck_job_kind"), "job")
    op.create_check_constraint(op.f("ck_job_kind"), "job", _NEW_KINDS)
    op.create_check_constraint(op.f("ck_job_subject"), "job", _SUBJECT)


def downgrade() -> None:
    op.execute("DELETE FROM job WHERE check_in_id IS NULL")
    if op.get_context().dialect.name == "sqlite":
        _rebuild(
            sa.Column("check_in_id", Id, nullable=False),
            sa.CheckConstraint(_OLD_KINDS, name=op.f("ck_job_kind")),
        )
        return
    op.drop_constraint(op.f("ck_job_subject"), "job")
    op.drop_constraint(op.f("ck_job_kind"), "job")
    op.create_check_constraint(op.f("ck_job_kind"), "job", _OLD_KINDS)
    op.drop_column("job", "post_id")
    op.alter_column("job", "check_in_id", nullable=False)


def _rebuild(*different: sa.schema.SchemaItem) -> None:
    """SQLite changes no constraint of a table that is there. No other table refers to this one, so
    nothing goes away with it."""
    op.create_table(
        "job_new",
        sa.Column("id", Id, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("run_at", Instant, nullable=False),
        sa.Column("leased_until", Instant, nullable=True),
        sa.Column("leased_by", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        *different,
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name=op.f("fk_job_check_in_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("check_in_id", "kind", name=op.f("uq_job_check_in_id_kind")),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.execute(f"INSERT INTO job_new ({_KEPT}) SELECT {_KEPT} FROM job")  # noqa: S608
    op.drop_table("job")
    op.rename_table("job_new", "job")
    op.create_index("ix_job_leased_until_run_at", "job", ["leased_until", "run_at"])
    op.create_index("ix_job_run_at_id", "job", ["run_at", "id"])
