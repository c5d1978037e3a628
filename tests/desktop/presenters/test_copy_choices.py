# SPDX-License-Identifier: Apache-2.0
"""What is offered for whom, and what stands chosen at first: the person's needs, and only what they chose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.presenters.copy_choices import (
    CopyBasis,
    Medium,
    choices_for,
    first_choices,
    held,
    holders,
    sheets_for,
    still_possible,
)
from desktop.presenters.copy_sheets import compose_set, free_numbers, sheet_of
from desktop.presenters.copy_words import SOMEONE_ELSE, copy_words
from desktop.screens import copy_screen as page
from forms.site import STANDARD
from records.copies_register import CopiesRegister, CopyGiven, Sheet
from records.kept_away import KeptAway, keep_away
from records.operation import Who
from records.people import CHECK_IN_FORM, LEAVING_FORM
from records.plan import Words, say
from records.sharing_choices import Recipient, RecipientKind, Scope
from tests.records.laptops import COPY, CRISIS_PLAN, GP, MINA, RUKHSANA, SEE, TODAY, Laptop
from tests.records.plans import class_of
from tests.records.test_names_in_text import details
from tests.records.visiting import fill

TOOLBOX = Scope("plan_well")
EMPTY = CopiesRegister(3, ())


@pytest.fixture
def sam() -> Laptop:
    laptop = Laptop()
    details(laptop, "name", "Amina Rahman")
    details(laptop, "called", "Mina")
    laptop.say("cp3_people", "Rukhsana Begum, my sister")
    laptop.say("toolbox", "Walking with Nadia")
    laptop.say("cp8_help", "Sit with me")
    return laptop


def basis(laptop: Laptop, register: CopiesRegister = EMPTY, today: date = TODAY) -> CopyBasis:
    return CopyBasis(laptop.read(), register, STANDARD, today)


def who_sees(laptop: Laptop, recipient: Recipient) -> str:
    now = basis(laptop)
    return copy_words(now, first_choices(now, recipient), someone_else=False).rows[page.HOLDER].note


def given(number: int, **changes: object) -> CopyGiven:
    copy = CopyGiven(number, 2, 14, "Mina", 1_795_000_000_000 + number, "envelope")
    return replace(copy, **changes)  # type: ignore[arg-type]


def test_the_person_is_offered_their_plan_and_every_sheet_made_of_it(sam: Laptop) -> None:
    assert sheets_for(basis(sam), None) == (Sheet.PLAN, Sheet.CRISIS, Sheet.WALLET, Sheet.RETURN)


def test_nobody_is_offered_anything_that_the_person_did_not_choose(sam: Laptop) -> None:
    now = basis(sam)
    assert RUKHSANA.name in {one.name for one in holders(now)}
    assert sheets_for(now, RUKHSANA) == ()
    assert first_choices(now, RUKHSANA).sheets == ()
    said = copy_words(now, first_choices(now, RUKHSANA), someone_else=False)
    assert said.nothing.startswith("Rukhsana Begum may not have a copy of anything")
    assert set(said.rows) == {page.HOLDER}


def test_the_person_is_told_that_the_plan_is_all_there_only_where_it_is(sam: Laptop) -> None:
    now = basis(sam)
    whole = first_choices(now)
    said = copy_words(now, whole, someone_else=False).rows[page.HOLDER].note
    assert said.startswith("Mina’s own copy. The plan is all on it, except who is not wanted")
    crisis = copy_words(now, replace(whole, sheets=(Sheet.CRISIS,)), someone_else=False)
    assert crisis.rows[page.HOLDER].note == "Mina’s own copy. Who is not wanted is never on paper."


def test_seeing_is_not_having_a_copy(sam: Laptop) -> None:
    sam.choose(RUKHSANA, TOOLBOX, SEE)
    assert sheets_for(basis(sam), RUKHSANA) == ()


def test_a_recipient_is_offered_just_what_they_may_have_and_told_how_much_is_left_out(sam: Laptop) -> None:
    sam.choose(RUKHSANA, TOOLBOX, COPY)
    now = basis(sam)
    assert sheets_for(now, RUKHSANA) == (Sheet.PLAN,)
    assert held(now, RUKHSANA, Sheet.PLAN) == 1
    said = who_sees(sam, RUKHSANA)
    assert said.startswith("Rukhsana Begum gets 1 of the 3 things written in the plan. 2 are left out")
    assert "Mina chose" in said
    assert "Sit with me" not in said


def test_the_crisis_sheet_is_offered_where_something_of_it_is_shared(sam: Laptop) -> None:
    sam.choose(RUKHSANA, CRISIS_PLAN, COPY)
    assert Sheet.CRISIS in sheets_for(basis(sam), RUKHSANA)


def test_a_service_stands_in_the_row_only_where_it_may_have_something(sam: Laptop) -> None:
    assert RecipientKind.GP not in {one.kind for one in holders(basis(sam))}
    sam.choose(GP, TOOLBOX, COPY)
    assert RecipientKind.GP in {one.kind for one in holders(basis(sam))}


def test_whoever_is_kept_away_is_not_in_the_row(sam: Laptop) -> None:
    sam.choose(RUKHSANA, TOOLBOX, COPY)
    sam.record([keep_away(MINA, KeptAway("Rukhsana Begum"))])
    assert holders(basis(sam)) == ()


def test_a_yes_that_was_taken_back_meanwhile_leaves_nothing_chosen(sam: Laptop) -> None:
    sam.choose(RUKHSANA, TOOLBOX, COPY)
    chosen = first_choices(basis(sam), RUKHSANA)
    sam.withdraw(RUKHSANA)
    assert still_possible(basis(sam), chosen).sheets == ()


def test_someone_else_is_told_in_a_sentence_and_offered_nothing(sam: Laptop) -> None:
    now = basis(sam)
    said = copy_words(now, first_choices(now), someone_else=True)
    assert said.rows[page.HOLDER].chosen == (SOMEONE_ELSE,)
    assert set(said.rows) == {page.HOLDER}
    assert said.nothing.startswith("Nobody else may have a copy now: Mina chooses")


@pytest.mark.parametrize(
    ("written", "medium"),
    [("easy_read", Medium.EASY_READ), ("13", Medium.AUDIO), ("standard", Medium.PAPER), ("12", Medium.PAPER)],
)
def test_how_they_read_best_is_chosen_at_first(sam: Laptop, written: str, medium: Medium) -> None:
    details(sam, "written_format", written)
    assert first_choices(basis(sam)).medium is medium


def test_large_print_begins_at_eighteen_point_unless_a_size_is_known(sam: Laptop) -> None:
    details(sam, "written_format", "11")
    now = basis(sam)
    rows = copy_words(now, first_choices(now), someone_else=False).rows
    words = {one.code: one.words for one in rows[page.SIZE].options}
    assert first_choices(now).size == 18
    assert words["18"] == "18 point, from Mina’s needs"
    details(sam, "print_size", "24")
    assert first_choices(basis(sam)).size == 24


def test_a_default_from_the_needs_says_so_and_braille_is_named_as_not_here(sam: Laptop) -> None:
    details(sam, "print_size", "20")
    details(sam, "written_format", "12")
    now = basis(sam)
    rows = copy_words(now, first_choices(now), someone_else=False).rows
    words = {one.code: one for one in rows[page.SIZE].options}
    assert words["20"].words == "20 point, from Mina’s needs"
    assert rows[page.SIZE].chosen == ("20",)
    media = {one.code: one for one in rows[page.MEDIUM].options}
    assert not media["braille"].offered
    assert media["braille"].words == "Braille: not on this laptop"
    assert rows[page.MEDIUM].note.startswith("Mina reads Braille, which this laptop cannot make.")


def test_the_persons_needs_are_nobody_elses(sam: Laptop) -> None:
    details(sam, "print_size", "28")
    details(sam, "written_format", "easy_read")
    sam.choose(RUKHSANA, TOOLBOX, COPY)
    chosen = first_choices(basis(sam), RUKHSANA)
    assert (chosen.size, chosen.medium) == (14, Medium.PAPER)


def test_words_that_no_speaker_checked_are_chosen_for_nobody(sam: Laptop) -> None:
    details(sam, "language", "Urdu")
    now = basis(sam)
    assert first_choices(now).language == "en-GB"
    note = copy_words(now, first_choices(now), someone_else=False).rows[page.LANGUAGE].note
    assert note.startswith("Mina speaks Urdu.")


def test_what_was_answered_at_an_earlier_copy_is_a_fact_and_no_answer(sam: Laptop) -> None:
    earlier = (given(2, safe="not_asked"), given(1))
    now = basis(sam, CopiesRegister(3, earlier))
    said = copy_words(now, first_choices(now), someone_else=False).safe_before
    assert said.startswith("At copy 1, ")
    assert "the answer was: yes, in an envelope. Ask again" in said


def test_every_sheet_and_every_further_copy_of_it_has_a_number_of_its_own(sam: Laptop) -> None:
    taken = CopiesRegister(3, (given(4), given(2)))
    now = basis(sam, taken)
    chosen = replace(first_choices(now), sheets=(Sheet.PLAN, Sheet.WALLET))
    made = compose_set(now, chosen, copies=2)
    assert [(one.copy.number, one.copy.sheet.value) for one in made.copies] == [
        (3, "plan"), (5, "wallet"), (6, "plan"), (7, "wallet"),
    ]  # fmt: skip
    assert len({one.copy.item for one in made.copies}) == 4
    assert len({one.sheet.content for one in made.copies}) == 4
    numbers = free_numbers(taken)
    assert [next(numbers) for _ in range(3)] == [3, 5, 6]


def test_easy_read_is_another_sheet_than_the_plan_and_changes_no_other(sam: Laptop) -> None:
    chosen = replace(first_choices(basis(sam)), medium=Medium.EASY_READ)
    assert sheet_of(Sheet.PLAN, chosen) is Sheet.EASY_READ
    assert sheet_of(Sheet.WALLET, chosen) is Sheet.WALLET


def test_a_copy_for_somebody_holds_no_word_that_they_may_not_have(sam: Laptop) -> None:
    sam.choose(RUKHSANA, TOOLBOX, COPY)
    now = basis(sam)
    (made,) = compose_set(now, first_choices(now, RUKHSANA)).copies
    lines = " ".join(line for _heading, line in made.sheet.lines)
    assert "Walking with Nadia" in lines
    assert "Sit with me" not in lines
    assert made.copy.held_by == "Rukhsana Begum"


def test_others_named_on_the_sheets_are_found_once_without_whoever_holds_them(sam: Laptop) -> None:
    sam.say("toolbox", "Rukhsana rings me")
    sam.choose(RUKHSANA, TOOLBOX, COPY)
    now = basis(sam)
    assert [one.name for one in compose_set(now, first_choices(now, RUKHSANA)).named] == ["Nadia"]
    assert {one.name for one in compose_set(now, first_choices(now)).named} >= {"Nadia", "Rukhsana"}


def test_whoever_comes_for_one_sheet_finds_it_chosen_where_it_can_be_left(sam: Laptop) -> None:
    assert choices_for(basis(sam), Sheet.RETURN).sheets == (Sheet.RETURN,)
    assert choices_for(basis(sam), Sheet.AGREEMENT) == first_choices(basis(sam)), "nothing is agreed yet"
    assert choices_for(basis(sam), Sheet.GP_LETTER).recipient is None
    agreed = {"ci_start": TODAY, "ci_end": date(2027, 1, 15), "ci_gp": "Please look at her tablets."}
    fill(sam, CHECK_IN_FORM, agreed)
    assert choices_for(basis(sam), Sheet.AGREEMENT).sheets == (Sheet.AGREEMENT,)
    letter = choices_for(basis(sam), Sheet.GP_LETTER)
    assert (letter.recipient, letter.sheets) == (GP, (Sheet.GP_LETTER,))
    (made,) = compose_set(basis(sam), letter).copies
    assert made.copy.held_by == "gp"
    assert "Please look at her tablets." in {line for _heading, line in made.sheet.lines}


def test_how_to_come_back_stands_on_the_return_card_as_it_was_agreed(sam: Laptop) -> None:
    left = {"cd_when": TODAY, "cd_back_how": "Ring 01632 960000", "cd_advice": "01632 960001"}
    fill(sam, LEAVING_FORM, {**left, "cd_decision": "agree_not"})

    def lines() -> str:
        (card,) = compose_set(basis(sam), choices_for(basis(sam), Sheet.RETURN)).copies
        return " ".join(line for _heading, line in card.sheet.lines).replace("\xa0", " ")

    assert "960000" not in lines(), "support goes on"
    fill(sam, LEAVING_FORM, {**left, "cd_decision": "agree"})
    assert "Ring 01632 960000" in lines()
    assert "Only to ask something: 01632 960001" in lines()


def test_the_register_holds_the_size_in_which_a_sheet_is_really_set(sam: Laptop) -> None:
    chosen = replace(first_choices(basis(sam)), sheets=(Sheet.PLAN, Sheet.WALLET, Sheet.RETURN), size=24)
    made = compose_set(basis(sam), chosen).copies
    assert [(one.copy.sheet, one.copy.size) for one in made] == [
        (Sheet.PLAN, 24), (Sheet.WALLET, 12), (Sheet.RETURN, 12),
    ]  # fmt: skip
    small = replace(first_choices(basis(sam)), medium=Medium.EASY_READ, size=12)
    assert [one.copy.size for one in compose_set(basis(sam), small).copies] == [14]


def test_a_name_that_stands_only_beside_words_or_on_the_way_back_is_found(sam: Laptop) -> None:
    said = Words("She goes quiet", Who.CARER, "Gary Fenn")
    sam.record(say(MINA, "toolbox", said, class_of("toolbox"), sam.read().plan))
    sam.record([keep_away(MINA, KeptAway("Gary Fenn"))])
    (found,) = [one for one in compose_set(basis(sam), first_choices(basis(sam))).named if one.kept_away]
    assert "Gary" in found.name
    back = {"cd_when": TODAY, "cd_decision": "agree", "cd_back_how": "Ring Gary Fenn on 01632 960000"}
    fill(sam, LEAVING_FORM, back)
    named = compose_set(basis(sam), choices_for(basis(sam), Sheet.RETURN)).named
    assert any(one.kept_away for one in named)
