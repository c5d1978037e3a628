# SPDX-License-Identifier: Apache-2.0
"""Today knows whose copies are older than what was agreed, and reads it again only when that changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from records.copies_register import CopyGiven, copy_change, read_register
from records.copies_to_replace import copies_to_replace
from records.operation import Operation
from records.store import RecordStore
from records.versions import agree_change
from tests.records.conftest import OpenVault
from tests.records.plans import PlanWriter, new_plan


@pytest.fixture
def writer(tmp_path: Path, opened: OpenVault) -> PlanWriter:
    (writer,) = new_plan(opened(tmp_path))
    return writer


def leave(writer: PlanWriter, number: int) -> None:
    version = read_register(writer.store, writer.person).version
    copy = CopyGiven(number, version, 14, "Mina", 1_795_000_000_000 + number, "yes")
    writer.keep(copy_change(writer.person, copy))


def agree(writer: PlanWriter) -> None:
    version = read_register(writer.store, writer.person).version
    writer.keep(agree_change(writer.person, writer.record, "", ["Mina"], version))


def test_it_says_what_each_register_says(writer: PlanWriter) -> None:
    (other,) = new_plan(writer.store)
    for each in (writer, other):
        each.say("canal")
        leave(each, 1)
    agree(writer)
    assert writer.store.of_registers(copies_to_replace) == {}
    writer.say("sister")
    agree(writer)
    found = writer.store.of_registers(copies_to_replace)
    assert found == {writer.person: read_register(writer.store, writer.person).to_replace}
    leave(writer, 2)
    assert writer.store.of_registers(copies_to_replace) == {}


def test_it_is_made_again_only_when_one_more_has_come(writer: PlanWriter) -> None:
    writer.say("canal")
    leave(writer, 1)
    agree(writer)
    made = writer.store.of_registers(counted)
    assert writer.store.of_registers(counted) is made
    writer.say("sister")
    assert writer.store.of_registers(counted) is made
    agree(writer)
    again = writer.store.of_registers(counted)
    assert again is not made
    assert again == ["agree", "agree", "copy"]


def counted(operations: list[Operation]) -> list[str]:
    return sorted(one.kind for one in operations)


def test_it_is_found_without_reading_the_whole_journal(tmp_path: Path, opened: OpenVault) -> None:
    store: RecordStore = opened(tmp_path)
    asked: list[str] = []
    database = store._database
    all_rows = database.all
    try:
        database.all = lambda sql, *rest: asked.append(sql) or all_rows(sql, *rest)  # type: ignore[method-assign, func-returns-value]
        store.of_registers(counted)
    finally:
        database.all = all_rows  # type: ignore[method-assign]
    (sql,) = asked
    plan = str(database.all(f"EXPLAIN QUERY PLAN {sql}"))
    assert "SCAN journal'" not in plan
    assert plan.count("journal_copies") >= 2
    assert plan.count("journal_agreed") >= 2
