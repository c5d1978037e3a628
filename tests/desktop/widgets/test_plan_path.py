# SPDX-License-Identifier: Apache-2.0
"""The path's rings are buttons on one level line, or on one upright line where type is large."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from desktop.theme.stylesheet import apply_theme
from desktop.widgets.plan_path import PlanPath
from tests.desktop.widgets.gallery import STAGES


@pytest.fixture
def path(shown):
    return shown(PlanPath(STAGES, "Parts of the plan"), 1000, 160)


def test_the_rings_stand_level_and_say_what_they_are(path):
    assert {ring.y() for ring in path.rings} == {0}
    heard = QAccessible.queryAccessibleInterface(path.rings[5])
    assert heard.text(QAccessible.Text.Name) == "After a crisis, left for now"
    assert heard.role() == QAccessible.Role.PushButton


def test_arrows_move_and_enter_opens_a_section(path, qtbot):
    told: list[str] = []
    path.section_chosen.connect(told.append)
    path.rings[0].setFocus()
    qtbot.keyClick(path.rings[0], Qt.Key.Key_Right)
    assert path.rings[1].hasFocus()
    assert told == []
    qtbot.keyClick(path.rings[1], Qt.Key.Key_Return)
    assert told == ["triggers"]


def test_the_path_is_one_stop_for_the_tab_key(path):
    stops = [ring for ring in path.rings if ring.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [path.rings[0]]


def test_right_to_left_it_begins_at_the_right(path):
    path.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert path.rings[0].x() > path.rings[5].x()


def test_it_runs_downwards_when_large_words_have_no_room_side_by_side(qapp, path):
    apply_theme(qapp, "light", 2.0)
    path.resize(700, path.heightForWidth(700))
    assert {ring.x() for ring in path.rings} == {0}
    assert [ring.y() for ring in path.rings] == sorted({ring.y() for ring in path.rings})
    assert path.rings[5].geometry().bottom() < path.height()


def test_a_part_left_for_now_has_a_broken_ring(path):
    def inked(ring):
        picture = ring.grab().toImage()
        ink = picture.pixelColor(0, 0)
        return sum(
            picture.pixelColor(x, y) != ink
            for x in range(picture.width())
            for y in range(30, picture.height())
        )

    assert inked(path.rings[5]) != inked(path.rings[0])
