# SPDX-License-Identifier: Apache-2.0
"""What changed since last time is said in plain words, all of it, and with the words it is about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.operation import ItemClass, ItemId
from records.plan import Plan, Statement
from records.plan_changes import ChangeKind, PlanChange, change_sentence, changed_since
from records.state import EMPTY_FIELD
from records.statements import move
from tests.records.conftest import OpenVault
from tests.records.operations import PERSON, hex_id
from tests.records.plans import PlanWriter, class_of, new_plan, send


@pytest.fixture
def pair(tmp_path: Path, opened: OpenVault) -> list[PlanWriter]:
    return new_plan(opened(tmp_path / "a"), opened(tmp_path / "b", name="Priya Shah"))


@pytest.fixture
def sam(pair: list[PlanWriter]) -> PlanWriter:
    for text in ("canal", "choir", "gym"):
        pair[0].say(text)
    return pair[0]


def sentences(older: Plan, newer: Plan) -> list[str]:
    return [change_sentence(one) for one in changed_since(older, newer)]


def test_nothing_changed_is_no_change(sam: PlanWriter) -> None:
    assert changed_since(sam.plan, sam.plan) == []


def test_new_words_are_new(sam: PlanWriter) -> None:
    before = sam.plan
    sam.say("tea")
    assert sentences(before, sam.plan) == ["New in “Things that help me stay well”: “tea”"]


def test_what_was_said_differently_shows_what_it_said_before(sam: PlanWriter) -> None:
    before = sam.plan
    sam.amend("canal", "the sea")
    assert sentences(before, sam.plan) == [
        "Said differently in “Things that help me stay well”: “the sea”. Before: “canal”"
    ]


def test_what_was_struck_out_and_brought_back_says_which_words(sam: PlanWriter) -> None:
    before = sam.plan
    sam.strike("gym")
    between = sam.plan
    assert sentences(before, between) == ["Struck out of “Things that help me stay well”: “gym”"]
    sam.amend("gym", "gym")
    assert sentences(between, sam.plan) == ["Back in “Things that help me stay well”: “gym”"]
    assert sentences(before, sam.plan) == []


def test_what_was_said_and_struck_in_between_is_no_change(sam: PlanWriter) -> None:
    before = sam.plan
    sam.say("tea")
    sam.strike("tea")
    assert changed_since(before, sam.plan) == []


def test_a_statement_that_moved_says_from_where(sam: PlanWriter) -> None:
    before = sam.plan
    sam.keep(move(sam.person, sam.find("gym"), "cp8_help", None, sam.plan, class_of("cp8_help")))
    assert sentences(before, sam.plan) == [
        "Moved from “Things that help me stay well”"
        " to “8. Help from others: What helps me when I am in crisis”: “gym”"
    ]


def test_only_the_statement_that_moved_within_a_part_is_named(sam: PlanWriter) -> None:
    before = sam.plan
    sam.keep(move(sam.person, sam.find("gym"), "toolbox", None, sam.plan, ItemClass.WORDS))
    assert sentences(before, sam.plan) == ["In another place in “Things that help me stay well”: “gym”"]


def test_agreed_answers_are_in_words_with_what_they_were(sam: PlanWriter) -> None:
    empty = sam.plan
    sam.agreed("offer_state", {"given": "now"})
    first = sam.plan
    assert sentences(empty, first) == ["Agreed in “When would I like to do this?”: “Now, together”"]
    sam.agreed("offer_state", {"given": "later"})
    assert sentences(first, sam.plan) == [
        "Agreed anew in “When would I like to do this?”: “Another time”. Before: “Now, together”"
    ]


def test_two_versions_are_never_called_agreed(pair: list[PlanWriter]) -> None:
    sam, priya = pair
    sam.say("nuts", "cp4_allergy")
    sam.agreed("review_when", {"given": "2027-02-12"})
    send(sam, priya)
    before = sam.plan
    for writer, day, nuts in ((sam, "2027-03-01", "peanuts"), (priya, "2027-04-01", "all nuts")):
        writer.agreed("review_when", {"given": day})
        writer.amend("nuts", nuts)
    send(priya, sam)
    found = changed_since(before, sam.plan)
    assert [one.kind for one in found] == [ChangeKind.TWO_VERSIONS] * 2
    said = " ".join(change_sentence(one) for one in found)
    assert all(words in said for words in ("“peanuts”", "“all nuts”", "“1 March 2027”", "“1 April 2027”"))


def test_a_statement_that_was_removed_is_not_passed_over(sam: PlanWriter) -> None:
    before = sam.plan
    without = replace(before, statements={"toolbox": before.in_part("toolbox")[:2]})
    assert sentences(before, without) == ["Struck out of “Things that help me stay well”: “gym”"]


def test_changes_come_in_the_order_of_the_plan(sam: PlanWriter) -> None:
    before = sam.plan
    for part in ("pc_done", "an_old_part", "hope", "cp9_over"):
        sam.say(f"in {part}", part) if part != "an_old_part" else old_words(sam)
    assert [one.part for one in changed_since(before, sam.plan)] == [
        "hope",
        "cp9_over",
        "pc_done",
        "an_old_part",
    ]
    assert sentences(before, sam.plan)[-1] == "New in an earlier part of the plan: “allotment”"


def old_words(writer: PlanWriter) -> None:
    from records.plan import Words, say

    writer.keep(say(writer.person, "an_old_part", Words("allotment"), ItemClass.WORDS, writer.plan))


def test_words_that_were_erased_are_not_made_up() -> None:
    change = PlanChange(ChangeKind.SAID_DIFFERENTLY, "toolbox", (), ("canal",))
    assert "words that have been erased" in change_sentence(change)


def statements(order: list[int]) -> Plan:
    said = tuple(Statement(ItemId(hex_id(one)), "toolbox", EMPTY_FIELD, came_back=False) for one in order)
    return Plan(PERSON, {"toolbox": said}, {})


@given(st.permutations(range(8)))
def test_the_fewest_statements_are_said_to_have_moved(order: list[int]) -> None:
    changes = changed_since(statements(list(range(8))), statements(order))
    moved = {one.item for one in changes}
    stayed = [one for one in order if hex_id(one) not in moved]
    assert stayed == sorted(stayed)
    assert len(moved) == 8 - longest_rising(order)


def longest_rising(order: list[int]) -> int:
    longest: list[int] = []
    for place, one in enumerate(order):
        before = [longest[other] for other in range(place) if order[other] < one]
        longest.append(1 + max(before, default=0))
    return max(longest)
