# SPDX-License-Identifier: Apache-2.0
"""A copy that is owed is a promise with an owner and a day, until it is left or somebody says it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from forms.answers import Answer, Given
from forms.registry import COPY_OWED, newest_form
from forms.site import STANDARD
from records.copies_gone import GoneHow
from records.copies_left import copy_left, never_left, no_longer_owed
from records.copies_register import CopyGiven, Sheet, read_register
from records.keeping_promises import keep_promise
from records.operation import EntityId, Typed, new_id
from records.promise_slip import promise_slip
from records.promises import PromiseKind, open_promises, promises_of
from records.responses import changes_for
from tests.records.conftest import OpenVault
from tests.records.plans import PlanWriter, new_plan
from tests.records.test_copies_gone import meet


@pytest.fixture
def writer(tmp_path: Path, opened: OpenVault) -> PlanWriter:
    (writer,) = new_plan(opened(tmp_path))
    return writer


def owe(writer: PlanWriter, sheet: str = "crisis", **more: Answer) -> None:
    said = {"co_sheet": Given(sheet), "co_who": Given("Sam"), "co_by": Given(date(2026, 11, 24)), **more}
    filled = [(None, link_id, answer) for link_id, answer in said.items()]
    writer.keep(changes_for(newest_form(COPY_OWED), EntityId(new_id()), filled, typed=Typed.WORKER))


def a_copy(sheet: Sheet = Sheet.CRISIS, holder: str = "Mina") -> CopyGiven:
    return CopyGiven(1, 0, 14, holder, 1_795_000_000_000, "yes", sheet)


def owed(writer: PlanWriter) -> list[str]:
    from_record = [one.what for one in open_promises(writer.record) if one.kind is PromiseKind.COPY]
    from_card = [one.what for one in open_promises(writer.record.card) if one.kind is PromiseKind.COPY]
    assert from_record == from_card, "Today and the person's page say the same"
    return from_record


def test_it_names_what_who_and_by_when(writer: PlanWriter) -> None:
    owe(writer, co_for=Given("Nadia"))
    (promise,) = promises_of(writer.record)
    assert (promise.what, promise.who) == ("Crisis sheet, for Nadia", "Sam")
    assert promise.by is not None
    assert promise.by.on == date(2026, 11, 24)
    assert not promise.is_late(datetime(2026, 11, 24, 23, tzinfo=UTC))
    assert promise.is_late(datetime(2026, 11, 25, 1, tzinfo=UTC))


def test_the_slip_says_what_is_brought_and_not_for_whom(writer: PlanWriter) -> None:
    owe(writer, co_for=Given("Nadia"))
    slip = promise_slip(writer.record, EntityId(new_id()), STANDARD, date(2026, 11, 21))
    assert [one.what for one in slip.promises] == ["Bring a copy: Crisis sheet"]
    assert "Nadia" not in str(slip)


def test_leaving_it_ends_it_in_the_same_transaction(writer: PlanWriter) -> None:
    owe(writer)
    changes = copy_left(writer.record, a_copy())
    assert len(changes) == 2
    writer.keep(changes)
    assert owed(writer) == []
    assert len(read_register(writer.store, writer.person).given) == 1


@pytest.mark.parametrize(
    ("copy", "still_owed"),
    [
        (a_copy(Sheet.WALLET), True),
        (a_copy(holder="Nadia"), True),
        (a_copy(holder=" amina RAHMAN"), False),
        (a_copy(), False),
    ],
)
def test_only_that_sheet_in_that_hand_ends_it(writer: PlanWriter, copy: CopyGiven, still_owed: bool) -> None:
    owe(writer)
    writer.keep(copy_left(writer.record, copy))
    assert bool(owed(writer)) == still_owed


def test_somebody_elses_copy_is_owed_to_them(writer: PlanWriter) -> None:
    owe(writer, co_for=Given("Nadia"))
    assert no_longer_owed(writer.record, a_copy()) == []
    writer.keep(no_longer_owed(writer.record, a_copy(holder="nadia")))
    assert owed(writer) == []


def test_by_hand_it_is_done_too(writer: PlanWriter) -> None:
    owe(writer)
    (promise,) = open_promises(writer.record)
    writer.keep(keep_promise(writer.record, promise))
    assert owed(writer) == []


def test_a_sheet_this_keepwell_does_not_know_is_owed_all_the_same(writer: PlanWriter) -> None:
    owe(writer, "braille")
    assert owed(writer) == ["a sheet"]


def test_done_by_either_laptop_is_done(tmp_path: Path, opened: OpenVault) -> None:
    here, there = new_plan(opened(tmp_path / "a"), opened(tmp_path / "b", name="Priya Shah"))
    owe(here)
    meet(here.store, there.store)
    there.keep(copy_left(there.record, a_copy()))
    meet(here.store, there.store)
    assert owed(here) == owed(there) == []


def test_what_never_left_says_so_and_leaves_the_rest(writer: PlanWriter) -> None:
    first = a_copy()
    writer.keep(copy_left(writer.record, first))
    writer.keep(never_left(writer.person, first, date(2026, 11, 21)))
    (copy,) = read_register(writer.store, writer.person).given
    assert [one.how for one in copy.marks] == [GoneHow.NEVER_LEFT]
    assert replace(copy, marks=(), given_by=None) == first
