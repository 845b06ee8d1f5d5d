"""Alembic's way into an archive: the connection is given by `migrations.upgrade`, with its transaction."""

from alembic import context

from palmyra_desktop.storage.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
