# SPDX-License-Identifier: Apache-2.0
"""The only module that opens SQLCipher: settings, migrations, transactions, and whose fault a failure is.

Never creates a file where one should already be, never logs a statement (a trace would show keys and words).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

from records.errors import (
    BugError,
    DiskFullError,
    ExpectedError,
    StoreBusyError,
    StoreReadOnlyError,
    StoreTooNewError,
    VaultDamagedError,
)

PAGE_BYTES = 4096
# security 4: asserted by tests/records/test_database.py, in this order.
_BEFORE_KEY = ("PRAGMA cipher_log_level = NONE", "PRAGMA cipher_memory_security = ON")
_AFTER_KEY = (
    "PRAGMA synchronous = FULL",
    "PRAGMA wal_autocheckpoint = 200",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
)
_NEEDED_OPTIONS = ("HAS_CODEC", "ENABLE_FTS5", "THREADSAFE=1")

Row = tuple[Any, ...]


class RawKey(Protocol):
    """Key and salt for SQLCipher: 48 bytes that do not print themselves (crypto.secret.Secret)."""

    def reveal(self) -> bytes:
        """The bytes, for as short a time as possible."""
        ...


class Database:
    """One connection to one vault file, used by the one thread that opened it.

    Raises, from any call: `ExpectedError` for the world's faults; anything else is our bug.
    """

    def __init__(
        self, path: Path, key: RawKey, *, read_only: bool = False, memory_security: bool = True
    ) -> None:
        import sqlcipher3.dbapi2 as driver

        self._driver = driver
        self._open_writing = False
        # Always an existing file: SQLite would make an empty vault that any key opens (security 4.1).
        mode = "ro" if read_only else "rw"
        with self._faults():
            self._connection = driver.connect(
                f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None
            )
        try:
            with self._faults():
                self._configure(key, read_only=read_only, memory_security=memory_security)
        except ExpectedError:
            self._connection.close()
            raise

    def _configure(self, key: RawKey, *, read_only: bool, memory_security: bool) -> None:
        run = self._connection.execute
        if not run("PRAGMA cipher_version").fetchone():
            raise BugError("this SQLite has no cipher")
        options = {row[0] for row in run("PRAGMA compile_options")}
        if not all(any(one.startswith(needed) for one in options) for needed in _NEEDED_OPTIONS):
            raise BugError("this SQLCipher lacks an option we rely on")
        for statement in _BEFORE_KEY if memory_security else _BEFORE_KEY[:1]:
            run(statement)
        run(f"PRAGMA key = \"x'{key.reveal().hex()}'\"")
        # Key formats are opaque to SQLite; the only safe place to build this text is here.
        run("SELECT count(*) FROM sqlite_schema").fetchone()
        if not read_only:
            mode = run("PRAGMA journal_mode = WAL").fetchone()[0]
            if mode != "wal":
                raise StoreReadOnlyError("write-ahead log refused; is this a network drive?")
        for statement in _AFTER_KEY:
            run(statement)

    def migrate(self) -> None:
        """Bring the schema up to what this Keepwell knows, one migration a transaction.

        Raises:
            StoreTooNewError: the file was made by a newer Keepwell; nothing is touched.
        """
        scripts = migrations()
        version = self.one("PRAGMA user_version")[0]
        if version > len(scripts):
            raise StoreTooNewError
        for number, script in enumerate(scripts[version:], start=version + 1):
            with self._faults():
                self._connection.executescript(
                    f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;"
                )

    def all(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """Every row of a reading statement."""
        with self._faults():
            return list(self._connection.execute(statement, values))

    def one(self, statement: str, values: Sequence[Any] = ()) -> Row:
        """The one row a statement must give."""
        row = self.maybe(statement, values)
        if row is None:
            raise BugError("a row that must be there is not")
        return row

    def maybe(self, statement: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row, or None."""
        with self._faults():
            row: Row | None = self._connection.execute(statement, values).fetchone()
            return row

    def run(self, statement: str, values: Sequence[Any] = ()) -> None:
        """A changing statement, inside `writing()`."""
        if not self._open_writing:
            raise BugError("a change outside a transaction")
        with self._faults():
            self._connection.execute(statement, values)

    def run_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """A changing statement for many rows, inside `writing()`."""
        if not self._open_writing:
            raise BugError("a change outside a transaction")
        with self._faults():
            self._connection.executemany(statement, rows)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything read inside is of one moment, whatever another connection commits meanwhile."""
        with self._faults():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One write transaction: everything inside commits together or none of it happened."""
        with self._faults():
            self._connection.execute("BEGIN IMMEDIATE")
            self._open_writing = True
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._open_writing = False

    def fold_log(self) -> None:
        """Move commits from the write-ahead log into the file, as far as readers let it; waits for nobody.

        A commit that fills the log does the same by itself, and takes ten times as long as others.
        """
        with self._faults():
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def check_ciphers(self) -> bool:
        """Whether every page still carries its own seal; checkpoints first (security 4.1)."""
        with self._faults():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return not self._connection.execute("PRAGMA cipher_integrity_check").fetchall()

    def close(self) -> None:
        """Fold the write-ahead log in and close."""
        with self._faults():
            self._connection.close()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Tell the world's faults from ours, at the one place the driver speaks (house 6.1)."""
        try:
            yield
        except (self._driver.OperationalError, self._driver.DatabaseError) as error:
            known = _EXPECTED.get(_primary_code(error))
            if known is None:
                raise
            raise known from None


def create_file(path: Path, key: RawKey) -> None:
    """Make a new, empty, encrypted file with mode 0600 and the newest schema; refuses an existing path."""
    path.touch(mode=0o600, exist_ok=False)
    database = Database(path, key)
    try:
        database.migrate()
    finally:
        database.close()


def migrations() -> list[str]:
    """Every migration script, oldest first."""
    folder = resources.files("records") / "migrations"
    return [
        one.read_text(encoding="utf-8")
        for one in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if one.name.endswith(".sql")
    ]


# SQLite's primary result codes that are the world's fault.
_EXPECTED: dict[int, type[ExpectedError]] = {
    5: StoreBusyError,  # SQLITE_BUSY
    6: StoreBusyError,  # SQLITE_LOCKED
    8: StoreReadOnlyError,  # SQLITE_READONLY
    10: StoreReadOnlyError,  # SQLITE_IOERR
    11: VaultDamagedError,  # SQLITE_CORRUPT
    13: DiskFullError,  # SQLITE_FULL
    14: StoreReadOnlyError,  # SQLITE_CANTOPEN
    26: VaultDamagedError,  # SQLITE_NOTADB: a wrong key looks the same, and our key comes from the slot
}


def _primary_code(error: Exception) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF
