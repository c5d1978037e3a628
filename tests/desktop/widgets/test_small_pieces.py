# SPDX-License-Identifier: Apache-2.0
"""Banner, notices, save state, clock, versions, tick box and lists: each keeps its one promise."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from desktop.theme.current import current
from desktop.theme.spacing import spaced
from desktop.widgets.banner import PersonBanner
from desktop.widgets.clock_picture import ClockMark, ClockPicture
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.save_state import SaveState
from desktop.widgets.tick_box import TickBox
from desktop.widgets.two_versions import TwoVersions, Version
from desktop.widgets.words import Words

MARKS = (
    ClockMark(0.0, "left hospital"),
    ClockMark(0.5, "now", tone="ink", line=True),
    ClockMark(0.52, "72 hours"),
)


def test_a_banner_with_one_identifier_is_refused(qapp):
    with pytest.raises(ValueError, match="two identifiers"):
        PersonBanner("Mina", ["14 Mar 1989"])


@pytest.mark.parametrize("width", [1280, 500])
def test_a_banner_never_shortens_or_breaks_an_identifier(shown, width):
    banner = shown(
        PersonBanner("Mina (Amina R.)", ["14 Mar 1989", "943 476 5919"], "Large print"), width, 200
    )
    assert "943\u00a0476\u00a05919" in banner.identity.text()
    assert banner.accessibleName() == "Mina (Amina R.), 14 Mar 1989, 943 476 5919"
    assert banner.identity.height() >= banner.identity.heightForWidth(banner.identity.width())


def test_a_banner_shows_a_state_only_when_there_is_one(shown):
    banner = shown(PersonBanner("Mina", ["14 Mar 1989", "943 476 5919"]), 1000, 60)
    assert not banner.state.isVisible()
    assert not banner.needs.isVisible()
    banner.show_state("Received by the team", "done", "tick")
    assert banner.state.isVisible()
    banner.show_state("", "neutral")
    assert not banner.state.isVisible()


def test_a_notice_offers_its_action_by_keyboard(shown, qtbot):
    bar = shown(MessageBar("The disk is nearly full.", "late", "What to do"), 700, 70)
    assert bar.accessibleName() == "The disk is nearly full."
    with qtbot.waitSignal(bar.action_requested):
        qtbot.keyClick(bar.button, Qt.Key.Key_Return)
    bar.show_message("All is well again.", "done")
    assert not bar.button.isVisible()
    assert bar.accessibleName() == "All is well again."


def test_save_state_says_nothing_before_it_knows(shown):
    host = QWidget()
    state = SaveState(host)
    shown(host, 400, 60)
    assert not state.isVisible()
    state.show_unsaved("Not saved yet")
    assert state.isVisible()
    state.show_saved("Saved on this laptop, 14:02")
    assert state.accessibleName() == "Saved on this laptop, 14:02"


def test_the_clock_says_in_words_what_it_shows(shown):
    clock = shown(ClockPicture(0.5, MARKS, "Time for the visit", "Half the time is left."), 800, 90)
    heard = QAccessible.queryAccessibleInterface(clock)
    assert heard.text(QAccessible.Text.Description) == "Half the time is left."
    assert heard.text(QAccessible.Text.Name) == "Time for the visit"


def test_time_that_has_passed_fills_from_the_side_reading_starts(shown):
    clock = shown(ClockPicture(0.5, (), "Time", "Half."), 800, 40)
    middle = clock.height() // 2 if clock.heightForWidth(800) >= 40 else clock.heightForWidth(800) // 2

    def filled(x):
        return clock.grab().toImage().pixelColor(x, middle // 2 + 4) == current().colour("primary")

    assert filled(100)
    assert not filled(700)
    clock.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert filled(700)
    assert not filled(100)


def test_labels_that_would_touch_take_another_row(qapp):
    apart = ClockPicture(0.5, (MARKS[0], MARKS[1]), "Time", "x")
    touching = ClockPicture(0.5, MARKS, "Time", "x")
    assert touching.heightForWidth(800) > apart.heightForWidth(800)


def test_each_version_can_be_kept_and_there_is_a_third_way(shown, qtbot):
    versions = (Version("Rukhsana", "Sam, Tuesday"), Version("Mum", "Priya, Wednesday", by_person=False))
    both = shown(TwoVersions(versions, "Keep this one", ("Or neither.", "Write it together")), 1000, 300)
    with qtbot.waitSignal(both.kept) as told:
        qtbot.keyClick(both.keep_buttons[1], Qt.Key.Key_Return)
    assert told.args == [1]
    assert both.keep_buttons[0].accessibleName() == "Keep this one: Rukhsana"
    with qtbot.waitSignal(both.together_requested):
        qtbot.mouseClick(both.together_button, Qt.MouseButton.LeftButton)


def test_a_tick_box_wraps_and_answers_to_a_press_on_its_words(shown, qtbot):
    box = shown(TickBox("I have read it back to Mina, and she says it is right."), 240, 120)
    assert box.heightForWidth(240) > box.heightForWidth(900)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    assert box.isChecked()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()


def test_words_in_a_line_wrap_in_reading_order_from_either_side(shown):
    box = QWidget()
    flow = spaced(FlowLayout(box), "gap_s")
    labels = [Words(f"word number {at}") for at in range(6)]
    for label in labels:
        flow.addWidget(label)
    shown(box, 260, 300)
    assert labels[0].y() < labels[5].y()
    assert labels[0].x() < labels[1].x() or labels[0].y() < labels[1].y()
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert labels[0].geometry().right() == 259
    taken = flow.takeAt(0)
    assert taken is not None
    assert taken.widget() is labels[0]
    assert flow.takeAt(99) is None
