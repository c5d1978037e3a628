# SPDX-License-Identifier: Apache-2.0
"""Opens the centre's database and brings its tables up to date. Never lets two writers interleave.

SQLite's driver would start a write transaction late, at the first write; here it begins at once with
`BEGIN IMMEDIATE`, so that the order of numbers is the order of commits (sync 9.4 rule 1).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

_MIGRATIONS = Path(__file__).parent / "migrations"
_WRITES = "keepwell_writes"
_BUSY_SECONDS = 30


def open_database(url: str) -> Engine:
    """Open, migrate and hand over an engine; `url` as SQLAlchemy writes it."""
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS} if _is_sqlite(url) else {})
    if _is_sqlite(url):
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    with writing(engine) as connection:
        _migrate(connection)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction: the only writer from its first statement to its commit (on SQLite)."""
    with engine.connect() as connection:
        writer = connection.execution_options(**{_WRITES: True})
        with writer.begin():
            yield writer


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One read transaction: everything in it sees the same committed prefix (sync 9.4 rule 5)."""
    with engine.connect() as connection:
        reader = connection
        if engine.dialect.name != "sqlite":
            reader = connection.execution_options(isolation_level="REPEATABLE READ")
        with reader.begin():
            yield reader


def _is_sqlite(url: str) -> bool:
    return url.startswith("sqlite")


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin anything by itself
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # acknowledged means on the disk
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
