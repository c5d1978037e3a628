# SPDX-License-Identifier: Apache-2.0
"""Runs the centre's migrations on the connection it is handed. Never opens one itself."""

from __future__ import annotations

from alembic import context

from sync.central.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
