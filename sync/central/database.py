# SPDX-License-Identifier: Apache-2.0
"""Opens the centre's database and brings its tables up to date. Never lets numbers be given out of order.

SQLite's driver would start a write transaction late, at the first write; here it begins at once with
`BEGIN IMMEDIATE`, so that the order of numbers is the order of commits (sync 9.4 rule 1). On PostgreSQL
writers overlap, and the counter's row, locked until the commit, does the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError

from locales import _
from sync.central import postgresql
from sync.central.errors import OperatorError
from sync.central.write_ahead import begin_write_ahead

_MIGRATIONS = Path(__file__).parent / "migrations"
_WRITES = "keepwell_writes"
_BUSY_SECONDS = 30
_TRIES = 4
_Result = TypeVar("_Result")


def open_database(address: str) -> Engine:
    """Open, migrate and hand over an engine.

    Args:
        address: `sqlite:///PATH` or `postgresql://USER@HOST/DATABASE`, without a password.

    Raises:
        OperatorError: the address cannot be read, nothing answers there, or what answers will not do.
    """
    url = _read(address)
    engine = postgresql.make_engine(url) if postgresql.is_postgresql(url) else _sqlite_engine(url)
    try:
        if engine.dialect.name == "postgresql":
            with reading(engine) as connection:
                postgresql.check_server(connection)
        with alone(engine) as connection:
            _migrate(connection)
    except SQLAlchemyError as error:
        engine.dispose()
        # Its own words may name what should not be shown, so they do not come along.
        raise OperatorError(sentence(error, url)) from None
    except OperatorError:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction: on SQLite, the only writer from its first statement to its commit."""
    with engine.connect() as connection:
        writer = connection.execution_options(**{_WRITES: True})
        with writer.begin():
            yield writer


def write(engine: Engine, job: Callable[[Connection], _Result]) -> _Result:
    """Do a job in a write transaction; from its beginning again when another writer got in its way.

    On PostgreSQL two may insert the same row, or wait for each other: the server undoes one of them wholly.
    """
    for _try in range(_TRIES - 1):
        try:
            with writing(engine) as connection:
                return job(connection)
        except DBAPIError as error:
            if not isinstance(error, IntegrityError) and not postgresql.met_another(error):
                raise
    with writing(engine) as connection:
        return job(connection)


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """One write transaction while no other process opens or changes the tables."""
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            postgresql.hold_the_door(connection)
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One read transaction: everything in it sees the same committed prefix (sync 9.4 rule 5)."""
    with engine.connect() as connection:
        reader = connection
        if engine.dialect.name == "postgresql":
            reader = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with reader.begin():
            yield reader


def sentence(error: SQLAlchemyError, url: URL) -> str:
    """What an operator needs to know of an error, without any word of the database's own."""
    if postgresql.is_postgresql(url):
        return postgresql.sentence(error, url)
    return _("The database file {path} cannot be used, or is not one.").format(path=url.database)


def _read(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise OperatorError(_not_an_address()) from None
    if url.drivername != "sqlite" and not postgresql.is_postgresql(url):
        raise OperatorError(_not_an_address())
    return url


def _not_an_address() -> str:
    return _(
        "This is not the address of a database the centre can use."
        " It looks like postgresql://user@host/database, or sqlite:///path/to/file."
    )


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin anything by itself
    cursor = connection.cursor()
    begin_write_ahead(cursor.execute)
    cursor.execute("PRAGMA synchronous = FULL")  # acknowledged means on the disk
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _migrate(connection: Connection, revision: str = "head") -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError:
        raise OperatorError(
            _("A newer Keepwell has been at work in this database. Update the centre before you start it.")
        ) from None
