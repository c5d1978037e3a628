# SPDX-License-Identifier: Apache-2.0
"""One section at a time, by mouse and by arrow keys."""

import pytest
from PySide6.QtCore import Qt

from desktop.widgets.section_tabs import SectionTabs

SECTIONS = [("arriving", "Arriving"), ("home", "Coming home"), ("next", "What next")]


@pytest.fixture
def tabs(shown):
    tabs = shown(SectionTabs(SECTIONS, "Parts of the visit"), 900, 60)
    tabs.show_section("arriving")
    return tabs


def test_an_arrow_shows_the_next_section(tabs, qtbot):
    tabs.tabs[0].setFocus()
    with qtbot.waitSignal(tabs.section_chosen) as told:
        qtbot.keyClick(tabs.tabs[0], Qt.Key.Key_Right)
    assert told.args == ["home"]
    assert [tab.isChecked() for tab in tabs.tabs] == [False, True, False]


def test_showing_a_section_tells_nobody(tabs, qtbot):
    with qtbot.assertNotEmitted(tabs.section_chosen):
        tabs.show_section("next")
    assert tabs.tabs[2].isChecked()


def test_tabs_are_equal_and_take_more_lines_when_there_is_no_room(tabs):
    assert len({tab.width() for tab in tabs.tabs}) == 1
    assert tabs.heightForWidth(900) < tabs.heightForWidth(250)
