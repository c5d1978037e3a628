# SPDX-License-Identifier: Apache-2.0
"""Who will see this: one line until somebody asks, and nothing is chosen but by hand."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from desktop.widgets.buttons import SecondaryButton
from desktop.widgets.who_sees import WhoSees
from tests.desktop.widgets.gallery import READERS, SHARED_AS, SHARING, column


@pytest.fixture
def seen(shown):
    widget = WhoSees(SHARING, SHARED_AS)
    widget.show_audience("Me and Sam’s team.")
    widget.show_readers(READERS)
    return shown(widget, 900, 600)


def option(seen, reader, code):
    return next(one for one in seen.row(reader).buttons() if one.option.code == code)


def told(seen):
    heard = []
    seen.chosen.connect(lambda *both: heard.append(both))
    return heard


def test_it_is_one_line_until_somebody_asks(seen, qtbot):
    assert not seen.is_open
    assert not seen.row("gp").isVisible()
    assert seen.line.accessibleName() == "Who will see this? Me and Sam’s team."
    heard: list[bool] = []
    seen.opened.connect(heard.append)
    qtbot.keyClick(seen.button, Qt.Key.Key_Return)
    assert seen.row("gp").isVisible()
    assert seen.button.accessibleName() == "Done: Who will see this?"
    qtbot.mouseClick(seen.button, Qt.MouseButton.LeftButton)
    assert not seen.row("gp").isVisible()
    assert seen.button.accessibleName() == "Change: Who will see this?"
    assert heard == [True, False]


def test_showing_what_stands_tells_nobody_and_two_versions_are_no_choice(seen):
    heard = told(seen)
    seen.show_open(is_open=True)
    seen.show_readers([replace(READERS[0], choice="copy"), *READERS[1:]])
    assert [seen.row(one.code).choice for one in READERS] == ["copy", None, "no", "no"]
    assert seen.preview("rukhsana") == "Two versions: Rukhsana sees nothing until we have agreed."
    assert heard == []


def test_a_choice_is_told_with_whose_it_is_and_says_what_it_comes_to(seen, qtbot):
    heard = told(seen)
    seen.show_open(is_open=True)
    qtbot.mouseClick(option(seen, "rukhsana", "copy"), Qt.MouseButton.LeftButton)
    assert heard == [("rukhsana", "copy")]
    assert seen.preview("rukhsana") == "Rukhsana gets a copy of this."
    assert seen.row("gp").choice == "see"


def test_the_focus_stays_where_the_readers_stay(seen):
    seen.show_open(is_open=True)
    row = seen.row("gp")
    option(seen, "gp", "see").setFocus()
    seen.show_readers([replace(one, choice="no") for one in READERS])
    assert seen.row("gp") is row
    assert option(seen, "gp", "see").hasFocus()


def test_the_focus_comes_back_to_the_button_and_goes_nowhere_else(shown):
    seen, after = WhoSees(SHARING, SHARED_AS), SecondaryButton("After")
    seen.show_readers(READERS)
    shown(column(seen, after), 900, 600)
    seen.show_open(is_open=True)
    option(seen, "housing", "copy").setFocus()
    seen.show_open(is_open=False)
    assert seen.button.hasFocus()
    seen.show_open(is_open=True)
    option(seen, "housing", "copy").setFocus()
    after.setFocus()
    seen.show_open(is_open=False)
    assert after.hasFocus()


def test_a_reader_who_is_left_out_is_gone(seen):
    seen.show_readers(READERS[:1])
    with pytest.raises(KeyError):
        seen.row("rukhsana")
