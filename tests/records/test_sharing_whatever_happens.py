# SPDX-License-Identifier: Apache-2.0
"""Whatever two laptops do in whatever order, nothing gets past a choice (hazards 12 and 14)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.answers import Given
from forms.registry import newest_form
from records import plan
from records.intake import new_person
from records.kept_away import KeptAway, keep_away, read_kept_away
from records.operation import EntityId, ItemId, PersonId, Typed, Who, new_id
from records.operation import ItemClass as Class
from records.people import DISCHARGE_FORM, PERSON_FORM
from records.person_record import PersonRecord, read_person_record
from records.plan import Words
from records.responses import changes_for
from records.sharing import Because, visible_plan
from records.sharing_changes import SHARING_FORM, choose
from records.sharing_choices import Choice, Recipient, Scope, SharedAs, scope_item
from records.sharing_overrides import overrides
from records.store import RecordStore
from tests.records.conftest import OpenVault
from tests.records.laptops import (
    AT_TWO,
    COPY,
    COUNCIL,
    CRISIS_PLAN,
    EVERYONE,
    GP,
    KEEPS_ME_WELL,
    MINA,
    NO,
    RUKHSANA,
    SEE,
    TARIQ,
    TELL,
    TODAY,
    TOOLBOX,
    Laptop,
    items_of,
    the,
)
from tests.records.sharings import audience, may_see

# Whatever happens

SOME_PARTS = ("toolbox", "daily_must", "early_signs", "cp3_not")
SOMEBODY = st.sampled_from((GP, COUNCIL, RUKHSANA, TARIQ))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("say", "choose", "choose", "choose", "move", "strike", "amend", "withdraw", "meet")),
        st.integers(0, 1),
        SOMEBODY,
        st.integers(0, 7),
        st.sampled_from(
            (SEE, COPY, TELL, NO, Choice(SharedAs.SEE, date(2026, 1, 1)), Choice(SharedAs.COPY, TODAY))
        ),
    ),
    max_size=14,
)


def scopes_at(laptop: Laptop) -> list[Scope]:
    said = [one.item for found in laptop.read().plan.statements.values() for one in found]
    return [*(Scope(part) for part in SOME_PARTS), KEEPS_ME_WELL, CRISIS_PLAN, *map(the, said)]


def act(laptop: Laptop, step: str, who: Recipient, number: int, choice: Choice) -> None:
    scopes, record = scopes_at(laptop), laptop.read()
    scope = scopes[-1 - number % len(scopes)]
    said = [one for found in record.plan.statements.values() for one in found]
    match step:
        case "say":
            laptop.say(SOME_PARTS[number % len(SOME_PARTS)], f"words {number}")
        case "choose":
            laptop.choose(who, scope, choice, "Mina")
        case "withdraw":
            laptop.withdraw(who, *([scope] if number % 2 else []))
        case "move" if said:
            laptop.move(said[number % len(said)].item, SOME_PARTS[number % len(SOME_PARTS)])
        case "strike" if said:
            laptop.record([plan.strike(MINA, said[number % len(said)], Who.PERSON, Class.WORDS)])
        case "amend" if said:
            laptop.record([plan.amend(MINA, said[number % len(said)], Words("other"), Class.WORDS)])


def lived(steps: list[Any]) -> tuple[Laptop, Laptop]:
    both = (Laptop(), Laptop())
    for part in SOME_PARTS:
        both[0].say(part)
    both[0].meet(both[1])
    for step, which, who, number, choice in steps:
        if step == "meet":
            both[0].meet(both[1])
        else:
            act(both[which], step, who, number, choice)
    return both


@settings(max_examples=60, deadline=None)
@given(STEPS, st.sampled_from((SharedAs.TOLD, SharedAs.SEE, SharedAs.COPY)))
def test_hazard_12_a_visible_plan_holds_nothing_that_its_reader_may_not_see(
    steps: list[Any], form: SharedAs
) -> None:
    one, other = lived(steps)
    one.record([keep_away(MINA, KeptAway("Tariq"))])
    one.meet(other)
    record = one.read()
    assert other.read() == record
    for who in EVERYONE:
        seen = visible_plan(record, who, on=TODAY, form=form)
        for part, said in seen.statements.items():
            for statement in said:
                decision = may_see(record, who, part, statement, on=TODAY)
                assert decision.allowed
                assert decision.form.covers(form)
                assert decision.because is Because.CHOSEN
                assert statement.words.past == statement.words.strikes == ()
    assert items_of(visible_plan(record, TARIQ, on=TODAY, form=SharedAs.TOLD)) == set()


@settings(max_examples=60, deadline=None)
@given(STEPS, STEPS)
def test_hazard_14_after_a_withdrawal_nothing_chosen_apart_from_it_gets_through(
    before: list[Any], meanwhile: list[Any]
) -> None:
    one, other = lived(before)
    one.meet(other)
    one.withdraw(GP)
    for step, _which, who, number, choice in meanwhile:
        act(other, step, who, number, choice)
    one.meet(other)
    assert one.seen_by(GP, SharedAs.TOLD) == set()


# The real store


@pytest.fixture
def store(tmp_path: Path, opened: OpenVault) -> RecordStore:
    return opened(tmp_path)


def take_in(store: RecordStore) -> PersonId:
    made = new_person(
        newest_form(PERSON_FORM), [(None, "name", Given("Amina"))], newest_form(DISCHARGE_FORM), []
    )
    store.take_in(made.person, None, made.changes)
    return made.person


def read(store: RecordStore, person: PersonId) -> PersonRecord:
    record = read_person_record(store, person)
    assert record is not None
    return record


def test_choices_travel_between_vaults_and_nobody_is_found_by_who_is_kept_away(
    store: RecordStore, tmp_path: Path, opened: OpenVault
) -> None:
    person = take_in(store)
    store.record(person, plan.say(person, "toolbox", Words("walk"), Class.WORDS, read(store, person).plan))
    store.record(person, choose(read(store, person), RUKHSANA, TOOLBOX, COPY))
    store.record(person, [keep_away(person, KeptAway("Tariq", "brother", why="He shouts."))])
    other = opened(tmp_path / "b", name="Priya Shah")
    other.apply_page([one for signed in store.tail() for one in signed.operations], "1")
    for one in (store, other):
        record = read(one, person)
        assert [each.item for each in visible_plan(record, RUKHSANA, on=TODAY).in_part("toolbox")]
        assert [each.who.name for each in read_kept_away(record)] == ["Tariq"]
        assert one.find("walk") == [person]
        one.index_due()
        assert one.find("walk") == [person]
        assert [one.find(word) for word in ("Tariq", "brother", "shouts", "Rukhsana")] == [[], [], [], []]
        assert (record.disagreements, record.responses_to(SHARING_FORM)) == ((), [])
        assert one.people_to_agree() == {}


def test_what_was_talked_about_first_is_a_form_like_any(store: RecordStore) -> None:
    person = take_in(store)
    form = newest_form(SHARING_FORM)
    answers = {
        "sh_limits_told": Given(value=True),
        "sh_limits_when": Given(AT_TWO),
        "sh_capacity": Given(value=True),
        "sh_how": Given("said"),
    }
    filled = [(None, link_id, answer) for link_id, answer in answers.items()]
    store.record(person, changes_for(form, EntityId(new_id()), filled, typed=Typed.WORKER))
    record = read(store, person)
    (talk,) = record.responses_to(SHARING_FORM)
    assert talk.given("sh_limits_told") is True
    assert overrides(record) == ()
    assert audience(record, "toolbox", None, on=TODAY) == ()


def test_scopes_of_two_people_never_meet() -> None:
    scopes = [TOOLBOX, Scope(statement=ItemId("toolbox"))]
    people = [MINA, PersonId("2" * 32)]
    assert len({scope_item(person, scope) for person in people for scope in scopes}) == 4
    with pytest.raises(ValueError, match="scope"):
        Scope()
