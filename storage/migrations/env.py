"""What Alembic runs: the steps, on the connection that `storage.migrations.upgrade` opened."""

from alembic import context

from storage.migrations.comparing import OPTIONS

context.configure(
    connection=context.config.attributes["connection"],
    # The caller's transaction holds all steps: an upgrade that fails has not begun.
    transactional_ddl=True,
    **OPTIONS,
)
with context.begin_transaction():
    context.run_migrations()
