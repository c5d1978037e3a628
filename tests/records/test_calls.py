# SPDX-License-Identifier: Apache-2.0
"""Nobody is offered, and nobody is rung, whom the person wants told nothing (domain M12, I3; hazard 12)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Given, NamedPerson
from forms.registry import newest_form
from records.calls import Contact, must_not_be_rung, who_may_be_rung
from records.kept_away import KeptAway, keep_away, kept_away_entity
from records.operation import Body, Change, ItemClass, ItemId, Kind, Typed, Who, new_id
from records.people import PERSON_FORM, person_entity
from records.responses import changes_for
from tests.records.laptops import MINA, Laptop

NADIA = NamedPerson("Nadia Rahman", "sister", "07700 900462")
TARIQ = NamedPerson("Tariq Rahman", "brother", "+44 7700 900123")


@pytest.fixture
def sam() -> Laptop:
    laptop = Laptop()
    named = [(None, "emergency_contact", Given((NADIA, TARIQ)))]
    laptop.record(changes_for(newest_form(PERSON_FORM), person_entity(MINA), named, typed=Typed.WORKER))
    return laptop


def test_everybody_named_may_be_rung_while_nobody_is_kept_away(sam: Laptop) -> None:
    may = who_may_be_rung(sam.read())
    assert [one.name for one in may.contacts] == ["Nadia Rahman", "Tariq Rahman"]
    assert (may.left_out, may.readable) == (0, True)


@pytest.mark.parametrize(
    "kept",
    [
        KeptAway("Tariq"),
        KeptAway("Rahman, Tariq"),
        KeptAway("my brother", phone="07700 900123"),
        KeptAway("my brother", phone="0044 7700 900 123"),
    ],
)
def test_hazard_12_whoever_is_kept_away_is_left_out_by_name_or_by_number(sam: Laptop, kept: KeptAway) -> None:
    sam.record([keep_away(MINA, kept)])
    may = who_may_be_rung(sam.read())
    assert may.contacts == (Contact("Nadia Rahman", "sister", "07700 900462"),)
    assert may.left_out == 1


@pytest.mark.parametrize(
    ("typed", "stopped"),
    [
        ("Tariq", True),
        ("tariq rahman, her brother", True),
        ("Rang 07700 900123", True),
        ("07700-900123", True),
        ("+447700900123", True),
        ("Nadia", False),
        ("Nadia Rahman 07700 900462", False),
        ("Dr Rahman’s surgery", False),
        ("999", False),
        ("", False),
    ],
)
def test_what_is_typed_is_looked_at_before_anybody_rings(sam: Laptop, typed: str, stopped: bool) -> None:
    sam.record([keep_away(MINA, KeptAway("Tariq Rahman", phone="07700 900123"))])
    assert must_not_be_rung(sam.read(), typed) is stopped


@given(st.text(max_size=60))
def test_whatever_is_typed_around_the_number_it_is_found(around: str) -> None:
    laptop = Laptop()
    laptop.record([keep_away(MINA, KeptAway("my brother", phone="07700 900123"))])
    assert must_not_be_rung(laptop.read(), f"{around.translate(_NO_DIGITS)}, 07700 900123")


_NO_DIGITS = {code: None for code in range(0x110000) if chr(code).isdecimal()} | {ord("+"): None}


def test_nobody_is_offered_while_a_newer_keepwells_words_about_it_cannot_be_read(sam: Laptop) -> None:
    newer = Change(
        entity=kept_away_entity(MINA),
        item=ItemId(new_id()),
        field="kept_away",
        kind=Kind.SAY,
        item_class=ItemClass.SAFETY,
        said_by=Who.PERSON,
        body=Body({"who": {"name": "Tariq"}}, Typed.WORKER),
    )
    sam.record([newer])
    assert who_may_be_rung(sam.read()).contacts == ()
    assert not who_may_be_rung(sam.read()).readable
