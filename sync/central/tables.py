# SPDX-License-Identifier: Apache-2.0
"""The centre's tables, for SQLite and PostgreSQL alike. Never holds a readable word: bodies are sealed.

What is here is what the queries use; the migrations beside it make it. A test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()

# One row. `seq` is the counter: the number of the newest operation, in commit order (sync 9.4 rule 1).
# `public_key` says whose key store belongs to it; null until a centre that knows of this has opened it.
centre = Table(
    "centre",
    metadata,
    Column("central_id", String(32), primary_key=True),
    Column("organisation_id", String(32), nullable=False),
    Column("organisation_name", String(200), nullable=False),
    Column("generation", String(32), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("public_key", String(64)),
)

users = Table(
    "users",
    metadata,
    Column("user_id", String(32), primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("role", String(40), nullable=False),
)

# A code is kept as its hash only. `device_id` says which laptop used it, for an answer lost on the way.
enrolment_codes = Table(
    "enrolment_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("user_id", String(32), ForeignKey("users.user_id"), nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("device_id", String(32)),
    Column("public_key", String(64)),
    Column("epoch", Integer),
)

# One row for each epoch of each replica. Status: active, replaced (a later epoch exists) or revoked.
replicas = Table(
    "replicas",
    metadata,
    Column("device_id", String(32), primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("user_id", String(32), ForeignKey("users.user_id"), nullable=False),
    Column("public_key", String(64), nullable=False, unique=True),
    Column("status", String(16), nullable=False),
    Column("acked_number", BigInteger, nullable=False),
    Column("acked_hash", String(64), nullable=False),
    Column("durable_number", BigInteger, nullable=False),
)

# Assertions that have let somebody in, until they would have run out: another process must know of them too.
used_assertions = Table(
    "used_assertions",
    metadata,
    Column("name_hash", String(64), primary_key=True),
    Column("expires_s", BigInteger, nullable=False),
)

# Everything a mark has passed. `digest` tells a repeat from a fork; `reason` is null unless quarantined.
transactions = Table(
    "transactions",
    metadata,
    Column("device_id", String(32), primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("first_number", BigInteger, primary_key=True),
    Column("last_number", BigInteger, nullable=False),
    Column("transaction_id", String(32), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("head", String(64), nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("reason", String(64)),
    Column("received_ms", BigInteger, nullable=False),
)

operations = Table(
    "operations",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("operation_id", String(32), nullable=False, unique=True),
    Column("device_id", String(32), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("transaction_id", String(32), nullable=False),
    Column("person_id", String(32), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("sealed_body", LargeBinary),
    UniqueConstraint("device_id", "epoch", "number", name="operations_replica_number"),
    Index("operations_person_seq", "person_id", "seq"),
)

# What is held for a human to look at: sealed under the centre's own key, never in anybody's stream.
quarantine = Table(
    "quarantine",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("device_id", String(32), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("first_number", BigInteger, nullable=False),
    Column("reason", String(64), nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
