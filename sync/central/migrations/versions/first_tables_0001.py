# SPDX-License-Identifier: Apache-2.0
"""The first tables of a centre. Never edited once a centre has run it: a change is a new migration."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    _make_people_and_replicas()
    _make_stream()


def _make_people_and_replicas() -> None:
    op.create_table(
        "centre",
        sa.Column("central_id", sa.String(32), primary_key=True),
        sa.Column("organisation_id", sa.String(32), nullable=False),
        sa.Column("organisation_name", sa.String(200), nullable=False),
        sa.Column("generation", sa.String(32), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "users",
        sa.Column("user_id", sa.String(32), primary_key=True),
        sa.Column("name", sa.String(200), nullable=False, unique=True),
        sa.Column("role", sa.String(40), nullable=False),
    )
    op.create_table(
        "enrolment_codes",
        sa.Column("code_hash", sa.String(64), primary_key=True),
        sa.Column("user_id", sa.String(32), sa.ForeignKey("users.user_id"), nullable=False),
        sa.Column("expires_ms", sa.BigInteger, nullable=False),
        sa.Column("device_id", sa.String(32)),
        sa.Column("public_key", sa.String(64)),
        sa.Column("epoch", sa.Integer),
    )
    op.create_table(
        "replicas",
        sa.Column("device_id", sa.String(32), primary_key=True),
        sa.Column("epoch", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.String(32), sa.ForeignKey("users.user_id"), nullable=False),
        sa.Column("public_key", sa.String(64), nullable=False, unique=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("acked_number", sa.BigInteger, nullable=False),
        sa.Column("acked_hash", sa.String(64), nullable=False),
        sa.Column("durable_number", sa.BigInteger, nullable=False),
    )


def _make_stream() -> None:
    op.create_table(
        "transactions",
        sa.Column("device_id", sa.String(32), primary_key=True),
        sa.Column("epoch", sa.Integer, primary_key=True),
        sa.Column("first_number", sa.BigInteger, primary_key=True),
        sa.Column("last_number", sa.BigInteger, nullable=False),
        sa.Column("transaction_id", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("reason", sa.String(64)),
        sa.Column("received_ms", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "operations",
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("operation_id", sa.String(32), nullable=False, unique=True),
        sa.Column("device_id", sa.String(32), nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("transaction_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("header", sa.LargeBinary, nullable=False),
        sa.Column("sealed_body", sa.LargeBinary),
        sa.UniqueConstraint("device_id", "epoch", "number", name="operations_replica_number"),
    )
    op.create_index("operations_person_seq", "operations", ["person_id", "seq"])
    op.create_table(
        "quarantine",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("device_id", sa.String(32), nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("first_number", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("received_ms", sa.BigInteger, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
