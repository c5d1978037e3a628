# SPDX-License-Identifier: Apache-2.0
"""A question's options behave as radio buttons for hands, keys and ears."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from desktop.widgets.choice_row import ChoiceRow, Option

OPTIONS = (
    Option("yes", "Yes"),
    Option("no", "No"),
    Option("not_now", "Not now", quiet=True),
    Option("not_asked", "Not asked", quiet=True),
)


@pytest.fixture
def row(shown):
    return shown(ChoiceRow("I have my keys", OPTIONS), 900, 80)


def press(qtbot, widget, key):
    qtbot.keyClick(widget, key)


def test_nothing_is_chosen_until_somebody_chooses(row):
    assert row.choice is None


def test_a_press_tells_the_code_once_and_unchooses_the_others(row, qtbot):
    yes, no, *_ = row.buttons()
    told: list[str] = []
    row.chosen.connect(told.append)
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert told == ["yes", "no"]
    assert row.choices == ("no",)


def test_showing_an_answer_tells_nobody(row, qtbot):
    with qtbot.assertNotEmitted(row.chosen):
        row.show_choice("not_now")
    assert row.choice == "not_now"


def test_an_answer_can_be_taken_back_by_the_presenter(row):
    row.show_choice("yes")
    row.show_choice(None)
    assert row.choice is None
    row.show_choice("no")
    assert row.choices == ("no",)


def test_a_code_that_is_not_offered_is_our_bug(row):
    with pytest.raises(KeyError):
        row.show_choice("perhaps")


@pytest.mark.parametrize(
    ("direction", "forward", "backward"),
    [
        (Qt.LayoutDirection.LeftToRight, Qt.Key.Key_Right, Qt.Key.Key_Left),
        (Qt.LayoutDirection.RightToLeft, Qt.Key.Key_Left, Qt.Key.Key_Right),
    ],
)
def test_the_arrows_choose_along_the_reading_direction_and_come_round(
    row, qtbot, direction, forward, backward
):
    row.setLayoutDirection(direction)
    buttons = row.buttons()
    buttons[0].setFocus()
    press(qtbot, buttons[0], forward)
    assert row.choice == "no"
    assert buttons[1].hasFocus()
    press(qtbot, buttons[1], backward)
    press(qtbot, buttons[0], backward)
    assert row.choice == "not_asked"
    assert buttons[3].hasFocus()


def test_up_and_down_choose_as_well(row, qtbot):
    buttons = row.buttons()
    buttons[0].setFocus()
    press(qtbot, buttons[0], Qt.Key.Key_Down)
    press(qtbot, buttons[1], Qt.Key.Key_Up)
    assert row.choice == "yes"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_space_and_enter_choose_the_one_in_focus(row, qtbot, key):
    buttons = row.buttons()
    buttons[0].setFocus()
    press(qtbot, buttons[0], key)
    assert row.choice == "yes"


def test_a_row_is_one_stop_for_the_tab_key(row):
    def stops():
        return [bool(button.focusPolicy() & Qt.FocusPolicy.TabFocus) for button in row.buttons()]

    assert stops() == [True, False, False, False]
    row.show_choice("not_now")
    assert stops() == [False, False, True, False]


def test_ears_hear_a_radio_button_with_its_question(row):
    row.show_choice("not_now")
    heard = [QAccessible.queryAccessibleInterface(button) for button in row.buttons()]
    assert [each.text(QAccessible.Text.Name) for each in heard] == [
        "I have my keys: Yes",
        "I have my keys: No",
        "I have my keys: Not now",
        "I have my keys: Not asked",
    ]
    assert {each.role() for each in heard} == {QAccessible.Role.RadioButton}
    assert [bool(each.state().checked) for each in heard] == [False, False, True, False]


def test_the_options_stand_beside_the_question_and_below_it_when_there_is_no_room(shown):
    row = ChoiceRow("I have somewhere safe to stay tonight", OPTIONS)
    shown(row, 1000, 300)
    assert row.options.x() > row.question.x()
    shown(row, 260, 300)
    assert row.options.y() > row.question.y()
    lines = {button.y() for button in row.buttons()}
    assert len(lines) > 1


def test_choosing_never_moves_anything(row):
    before = [button.geometry() for button in row.buttons()]
    row.show_choice("yes")
    assert [button.sizeHint() for button in row.buttons()] == [box.size() for box in before]


def test_many_may_be_chosen_where_many_are_allowed(shown, qtbot):
    row = shown(ChoiceRow("What", OPTIONS, many=True), 900, 80)
    row.show_choices(("no",))
    with qtbot.waitSignal(row.choices_changed) as told:
        qtbot.mouseClick(row.buttons()[0], Qt.MouseButton.LeftButton)
    assert told.args == [("yes", "no")]
    with qtbot.waitSignal(row.choices_changed) as told:
        qtbot.mouseClick(row.buttons()[1], Qt.MouseButton.LeftButton)
    assert told.args == [("yes",)]
    heard = QAccessible.queryAccessibleInterface(row.buttons()[0])
    assert heard.role() == QAccessible.Role.CheckBox


def test_other_words_for_the_same_choices_keep_what_is_chosen_and_the_focus(row, qtbot):
    yes, *_ = row.buttons()
    yes.setFocus()
    row.show_choice("yes")
    row.show_options([Option("yes", "Yes, both"), *OPTIONS[1:]])
    assert row.buttons()[0] is yes
    assert (row.choice, yes.text()) == ("yes", "Yes, both")
    assert yes.accessibleName() == "I have my keys: Yes, both"
    assert yes.hasFocus()


def test_other_choices_keep_what_is_still_offered_and_can_be_reached_by_keys(row, qtbot):
    row.show_choice("no")
    row.show_options([Option("no", "No"), Option("later", "Later")])
    assert row.choice == "no"
    row.buttons()[0].setFocus()
    press(qtbot, row.buttons()[0], Qt.Key.Key_Right)
    assert row.choice == "later"
    row.show_options(OPTIONS)
    assert row.choice is None


def test_what_is_only_named_cannot_be_chosen_by_hand_or_key(shown, qtbot):
    row = shown(
        ChoiceRow("Read", [Option("paper", "Paper"), Option("b", "Braille: no", offered=False)]), 900, 80
    )
    paper, braille = row.buttons()
    qtbot.mouseClick(braille, Qt.MouseButton.LeftButton)
    assert row.choice is None
    paper.setFocus()
    press(qtbot, paper, Qt.Key.Key_Right)
    assert row.choice == "paper"


def test_questions_of_led_rows_stand_in_one_column(shown):
    first, second = (
        shown(ChoiceRow(words, OPTIONS[:2], led=True), 900, 80) for words in ("Size", "For whom is it")
    )
    assert first.options.x() == second.options.x()
    narrow = shown(ChoiceRow("Size", OPTIONS, led=True), 200, 300)
    assert narrow.options.x() == narrow.question.x()
