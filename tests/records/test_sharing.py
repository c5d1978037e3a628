# SPDX-License-Identifier: Apache-2.0
"""Nobody sees a word of a plan whom the person did not choose (hazard 12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from forms.answers import Given, NamedPerson, answer_to_json
from forms.definition import shared_field
from forms.registry import newest_form
from records import plan
from records.kept_away import KeptAway, keep_away, kept_away_entity
from records.operation import Body, Change, EntityId, ItemId, Kind, Who, new_id
from records.operation import ItemClass as Class
from records.people import PERSON_FORM, PLAN_FORM, plan_entity
from records.plan import Words
from records.sharing import ONLY_ON_PURPOSE, Because, Decision, Sharing, parts_of, visible_plan
from records.sharing_changes import choose
from records.sharing_choices import Choice, Recipient, RecipientKind, Scope, SharedAs, sharing_entity
from tests.records.laptops import (
    COPY,
    COUNCIL,
    CRISIS_PLAN,
    EVERYONE,
    GP,
    KEEPS_ME_WELL,
    MINA,
    NO,
    PARTS,
    RUKHSANA,
    SEE,
    TARIQ,
    TELL,
    TODAY,
    TOOLBOX,
    Laptop,
    the,
)
from tests.records.sharings import audience, may_see


@pytest.fixture
def sam() -> Laptop:
    return Laptop()


@pytest.fixture
def priya() -> Laptop:
    return Laptop()


# Hazard 12: shared with someone the person did not choose


@pytest.mark.parametrize("part", PARTS)
def test_hazard_12_nobody_sees_any_part_until_the_person_chose_it(sam: Laptop, part: str) -> None:
    item = sam.say(part)
    for who in EVERYONE:
        assert sam.decide(who, item) == Decision(SharedAs.NO, Because.NOT_CHOSEN)
        assert may_see(sam.read(), who, part, None, on=TODAY).because is Because.NOT_CHOSEN
        assert sam.seen_by(who) == set()
    assert audience(sam.read(), part, None, on=TODAY) == ()


def test_hazard_12_one_choice_is_about_one_recipient_and_one_part(sam: Laptop) -> None:
    walk, hope = sam.say("toolbox"), sam.say("hope")
    sam.choose(GP, TOOLBOX, SEE)
    assert sam.decide(GP, walk) == Decision(SharedAs.SEE, Because.CHOSEN)
    assert not sam.decide(GP, hope).allowed
    assert [one for one in EVERYONE if sam.decide(one, walk).allowed] == [GP]
    assert sam.seen_by(GP) == {walk}


def test_hazard_12_one_carer_is_not_another(sam: Laptop) -> None:
    walk = sam.say("toolbox")
    sam.choose(RUKHSANA, TOOLBOX, COPY)
    assert sam.decide(replace(RUKHSANA, name=" rukhsana  BEGUM "), walk).allowed
    assert not sam.decide(TARIQ, walk).allowed
    assert not sam.decide(replace(RUKHSANA, name="Rukhsana"), walk).allowed


@pytest.mark.parametrize("wider", [TOOLBOX, KEEPS_ME_WELL])
def test_hazard_12_a_statements_own_choice_beats_that_of_its_section(sam: Laptop, wider: Scope) -> None:
    hidden, shown = sam.say("toolbox"), sam.say("toolbox")
    sam.choose(GP, the(hidden), NO)
    sam.choose(GP, wider, COPY)
    assert sam.decide(GP, hidden) == Decision(SharedAs.NO, Because.SAID_NO)
    assert sam.seen_by(GP) == {shown}
    sam.choose(GP, wider, NO)
    sam.choose(GP, the(hidden), SEE)
    assert sam.seen_by(GP) == {hidden}


def test_hazard_12_a_parts_choice_beats_that_of_its_section(sam: Laptop) -> None:
    walk, well = sam.say("toolbox"), sam.say("well_like")
    sam.choose(GP, KEEPS_ME_WELL, SEE)
    assert sam.seen_by(GP) == {walk, well}
    sam.choose(GP, TOOLBOX, NO)
    assert sam.seen_by(GP) == {well}


def test_hazard_12_a_part_that_came_later_to_a_section_was_never_chosen(sam: Laptop) -> None:
    walk = sam.say("toolbox")
    (change,) = choose(sam.read(), GP, KEEPS_ME_WELL, SEE)
    value = {**change.body.value, "covers": sorted(parts_of("plan_well") - {"toolbox"})}
    sam.record([replace(change, body=replace(change.body, value=value))])
    assert sam.decide(GP, walk) == Decision(SharedAs.NO, Because.NOT_CHOSEN)


def test_hazard_12_the_people_not_wanted_are_off_every_page_but_one_chosen_for_them(sam: Laptop) -> None:
    brother = sam.say("cp3_not", "my brother")
    sam.choose(RUKHSANA, CRISIS_PLAN, COPY)
    assert {"cp3_not"} == ONLY_ON_PURPOSE
    assert not sam.decide(RUKHSANA, brother).allowed
    sam.choose(RUKHSANA, Scope("cp3_not"), SEE)
    assert sam.seen_by(RUKHSANA) == {brother}


def test_a_section_is_said_to_be_shared_as_far_as_any_part_of_it_is(sam: Laptop) -> None:
    section = next(one for one in newest_form(PLAN_FORM).sections if one.link_id == "plan_well")

    def decided() -> tuple[SharedAs, bool]:
        most, is_all = Sharing(sam.read()).decide_section(GP, section, TODAY)
        return most.form, is_all

    assert decided() == (SharedAs.NO, True)
    sam.choose(GP, TOOLBOX, SEE)
    assert decided() == (SharedAs.SEE, False), "nobody may be told that nobody sees it"
    sam.choose(GP, KEEPS_ME_WELL, SEE)
    assert decided() == (SharedAs.SEE, True)
    sam.choose(GP, TOOLBOX, NO)
    assert decided() == (SharedAs.SEE, False)
    sam.choose(GP, KEEPS_ME_WELL, NO)
    assert decided() == (SharedAs.NO, True)


def test_being_told_in_words_is_not_seeing_and_seeing_is_not_a_copy(sam: Laptop) -> None:
    told, seen, copied = (sam.say("toolbox") for _ in range(3))
    for item, choice in ((told, TELL), (seen, SEE), (copied, COPY)):
        sam.choose(GP, the(item), choice)
    assert sam.decide(GP, told).allowed
    assert sam.seen_by(GP, SharedAs.TOLD) == {told, seen, copied}
    assert sam.seen_by(GP) == {seen, copied}
    assert sam.seen_by(GP, SharedAs.COPY) == {copied}


def test_a_choice_holds_through_its_last_day_and_not_a_day_longer(sam: Laptop) -> None:
    walk = sam.say("toolbox")
    sam.choose(GP, KEEPS_ME_WELL, COPY)
    sam.choose(GP, the(walk), Choice(SharedAs.SEE, TODAY))
    assert sam.decide(GP, walk) == Decision(SharedAs.SEE, Because.CHOSEN, TODAY)
    # A choice that ran out is a no: it does not fall back to what its section says.
    assert sam.decide(GP, walk, date(2026, 11, 22)) == Decision(SharedAs.NO, Because.EXPIRED)


def test_agreed_fields_are_shared_like_statements_and_only_where_something_was_given(sam: Laptop) -> None:
    form, entity = newest_form(PLAN_FORM), plan_entity(MINA)
    for link_id, raw in (("cp6_home", {"given": "at Mum’s"}), ("review_when", {"not_asked": "he was tired"})):
        body = Body(raw)
        name = form.field_of(link_id)
        sam.record([Change(entity, ItemId(entity), name, Kind.SET, Class.AGREED, Who.PERSON, body)])
    assert visible_plan(sam.read(), GP, on=TODAY).agreed == {}
    for link_id in ("cp6_home", "review_when"):
        sam.choose(GP, Scope(link_id), SEE)
    seen = visible_plan(sam.read(), GP, on=TODAY)
    assert list(seen.agreed) == [shared_field(form.field_of("cp6_home"))]
    assert visible_plan(sam.read(), COUNCIL, on=TODAY).agreed == {}


def test_what_was_said_before_or_struck_out_is_nobody_elses(sam: Laptop, priya: Laptop) -> None:
    amended, struck, both = sam.say("toolbox", "first"), sam.say("toolbox", "gym"), sam.say("toolbox", "pub")
    sam.choose(GP, TOOLBOX, COPY)
    sam.meet(priya)
    sam.record([plan.amend(MINA, sam.statement(amended), Words("second"), Class.WORDS)])
    sam.record([plan.strike(MINA, sam.statement(struck), Who.PERSON, Class.WORDS, "too loud")])
    sam.record([plan.strike(MINA, sam.statement(both), Who.PERSON, Class.WORDS)])
    priya.record([plan.amend(MINA, priya.statement(both), Words("the pub"), Class.WORDS)])
    sam.meet(priya)
    seen = visible_plan(sam.read(), GP, on=TODAY)
    assert [one.item for one in seen.in_part("toolbox")] == [amended]
    for word in ("first", "gym", "too loud", "pub"):
        assert word not in repr(seen)


def test_words_whose_place_has_not_arrived_are_nobody_elses(sam: Laptop) -> None:
    spoken = plan.say(MINA, "toolbox", Words("walk"), Class.WORDS, sam.read().plan)
    sam.record(spoken[:1])
    sam.choose(GP, TOOLBOX, SEE)
    sam.choose(GP, the(spoken[0].item), SEE)
    assert sam.statement(spoken[0].item).part == ""
    assert not sam.decide(GP, spoken[0].item).allowed


@pytest.mark.parametrize(
    "value",
    [None, "see", {}, {"form": "see"}, {"form": "shout", "until": None, "covers": [], "knowing": []},
     {"form": "see", "until": "soon", "covers": ["toolbox"], "knowing": []}],
)  # fmt: skip
def test_a_choice_that_cannot_be_read_is_a_no(sam: Laptop, value: Any) -> None:
    walk = sam.say("toolbox")
    sam.choose(GP, KEEPS_ME_WELL, COPY)
    (change,) = choose(sam.read(), GP, the(walk), SEE)
    sam.record([replace(change, body=Body(value))])
    assert sam.decide(GP, walk) == Decision(SharedAs.NO, Because.NOT_UNDERSTOOD)


def test_a_no_to_a_carer_whose_name_was_erased_still_stands(sam: Laptop) -> None:
    walk = sam.say("toolbox")
    (change,) = choose(sam.read(), RUKHSANA, the(walk), NO)
    sam.record([change])
    sam.known[change.operation_id] = replace(sam.known[change.operation_id], body=None, body_bytes=None)
    sam.choose(RUKHSANA, TOOLBOX, COPY)
    assert sam.decide(RUKHSANA, walk) == Decision(SharedAs.NO, Because.NOT_UNDERSTOOD)
    sam.choose(GP, TOOLBOX, SEE)
    assert sam.decide(GP, walk).allowed


def test_a_choice_that_cannot_be_read_beside_one_that_can_is_a_no(sam: Laptop) -> None:
    walk, other = sam.say("toolbox"), Laptop()
    (unread,) = choose(other.read(), RUKHSANA, TOOLBOX, NO)
    sam.choose(RUKHSANA, TOOLBOX, COPY)
    sam.record([replace(unread, body=Body({"kind": "carer", "name": "Rukhsana Begum"}))])
    assert sam.decide(RUKHSANA, walk) == Decision(SharedAs.NO, Because.NOT_UNDERSTOOD)


@pytest.mark.parametrize("entity", [sharing_entity(MINA), kept_away_entity(MINA)])
def test_nobody_sees_while_a_newer_keepwell_said_something_here_about_sharing(
    sam: Laptop, entity: EntityId
) -> None:
    walk = sam.say("toolbox")
    sam.choose(GP, TOOLBOX, SEE)
    newer = Change(entity, ItemId(new_id()), "x", Kind.SET, Class.AGREED, Who.PERSON, Body(None))
    sam.record([newer])
    known = sam.known[newer.operation_id]
    sam.known[newer.operation_id] = replace(known, kind="whisper")
    assert sam.decide(GP, walk) == Decision(SharedAs.NO, Because.NOT_UNDERSTOOD)


def test_no_header_holds_a_name(sam: Laptop) -> None:
    sam.choose(RUKHSANA, TOOLBOX, SEE)
    sam.withdraw(RUKHSANA)
    sam.record([keep_away(MINA, KeptAway("Tariq", "brother"))])
    for one in sam.known.values():
        assert not any(word in one.header_bytes for word in (b"ukhsana", b"egum", b"ariq", b"sister"))


def test_a_person_may_choose_among_services_and_their_own_people(sam: Laptop) -> None:
    form = newest_form(PERSON_FORM)
    contact = answer_to_json(Given((NamedPerson("Joan Begum", "aunt"),)))
    name = form.field_of("emergency_contact")
    entity = EntityId(MINA)
    body = Body(contact)
    sam.record([Change(entity, ItemId(MINA), name, Kind.SET, Class.SAFETY, Who.PERSON, body)])
    sam.choose(RUKHSANA, TOOLBOX, SEE)
    sam.choose(RUKHSANA, KEEPS_ME_WELL, SEE)
    names = [one.name or one.kind.value for one in Sharing(sam.read()).recipients(sam.read())]
    assert names == ["gp", "crisis", "council", "housing", "Joan Begum", "Rukhsana Begum"]
    sam.say("cp3_people", "Nadia, my sister, 07700 900462")
    for said in (
        "Somebody from the choir who knows me well",
        "Nobody",
        "My sister, Nadia",
        "Nadia and Tariq, both",
    ):
        sam.say("cp3_people", said)
    names = [one.name for one in Sharing(sam.read()).recipients(sam.read()) if one.name]
    assert names == ["Joan Begum", "Nadia", "Rukhsana Begum"]
    sam.record([keep_away(MINA, KeptAway("Nadia"))])
    assert "Nadia" not in {one.name for one in Sharing(sam.read()).recipients(sam.read())}
    with pytest.raises(ValueError, match="name"):
        Recipient(RecipientKind.CARER, " ")


def test_who_will_see_this_names_everyone_who_may(sam: Laptop) -> None:
    walk = sam.say("toolbox")
    sam.choose(GP, TOOLBOX, TELL)
    sam.choose(RUKHSANA, the(walk), COPY)
    found = audience(sam.read(), "toolbox", sam.statement(walk), on=TODAY)
    assert [(one.name or one.kind.value, decision.form.value) for one, decision in found] == [
        ("gp", "told"),
        ("Rukhsana Begum", "copy"),
    ]


def test_words_moved_to_two_places_apart_are_seen_only_where_both_may_be_seen() -> None:
    for part in ("toolbox", "daily_must"):
        laptops = Laptop(), Laptop()
        walk = laptops[0].say("hope")
        laptops[0].choose(GP, Scope(part), SEE)
        laptops[0].meet(laptops[1])
        laptops[0].move(walk, "toolbox")
        laptops[1].move(walk, "daily_must")
        laptops[0].meet(laptops[1])
        assert not laptops[0].decide(GP, walk).allowed
        laptops[0].choose(GP, KEEPS_ME_WELL, SEE)
        assert laptops[0].decide(GP, walk).allowed


def test_where_words_stood_before_is_nobody_elses(sam: Laptop) -> None:
    walk = sam.say("early_signs")
    sam.move(walk, "toolbox")
    sam.choose(GP, TOOLBOX, SEE)
    assert sam.seen_by(GP) == {walk}
    assert "early_signs" not in repr(visible_plan(sam.read(), GP, on=TODAY))
