# SPDX-License-Identifier: Apache-2.0
"""Writing as much as one likes: it grows, Tab leaves it, Ctrl+Enter says done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from desktop.theme.stylesheet import apply_theme
from desktop.widgets.page import Page
from desktop.widgets.text_area import MOST_LINES, GrowingTextArea


@pytest.fixture
def area(shown):
    page = Page("Things that help")
    area = GrowingTextArea("Write something that helps", "I can write here")
    page.add(area)
    shown(page, 600, 700)
    return area


def test_it_has_a_name_beyond_its_placeholder(area):
    heard = QAccessible.queryAccessibleInterface(area)
    assert heard.text(QAccessible.Text.Name) == "Write something that helps"


def test_it_grows_with_the_words_and_stops_before_it_fills_the_page(area):
    small = area.sizeHint().height()
    area.setPlainText("one\ntwo\nthree\nfour\nfive")
    grown = area.sizeHint().height()
    assert grown > small
    area.setPlainText("\n".join("x" * 100))
    most = area.sizeHint().height()
    assert most < 2.5 * grown
    assert area.document().size().height() > MOST_LINES
    area.clear()
    assert area.sizeHint().height() == small


def test_a_long_line_that_wraps_makes_it_grow(area):
    small = area.sizeHint().height()
    area.setPlainText("walking the dog by the canal " * 12)
    assert area.sizeHint().height() > small


def test_it_grows_with_the_size_of_the_words(qapp, area):
    small = area.sizeHint().height()
    apply_theme(qapp, "light", 2.0)
    assert area.sizeHint().height() > 1.6 * small


def test_control_enter_submits_and_enter_alone_is_a_new_line(area, qtbot):
    qtbot.keyClicks(area, "dog")
    with qtbot.assertNotEmitted(area.submitted):
        qtbot.keyClick(area, Qt.Key.Key_Return)
    qtbot.keyClicks(area, "canal")
    with qtbot.waitSignal(area.submitted) as told:
        qtbot.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["dog\ncanal"]


def test_tab_leaves_it(area):
    assert area.tabChangesFocus()
