# SPDX-License-Identifier: Apache-2.0
"""What is copied by hand or read aloud says what the sheet says: which copy, whose words, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from forms.pdf.by_hand import sheet_lines, statements_of
from forms.pdf.copy import CopyPart, CopySection, CopyStatement, CrisisContact, OpenVersions, PlanCopy
from forms.pdf.sheets import SHEET_NAMES, compose_sheet
from tests.forms.pdf.test_languages import ENGLISH, SAID_SO
from tests.forms.pdf.test_plan import ROSA, squeezed
from tests.forms.pdf.test_plan import SAID as PERSON
from tests.forms.pdf.test_plan import STRUCK as TAKEN_OUT
from tests.forms.pdf.test_scripts import read_in_order
from tests.forms.pdf.test_sheets import COPY as SHEET

DAY = date(2026, 11, 21)
SAID = CopyStatement(
    "Sit with me", "person", "", "worker", "Sam Okafor", checked=True, struck=False, when=DAY
)
STRUCK = replace(SAID, text="The gym", struck=True)
OTHER = replace(SAID, text="Stay near")
COPY = PlanCopy(
    title="My plan",
    called="Mina",
    version=4,
    made_on=DAY,
    sections=(
        CopySection("In a crisis", "", (CopyPart("What helps", (SAID, STRUCK)), CopyPart("Jobs", ()))),
    ),
    copy_number=3,
    replaces=2,
    crisis=(CrisisContact("Crisis team", "0161 496 0100", DAY),),
)


def lines(sheet: str, copy: PlanCopy = COPY) -> str:
    return "\n".join(line.replace("\xa0", " ") for _heading, line in sheet_lines(sheet, copy))


@pytest.mark.parametrize("sheet", ["plan", "easy_read", "crisis", "wallet", "return"])
def test_every_sheet_says_which_copy_it_is_and_whom_to_ring(sheet: str) -> None:
    said = lines(sheet)
    assert "Copy 3, replaces copy 2" in said
    assert "call 999" in said
    assert "0161 496 0100" in said


@pytest.mark.parametrize("sheet", ["wallet", "return"])
def test_a_card_names_nobody(sheet: str) -> None:
    assert "Mina" not in lines(sheet)


def test_words_stand_with_whose_they_are_and_struck_ones_do_not_stand() -> None:
    said = lines("crisis")
    assert "Sit with me\nMy words. Sam Okafor typed them." in said
    assert "The gym" not in said
    assert "Mina" in said


def test_an_empty_part_is_left_for_now_on_the_plan_and_not_on_the_crisis_sheet() -> None:
    assert "Jobs\nLeft for now." in lines("plan")
    assert "Jobs\nLeft for now." not in lines("crisis")


def test_by_hand_the_crisis_sheet_begins_and_ends_as_on_paper() -> None:
    said = lines("crisis")
    assert said.index("If you are with me in a crisis") < said.index("call 999")
    assert said.endswith("What I have not written yet\nThis does not mean no. Please ask me about: Jobs.")


def test_two_versions_are_both_said_and_marked() -> None:
    part = CopyPart("What helps", (OpenVersions((SAID, OTHER)),))
    said = lines("plan", replace(COPY, sections=(CopySection("In a crisis", "", (part,)),)))
    assert said.index("Two versions: not agreed yet") < said.index("Sit with me") < said.index("Stay near")


def test_what_was_taken_out_is_searched_for_names_only_where_it_shows() -> None:
    assert [one.text for one in statements_of(COPY)] == ["Sit with me"]
    assert [one.text for one in statements_of(COPY, show_struck=True)] == ["Sit with me", "The gym"]


@pytest.mark.parametrize("name", SHEET_NAMES)
@pytest.mark.parametrize("language", ["en-GB", "cy", "ur", "bn"])
def test_every_sentence_of_ours_to_copy_stands_on_the_sheet(name: str, language: str) -> None:
    copy = replace(SHEET, language=language, sections=())
    on_paper = squeezed(read_in_order(compose_sheet(name, copy)))
    for _heading, line in sheet_lines(name, copy):
        # The number is in the footer of most sheets, which screen readers pass by.
        if line and not line.startswith(("Copy", "Copi", "نقل", "কপি")):
            assert squeezed(line.replace("\u200f", "")) in on_paper, line


@pytest.mark.parametrize("name", [name for name in SHEET_NAMES if name != "return"])
def test_what_was_said_is_there_with_whose_it_is_and_what_was_struck_is_not(name: str) -> None:
    found = [line for _heading, line in sheet_lines(name, SHEET)]
    for one in (PERSON, ROSA):
        assert one.text in found
    assert any(line.startswith("Words of Rosa") for line in found)
    assert TAKEN_OUT.text not in found


@pytest.mark.parametrize("language", SAID_SO)
def test_what_nobody_checked_says_so_by_hand_too(language: str) -> None:
    found = [line for _heading, line in sheet_lines("crisis", replace(SHEET, language=language))]
    assert ENGLISH in found
    assert any(line.startswith(SAID_SO[language]) for line in found)


def test_a_part_of_which_everything_was_taken_out_is_none_that_was_said() -> None:
    part = CopyPart("Who helps", (STRUCK,))
    copy = replace(COPY, sections=(CopySection("In a crisis", "", (part,)),))
    assert "Who helps\nLeft for now." in lines("plan", copy)
    assert lines("crisis", copy).endswith("Please ask me about: Who helps.")
    assert "Who helps" not in lines("wallet", copy)
