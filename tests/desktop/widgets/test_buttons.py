# SPDX-License-Identifier: Apache-2.0
"""What a screen reader or a switch does to a button counts as a finger does: seen as chosen means chosen."""

from __future__ import annotations

from PySide6.QtGui import QAccessible

from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.rail import Place, Rail
from desktop.widgets.section_tabs import SectionTabs

OPTIONS = [Option("ok", "I’m ok"), Option("help", "Need help")]


def toggle(button) -> None:
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    assert "Toggle" in actions.actionNames()
    actions.doAction("Toggle")


def test_an_option_toggled_by_assistive_technology_is_an_answer(shown):
    row = shown(ChoiceRow("I have food", OPTIONS))
    answers: list[str] = []
    row.chosen.connect(answers.append)
    for button in (row.buttons()[1], row.buttons()[0]):
        toggle(button)
    assert answers == ["help", "ok"]


def test_one_of_several_options_is_an_answer_put_on_and_taken_off(shown):
    row = shown(ChoiceRow("How we know", OPTIONS, many=True))
    answers: list[tuple[str, ...]] = []
    row.choices_changed.connect(answers.append)
    toggle(row.buttons()[1])
    toggle(row.buttons()[1])
    assert answers == [("help",), ()]


def test_a_place_and_a_part_open_so_as_well(shown):
    rail = shown(
        Rail([Place("today", "Today", "today"), Place("people", "People", "people")], "Lock", "Places")
    )
    tabs = shown(SectionTabs([("a", "Arriving"), ("b", "Coming home")], "Parts"))
    went: list[str] = []
    rail.place_chosen.connect(went.append)
    tabs.section_chosen.connect(went.append)
    toggle(rail.places[1])
    toggle(tabs.tabs[1])
    assert went == ["people", "b"]


def test_showing_an_answer_and_pressing_once_tell_no_more_than_they_should(shown):
    row, several = shown(ChoiceRow("I have food", OPTIONS)), shown(ChoiceRow("How", OPTIONS, many=True))
    told: list[object] = []
    row.chosen.connect(told.append)
    several.choices_changed.connect(told.append)
    row.show_choice("ok")
    row.show_choice(None)
    several.show_choices(["ok", "help"])
    assert told == []
    row.buttons()[1].click()
    assert told == ["help"]
