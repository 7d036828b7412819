"""Removed workouts leave their origin; athletes are paused for more reasons than unreachability"""

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Id

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE athlete RENAME COLUMN unreachable_since TO paused_since")
    op.create_table(
        "removed_workout",
        sa.Column("athlete_id", Id, nullable=False),
        sa.Column("origin", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["athlete_id"],
            ["athlete.id"],
            name=op.f("fk_removed_workout_athlete_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("athlete_id", "origin", name=op.f("pk_removed_workout")),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("removed_workout")
    op.execute("ALTER TABLE athlete RENAME COLUMN paused_since TO unreachable_since")
