# SPDX-License-Identifier: Apache-2.0
"""Is this the latest? The answer never says yes for more than this laptop knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.presenters.latest_words import latest_answer
from desktop.screens.latest_screen import LatestAnswer
from records.copies_gone import Gone, GoneHow
from records.copies_register import CopiesRegister, CopyGiven, Sheet
from records.copy_code import copy_code

AT = 1_795_262_400_000
CANNOT = "What a colleague wrote and this laptop has not received, it cannot know."


def a_copy(number: int, version: int, sheet: Sheet = Sheet.PLAN, holder: str = "Mina") -> CopyGiven:
    return CopyGiven(number, version, 14, holder, AT + number, "yes", sheet)


def ask(number: int, version: int, *copies: CopyGiven, knows: int = 7) -> LatestAnswer:
    newest_first = tuple(sorted(copies, key=lambda one: one.number, reverse=True))
    return latest_answer(copy_code(number, version), CopiesRegister(knows, newest_first), "Mina", {})


def test_yes_is_only_as_far_as_this_laptop_knows() -> None:
    answer = ask(3, 7, a_copy(3, 7))
    assert answer.said == "As far as this laptop knows, yes: nothing has been written in the plan since."
    assert answer.lines[-1] == CANNOT
    assert answer.tone == "done"


def test_an_older_one_is_said_to_be_older() -> None:
    answer = ask(3, 6, a_copy(3, 6))
    assert answer.said == "No. This laptop knows of version 7, written later."
    assert answer.tone == "soon"
    assert CANNOT not in answer.lines


def test_one_that_was_replaced_names_what_took_its_place() -> None:
    answer = ask(3, 7, a_copy(3, 7), a_copy(5, 7), a_copy(6, 7, holder="Nadia"))
    assert answer.said == "No. Copy 5 was left in its place on 21 November 2026."
    assert "Nadia" not in str(answer)


def test_one_that_never_left_takes_nobodys_place() -> None:
    never = replace(a_copy(5, 7), marks=(Gone(GoneHow.NEVER_LEFT, date(2026, 11, 21)),))
    assert ask(3, 7, a_copy(3, 7), never).tone == "done"
    assert "does not know that copy" in ask(5, 7, never).said


def test_a_slip_is_no_older_for_what_was_written_in_the_plan() -> None:
    answer = ask(3, 5, a_copy(3, 5, Sheet.SLIP))
    assert answer.said == "As far as this laptop knows, yes. It knows of no newer one: Promise slip."
    assert ask(3, 5, a_copy(3, 5, Sheet.SLIP), a_copy(4, 6, Sheet.SLIP)).tone == "soon"


def test_a_copy_nobody_here_knows_is_neither_new_nor_old() -> None:
    answer = ask(9, 7, a_copy(3, 7))
    assert answer.said == "This laptop does not know that copy of Mina’s."
    assert answer.tone == "neutral"
    assert "Perhaps a colleague left it" in answer.lines[-1]


@pytest.mark.parametrize(
    ("version", "says"),
    [
        (6, "It knows of version 7 of the plan, written later than 6."),
        (8, "The sheet is of version 8, and this laptop knows the plan up to version 7."),
    ],
)
def test_of_an_unknown_copy_it_says_what_it_can(version: int, says: str) -> None:
    assert says in ask(9, version).lines


def test_the_same_number_of_another_version_is_not_taken_for_it() -> None:
    answer = ask(3, 7, a_copy(3, 6))
    assert "does not know that copy" in answer.said
    assert "It knows a copy 3, of version 6 and not of 7." in answer.lines


def test_two_copies_of_one_number_are_both_answered() -> None:
    answer = ask(3, 6, a_copy(3, 6), a_copy(3, 6, Sheet.SLIP, "Nadia"))
    assert answer.said == "Two laptops gave the number 3, each to a copy of its own."
    assert len(answer.lines) == 2
    assert "No. This laptop knows of version 7" in answer.lines[0]
    assert "As far as this laptop knows, yes" in answer.lines[1]


def test_a_copy_whose_plan_has_not_arrived_is_not_called_old() -> None:
    answer = ask(3, 8, a_copy(3, 8))
    assert "this laptop knows the plan up to version 7" in answer.said
    assert answer.tone == "neutral"


def test_one_that_is_said_to_be_gone_is_answered_and_can_be_put_right() -> None:
    gone = replace(a_copy(3, 7), marks=(Gone(GoneHow.DESTROYED, date(2026, 11, 21), "Mina"),))
    lines = ask(3, 7, gone).lines
    assert any("Destroyed" in one and "Mina" in one for one in lines)
    assert "If it is in somebody’s hand, say so in the list of copies." in lines


@pytest.mark.parametrize("typed", ["", "hello", "KW1-3-7-A", "3"])
def test_a_slip_of_the_finger_is_said_kindly(typed: str) -> None:
    answer = latest_answer(typed, CopiesRegister(7, (a_copy(3, 7),)), "Mina", {})
    assert "one character of it is different" in answer.said
    assert "It looks like KW1-3-7-Y. Read it once more, a piece at a time." in answer.lines
