# SPDX-License-Identifier: Apache-2.0
"""What several processes of one centre have to share. Never edited once a centre has run it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Remember whose keys belong to this database, and which assertions were used."""
    op.add_column("centre", sa.Column("public_key", sa.String(64)))
    op.create_table(
        "used_assertions",
        sa.Column("name_hash", sa.String(64), primary_key=True),
        sa.Column("expires_s", sa.BigInteger, nullable=False),
    )
