# SPDX-License-Identifier: Apache-2.0
"""Which copies are to be replaced, and that two laptops apart never make one copy of two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.copies_gone import Gone, GoneHow
from records.copies_register import (
    PLAN_SHEETS,
    CopiesRegister,
    CopyGiven,
    How,
    Sheet,
    copy_change,
    read_register,
)
from records.copy_code import MOST
from records.operation import Body, EntityId, ItemId, Operation, PersonId
from records.versions import agree_change
from tests.records.conftest import OpenVault
from tests.records.operations import operation
from tests.records.plans import PlanWriter, new_plan
from tests.records.test_copies_gone import DAY, meet

AT = 1_795_000_000_000
MINA = PersonId("a" * 32)


@pytest.fixture
def writer(tmp_path: Path, opened: OpenVault) -> PlanWriter:
    (writer,) = new_plan(opened(tmp_path))
    return writer


def register_in(writer: PlanWriter) -> CopiesRegister:
    return read_register(writer.store, writer.person)


def a_copy(number: int, version: int, holder: str = "Mina", sheet: Sheet = Sheet.PLAN) -> CopyGiven:
    return CopyGiven(number, version, 14, holder, AT + number, "yes", sheet)


def register_of(*copies: CopyGiven, agreed: int | None = None, version: int = 9) -> CopiesRegister:
    newest_first = sorted(copies, key=lambda one: one.number, reverse=True)
    return CopiesRegister(version, tuple(newest_first), agreed=agreed)


def numbers(copies: tuple[CopyGiven, ...]) -> list[int]:
    return [one.number for one in copies]


copies_drawn = st.builds(
    CopyGiven,
    number=st.integers(1, MOST - 1),
    version=st.integers(0, MOST - 1),
    size=st.integers(12, 28),
    held_by=st.text(max_size=40),
    made_at=st.integers(0, 4_000_000_000_000),
    safe=st.sampled_from(["yes", "envelope"]),
    sheet=st.sampled_from(Sheet),
    how=st.sampled_from(How),
    language=st.sampled_from(["en-GB", "cy", "ur", "bn"]),
    about=st.none() | st.builds(EntityId, st.text("0123456789abcdef", min_size=32, max_size=32)),
    own=st.booleans(),
    item=st.builds(ItemId, st.text("0123456789abcdef", min_size=32, max_size=32)),
)


class _Journal:
    """What a register is read from, without a vault for each of a hundred examples."""

    def __init__(self, *copies: CopyGiven) -> None:
        changes = [copy_change(MINA, one) for one in copies]
        self.operations = [
            operation(number, one.kind, one.body.value, field=one.field, item=one.item)
            for number, one in enumerate(changes, start=1)
        ]

    def copies(self, _person: PersonId) -> list[Operation]:
        return list(self.operations)

    def plan_version(self, _person: PersonId) -> int:
        return 0

    def plan_history(self, _person: PersonId, _kind: object = None) -> list[Operation]:
        return []


@given(copies_drawn)
def test_a_copy_is_read_back_as_it_was_written(copy: CopyGiven) -> None:
    (read,) = read_register(_Journal(copy), MINA).given  # type: ignore[arg-type]
    assert replace(read, given_by=None) == copy


# Numbers near each other, so that the next one is often taken.
near = copies_drawn.map(lambda one: replace(one, number=one.number % 8 + 1))


@given(st.lists(near, max_size=5, unique_by=lambda one: one.item))
def test_the_next_number_is_one_that_no_copy_has(copies: list[CopyGiven]) -> None:
    register = read_register(_Journal(*copies), MINA)  # type: ignore[arg-type]
    assert register.next_number not in {one.number for one in copies}
    assert register.next_number > len(copies)
    assert {one.item for one in register.given} == {one.item for one in copies}


def test_two_laptops_that_gave_one_number_gave_two_copies(tmp_path: Path, opened: OpenVault) -> None:
    here, there = opened(tmp_path / "a"), opened(tmp_path / "b", name="Priya Shah")
    here.record(MINA, [copy_change(MINA, a_copy(1, 0, "Mina"))])
    there.record(MINA, [copy_change(MINA, a_copy(1, 0, "Mum"))])
    meet(here, there)
    for store in (here, there):
        register = read_register(store, MINA)
        assert {(one.number, one.held_by) for one in register.given} == {(1, "Mina"), (1, "Mum")}
        assert len({one.item for one in register.given}) == 2
        assert register.next_number == 3
        assert {one.given_by for one in register.given} == {here.enrolment.user, there.enrolment.user}
    assert read_register(here, MINA) == read_register(there, MINA)


def test_a_new_copy_replaces_the_newest_of_the_same_sheet_and_holder() -> None:
    register = register_of(a_copy(1, 1), a_copy(2, 1, "Mum"), a_copy(3, 1, sheet=Sheet.SLIP))
    assert register.replaced_by("Mina", Sheet.PLAN) == 1
    assert register.replaced_by(" mina", Sheet.SLIP) == 3
    assert register.replaced_by("Mum", Sheet.PLAN) == 2
    assert register.replaced_by("Mum", Sheet.SLIP) is None
    assert register.replaced_by("", Sheet.PLAN) is None


@pytest.mark.parametrize(
    ("how", "replaces"),
    [
        (GoneHow.LOST, 1),
        (GoneHow.STILL_THERE, 1),
        (GoneHow.DESTROYED, None),
        (GoneHow.HANDED_BACK, None),
        (GoneHow.NEVER_LEFT, None),
    ],
)
def test_what_nobody_can_find_again_is_not_replaced(how: GoneHow, replaces: int | None) -> None:
    register = register_of(replace(a_copy(1, 1), marks=(Gone(how, DAY),)))
    assert register.replaced_by("Mina", Sheet.PLAN) == replaces


def test_a_new_agreed_version_names_each_holder_of_an_older_plan_once() -> None:
    copies = (
        a_copy(1, 1),
        a_copy(2, 2),
        a_copy(3, 2, "Mum", Sheet.CRISIS),
        a_copy(4, 2, sheet=Sheet.SLIP),
        a_copy(5, 4, "Dr Khan"),
        replace(a_copy(6, 2, "Tariq"), marks=(Gone(GoneHow.DESTROYED, DAY),)),
    )
    assert numbers(register_of(*copies).to_replace) == []
    assert numbers(register_of(*copies, agreed=2).to_replace) == []
    assert numbers(register_of(*copies, agreed=4).to_replace) == [3, 2]
    assert numbers(register_of(*copies, a_copy(7, 4), agreed=4).to_replace) == [3]


def test_a_copy_with_older_words_takes_the_place_of_none() -> None:
    apart = register_of(a_copy(2, 9), a_copy(5, 4), agreed=9)
    newer, older = apart.given[1], apart.given[0]
    assert apart.successor(newer) is None
    assert apart.successor(older) is None
    assert numbers(apart.to_replace) == [5]


def test_a_copy_that_never_left_takes_the_place_of_none() -> None:
    never = replace(a_copy(2, 4), marks=(Gone(GoneHow.NEVER_LEFT, DAY),))
    register = register_of(a_copy(1, 1), never, agreed=4)
    assert numbers(register.to_replace) == [1]
    assert register.newest is not None
    assert register.newest.number == 1
    assert register.is_outdated


def test_only_the_plan_and_its_parts_grow_old() -> None:
    assert {Sheet.PLAN, Sheet.EASY_READ, Sheet.CRISIS, Sheet.WALLET} == PLAN_SHEETS
    slip = register_of(a_copy(1, 1, sheet=Sheet.SLIP), agreed=9)
    assert (slip.newest, slip.is_outdated, slip.to_replace) == (None, False, ())


def test_agreeing_to_a_plan_is_what_asks_for_old_copies(writer: PlanWriter) -> None:
    writer.say("canal")
    writer.keep(copy_change(writer.person, a_copy(1, register_in(writer).version)))
    writer.say("sister")
    assert (register_in(writer).agreed, register_in(writer).to_replace) == (None, ())
    version = register_in(writer).version
    writer.keep(agree_change(writer.person, writer.record, "", ["Mina"], version))
    assert register_in(writer).agreed == version
    assert numbers(register_in(writer).to_replace) == [1]


@pytest.mark.parametrize(
    "odd",
    [
        {"number": 0},
        {"number": MOST},
        {"version": -1},
        {"made_at": 10**18},
        {"number": float(10**300)},
        {"sheet": "braille"},
        {"how": "carrier pigeon"},
        {"for": None, "number": None},
    ],
)
def test_a_copy_of_another_shape_still_counts(writer: PlanWriter, odd: dict[str, object]) -> None:
    change = copy_change(writer.person, a_copy(1, 1))
    writer.keep(replace(change, body=Body({**change.body.value, **odd})))
    register = register_in(writer)
    assert (register.given, register.unread, register.next_number) == ((), 1, 2)


def test_copies_that_left_at_once_each_have_a_place_and_are_each_asked_back() -> None:
    run = [replace(a_copy(number, 3), made_at=AT) for number in (1, 2, 3)]
    now = register_of(*run, agreed=5)
    assert [now.successor(one) for one in run] == [None, None, None]
    assert numbers(now.to_replace) == [3, 2, 1]


def test_somebody_with_another_name_now_still_holds_what_they_held() -> None:
    before = replace(a_copy(1, 3, "Sam"), own=True)
    after = replace(a_copy(2, 5, "Samira"), own=True)
    now = register_of(before, after, agreed=5)
    assert now.successor(before) == after
    assert now.to_replace == ()
    assert register_of(before).replaced_by("Samira", Sheet.PLAN, own=True) == 1
    assert register_of(before).replaced_by("Samira", Sheet.PLAN) is None, "somebody else of that name"
