# SPDX-License-Identifier: Apache-2.0
"""The merge rules of sync 9.6, and the promise that order of arrival never matters (I3, I4)."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from records.operation import ItemClass, Kind, Operation, canonical_json, decode
from records.reducer import DONE, reduce_item
from records.state import ItemState, item_from_json, item_to_json
from tests.records.operations import hex_id, operation


def heads(state: ItemState, field: str = "statement") -> list[Any]:
    return [one.value for one in state.field(field).heads]


def past(state: ItemState, field: str = "statement") -> list[Any]:
    return [one.value for one in state.field(field).past]


def test_amended_words_stay_readable_beneath_the_new_ones() -> None:
    state = reduce_item([operation(1, Kind.SAY, "first"), operation(2, Kind.AMEND, "second", base=(1,))])
    assert heads(state) == ["second"]
    assert past(state) == ["first"]


def test_two_amendments_that_did_not_know_of_each_other_both_stand() -> None:
    said = operation(1, Kind.SAY, "first")
    here = operation(2, Kind.AMEND, "here", base=(1,))
    there = operation(3, Kind.AMEND, "there", base=(1,))
    state = reduce_item([said, here, there])
    assert sorted(heads(state)) == ["here", "there"]
    assert not state.field("statement").needs_agreeing


def test_struck_words_stay_readable_with_who_struck_them() -> None:
    state = reduce_item([operation(1, Kind.SAY, "old"), operation(2, Kind.STRIKE, "changed", base=(1,))])
    field = state.field("statement")
    assert field.is_struck
    assert past(state) == ["old"]
    assert [one.value for one in field.strikes] == ["changed"]


def test_struck_here_and_changed_there_comes_back_marked() -> None:
    said = operation(1, Kind.SAY, "old")
    struck = operation(2, Kind.STRIKE, base=(1,))
    changed = operation(3, Kind.AMEND, "new", base=(1,))
    field = reduce_item([said, struck, changed]).field("statement")
    assert field.came_back
    assert not field.is_struck


def test_words_brought_back_after_a_strike_stand_again() -> None:
    said = operation(1, Kind.SAY, "old")
    struck = operation(2, Kind.STRIKE, base=(1,))
    again = operation(3, Kind.AMEND, "old", base=(1, 2))
    field = reduce_item([said, struck, again]).field("statement")
    assert not field.came_back
    assert [one.value for one in field.heads] == ["old"]


def test_two_versions_of_an_agreed_field_stay_two_until_a_person_resolves_both() -> None:
    first = operation(1, Kind.SET, "Tuesday", item_class=ItemClass.AGREED)
    here = operation(2, Kind.SET, "Wednesday", base=(1,), item_class=ItemClass.AGREED)
    there = operation(3, Kind.SET, "Friday", base=(1,), item_class=ItemClass.AGREED)
    open_state = reduce_item([first, here, there])
    assert open_state.field("statement").needs_agreeing
    assert open_state.open_fields == 1
    half = operation(4, Kind.RESOLVE, "Friday", base=(3,), item_class=ItemClass.AGREED)
    assert reduce_item([first, here, there, half]).field("statement").needs_agreeing
    whole = operation(5, Kind.RESOLVE, "Friday", base=(2, 3), item_class=ItemClass.AGREED)
    closed = reduce_item([first, here, there, whole])
    assert not closed.field("statement").needs_agreeing
    assert sorted(past(closed)) == ["Friday", "Tuesday", "Wednesday"]


def test_a_plain_edit_over_two_versions_closes_nothing() -> None:
    here = operation(1, Kind.SET, "a", item_class=ItemClass.SAFETY)
    there = operation(2, Kind.SET, "b", item_class=ItemClass.SAFETY)
    over = operation(3, Kind.SET, "c", base=(1, 2), item_class=ItemClass.SAFETY)
    assert len(heads(reduce_item([here, there, over]))) == 3


def test_safety_words_that_came_back_are_changed_by_one_edit_that_saw_words_and_strike() -> None:
    said = operation(1, Kind.SAY, "penicillin", item_class=ItemClass.SAFETY)
    struck = operation(2, Kind.STRIKE, base=(1,), item_class=ItemClass.SAFETY)
    there = operation(3, Kind.AMEND, "penicillin and nuts", base=(1,), item_class=ItemClass.SAFETY)
    came_back = reduce_item([said, struck, there]).field("statement")
    assert came_back.came_back
    again = operation(4, Kind.AMEND, "nuts", base=(2, 3), item_class=ItemClass.SAFETY)
    field = reduce_item([said, struck, there, again]).field("statement")
    assert [one.value for one in field.heads] == ["nuts"]
    assert not field.needs_agreeing
    assert not field.came_back


def test_the_more_careful_class_wins_where_two_disagree() -> None:
    here = operation(1, Kind.SET, "a", item_class=ItemClass.LOGISTICS)
    there = operation(2, Kind.SET, "b", item_class=ItemClass.SAFETY)
    state = reduce_item([here, there])
    assert state.item_class is ItemClass.SAFETY
    assert state.field("statement").needs_agreeing


def test_no_clock_decides_an_agreed_field() -> None:
    here = operation(1, Kind.SET, "a", item_class=ItemClass.AGREED, hlc=1)
    there = operation(2, Kind.SET, "b", item_class=ItemClass.AGREED, hlc=10**15)
    assert len(heads(reduce_item([here, there]))) == 2


def test_a_task_done_by_either_is_done() -> None:
    here = operation(1, Kind.SET, DONE, item_class=ItemClass.LOGISTICS, hlc=1)
    there = operation(2, Kind.SET, {"given": "open"}, item_class=ItemClass.LOGISTICS, hlc=5)
    assert heads(reduce_item([here, there])) == [DONE]


def test_two_appointment_times_show_as_two() -> None:
    here = operation(1, Kind.SET, "09:00", item_class=ItemClass.LOGISTICS)
    there = operation(2, Kind.SET, "14:00", item_class=ItemClass.LOGISTICS)
    assert sorted(heads(reduce_item([here, there]))) == ["09:00", "14:00"]


def test_removed_here_and_edited_there_comes_back_marked() -> None:
    said = operation(1, Kind.SAY, "goal")
    removed = operation(2, Kind.RETIRE, base=(1,))
    gone = reduce_item([said, removed])
    assert gone.retired is not None
    edited = operation(3, Kind.AMEND, "goal, smaller", base=(1,))
    back = reduce_item([said, removed, edited])
    assert back.retired is None
    assert back.came_back


def test_a_removal_that_was_undone_no_longer_stands() -> None:
    said = operation(1, Kind.SAY, "goal")
    removed = operation(2, Kind.RETIRE, base=(1,))
    restored = operation(3, Kind.RESTORE, base=(2,))
    state = reduce_item([said, removed, restored])
    assert state.retired is None
    assert not state.came_back


def test_an_answer_to_something_not_yet_here_is_provisional_until_it_arrives() -> None:
    said = operation(1, Kind.SAY, "first")
    changed = operation(2, Kind.AMEND, "second", base=(1,))
    assert reduce_item([changed]).field("statement").heads[0].provisional
    assert not reduce_item([changed, said]).field("statement").heads[0].provisional


def test_what_a_newer_keepwell_wrote_is_kept_and_marked() -> None:
    header = json.loads(operation(5, Kind.SAY, "words").header_bytes)
    header["v"] = 1
    newer = decode(canonical_json(header), None)
    state = reduce_item([operation(1, Kind.SAY, "here"), newer])
    assert state.newer == (hex_id(5),)
    assert heads(state) == ["here"]


@st.composite
def histories(draw: st.DrawFn) -> list[Operation]:
    """Any set of operations on one item, each answering some that came before it."""
    made: list[Operation] = []
    for number in range(1, draw(st.integers(1, 9)) + 1):
        kind = draw(
            st.sampled_from(
                [
                    Kind.SAY,
                    Kind.AMEND,
                    Kind.STRIKE,
                    Kind.SET,
                    Kind.RESOLVE,
                    Kind.RETIRE,
                    Kind.RESTORE,
                    Kind.PLACE,
                ]
            )
        )
        base = tuple(draw(st.sets(st.integers(1, number - 1), max_size=3))) if number > 1 else ()
        made.append(
            operation(
                number,
                kind,
                draw(st.sampled_from(["a", "b", DONE])),
                base=base,
                item_class=draw(st.sampled_from(ItemClass)),
                field=draw(st.sampled_from(["statement", "other", "place"])),
                hlc=draw(st.integers(1, 4)),
            )
        )
    return made


@given(histories(), st.randoms())
def test_any_order_and_any_repeats_give_the_same_bytes(history: list[Operation], random: Any) -> None:
    shuffled = [*history, *random.choices(history, k=3)]
    random.shuffle(shuffled)
    assert canonical_json(item_to_json(reduce_item(shuffled))) == canonical_json(
        item_to_json(reduce_item(history))
    )


@given(histories())
def test_no_value_ever_leaves_the_visible_history(history: list[Operation]) -> None:
    state = reduce_item(history)
    values = {Kind.SAY, Kind.AMEND, Kind.SET, Kind.RESOLVE, Kind.PLACE}
    shown = {one.operation for field in state.fields.values() for one in (*field.heads, *field.past)}
    assert shown == {one.operation_id for one in history if one.kind in values}


@given(histories())
def test_a_state_survives_the_read_table(history: list[Operation]) -> None:
    state = reduce_item(history)
    assert item_from_json(json.loads(canonical_json(item_to_json(state)))) == state
