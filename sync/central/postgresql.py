# SPDX-License-Identifier: Apache-2.0
"""What the centre asks of a PostgreSQL server, and what its refusals mean. Never holds or shows a password.

A password on a command line can be read by everybody on the machine, so an address that holds one is
refused: libpq reads it from the operator's password file. What libpq says when it cannot connect names
users and places, so the operator gets a sentence of ours instead (ADR 0012).
"""

from __future__ import annotations

import ipaddress
import os
from importlib.util import find_spec
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from locales import _
from sync.central.errors import OperatorError

OLDEST_SERVER = 15  # what the tests run; older ones may do, and nobody has looked
_SCHEMES = {"postgresql", "postgresql+psycopg"}
_SECONDS_TO_CONNECT = 10
# Whoever waits longer gives up, and a centre that hangs in the middle of a write is put out by the server,
# so that it cannot keep the counter's row from all others.
_SESSION = "SET lock_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s'"
_WAITED_IN_VAIN = "55P03"
_MET_ANOTHER = {"40001", "40P01"}  # serialization failure, deadlock: the server ended ours, to be tried again
# What libpq says where it gives no code. A server that speaks another language gets the general sentence.
_NO_PASSWORD = ("no password supplied",)
_WRONG_PASSWORD = ("password authentication failed", "no pg_hba.conf entry", 'role "')
_NO_DATABASE = ('database "',)
_A_COPY = ("read-only",)
_NOT_SAFE = ("ssl", "certificate", "root.crt")
_AWAY = ("could not connect", "refused", "timeout", "timed out", "resolve", "no such file", "unreachable",
         "starting up", "shutting down", "closed the connection")  # fmt: skip


def is_postgresql(url: URL) -> bool:
    """Whether this address is one of ours."""
    return url.drivername in _SCHEMES


def make_engine(url: URL) -> Engine:
    """An engine whose sessions keep the centre's promises; nothing is connected yet.

    Raises:
        OperatorError: the address holds a password, or the driver is not built for this machine.
    """
    if url.password is not None or "password" in url.query:
        raise OperatorError(
            _(
                "This address holds a password, which others on this machine can read while the program runs."
                " Put it into a password file for PostgreSQL, name that as ?passfile=FILE in the address,"
                " and choose a new password if others use this machine."
            )
        )
    if find_spec("psycopg") is None:
        raise OperatorError(_("The driver for PostgreSQL is not installed; there is none for this machine."))
    defaults = {
        "connect_timeout": _SECONDS_TO_CONNECT,
        "client_encoding": "utf8",
        "application_name": "keepwell",
        "target_session_attrs": "read-write",  # of several hosts, the one that takes writes
        "keepalives_idle": 30,
    }
    if not _is_here(url) and "sslmode" not in url.query:
        defaults |= {"sslmode": "verify-full", "sslrootcert": "system"}
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={name: value for name, value in defaults.items() if name not in url.query},
        isolation_level="READ COMMITTED",
        hide_parameters=True,
        pool_pre_ping=True,
    )
    event.listen(engine, "connect", _set_up)
    return engine


def check_server(connection: Connection) -> None:
    """Refuse a server on which an acknowledged push would not be safe, or its words not kept as they are.

    Raises:
        OperatorError: too old, forgets after a power cut, or not UTF-8.
    """
    wanted = "'server_version', 'server_version_num', 'fsync', 'server_encoding'"
    query = f"SELECT name, setting FROM pg_settings WHERE name IN ({wanted})"  # noqa: S608
    found = {str(row[0]): str(row[1]) for row in connection.exec_driver_sql(query)}
    if int(found["server_version_num"]) < OLDEST_SERVER * 10_000:
        message = _("This server is PostgreSQL {found}. The centre needs {oldest} or newer.")
        raise OperatorError(message.format(found=found["server_version"], oldest=OLDEST_SERVER))
    if found["fsync"] != "on":
        raise OperatorError(
            _("This server does not wait for its disk (fsync is off), so what was confirmed could be lost.")
        )
    if found["server_encoding"] != "UTF8":
        raise OperatorError(_("This database is not in UTF-8. Make one that is: createdb --encoding=UTF8."))


def hold_the_door(connection: Connection) -> None:
    """Wait until no other centre is making or changing tables here, and keep others out until the commit."""
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('keepwell centre'))")


def met_another(error: SQLAlchemyError) -> bool:
    """Whether two writers met and this one only has to try again."""
    return _code(error) in _MET_ANOTHER


def sentence(error: SQLAlchemyError, url: URL) -> str:
    """What to tell the operator when the server would not do something, without any word of libpq's."""
    said = str(error.orig).lower() if isinstance(error, DBAPIError) else ""
    code = _code(error) if said else _WAITED_IN_VAIN  # for one of our own connections
    for meaning, signs in (
        (
            _("The database at {place} asks for a password, and no password file has one for it."),
            _NO_PASSWORD,
        ),
        (_("The database at {place} does not accept this user with this password."), _WRONG_PASSWORD),
        (_("There is no database of that name at {place}. Make it first, with createdb."), _NO_DATABASE),
        (_("The database at {place} is read-only: it is a copy. Give the address of the original."), _A_COPY),
        (_("There is no safe connection to {place}: its certificate is missing or not trusted."), _NOT_SAFE),
        (_("No database answers at {place}. Is the address right, and is the server running?"), _AWAY),
    ):
        if code is None and any(sign in said for sign in signs):
            return meaning.format(place=_place(url))
    by_code = {
        None: _("The database address has a part that PostgreSQL does not know, or its server refused it."),
        "42501": _("The database's user may not make tables there. Let that user own the database."),
        _WAITED_IN_VAIN: _("Another centre is busy with the database at {place}. Try again in a minute."),
    }
    general = _("The database at {place} would not do it (code {code}). Its own log says why.")
    return by_code.get(code, general).format(place=_place(url), code=code)


def _set_up(connection: Any, _record: Any) -> None:
    before, connection.autocommit = connection.autocommit, True
    connection.execute(_SESSION)
    # Acknowledged means on the disk, whatever the server, the database or the user were told.
    if connection.execute("SHOW synchronous_commit").fetchone()[0] in {"off", "local"}:
        connection.execute("SET synchronous_commit = on")
    connection.autocommit = before


def _code(error: SQLAlchemyError) -> str | None:
    code = getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None
    return None if code is None else str(code)


def _is_here(url: URL) -> bool:
    """Whether every host is this machine: then nobody listens in between."""
    asked = url.query.get("host", ())
    hosts = [*(url.host or "").split(","), *(asked.split(",") if isinstance(asked, str) else asked)]
    named = any(hosts)
    elsewhere = {"service", "hostaddr"} & url.query.keys() or "PGSERVICE" in os.environ
    from_outside = not named and {"PGHOST", "PGHOSTADDR"} & os.environ.keys()
    return all(_is_loopback(host) for host in hosts) and not elsewhere and not from_outside


def _is_loopback(host: str) -> bool:
    host = host if host.startswith("/") else host.rsplit(":", 1)[0] if host.count(":") == 1 else host
    if host in {"", "localhost"} or host.startswith(("/", "@")):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _place(url: URL) -> str:
    port = f":{url.port}" if url.port else ""
    host = url.host or str(url.query.get("host", "localhost"))
    return f"{host}{port}/{url.database or ''}"
