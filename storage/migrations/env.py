"""What Alembic runs for each command: on the connection it is given, in its open transaction."""

from alembic import context

from storage.tables.all import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    on_version_apply=context.config.attributes["on_version_apply"],
    render_as_batch=True,
)
context.run_migrations()
