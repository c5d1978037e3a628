# SPDX-License-Identifier: Apache-2.0
"""Other people named in what leaves are found where that can be known, and never called certain otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Given, NamedPerson, answer_to_json
from forms.registry import newest_form
from records.kept_away import KeptAway, keep_away
from records.names_in_text import NamedOther, names_in
from records.operation import Body, Change, EntityId, ItemClass, ItemId, Kind, Who
from records.people import PERSON_FORM
from tests.records.laptops import MINA, Laptop


def details(laptop: Laptop, link_id: str, value: object) -> None:
    """What stands on the person form."""
    field = newest_form(PERSON_FORM).field_of(link_id)
    body = Body(answer_to_json(Given(value)))  # type: ignore[arg-type]
    laptop.record([Change(EntityId(MINA), ItemId(MINA), field, Kind.SET, ItemClass.AGREED, Who.PERSON, body)])


@pytest.fixture
def sam() -> Laptop:
    laptop = Laptop()
    details(laptop, "name", "Amina Rahman")
    details(laptop, "called", "Mina")
    laptop.say("cp3_people", "Nadia Rahman, my sister")
    laptop.say("cp3_people", "Mum, my mother")
    return laptop


def found(laptop: Laptop, *texts: str, holder: str = "") -> dict[str, bool]:
    return {one.name: one.known for one in names_in(laptop.read(), texts, holder)}


def test_somebody_of_the_network_is_known_by_name_by_part_of_it_and_by_who_they_are(sam: Laptop) -> None:
    assert found(sam, "Ringing Nadia Rahman helps.") == {"Nadia Rahman": True}
    assert found(sam, "Nadia’s number is on the fridge") == {"Nadia": True}
    assert found(sam, "ringing my sister on Sundays") == {"sister": True}
    assert found(sam, "NADIA knows") == {"NADIA": True}


def test_a_whole_name_in_small_letters_is_found_as_perhaps(sam: Laptop) -> None:
    assert found(sam, "ring mum first") == {"mum": False}


def test_a_capital_letter_in_mid_sentence_is_only_perhaps_a_name(sam: Laptop) -> None:
    assert found(sam, "Walking with Dr Khan in Leeds") == {"Dr Khan": False, "Leeds": False}
    assert found(sam, "Dr. Khan came. Then Jo-Anne O’Brien did") == {
        "Dr. Khan": False,
        "Jo-Anne O’Brien": False,
    }


@pytest.mark.parametrize(
    "said",
    [
        "Walking the dog. Tea. Then sleep!",
        "On Mondays in March I like I do",
        "The GP and the NHS",
        "Mina likes it, and Amina Rahman too, says Mina",
        "",
        "🙂🙂",
        "فوری مدد",
    ],
)
def test_what_is_nobody_else_is_not_listed(sam: Laptop, said: str) -> None:
    assert found(sam, said) == {}


def test_everybody_is_listed_once_in_the_order_of_the_words(sam: Laptop) -> None:
    said = names_in(sam.read(), ["I ring Zoe", "Nadia and Zoe and nadia rahman", "NADIA"])
    assert said == (
        NamedOther("Zoe", known=False),
        NamedOther("Nadia", known=True),
        NamedOther("nadia rahman", known=True),
    )


def test_who_holds_the_sheet_is_nobody_else(sam: Laptop) -> None:
    assert found(sam, "I ring Nadia, or else Mum", holder="Nadia Rahman") == {"Mum": True}


def test_a_name_of_the_network_is_found_behind_a_title(sam: Laptop) -> None:
    assert found(sam, "I trust Dr Nadia Rahman")["Nadia Rahman"] is True


def test_somebody_who_is_kept_away_is_found_whatever_the_letters_and_marked_for_a_warning(
    sam: Laptop,
) -> None:
    sam.record([keep_away(MINA, KeptAway("Tariq Rahman"))])
    (one,) = names_in(sam.read(), ["since tariq left"])
    assert (one.name, one.known, one.kept_away) == ("tariq", False, True)
    assert names_in(sam.read(), ["I am a Rahman, and Mina"]) == ()


def test_an_emergency_contact_is_known(sam: Laptop) -> None:
    details(sam, "emergency_contact", (NamedPerson("Joan Webb", "neighbour", "01632 960 001"),))
    assert found(sam, "The neighbour, Joan, has a key") == {"neighbour": True, "Joan": True}


def test_a_script_without_capitals_is_still_searched_for_who_is_known(sam: Laptop) -> None:
    details(sam, "emergency_contact", (NamedPerson("নাদিয়া", "", ""),))
    assert found(sam, "আমি নাদিয়া কে ফোন করি") == {"নাদিয়া": True}


@given(before=st.text(max_size=40), after=st.text(max_size=40))
def test_whatever_stands_around_it_a_known_name_is_found(before: str, after: str) -> None:
    laptop = Laptop()
    laptop.say("cp3_people", "Nadia, my sister")
    text = f"{before} . Nadia . {after}"
    listed = names_in(laptop.read(), [text])
    assert any(one.name.casefold() == "nadia" and one.known for one in listed)
    assert all(one.name in text for one in listed)
