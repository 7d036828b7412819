"""What Alembic runs: the migrations, on the connection that `bot.storage.migrate` hands over."""

from alembic import context

from bot.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=False,
)
with context.begin_transaction():
    context.run_migrations()
