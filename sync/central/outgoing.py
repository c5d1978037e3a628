# SPDX-License-Identifier: Apache-2.0
"""Serves the stream in the centre's order. Never reads past what is committed, never inside a transaction.

A cursor is opaque to laptops. It carries the generation, a number and the hash of the operation there, so
that a centre that was restored from a backup cannot be mistaken for itself (design 10). Every enrolled
replica sees every stream of the organisation: grants that narrow this are not built yet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, and_, desc, not_, select

from records.operation import MAX_OPERATIONS
from sync.central import tables
from sync.central.database import reading
from sync.central.keys import KeyStore
from sync.central.people import Replica
from sync.protocol import PAGE_BYTES, PAGE_OPERATIONS, PullAnswer, operation_to_wire

_NUMBER = re.compile("[0-9]{1,18}")  # what a column of eight bytes can hold


class Outgoing:
    """The centre's side of PULL, and what HELLO needs to know about cursors."""

    def __init__(self, engine: Engine, keys: KeyStore) -> None:
        self._engine = engine
        self._keys = keys

    def page(self, replica: Replica, cursor: str | None) -> PullAnswer:
        """The operations of others behind a cursor, whole transactions, with the cursor to go on from."""
        with reading(self._engine) as connection:
            after = _seq_of(connection, cursor)
            if after is None:
                return PullAnswer(verdict="restored", operations=[], cursor="", more=False)
            rows, more = _page_of(_rows_after(connection, replica, after))
            end = rows[-1] if more else _newest(connection)
            onward = _cursor(connection, end)
        operations = [operation_to_wire(row.header, self._body(row)) for row in rows]
        return PullAnswer(verdict="ok", operations=operations, cursor=onward, more=more)

    def knows(self, cursor: str | None) -> bool:
        """Whether this cursor was given out by this centre as it is now."""
        with reading(self._engine) as connection:
            return _seq_of(connection, cursor) is not None

    def _body(self, row: Any) -> bytes | None:
        if row.sealed_body is None:
            return None
        return self._keys.open_body(row.person_id, row.operation_id, row.sealed_body)


def generation_of(connection: Connection) -> str:
    """The random name of this centre's present life; a restore from backup begins another."""
    return str(connection.execute(select(tables.centre.c.generation)).scalar_one())


def _seq_of(connection: Connection, cursor: str | None) -> int | None:
    """The number a cursor stands for, 0 for none; None when it is not a cursor of this life."""
    if cursor is None:
        return 0
    generation, _, place = cursor.partition(".")
    number, _, hash_there = place.partition(".")
    if generation != generation_of(connection) or not _NUMBER.fullmatch(number):
        return None
    seq = int(number)
    if seq == 0:
        return 0
    query = select(tables.operations.c.hash).where(tables.operations.c.seq == seq)
    return seq if connection.execute(query).scalar_one_or_none() == hash_there else None


def _cursor(connection: Connection, row: Any) -> str:
    place = "0." if row is None else f"{row.seq}.{row.hash}"
    return f"{generation_of(connection)}.{place}"


def _newest(connection: Connection) -> Any:
    table = tables.operations
    return connection.execute(select(table.c.seq, table.c.hash).order_by(desc(table.c.seq)).limit(1)).first()


def _rows_after(connection: Connection, replica: Replica, after: int) -> Sequence[Any]:
    """A page's worth and one transaction more; without what the asker wrote itself and therefore holds."""
    table = tables.operations
    own = and_(table.c.device_id == replica.device, table.c.epoch == replica.epoch)
    query = select(table).where(table.c.seq > after, not_(own)).order_by(table.c.seq)
    return connection.execute(query.limit(PAGE_OPERATIONS + MAX_OPERATIONS)).all()


def _page_of(rows: Sequence[Any]) -> tuple[Sequence[Any], bool]:
    """Cut at the first end of a transaction beyond the limits; says whether anything is left."""
    size = 0
    for index, row in enumerate(rows):
        full = index >= PAGE_OPERATIONS or size >= PAGE_BYTES
        if full and _transaction(row) != _transaction(rows[index - 1]):
            return rows[:index], True
        size += len(row.header) + len(row.sealed_body or b"")
    return rows, False


def _transaction(row: Any) -> tuple[str, int, str]:
    return row.device_id, row.epoch, row.transaction_id
