# SPDX-License-Identifier: Apache-2.0
"""A plan on paper says all of it and whose words they are; every copy has a number and is remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from forms.answers import Given, NotNow, answer_to_json
from forms.pdf.copy import CopyStatement, OpenVersions, PlanCopy
from forms.registry import newest_form
from forms.site import CrisisNumber, Site
from records import plan
from records.copies import CRISIS_SHEET, WALLET_CARD, plan_copy
from records.copies_register import CopiesRegister, CopyGiven, copy_change, read_register
from records.intake import Filled, new_person
from records.operation import Body, Change, ItemId, Kind, OperationId, PersonId, Typed, Who
from records.operation import ItemClass as Class
from records.people import DISCHARGE_FORM, PERSON_FORM, PLAN_FORM, plan_entity
from records.person_record import PersonRecord, read_person_record
from records.plan import Plan, Words, read_plan
from records.sharing_changes import choose
from records.sharing_choices import Choice, Recipient, RecipientKind, Scope, SharedAs
from records.store import RecordStore
from tests.records.conftest import OpenVault

MADE_ON = date(2026, 11, 21)


@pytest.fixture
def store(tmp_path: Path, opened: OpenVault) -> RecordStore:
    store = opened(tmp_path)
    store.remember_team({store.enrolment.user: "Sam Okafor"})
    return store


@pytest.fixture
def mina(store: RecordStore) -> PersonId:
    details: Filled = [(None, "name", Given("Amina Rahman")), (None, "called", Given("Mina"))]
    made = new_person(newest_form(PERSON_FORM), details, newest_form(DISCHARGE_FORM), [])
    store.take_in(made.person, None, made.changes)
    return made.person


def say(store: RecordStore, person: PersonId, part: str, words: Words, kind: Class = Class.WORDS) -> None:
    store.record(person, plan.say(person, part, words, kind, now(store, person)))


def now(store: RecordStore, person: PersonId) -> Plan:
    return read_plan(person, store.items(person))


def record_of(store: RecordStore, person: PersonId) -> PersonRecord:
    record = read_person_record(store, person)
    assert record is not None
    return record


def made(store: RecordStore, person: PersonId, size: int = 14) -> PlanCopy:
    return plan_copy(record_of(store, person), read_register(store, person), MADE_ON, size)


def said_in(copy: PlanCopy, part: str) -> tuple[CopyStatement | OpenVersions, ...]:
    return next(
        one.statements for section in copy.sections for one in section.parts if one.title.endswith(part)
    )


def texts(said: tuple[CopyStatement | OpenVersions, ...]) -> list[str]:
    assert all(isinstance(one, CopyStatement) for one in said)
    return [one.text for one in said if isinstance(one, CopyStatement)]


def agree(person: PersonId, link_id: str, raw: object, base: tuple[OperationId, ...] = ()) -> Change:
    entity = plan_entity(person)
    field = newest_form(PLAN_FORM).field_of(link_id)
    return Change(
        entity, ItemId(entity), field, Kind.SET, Class.AGREED, Who.PERSON, Body(raw, Typed.WORKER), base
    )


def given_copy(number: int, version: int) -> CopyGiven:
    item = ItemId(f"{number:032x}")
    return CopyGiven(number, version, 20, "Mina", 1_795_000_000_000 + number, "envelope", item=item)


def listed(register: CopiesRegister) -> tuple[CopyGiven, ...]:
    """Without who left them: that is for the journal to say."""
    return tuple(replace(one, given_by=None) for one in register.given)


def test_a_statement_says_whose_words_it_is_and_who_typed_them(store: RecordStore, mina: PersonId) -> None:
    say(store, mina, "toolbox", Words("canal", checked=True))
    say(store, mina, "toolbox", Words("I typed this", typed=Typed.SELF))
    say(store, mina, "toolbox", Words("the choir", Who.WORKER))
    say(store, mina, "toolbox", Words("her sister", Who.CARER, "Rukhsana", Typed.INTERPRETER, checked=False))
    first, own, worker, carer = said_in(made(store, mina), "Things that help me stay well")
    today = datetime.now(ZoneInfo("Europe/London")).date()
    assert first == CopyStatement("canal", "person", "", "worker", "Sam Okafor", True, False, today)
    assert own == CopyStatement("I typed this", "person", "", "self", "", False, False, today)
    assert worker == CopyStatement("the choir", "worker", "Sam Okafor", "self", "", False, False, today)
    assert carer == CopyStatement("her sister", "carer", "Rukhsana", "interpreter", "", False, False, today)


def test_words_stand_in_the_order_the_person_gave_them(store: RecordStore, mina: PersonId) -> None:
    for words in ("canal", "sister", "tea"):
        say(store, mina, "toolbox", Words(words))
    assert texts(said_in(made(store, mina), "Things that help me stay well")) == ["canal", "sister", "tea"]


def test_struck_words_are_marked_and_amended_ones_are_gone(store: RecordStore, mina: PersonId) -> None:
    say(store, mina, "toolbox", Words("gym"))
    say(store, mina, "toolbox", Words("first"))
    gym, first = now(store, mina).in_part("toolbox")
    store.record(mina, [plan.amend(mina, first, Words("second"), Class.WORDS)])
    store.record(mina, [plan.amend(mina, gym, Words("the gym"), Class.WORDS)])
    gym, _second = now(store, mina).in_part("toolbox")
    store.record(mina, [plan.strike(mina, gym, Who.PERSON, Class.WORDS, "too loud")])
    said = said_in(made(store, mina), "Things that help me stay well")
    assert [(one.text, one.struck) for one in said if isinstance(one, CopyStatement)] == [
        ("the gym", True),
        ("second", False),
    ]


def test_two_versions_are_both_on_the_paper(store: RecordStore, mina: PersonId) -> None:
    field = newest_form(PLAN_FORM).field_of("cp6_home")
    store.record(mina, [agree(mina, "cp6_home", {"given": "at Mum’s"})])
    store.record(mina, [agree(mina, "cp6_home", {"given": "at home"})])
    assert record_of(store, mina).plan.agreed_field(field).needs_agreeing
    (open_versions,) = said_in(made(store, mina), "somewhere else that isn’t hospital")
    assert isinstance(open_versions, OpenVersions)
    assert {one.text for one in open_versions.versions} == {"at Mum’s", "at home"}


def test_agreed_answers_are_in_words_and_not_now_is_no_statement(store: RecordStore, mina: PersonId) -> None:
    store.record(
        mina,
        [
            agree(mina, "review_when", {"given": "2027-02-12"}),
            agree(mina, "legal_links_where", answer_to_json(NotNow())),
            agree(mina, "own_statement", {"given": True}),
        ],
    )
    copy = made(store, mina)
    assert texts(said_in(copy, "When I want to look at this plan again")) == ["12 February 2027"]
    assert said_in(copy, "Where they are kept") == ()
    assert not any("I choose what goes in" in part.title for one in copy.sections for part in one.parts)


def test_parts_that_the_definition_dropped_are_never_left_off(store: RecordStore, mina: PersonId) -> None:
    say(store, mina, "toolbox_of_old", Words("the allotment"))
    copy = made(store, mina)
    assert copy.sections[-1].title == "Earlier parts of my plan"
    assert texts(copy.sections[-1].parts[0].statements) == ["the allotment"]


def test_every_statement_part_of_the_definition_is_on_the_paper(store: RecordStore, mina: PersonId) -> None:
    form = newest_form(PLAN_FORM)
    parts = [one for one in form.by_link_id.values() if one.kind == "statements"]
    for one in parts:
        say(store, mina, one.link_id, Words(f"said in {one.link_id}"))
    copy = made(store, mina)
    written = [
        one.text
        for section in copy.sections
        for part in section.parts
        for one in part.statements
        if isinstance(one, CopyStatement)
    ]
    # All but the people who are not wanted, which has a test of its own.
    assert written == [f"said in {one.link_id}" for one in parts if one.link_id != "cp3_not"]
    assert copy.sections[-1].title != "Earlier parts of my plan"


def test_the_version_counts_transactions_that_changed_the_plan(store: RecordStore, mina: PersonId) -> None:
    assert read_register(store, mina).version == 0
    say(store, mina, "toolbox", Words("canal"))
    assert read_register(store, mina).version == 1
    store.record(
        mina,
        [
            agree(mina, "review_when", {"given": "2027-02-12"}),
            agree(mina, "legal_links_where", {"given": "top drawer"}),
        ],
    )
    store.note_read(mina)
    store.record(mina, [copy_change(mina, given_copy(1, 2))])
    assert read_register(store, mina).version == 2


def test_copies_are_numbered_and_an_old_one_is_known(store: RecordStore, mina: PersonId) -> None:
    say(store, mina, "toolbox", Words("canal"))
    register = read_register(store, mina)
    assert (register.next_number, register.newest, register.is_outdated) == (1, None, False)
    for number in (1, 2):
        store.record(mina, [copy_change(mina, given_copy(number, 1))])
    register = read_register(store, mina)
    assert listed(register) == (given_copy(2, 1), given_copy(1, 1))
    assert (register.next_number, register.is_outdated) == (3, False)
    say(store, mina, "toolbox", Words("sister"))
    assert read_register(store, mina).is_outdated


def test_a_copy_that_cannot_be_read_still_counts(store: RecordStore, mina: PersonId) -> None:
    store.record(mina, [copy_change(mina, given_copy(1, 1))])
    strange = replace(copy_change(mina, given_copy(2, 1)), body=Body({"from": "a newer Keepwell"}))
    store.record(mina, [strange])
    register = read_register(store, mina)
    assert (register.next_number, register.unread, len(register.given)) == (3, 1, 1)


def test_a_copy_is_kept_apart_from_the_plan_and_from_others(
    store: RecordStore, mina: PersonId, opened: OpenVault, tmp_path: Path
) -> None:
    before = store.items(mina)
    store.record(mina, [copy_change(mina, given_copy(1, 1))])
    assert store.items(mina) == before
    assert read_register(store, PersonId("0" * 32)).given == ()
    other = opened(tmp_path / "b", name="Priya Shah")
    other.apply_page([one for signed in store.tail() for one in signed.operations], "1")
    assert listed(read_register(other, mina)) == (given_copy(1, 1),)


def test_the_register_is_found_without_reading_the_whole_journal(store: RecordStore) -> None:
    steps = store._database.all(
        "EXPLAIN QUERY PLAN SELECT header, body FROM journal WHERE person = ? AND kind = 'copy'", ("x",)
    )
    assert "journal_copies" in str(steps)


@pytest.mark.parametrize("size", [12, 28])
def test_the_copy_carries_what_every_page_shows(store: RecordStore, mina: PersonId, size: int) -> None:
    say(store, mina, "toolbox", Words("canal"))
    copy = made(store, mina, size)
    assert (copy.called, copy.version, copy.copy_number, copy.point_size, copy.made_on) == (
        "Mina",
        1,
        1,
        size,
        MADE_ON,
    )


def test_a_service_has_its_own_title_and_numbers_and_an_overdue_one_is_named_without_it(
    store: RecordStore, mina: PersonId
) -> None:
    site = Site(
        plan_title="My keeping-well book",
        crisis_contacts=(
            CrisisNumber("Canal Street crisis line", "01632 960777", MADE_ON),
            CrisisNumber("Night café", "01632 960778", date(2020, 1, 1)),
        ),
    )
    copy = plan_copy(record_of(store, mina), read_register(store, mina), MADE_ON, site=site)
    assert copy.title == "My keeping-well book"
    assert [one.reach for one in copy.crisis] == ["01632 960777"]
    assert copy.crisis_left_out == ("Night café",)


def test_the_people_who_are_not_wanted_are_never_on_paper(store: RecordStore, mina: PersonId) -> None:
    say(store, mina, "cp3_people", Words("My sister Nadia"), Class.SAFETY)
    say(store, mina, "cp3_not", Words("Tariq"), Class.SAFETY)
    copy = made(store, mina)
    assert "Nadia" in str(copy)
    assert "Tariq" not in str(copy)


def test_a_version_that_was_kept_says_who_wrote_it_and_not_who_agreed(
    store: RecordStore, mina: PersonId
) -> None:
    name = newest_form(PLAN_FORM).field_of("cp6_home")
    entity = plan_entity(mina)
    both = [
        Change(
            entity,
            ItemId(entity),
            name,
            Kind.SET,
            Class.AGREED,
            Who.PERSON,
            Body(answer_to_json(Given(text)), typed),
        )
        for text, typed in (("At Mum’s", Typed.SELF), ("At home", Typed.WORKER))
    ]
    store.record(mina, both)
    state = now(store, mina).agreed_field(name)
    kept = next(one for one in state.heads if one.typed is Typed.SELF)
    body = Body(kept.value, Typed.WORKER, agreed_by=("Mina", "Sam"))
    store.record(mina, [plan.resolve(entity, ItemId(entity), name, state, body, Class.AGREED)])
    said = said_in(made(store, mina), "isn’t hospital")[0]
    assert isinstance(said, CopyStatement)
    assert (said.text, said.typed) == ("At Mum’s", "self")


def test_a_sheet_of_its_own_holds_its_sections_and_parts_alone(store: RecordStore, mina: PersonId) -> None:
    say(store, mina, "toolbox", Words("Walking the dog"))
    say(store, mina, "cp8_help", Words("Sit with me"), Class.SAFETY)
    record, register = record_of(store, mina), read_register(store, mina)
    sheet = plan_copy(record, register, MADE_ON, only=CRISIS_SHEET)
    card = plan_copy(record, register, MADE_ON, only=WALLET_CARD)
    for copy in (sheet, card):
        assert "Sit with me" in str(copy)
        assert "Walking the dog" not in str(copy)
    assert len(sheet.sections) == len(card.sections) == 1
    assert len(card.sections[0].parts) == len(WALLET_CARD) < len(sheet.sections[0].parts)


def test_a_copy_says_which_of_the_same_holder_it_replaces(store: RecordStore, mina: PersonId) -> None:
    assert made(store, mina).replaces is None
    store.record(mina, [copy_change(mina, replace(given_copy(1, 1), held_by="Mina"))])
    store.record(mina, [copy_change(mina, replace(given_copy(2, 1), held_by="Mum"))])
    assert (made(store, mina).copy_number, made(store, mina).replaces) == (3, 1)


def test_somebody_elses_copy_holds_what_the_person_chose_and_never_says_that_the_rest_is_empty(
    store: RecordStore, mina: PersonId
) -> None:
    say(store, mina, "toolbox", Words("Walking the dog"))
    say(store, mina, "stressors", Words("Letters about rent"))
    gp = Recipient(RecipientKind.GP, "Dr Khan")
    nothing = plan_copy(record_of(store, mina), read_register(store, mina), MADE_ON, recipient=gp)
    assert nothing.sections == ()
    for form, is_on_it in ((SharedAs.SEE, False), (SharedAs.COPY, True)):
        store.record(mina, choose(record_of(store, mina), gp, Scope("toolbox"), Choice(form)))
        copy = plan_copy(record_of(store, mina), read_register(store, mina), MADE_ON, recipient=gp)
        assert ("Walking the dog" in str(copy)) == is_on_it
        assert "rent" not in str(copy)
        assert all(part.statements for section in copy.sections for part in section.parts)
