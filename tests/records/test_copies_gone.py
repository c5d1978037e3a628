# SPDX-License-Identifier: Apache-2.0
"""What became of a copy can be said on any laptop and corrected on any other; who disagree are all heard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.copies_gone import (
    Gone,
    GoneHow,
    gone_change,
    is_gone,
    is_out_of_hand,
    never_left,
    standing_marks,
)
from records.copies_register import CopiesRegister, CopyGiven, Sheet, copy_change, read_register
from records.operation import Body, ItemId, Kind, PersonId
from records.store import RecordStore
from tests.records.conftest import OpenVault
from tests.records.operations import operation

PERSON = PersonId("a" * 32)
DAY = date(2026, 11, 21)
ITEM = ItemId("1" * 32)
COPY = CopyGiven(1, 0, 14, "Mina", 1_795_000_000_000, "yes", item=ITEM)


@pytest.fixture
def two(tmp_path: Path, opened: OpenVault) -> tuple[RecordStore, RecordStore]:
    """Two laptops that both know of one copy."""
    here, there = opened(tmp_path / "a"), opened(tmp_path / "b", name="Priya Shah")
    here.record(PERSON, [copy_change(PERSON, COPY)])
    meet(here, there)
    return here, there


def meet(*stores: RecordStore) -> None:
    for one in stores:
        for other in stores:
            if one is not other:
                other.apply_page([op for signed in one.tail() for op in signed.operations], "1")


def the_copy(store: RecordStore) -> CopyGiven:
    (copy,) = read_register(store, PERSON).given
    return copy


def mark(store: RecordStore, how: GoneHow, said_by: str = "Mina") -> None:
    seen = the_copy(store).marks
    store.record(PERSON, [gone_change(PERSON, ITEM, Gone(how, DAY, said_by), seen)])


def hows(copy: CopyGiven) -> set[GoneHow]:
    return {one.how for one in copy.marks}


def test_a_mark_says_what_when_and_who_said_so_on_every_laptop(two: tuple[RecordStore, RecordStore]) -> None:
    here, there = two
    mark(here, GoneHow.DESTROYED)
    meet(here, there)
    for store in two:
        (gone,) = the_copy(store).marks
        assert (gone.how, gone.on, gone.said_by) == (GoneHow.DESTROYED, DAY, "Mina")
        assert gone.recorded_by == here.enrolment.user
        assert the_copy(store).is_gone


def test_anybody_can_correct_it_on_another_laptop(two: tuple[RecordStore, RecordStore]) -> None:
    here, there = two
    mark(here, GoneHow.LOST)
    meet(here, there)
    mark(there, GoneHow.STILL_THERE)
    meet(here, there)
    for store in two:
        assert hows(the_copy(store)) == {GoneHow.STILL_THERE}
        assert not the_copy(store).is_gone


def test_two_who_did_not_know_of_each_other_are_both_heard(two: tuple[RecordStore, RecordStore]) -> None:
    here, there = two
    mark(here, GoneHow.DESTROYED)
    mark(there, GoneHow.STILL_THERE)
    meet(here, there)
    for store in two:
        assert hows(the_copy(store)) == {GoneHow.DESTROYED, GoneHow.STILL_THERE}
        # Asked for once too often rather than once too seldom.
        assert not the_copy(store).is_gone
    mark(here, GoneHow.HANDED_BACK)
    meet(here, there)
    assert [hows(the_copy(store)) for store in two] == [{GoneHow.HANDED_BACK}] * 2


def test_a_mark_changes_neither_the_number_of_copies_nor_the_version(
    two: tuple[RecordStore, RecordStore],
) -> None:
    here, _there = two
    before = read_register(here, PERSON)
    mark(here, GoneHow.LOST)
    after = read_register(here, PERSON)
    assert (after.version, after.next_number, after.unread) == (before.version, before.next_number, 0)
    assert (len(after.given), after.standing) == (1, ())


@pytest.mark.parametrize(
    "body", [None, 5, "gone", ["lost"], {}, {"how": "eaten"}, {"how": ["lost"], "on": 5}]
)
def test_a_mark_of_another_shape_still_counts_and_takes_no_copy_away(
    two: tuple[RecordStore, RecordStore], body: object
) -> None:
    here, _there = two
    mark(here, GoneHow.LOST)
    seen = the_copy(here).marks
    odd = replace(gone_change(PERSON, ITEM, Gone(GoneHow.LOST, DAY), seen), body=Body(body))
    here.record(PERSON, [odd])
    copy = the_copy(here)
    assert hows(copy) == {GoneHow.NOT_READ}
    assert not copy.is_gone


def test_a_mark_on_a_copy_that_has_not_arrived_counts_the_copy(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    store.record(PERSON, [gone_change(PERSON, ITEM, Gone(GoneHow.LOST, DAY))])
    register = read_register(store, PERSON)
    assert (register.given, register.unread, register.next_number) == ((), 1, 2)


def test_a_copy_that_never_left_has_a_number_and_is_no_copy() -> None:
    never = replace(COPY, marks=(Gone(GoneHow.NEVER_LEFT, DAY),))
    register = CopiesRegister(5, (never,), agreed=5)
    assert (register.newest, register.to_replace, register.standing) == (None, (), ())
    assert register.next_number == 2
    assert register.replaced_by("Mina", Sheet.PLAN) is None


def test_what_each_mark_means() -> None:
    out = {one for one in GoneHow if is_out_of_hand((Gone(one, DAY),))}
    gone = {one for one in GoneHow if is_gone((Gone(one, DAY),))}
    never = {one for one in GoneHow if never_left((Gone(one, DAY),))}
    assert never == {GoneHow.NEVER_LEFT}
    assert out == never | {GoneHow.DESTROYED, GoneHow.HANDED_BACK}
    assert gone == out | {GoneHow.LOST}
    assert [is_gone(()), is_out_of_hand(()), never_left(())] == [False] * 3


hows_drawn = st.sampled_from([one for one in GoneHow if one is not GoneHow.NOT_READ])


@given(st.lists(st.tuples(hows_drawn, st.sets(st.integers(0, 8))), max_size=8), st.randoms())
def test_in_whatever_order_marks_come_the_same_ones_stand(
    drawn: list[tuple[GoneHow, set[int]]], shuffle: Random
) -> None:
    operations = [
        operation(
            number,
            Kind.COPY,
            {"how": how.value, "on": "2026-11-21", "said_by": ""},
            field="gone",
            base=tuple(sorted(one for one in seen if 0 < one < number)),
        )
        for number, (how, seen) in enumerate(drawn, start=1)
    ]
    expected = standing_marks(operations)
    shuffle.shuffle(operations)
    assert standing_marks([*operations, *operations[:3]]) == expected
    assert bool(expected) == bool(operations)
