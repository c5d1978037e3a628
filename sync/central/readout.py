# SPDX-License-Identifier: Apache-2.0
"""The centre's own account of what it holds. Never opens a body unless asked for the words."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, func, select

from sync.central import tables
from sync.central.database import reading
from sync.central.service import Central


def read_out(central: Central, *, words: bool = False) -> dict[str, Any]:
    """Everything countable as JSON-ready values; with `words`, every body in the centre's order as well."""
    with reading(central.engine) as connection:
        answer: dict[str, Any] = {
            "organisation": central.about().organisation_name,
            "streams": _streams(connection),
            "replicas": _replicas(connection),
            "held": _held(connection),
        }
        if words:
            answer["words"] = _words(connection, central)
    return answer


def _streams(connection: Connection) -> list[dict[str, Any]]:
    table = tables.operations
    query = (
        select(
            table.c.person_id,
            func.count().label("operations"),
            func.count(table.c.transaction_id.distinct()).label("transactions"),
            func.max(table.c.seq).label("last_seq"),
        )
        .group_by(table.c.person_id)
        .order_by(func.min(table.c.seq))
    )
    return [
        {
            "person": row.person_id,
            "operations": row.operations,
            "transactions": row.transactions,
            "last_seq": row.last_seq,
        }
        for row in connection.execute(query)
    ]


def _replicas(connection: Connection) -> list[dict[str, Any]]:
    table, users = tables.replicas, tables.users
    query = (
        select(table.c.device_id, table.c.epoch, table.c.status, table.c.acked_number, users.c.name)
        .join(users, users.c.user_id == table.c.user_id)
        .order_by(users.c.name, table.c.device_id, table.c.epoch)
    )
    return [dict(row._mapping) for row in connection.execute(query)]


def _held(connection: Connection) -> list[dict[str, Any]]:
    table = tables.quarantine
    query = select(table.c.device_id, table.c.epoch, table.c.first_number, table.c.reason).order_by(
        table.c.received_ms, table.c.digest
    )
    return [dict(row._mapping) for row in connection.execute(query)]


def _words(connection: Connection, central: Central) -> list[dict[str, Any]]:
    table = tables.operations
    words = []
    for row in connection.execute(select(table).order_by(table.c.seq)):
        header = json.loads(row.header)
        body = None
        if row.sealed_body is not None:
            body = central.keys.open_body(row.person_id, row.operation_id, row.sealed_body)
        words.append(
            {
                "seq": row.seq,
                "person": row.person_id,
                "operation": row.operation_id,
                "transaction": row.transaction_id,
                "field": header.get("field"),
                "kind": header.get("kind"),
                "body": None if body is None else json.loads(body),
            }
        )
    return words
