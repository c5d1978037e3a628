# SPDX-License-Identifier: Apache-2.0
"""The rail leads to places by mouse and keyboard, and always keeps its words."""

import pytest
from PySide6.QtCore import Qt

from desktop.theme.stylesheet import apply_theme
from desktop.widgets.rail import Rail
from tests.desktop.widgets.gallery import PLACES


@pytest.fixture
def rail(shown):
    rail = shown(Rail(PLACES, "Lock", "Places"), 104, 800)
    rail.show_place("today")
    return rail


def test_arrows_only_move_and_enter_goes_there(rail, qtbot):
    told: list[str] = []
    rail.place_chosen.connect(told.append)
    rail.places[0].setFocus()
    qtbot.keyClick(rail.places[0], Qt.Key.Key_Down)
    qtbot.keyClick(rail.places[1], Qt.Key.Key_Down)
    assert told == []
    assert rail.places[2].hasFocus()
    qtbot.keyClick(rail.places[2], Qt.Key.Key_Return)
    assert told == ["check_ins"]
    assert [button.isChecked() for button in rail.places] == [False, False, True, False, False]


def test_up_from_the_first_comes_round_to_the_last(rail, qtbot):
    rail.places[0].setFocus()
    qtbot.keyClick(rail.places[0], Qt.Key.Key_Up)
    assert rail.places[-1].hasFocus()


def test_showing_a_place_tells_nobody(rail, qtbot):
    with qtbot.assertNotEmitted(rail.place_chosen):
        rail.show_place("copies")
    assert rail.places[3].isChecked()


def test_lock_is_asked_for_and_is_not_a_place(rail, qtbot):
    with qtbot.waitSignal(rail.lock_requested), qtbot.assertNotEmitted(rail.place_chosen):
        qtbot.keyClick(rail.lock, Qt.Key.Key_Space)
    assert not rail.lock.isChecked()


def test_at_two_hundred_per_cent_the_words_stay_and_the_icons_give_way(qapp, rail):
    assert not rail.places[0].compact
    apply_theme(qapp, "light", 2.0)
    rail.resize(208, 800)
    assert all(button.compact for button in (*rail.places, rail.lock))
    assert rail.lock.geometry().bottom() <= 800
    assert all(button.height() >= 48 for button in rail.places)
