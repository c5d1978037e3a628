# SPDX-License-Identifier: Apache-2.0
"""Statements move without a word lost, and what was just done can be taken back, and that again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.operation import Body, Change, ItemClass, ItemId, Kind, OperationId, Who, new_id
from records.plan import Words, amend, resolve, say
from records.read_tables import STATEMENT
from records.statements import TAKEN_BACK, last_of_session, move, move_down, move_up, take_back
from records.syncing import SyncPosition
from tests.records.conftest import OpenVault
from tests.records.plans import PlanWriter, class_of, new_plan, pick, send, standing

PARTS = ("toolbox", "daily_must", "cp4_allergy")
numbers = st.integers(0, 99)
with_vaults = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def two(tmp_path: Path, opened: OpenVault) -> Callable[[], list[PlanWriter]]:
    """Two laptops; every call gives a new person on both."""
    here, there = opened(tmp_path / "a"), opened(tmp_path / "b", name="Priya Shah")
    return lambda: new_plan(here, there)


@pytest.fixture
def sam(two: Callable[[], list[PlanWriter]]) -> PlanWriter:
    return two()[0]


def moved(writer: PlanWriter, text: str, part: str, after: str | None) -> None:
    behind = None if after is None else writer.find(after).item
    changes = move(writer.person, writer.find(text), part, behind, writer.plan, class_of(part))
    if changes:
        writer.keep(changes)


def undo(writer: PlanWriter) -> list[Change]:
    began = writer.store.position()
    ever = SyncPosition(began.device, began.epoch, 0, "", 0, None)
    changes = take_back(last_of_session(writer.history, ever), writer.history)
    if changes:
        writer.keep(changes)
    return changes


# Moving


def test_a_statement_goes_where_it_is_put_and_nothing_else_moves(sam: PlanWriter) -> None:
    for text in "abcde":
        sam.say(text)
    moved(sam, "d", "toolbox", "a")
    assert sam.texts() == ["a", "d", "b", "c", "e"]
    moved(sam, "a", "toolbox", "e")
    assert sam.texts() == ["d", "b", "c", "e", "a"]
    moved(sam, "c", "toolbox", None)
    assert sam.texts() == ["c", "d", "b", "e", "a"]


def test_a_statement_goes_to_another_part_and_leaves_the_order_it_left(sam: PlanWriter) -> None:
    for text in "abc":
        sam.say(text)
    sam.say("x", "daily_must")
    sam.say("y", "daily_must")
    moved(sam, "b", "daily_must", "x")
    assert (sam.texts(), sam.texts("daily_must")) == (["a", "c"], ["x", "b", "y"])


def test_whoever_stood_after_it_stays_where_they_were_when_it_leaves(
    two: Callable[[], list[PlanWriter]],
) -> None:
    sam, priya = two()
    sam.say("a")
    send(sam, priya)
    for writer, texts in ((sam, ("b", "c")), (priya, ("x", "y"))):
        for text in texts:
            writer.say(text)
    send(priya, sam)
    _first, leaves, *rest = sam.texts()
    moved(sam, leaves, "daily_must", None)
    assert sam.texts() == ["a", *rest]


def test_a_move_answers_every_place_that_was_on_screen(sam: PlanWriter) -> None:
    sam.say("a")
    sam.say("b")
    before = sam.find("b").place.heads[0].operation
    moved(sam, "b", "toolbox", None)
    found = sam.find("b").place
    assert [one.base for one in found.heads] == [(before,)]
    assert [one.operation for one in found.past] == [before]


def test_a_move_to_where_it_stands_asks_for_nothing(sam: PlanWriter) -> None:
    sam.say("a")
    sam.say("b")
    plan = sam.plan
    assert move(sam.person, sam.find("b"), "toolbox", sam.find("a").item, plan, ItemClass.WORDS) == []


def test_up_and_down_step_over_words_that_are_struck(sam: PlanWriter) -> None:
    for text in "abcd":
        sam.say(text)
    sam.strike("c")
    sam.keep(move_up(sam.person, sam.find("d"), sam.plan, ItemClass.WORDS))
    assert sam.texts() == ["a", "d", "b"]
    sam.keep(move_down(sam.person, sam.find("a"), sam.plan, ItemClass.WORDS))
    assert sam.texts() == ["d", "a", "b"]
    assert sam.find("c").is_struck


def test_nothing_goes_above_the_first_or_below_the_last(sam: PlanWriter) -> None:
    for text in "abc":
        sam.say(text)
    sam.strike("c")
    assert move_up(sam.person, sam.find("a"), sam.plan, ItemClass.WORDS) == []
    assert move_down(sam.person, sam.find("b"), sam.plan, ItemClass.WORDS) == []
    assert move_up(sam.person, sam.find("c"), sam.plan, ItemClass.WORDS) == []
    assert move_down(sam.person, sam.find("c"), sam.plan, ItemClass.WORDS) == []


def test_a_statement_is_never_put_after_one_that_is_not_there(sam: PlanWriter) -> None:
    sam.say("a")
    sam.say("x", "daily_must")
    for after in ("a", "x"):
        with pytest.raises(ValueError, match="this part"):
            moved(sam, "a", "toolbox", after)


def test_words_that_move_into_a_safety_part_become_as_careful_as_it(sam: PlanWriter) -> None:
    sam.say("a", "cp4_allergy")
    sam.say("b")
    sam.say("c")
    moved(sam, "b", "cp4_allergy", "a")
    classes = {text: item_class(sam, text) for text in "abc"}
    assert classes == {"a": ItemClass.SAFETY, "b": ItemClass.SAFETY, "c": ItemClass.WORDS}


def item_class(writer: PlanWriter, text: str) -> ItemClass:
    return next(
        state.item_class for (_, item), state in writer.record.items.items() if item == writer.find(text).item
    )


@with_vaults
@given(
    moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=5), data=st.data()
)
def test_moving_is_what_taking_a_card_out_and_putting_it_in_is(
    two: Any, moves: list[tuple[int, int]], data: st.DataObject
) -> None:
    sam, priya = two()
    # Said on two laptops that did not know of each other: the order is a tree, not a line.
    for number, text in enumerate("abcdef"):
        (sam if data.draw(st.booleans()) else priya).say(text)
        if number == 2:
            send(sam, priya)
    send(priya, sam)
    expected = sam.texts()
    for taken, put in moves:
        text = expected.pop(taken)
        expected.insert(put, text)
        moved(sam, text, "toolbox", expected[put - 1] if put else None)
        assert sam.texts() == expected


@with_vaults
@given(st.lists(st.tuples(st.integers(0, 1), numbers, numbers, numbers), min_size=2, max_size=8))
def test_moves_on_two_laptops_converge_and_keep_every_statement_once(
    two: Any, moves: list[tuple[int, int, int, int]]
) -> None:
    sam, priya = two()
    for text in "abcde":
        sam.say(text)
    send(sam, priya)
    for who, what, where, after in moves:
        writer, text, part = (sam, priya)[who], pick("abcde", what), pick(PARTS, where)
        others = [one for one in writer.texts(part) if one != text]
        moved(writer, text, part, pick([None, *others], after))
    send(sam, priya)
    send(priya, sam)
    assert sam.plan == priya.plan
    assert sorted(text for part in PARTS for text in sam.texts(part)) == list("abcde")


# Taking back


def test_what_was_said_is_struck_as_taken_back_and_stays_readable(sam: PlanWriter) -> None:
    sam.say("her sister", said_by=Who.CARER, name="Rukhsana")
    undo(sam)
    found = sam.find("her sister")
    assert found.is_struck
    assert [(one.value, one.said_by) for one in found.words.strikes] == [(TAKEN_BACK, Who.CARER)]
    undo(sam)
    assert [(one.value, one.said_name) for one in sam.find("her sister").words.heads] == [
        ("her sister", "Rukhsana")
    ]


def test_what_was_said_differently_is_said_as_it_was_by_whoever_said_it(sam: PlanWriter) -> None:
    sam.say("canal", said_by=Who.CARER, name="Rukhsana")
    sam.amend("canal", "the canal")
    undo(sam)
    (head,) = sam.find("canal").words.heads
    assert (head.value, head.said_by, head.said_name) == ("canal", Who.CARER, "Rukhsana")
    assert "the canal" in [one.value for one in sam.find("canal").words.past]


def test_what_was_struck_out_stands_again_and_can_be_struck_again_as_it_was(sam: PlanWriter) -> None:
    sam.say("gym")
    sam.strike("gym", "too loud")
    undo(sam)
    assert sam.texts() == ["gym"]
    undo(sam)
    assert [one.value for one in sam.find("gym").words.strikes] == ["too loud"]


def test_what_was_moved_goes_back(sam: PlanWriter) -> None:
    for text in "abcd":
        sam.say(text)
    moved(sam, "b", "daily_must", None)
    undo(sam)
    assert (sam.texts(), sam.texts("daily_must")) == (list("abcd"), [])
    undo(sam)
    assert (sam.texts(), sam.texts("daily_must")) == (["a", "c", "d"], ["b"])


def test_only_this_session_and_this_laptop_can_be_taken_back(two: Callable[[], list[PlanWriter]]) -> None:
    sam, priya = two()
    sam.say("before")
    began = sam.store.position()
    assert last_of_session(sam.history, began) == ()
    for number in range(12):
        priya.say(f"elsewhere {number}")
    assert priya.store.position().last_number > began.last_number
    send(priya, sam)
    assert last_of_session(sam.history, began) == ()
    sam.say("first")
    sam.say("last")
    done = last_of_session(sam.history, began)
    assert [one.kind for one in done] == [Kind.SAY, Kind.PLACE]
    assert done[0].body is not None
    assert done[0].body.value == "last"


def test_what_a_colleague_has_answered_is_not_taken_back(two: Callable[[], list[PlanWriter]]) -> None:
    sam, priya = two()
    sam.say("canal")
    send(sam, priya)
    priya.amend("canal", "the towpath")
    send(priya, sam)
    assert undo(sam) == []
    assert sam.texts() == ["the towpath"]


def test_words_that_arrived_meanwhile_stand_when_ours_are_taken_back(
    two: Callable[[], list[PlanWriter]],
) -> None:
    sam, priya = two()
    sam.say("canal")
    send(sam, priya)
    priya.amend("canal", "theirs")
    sam.amend("canal", "ours")
    send(priya, sam)
    undo(sam)
    assert sam.texts() == ["canal / theirs"]


def two_versions(two: Callable[[], list[PlanWriter]]) -> PlanWriter:
    sam, priya = two()
    sam.say("nuts", "cp4_allergy")
    send(sam, priya)
    sam.amend("nuts", "peanuts")
    priya.amend("nuts", "all nuts")
    send(priya, sam)
    assert sam.find("nuts").words.needs_agreeing
    return sam


def test_what_was_said_over_two_versions_that_stay_is_left_for_agreeing(
    two: Callable[[], list[PlanWriter]],
) -> None:
    sam = two_versions(two)
    sam.amend("nuts", "hazelnuts")
    assert undo(sam) == []
    assert sam.texts("cp4_allergy") == ["all nuts / hazelnuts / peanuts"]


def test_two_versions_that_were_changed_at_once_are_left_for_agreeing(
    two: Callable[[], list[PlanWriter]],
) -> None:
    sam = two_versions(two)
    found = sam.find("nuts")
    one = amend(sam.person, found, Words("hazelnuts"), ItemClass.SAFETY)
    sam.keep(
        [
            replace(one, operation_id=OperationId(new_id()), base=(head.operation,))
            for head in found.words.heads
        ]
    )
    assert undo(sam) == []


def test_two_versions_that_were_struck_together_come_back_as_two_and_go_again(
    two: Callable[[], list[PlanWriter]],
) -> None:
    sam = two_versions(two)
    sam.strike("nuts", "wrong person")
    undo(sam)
    assert sam.texts("cp4_allergy") == ["all nuts / peanuts"]
    undo(sam)
    assert [one.value for one in sam.find("nuts").words.strikes] == ["wrong person"]


def test_an_agreement_is_not_undone_by_one_of_those_who_made_it(
    two: Callable[[], list[PlanWriter]],
) -> None:
    sam = two_versions(two)
    found = sam.find("nuts")
    body = Body("all nuts", agreed_by=("Mina", "Sam Okafor"))
    entity = sam.history[0].entity
    sam.keep(resolve(entity, found.item, STATEMENT, found.words, body, ItemClass.SAFETY))
    assert undo(sam) == []
    assert sam.texts("cp4_allergy") == ["all nuts"]


def test_one_thing_of_several_that_cannot_be_taken_back_keeps_them_all(sam: PlanWriter) -> None:
    sam.say("a")
    entity = sam.history[0].entity
    agreed = Change(
        entity, ItemId(entity), "f|1|q", Kind.SET, ItemClass.AGREED, Who.PERSON, Body({"given": "x"})
    )
    sam.keep([*say(sam.person, "toolbox", Words("b"), ItemClass.WORDS, sam.plan), agreed])
    assert undo(sam) == []
    assert sam.texts() == ["a", "b"]


def test_all_of_a_transaction_is_taken_back_together(sam: PlanWriter) -> None:
    sam.say("a")
    said = say(sam.person, "toolbox", Words("b"), ItemClass.WORDS, sam.plan)
    struck = sam.find("a")
    strike = Change(
        said[0].entity,
        struck.item,
        STATEMENT,
        Kind.STRIKE,
        ItemClass.WORDS,
        Who.PERSON,
        Body(None),
        (struck.words.heads[0].operation,),
    )
    sam.keep([*said, strike])
    undo(sam)
    assert sam.texts() == ["a"]
    undo(sam)
    assert sam.texts() == ["b"]


def test_an_agreed_answer_is_left_alone(sam: PlanWriter) -> None:
    sam.agreed("review_when", {"given": "2027-02-12"})
    assert undo(sam) == []


Step = tuple[str, int, int, int]
steps = st.tuples(st.sampled_from(["say", "amend", "strike", "move", "move"]), numbers, numbers, numbers)


def do_something(writer: PlanWriter, step: Step) -> None:
    action, what, where, how = step
    every = [one for part in PARTS for one in writer.plan.in_part(part)]
    if action == "say" or not every:
        return writer.say(pick(["tea", "choir", "canal"], what), pick(PARTS, where))
    one = pick(every, what)
    text = str((*one.words.heads, *one.words.past)[0].value)
    if action == "amend":
        return writer.amend(text, pick(["walks", "soup"], how))
    if action == "strike":
        return None if one.is_struck else writer.strike(text)
    part = pick(PARTS, where)
    others = [other.item for other in writer.plan.in_part(part) if other.item != one.item]
    changes = move(writer.person, one, part, pick([None, *others], how), writer.plan, class_of(part))
    return writer.keep(changes) if changes else None


@with_vaults
@given(before=st.lists(st.tuples(steps, st.booleans(), st.booleans()), max_size=8), last=steps)
def test_taking_back_twice_is_as_if_nothing_had_been_taken_back(
    two: Any, before: list[tuple[Step, bool, bool]], last: Step
) -> None:
    sam, priya = two()
    for step, by_sam, sends in before:
        do_something(sam if by_sam else priya, step)
        if sends:
            send(sam, priya)
    send(priya, sam)
    stood, said = standing(sam.plan), ever_said(sam)
    number = sam.store.position().last_number
    do_something(sam, last)
    stands = standing(sam.plan)
    if sam.store.position().last_number == number:
        return  # it was put where it stood
    if undo(sam):
        assert standing(sam.plan) == stood
        assert undo(sam)
        assert standing(sam.plan) == stands
    else:
        # Only over two versions of a safety fact: those are resolved, not edited.
        assert any(one.words.needs_agreeing for part in PARTS for one in sam.plan.in_part(part))
    assert said <= ever_said(sam)


def ever_said(writer: PlanWriter) -> set[str]:
    return {
        one.operation
        for said in writer.plan.statements.values()
        for statement in said
        for one in (*statement.words.heads, *statement.words.past)
    }
