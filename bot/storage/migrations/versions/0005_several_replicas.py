"""What several replicas share: updates in hand, who lives, the pace of each chat"""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id, Instant

revision = "0005"
down_revision = "0002"
branch_labels = None
depends_on = None
works_from = "0002"


def upgrade() -> None:
    op.create_table(
        "incoming_update",
        sa.Column("id", Id, autoincrement=False, nullable=False),
        sa.Column("chat_id", Id, nullable=False),
        sa.Column("received_at", Instant, nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("leased_by", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("handled_at", Instant, nullable=True),
        sa.CheckConstraint(
            "(handled_at IS NULL) = (body IS NOT NULL)", name=op.f("ck_incoming_update_body")
        ),
        sa.CheckConstraint(
            "handled_at IS NULL OR leased_by IS NULL", name=op.f("ck_incoming_update_leased_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_update")),
        sqlite_strict=True,
    )
    op.create_index("ix_incoming_update_handled_at", "incoming_update", ["handled_at"])
    op.create_index(
        "ix_incoming_update_open",
        "incoming_update",
        ["chat_id", "id"],
        sqlite_where=sa.text("handled_at IS NULL"),
        postgresql_where=sa.text("handled_at IS NULL"),
    )
    op.create_index(
        "ix_incoming_update_in_hand",
        "incoming_update",
        ["chat_id"],
        unique=True,
        sqlite_where=sa.text("leased_by IS NOT NULL"),
        postgresql_where=sa.text("leased_by IS NOT NULL"),
    )
    op.create_table(
        "replica",
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("alive_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("holder", name=op.f("pk_replica")),
        sqlite_strict=True,
    )
    op.create_table(
        "chat_pace",
        sa.Column("chat_id", Id, autoincrement=False, nullable=False),
        sa.Column("passed", sa.Text(), nullable=False),
        sa.Column("last_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_chat_pace")),
        sqlite_strict=True,
    )
    op.create_table(
        "works_from",
        sa.Column("revision", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_works_from")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("works_from")
    op.drop_table("chat_pace")
    op.drop_table("replica")
    op.drop_table("incoming_update")
