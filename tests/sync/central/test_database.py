# SPDX-License-Identifier: Apache-2.0
"""The centre's tables are what its queries think, and its writers never interleave."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, insert, make_url, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from sync.central import tables
from sync.central.database import _migrate, open_database, reading, write, writing
from sync.central.errors import OperatorError
from sync.central.postgresql import is_postgresql, make_engine
from sync.central.service import About, Central
from tests.sync.central.conftest import QuietCentre


def test_the_migrations_make_exactly_the_tables_that_are_used(quiet: QuietCentre) -> None:
    with reading(quiet.central.engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_opening_again_changes_nothing(database: str) -> None:
    for _ in range(2):
        engine = open_database(database)
        with reading(engine) as connection:
            query = text("SELECT version_num FROM alembic_version")
            assert connection.execute(query).scalars().all() == ["0002"]
        engine.dispose()


def test_several_that_open_an_empty_database_at_once_migrate_it_once(database: str, tmp_path: Path) -> None:
    """And all of them are one centre, with one set of keys."""
    together = threading.Barrier(4)
    abouts: list[About] = []

    def start() -> None:
        together.wait(30)
        with closing(Central(tmp_path / "centre", "Northfield", database)) as central:
            abouts.append(central.about())

    threads = [threading.Thread(target=start) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert len(abouts) == 4
    assert len(set(abouts)) == 1
    engine = open_database(database)
    with reading(engine) as connection:
        assert len(connection.execute(select(tables.centre)).all()) == 1
    engine.dispose()


def test_a_database_from_before_is_brought_up_to_date_with_what_is_in_it(
    database: str, tmp_path: Path
) -> None:
    """And takes up the keys of the centre that opens it first."""
    url = make_url(database)
    engine = make_engine(url) if is_postgresql(url) else create_engine(url)
    with engine.begin() as connection:
        _migrate(connection, "0001")
        columns = "central_id, organisation_id, organisation_name, generation, seq"
        values = f"'{'a' * 32}', '{'b' * 32}', 'Northfield', '{'c' * 32}', 7"
        connection.execute(text(f"INSERT INTO centre ({columns}) VALUES ({values})"))
    engine.dispose()
    for _ in range(2):
        with closing(Central(tmp_path / "centre", "Another name", database)) as central:
            assert central.about() == About("a" * 32, "b" * 32, "Northfield", "c" * 32)
    with pytest.raises(OperatorError, match="belong to another centre"):
        Central(tmp_path / "elsewhere", "Northfield", database)


def test_a_database_of_a_newer_keepwell_is_left_alone(database: str) -> None:
    engine = open_database(database)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(OperatorError, match="newer Keepwell"):
        open_database(database)


def test_a_job_that_met_another_writer_is_done_again_from_its_beginning(quiet: QuietCentre) -> None:
    tried = []

    def job(connection: Connection) -> int:
        tried.append(1)
        user = {"user_id": f"{len(tried):032}", "name": f"Worker {len(tried)}", "role": "peer"}
        connection.execute(insert(tables.users).values(**user))
        if len(tried) < 3:
            raise IntegrityError("somebody was here first", None, Exception())
        return len(tried)

    assert write(quiet.central.engine, job) == 3
    with reading(quiet.central.engine) as connection:
        assert connection.execute(select(tables.users.c.name)).scalars().all() == ["Worker 3"]


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_second_writer_waits_from_the_first_ones_first_moment(database: str) -> None:
    engine = open_database(database)
    with writing(engine), engine.connect() as other:
        other.exec_driver_sql("PRAGMA busy_timeout = 10")
        impatient = other.execution_options(keepwell_writes=True)
        # What was begun for the pragma ends first; the driver's own begin is what is under test.
        impatient.rollback()
        with pytest.raises(OperationalError, match="locked"):
            impatient.begin()
    engine.dispose()


def test_a_reader_sees_one_committed_state_to_its_end(quiet: QuietCentre) -> None:
    engine = quiet.central.engine
    with reading(engine) as connection:
        assert connection.execute(select(tables.users)).all() == []
        with writing(engine) as writer:
            writer.execute(insert(tables.users).values(user_id="a" * 32, name="Sam", role="peer"))
        assert connection.execute(select(tables.users)).all() == []


def test_what_fails_half_way_leaves_nothing(quiet: QuietCentre) -> None:
    engine = quiet.central.engine
    with pytest.raises(ZeroDivisionError), writing(engine) as writer:
        writer.execute(insert(tables.users).values(user_id="a" * 32, name="Sam", role="peer"))
        raise ZeroDivisionError
    with reading(engine) as connection:
        assert connection.execute(select(tables.users)).all() == []


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_an_acknowledged_push_is_on_the_disk(quiet: QuietCentre) -> None:
    with writing(quiet.central.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


@pytest.mark.parametrize("path", ["nowhere/at/all/centre.sqlite3", "."])
def test_a_file_that_cannot_be_opened_is_named_in_a_sentence(tmp_path: Path, path: str) -> None:
    with pytest.raises(OperatorError, match="cannot be used, or is not one"):
        open_database(f"sqlite:///{tmp_path / path}")


def test_a_file_that_is_no_database_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sam, " * 1000)
    with pytest.raises(OperatorError, match="is not one"):
        open_database(f"sqlite:///{path}")
    assert path.read_text() == "Dear Sam, " * 1000
