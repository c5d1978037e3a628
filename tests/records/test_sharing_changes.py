# SPDX-License-Identifier: Apache-2.0
"""Two laptops apart: what was chosen on one never gets past what was withdrawn on the other (hazard 14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from forms.registry import newest_form
from records import plan
from records.copies_gone import Gone, GoneHow
from records.copies_register import CopiesRegister, CopyGiven, Sheet
from records.operation import MAX_OPERATIONS, Body, Change, EntityId, ItemId, Kind, PersonId, Who, new_id
from records.operation import ItemClass as Class
from records.people import PERSON_FORM
from records.sharing import Because, Decision
from records.sharing_changes import (
    STOPPED_FORM,
    choose,
    crisis_was_asked,
    holders,
    note_crisis_asked,
    withdraw,
)
from records.sharing_choices import Recipient, RecipientKind, Scope, SharedAs, sharing_entity
from tests.records.laptops import (
    AT_TWO,
    COPY,
    COUNCIL,
    GP,
    KEEPS_ME_WELL,
    MINA,
    NO,
    RUKHSANA,
    SEE,
    TODAY,
    TOOLBOX,
    Laptop,
    the,
)
from tests.records.sharings import audience


@pytest.fixture
def sam() -> Laptop:
    return Laptop()


@pytest.fixture
def priya() -> Laptop:
    return Laptop()


# Two laptops


def test_two_choices_made_apart_are_a_no_until_somebody_agreed(sam: Laptop, priya: Laptop) -> None:
    walk = sam.say("toolbox")
    sam.meet(priya)
    sam.choose(GP, TOOLBOX, SEE)
    priya.choose(GP, TOOLBOX, COPY)
    sam.meet(priya)
    for one in (sam, priya):
        assert one.decide(GP, walk) == Decision(SharedAs.NO, Because.TWO_VERSIONS)
        assert [each.entity for each in one.read().disagreements] == [sharing_entity(MINA)]
    with pytest.raises(ValueError, match="who agreed"):
        choose(sam.read(), GP, TOOLBOX, SEE)
    sam.choose(GP, TOOLBOX, SEE, "Mina", "Sam Okafor")
    assert sam.decide(GP, walk) == Decision(SharedAs.SEE, Because.CHOSEN)
    assert sam.read().disagreements == ()


def test_two_laptops_that_name_one_carer_apart_must_say_the_same(sam: Laptop, priya: Laptop) -> None:
    walk = sam.say("toolbox")
    sam.meet(priya)
    sam.choose(RUKHSANA, TOOLBOX, COPY)
    priya.choose(RUKHSANA, TOOLBOX, SEE)
    sam.meet(priya)
    assert sam.decide(RUKHSANA, walk) == Decision(SharedAs.NO, Because.TWO_VERSIONS)
    sam.choose(RUKHSANA, TOOLBOX, SEE)
    assert sam.decide(RUKHSANA, walk) == Decision(SharedAs.SEE, Because.CHOSEN)
    priya.meet(sam)
    priya.choose(RUKHSANA, TOOLBOX, NO)
    assert not priya.decide(RUKHSANA, walk).allowed


# Hazard 14: withdrawn offline, then released


def test_hazard_14_a_withdrawal_made_apart_from_a_new_choice_is_a_no_until_agreed(
    sam: Laptop, priya: Laptop
) -> None:
    walk = sam.say("toolbox")
    sam.choose(GP, TOOLBOX, SEE)
    sam.meet(priya)
    sam.withdraw(GP)
    priya.choose(GP, TOOLBOX, COPY)
    sam.meet(priya)
    for one in (sam, priya):
        assert one.decide(GP, walk) == Decision(SharedAs.NO, Because.TWO_VERSIONS)
    priya.choose(GP, TOOLBOX, COPY, "Mina")
    assert priya.decide(GP, walk) == Decision(SharedAs.COPY, Because.CHOSEN)


def test_hazard_14_a_withdrawal_reaches_what_was_first_shared_on_another_laptop(
    sam: Laptop, priya: Laptop
) -> None:
    walk = sam.say("toolbox")
    sam.choose(GP, KEEPS_ME_WELL, SEE)
    sam.meet(priya)
    sam.withdraw(GP)
    priya.choose(GP, the(walk), COPY)
    tea = priya.say("daily_must", "tea")
    priya.choose(GP, the(tea), COPY)
    sam.meet(priya)
    assert sam.decide(GP, walk) == Decision(SharedAs.NO, Because.WITHDRAWN)
    assert sam.decide(GP, tea) == Decision(SharedAs.NO, Because.WITHDRAWN)
    sam.choose(GP, the(walk), COPY)
    assert sam.seen_by(GP) == {walk}


def test_hazard_14_keeping_the_old_version_of_a_choice_does_not_undo_a_withdrawal(
    sam: Laptop, priya: Laptop
) -> None:
    walk = sam.say("toolbox")
    sam.choose(GP, TOOLBOX, SEE)
    sam.meet(priya)
    sam.withdraw(GP)
    priya.choose(GP, TOOLBOX, COPY)
    sam.meet(priya)
    (one,) = sam.read().disagreements
    kept = next(head for head in one.state.heads if head.value["form"] == "copy")
    # As the page for two versions does: the value that was kept goes in as it was written.
    agreed = Body(kept.value, agreed_by=("Sam Okafor",))
    sam.record([plan.resolve(one.entity, one.item, one.field, one.state, agreed, Class.AGREED)])
    assert sam.decide(GP, walk) == Decision(SharedAs.NO, Because.WITHDRAWN)


def test_hazard_14_a_part_that_was_withdrawn_stays_so_when_its_section_is_shared_again(sam: Laptop) -> None:
    walk, hope = sam.say("toolbox"), sam.say("well_like")
    sam.choose(GP, KEEPS_ME_WELL, SEE)
    sam.withdraw(GP, TOOLBOX)
    assert sam.seen_by(GP) == {hope}
    sam.choose(GP, KEEPS_ME_WELL, COPY)
    assert sam.seen_by(GP) == {hope}
    assert sam.decide(GP, walk).because is Because.SAID_NO


def test_hazard_14_withdrawing_a_section_or_one_statement_reaches_just_that(sam: Laptop) -> None:
    walk, tea, sign = sam.say("toolbox"), sam.say("daily_must"), sam.say("early_signs")
    for scope in (KEEPS_ME_WELL, the(tea), Scope("early_signs")):
        sam.choose(GP, scope, SEE)
        sam.choose(COUNCIL, scope, SEE)
    sam.withdraw(GP, KEEPS_ME_WELL)
    assert sam.seen_by(GP) == {sign}
    assert sam.seen_by(COUNCIL) == {walk, tea, sign}
    sam.withdraw(COUNCIL, the(walk))
    assert sam.seen_by(COUNCIL) == {tea, sign}


def test_hazard_14_words_moved_elsewhere_meanwhile_stay_withdrawn(sam: Laptop, priya: Laptop) -> None:
    walk = sam.say("toolbox")
    sam.choose(GP, TOOLBOX, SEE)
    sam.choose(GP, Scope("early_plan"), SEE)
    sam.meet(priya)
    sam.withdraw(GP, TOOLBOX)
    priya.move(walk, "early_plan")
    sam.meet(priya)
    assert sam.statement(walk).part == "early_plan"
    assert sam.decide(GP, walk) == Decision(SharedAs.NO, Because.WITHDRAWN)


def test_hazard_14_a_part_is_withdrawn_with_what_was_said_and_shared_in_it_meanwhile(
    sam: Laptop, priya: Laptop
) -> None:
    sam.choose(GP, TOOLBOX, SEE)
    sam.meet(priya)
    sam.withdraw(GP, TOOLBOX)
    walk, tea = priya.say("toolbox"), priya.say("daily_must")
    for item in (walk, tea):
        priya.choose(GP, the(item), COPY)
    sam.meet(priya)
    assert sam.decide(GP, walk) == Decision(SharedAs.NO, Because.WITHDRAWN)
    assert sam.seen_by(GP) == {tea}


@pytest.mark.parametrize("withdrawn", [KEEPS_ME_WELL, TOOLBOX, Scope("daily_must")])
def test_hazard_14_words_that_two_laptops_put_in_two_parts_are_withdrawn_with_either(
    sam: Laptop, priya: Laptop, withdrawn: Scope
) -> None:
    walk = sam.say("hope")
    sam.choose(GP, Scope("early_plan"), SEE)
    sam.meet(priya)
    sam.move(walk, "toolbox")
    priya.move(walk, "daily_must")
    sam.meet(priya)
    sam.withdraw(GP, withdrawn)
    priya.move(walk, "early_plan")
    sam.meet(priya)
    assert sam.statement(walk).part == "early_plan"
    assert sam.decide(GP, walk) == Decision(SharedAs.NO, Because.WITHDRAWN)


def test_hazard_14_a_withdrawal_fits_into_one_transaction_however_much_was_shared(sam: Laptop) -> None:
    statements = [Scope(statement=ItemId(new_id())) for _ in range(MAX_OPERATIONS + 50)]
    for one in statements:
        sam.record(choose(Laptop().read(), GP, one, SEE))
    changes = withdraw(sam.read(), GP, said_at=AT_TWO, words="All of it.")
    assert len(changes) < MAX_OPERATIONS
    sam.record(changes)
    walk = sam.say("toolbox")
    (change,) = choose(Laptop().read(), GP, the(walk), SEE)
    sam.record([change])
    assert sam.decide(GP, walk).because is Because.WITHDRAWN


def test_hazard_14_a_withdrawal_whose_words_were_erased_counts_for_everybody(sam: Laptop) -> None:
    walk = sam.say("toolbox")
    sam.choose(GP, TOOLBOX, SEE)
    change = withdraw(sam.read(), COUNCIL)[0]
    sam.record([change])
    assert sam.decide(GP, walk).allowed
    sam.known[change.operation_id] = replace(sam.known[change.operation_id], body=None, body_bytes=None)
    assert sam.decide(GP, walk).because is Because.WITHDRAWN


def test_hazard_14_a_change_of_mind_is_kept_in_the_persons_words(sam: Laptop) -> None:
    sam.record(withdraw(sam.read(), GP, said_at=AT_TWO, words=" Not the hospital part. "))
    (said,) = sam.read().responses_to(STOPPED_FORM)
    assert said.given("sh_withdraw_what") == "Not the hospital part."
    assert said.given("sh_withdraw") == {"date": "2026-11-21", "time": "14:00", "zone": "Europe/London"}
    fresh = Laptop()
    fresh.record(withdraw(fresh.read(), GP))
    assert fresh.read().responses == ()


def copy_for(number: int, name: str) -> CopyGiven:
    return CopyGiven(number, 1, 14, name, number, "yes")


def test_hazard_14_whoever_has_a_copy_already_is_listed(sam: Laptop) -> None:
    sam.choose(RUKHSANA, TOOLBOX, COPY)
    field, whose = newest_form(PERSON_FORM).field_of("name"), Body({"given": "Mina"})
    sam.record([Change(EntityId(MINA), ItemId(MINA), field, Kind.SET, Class.WORDS, Who.PERSON, whose)])
    names = ["Mina", "GP", "rukhsana begum", "Rukhsana", "Dr Patel", ""]
    given_out = tuple(copy_for(number, name) for number, name in enumerate(names))
    register = CopiesRegister(3, given_out, unread=1)
    hers = holders(sam.read(), register, RUKHSANA)
    assert [one.held_by for one in hers.sure] == ["rukhsana begum"]
    assert [one.held_by for one in hers.perhaps] == ["Rukhsana"]
    assert hers.unread == 1
    doctors = holders(sam.read(), register, GP)
    assert [one.held_by for one in doctors.sure] == ["GP"]
    # Nobody knows whose doctor Patel is: one too many is asked rather than one too few.
    assert [one.held_by for one in doctors.perhaps] == ["Rukhsana", "Dr Patel"]
    # A copy that the person has is nobody else's, whoever shares a name with them.
    namesake = Recipient(RecipientKind.CARER, "Mina Begum")
    assert [one.held_by for one in holders(sam.read(), register, namesake).perhaps] == [
        "rukhsana begum",
    ]
    named = holders(sam.read(), register, Recipient(RecipientKind.GP, "Dr Patel"))
    assert {one.held_by for one in named.sure} == {"GP", "Dr Patel"}


def test_hazard_14_only_sheets_with_something_shared_and_not_yet_given_back_are_asked_for(
    sam: Laptop,
) -> None:
    sam.choose(RUKHSANA, TOOLBOX, COPY)
    day = date(2026, 11, 21)
    sheets = tuple(
        replace(copy_for(number, "Rukhsana Begum"), sheet=sheet) for number, sheet in enumerate(Sheet, 1)
    )
    marked = tuple(
        replace(copy_for(number, "Rukhsana Begum"), marks=(Gone(how, day),))
        for number, how in enumerate(GoneHow, 20)
    )
    held = holders(sam.read(), CopiesRegister(3, (*sheets, *marked)), RUKHSANA)
    assert {one.sheet for one in held.sure} == {
        *(Sheet.PLAN, Sheet.EASY_READ, Sheet.CRISIS, Sheet.WALLET, Sheet.GP_LETTER),
    }
    assert {one.marks[0].how for one in held.sure if one.marks} == {
        *(GoneHow.LOST, GoneHow.STILL_THERE, GoneHow.NOT_READ),
    }


def test_the_crisis_question_is_asked_once_by_either_of_two_laptops(sam: Laptop, priya: Laptop) -> None:
    assert not crisis_was_asked(sam.read())
    sam.record([note_crisis_asked(MINA)])
    priya.record([note_crisis_asked(MINA)])
    sam.meet(priya)
    assert crisis_was_asked(sam.read())
    assert sam.read().disagreements == ()
    assert not crisis_was_asked(Laptop(person=PersonId("2" * 32)).read())
    # Silence is no answer: that it was asked shares nothing.
    assert audience(sam.read(), "cp2_signs", None, on=TODAY) == ()
