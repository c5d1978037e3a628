# SPDX-License-Identifier: Apache-2.0
"""The centre's tables are what its queries think, and its writers never interleave."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select, text
from sqlalchemy.exc import OperationalError

from sync.central import tables
from sync.central.database import open_database, reading, writing
from tests.sync.central.conftest import QuietCentre


def test_the_migrations_make_exactly_the_tables_that_are_used(quiet: QuietCentre) -> None:
    with reading(quiet.central.engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    for _ in range(2):
        engine = open_database(url)
        with reading(engine) as connection:
            assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [
                "0001"
            ]
        engine.dispose()


def test_a_second_writer_waits_from_the_first_ones_first_moment(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    engine = open_database(url)
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


def test_an_acknowledged_push_is_on_the_disk(quiet: QuietCentre) -> None:
    with writing(quiet.central.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
