# SPDX-License-Identifier: Apache-2.0
"""A worker's idea stays outside the plan until the person says it in their own words, or would rather not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from records.copies import plan_copy
from records.copies_register import read_register
from records.operation import ItemClass, Who
from records.plan import Words
from records.statements import last_of_session, take_back
from records.suggestions import Outcome, Suggestion, decline, read_suggestions, suggest, take
from tests.records.conftest import OpenVault
from tests.records.plans import PlanWriter, new_plan, send

IDEA = "Perhaps an unmistakable swimming pool"


@pytest.fixture
def pair(tmp_path: Path, opened: OpenVault) -> list[PlanWriter]:
    return new_plan(opened(tmp_path / "a"), opened(tmp_path / "b", name="Priya Shah"))


@pytest.fixture
def sam(pair: list[PlanWriter]) -> PlanWriter:
    pair[0].say("canal")
    pair[0].keep(suggest(pair[0].person, "toolbox", IDEA))
    return pair[0]


def suggestions(writer: PlanWriter) -> tuple[Suggestion, ...]:
    return read_suggestions(writer.person, writer.record.items)


def take_it(writer: PlanWriter, text: str = "I like water") -> None:
    (one,) = suggestions(writer)
    writer.keep(take(writer.person, one, Words(text), ItemClass.WORDS, writer.plan))


def test_an_idea_is_kept_with_who_had_it_and_for_which_part(sam: PlanWriter) -> None:
    (one,) = suggestions(sam)
    assert (one.part, one.text, one.outcome, one.answered) == ("toolbox", IDEA, Outcome.OPEN, ())
    assert (one.entry.said_by, one.entry.recorded_by) == (Who.WORKER, sam.store.enrolment.user)


def test_an_idea_is_in_no_plan_no_copy_no_count_and_no_search(sam: PlanWriter) -> None:
    before = read_register(sam.store, sam.person).version
    sam.keep(suggest(sam.person, "toolbox", IDEA))
    record, register = sam.record, read_register(sam.store, sam.person)
    assert sam.texts() == ["canal"]
    assert IDEA not in str(record.plan)
    assert IDEA not in str(plan_copy(record, register, date(2026, 11, 21)))
    assert register.version == before == 1
    assert (record.disagreements, sam.store.people_to_agree()) == ((), {})
    assert sam.store.find("unmistakable") == []
    sam.store.index_due()
    assert (sam.store.find("unmistakable"), sam.store.find("canal")) == ([], [sam.person])


def test_the_person_takes_it_in_their_own_words(sam: PlanWriter) -> None:
    take_it(sam)
    (one,) = suggestions(sam)
    assert sam.texts() == ["canal", "I like water"]
    assert sam.find("I like water").words.heads[0].said_by is Who.PERSON
    assert (one.outcome, one.text) == (Outcome.TAKEN, IDEA)
    assert read_register(sam.store, sam.person).version == 2


def test_nobody_takes_an_idea_into_the_plan_in_the_persons_place(sam: PlanWriter) -> None:
    (one,) = suggestions(sam)
    with pytest.raises(ValueError, match="own words"):
        take(sam.person, one, Words(IDEA, Who.WORKER), ItemClass.WORDS, sam.plan)


def test_the_person_declines_and_nobody_asks_why(sam: PlanWriter) -> None:
    sam.keep(decline(sam.person, suggestions(sam)[0]))
    (one,) = suggestions(sam)
    assert (one.outcome, [why.value for why in one.answered]) == (Outcome.DECLINED, [None])
    assert sam.texts() == ["canal"]
    assert one.text == IDEA


def test_taken_on_one_laptop_and_declined_on_another_is_taken(pair: list[PlanWriter]) -> None:
    sam, priya = pair
    sam.keep(suggest(sam.person, "toolbox", IDEA))
    send(sam, priya)
    take_it(sam)
    priya.keep(decline(priya.person, suggestions(priya)[0]))
    send(sam, priya)
    send(priya, sam)
    assert suggestions(sam) == suggestions(priya)
    assert suggestions(sam)[0].outcome is Outcome.TAKEN


def test_taking_an_idea_can_be_taken_back_and_so_can_the_idea(sam: PlanWriter) -> None:
    began = replace(sam.store.position(), last_number=0)
    take_it(sam)
    sam.keep(take_back(last_of_session(sam.history, began), sam.history))
    assert (sam.texts(), suggestions(sam)[0].outcome) == (["canal"], Outcome.OPEN)
    assert suggestions(sam)[0].entry.said_by is Who.WORKER
    sam.keep(suggest(sam.person, "hope", "Another"))
    sam.keep(take_back(last_of_session(sam.history, began), sam.history))
    assert {one.text: one.outcome for one in suggestions(sam)} == {
        IDEA: Outcome.OPEN,
        "Another": Outcome.TAKEN_BACK,
    }


def test_another_persons_ideas_are_not_read(sam: PlanWriter, tmp_path: Path, opened: OpenVault) -> None:
    (other,) = new_plan(sam.store)
    assert read_suggestions(other.person, sam.record.items) == ()
