# SPDX-License-Identifier: Apache-2.0
"""Walks every page of the gallery: names for ears, nothing cut off at 200 %, mirrored right to left."""

from operator import ne

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from desktop.theme.current import current
from desktop.theme.stylesheet import apply_theme
from desktop.widgets.card import Card
from desktop.widgets.chip import StateChip
from desktop.widgets.rail import Rail
from tests.desktop.widgets.gallery import PAGES, build_gallery


def spoken(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def focusable(page):
    inner = ("qt_scrollarea_viewport", "qt_spinbox_lineedit")
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisibleTo(page)
        and widget.objectName() not in inner
        and not isinstance(widget, QScrollArea)
    ]


def pixels(widget):
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(picture.constBits()).cast("I").tolist()


def place_in(page, widget):
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("name", list(PAGES))
def test_everything_that_takes_the_focus_has_a_name(shown, name):
    page = shown(PAGES[name]())
    found = focusable(page)
    assert found
    for widget in found:
        assert spoken(widget).strip(), f"{type(widget).__name__} has no name"


def test_the_gallery_holds_every_page(qtbot):
    gallery = build_gallery()
    qtbot.addWidget(gallery)
    assert len(focusable(gallery)) > 60


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", list(PAGES))
def test_every_target_is_large_enough(qapp, shown, name, scale):
    apply_theme(qapp, "light", scale)
    page = shown(PAGES[name]())
    for button in page.findChildren(QAbstractButton):
        if button.isVisibleTo(page) and type(button).__name__ != "QCheckBox":
            assert button.height() >= 48, spoken(button)
            assert button.width() >= 44, spoken(button)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", list(PAGES))
def test_nothing_is_cut_off_sideways_in_a_small_window(qapp, shown, name, scale, direction):
    qapp.setLayoutDirection(direction)
    apply_theme(qapp, "light", scale)
    page = shown(PAGES[name](), 1280, 800)
    for area in page.findChildren(QScrollArea):
        assert area.horizontalScrollBar().maximum() == 0, "the page scrolls sideways"
    for widget in page.findChildren(QWidget):
        if widget.isVisibleTo(page) and isinstance(widget, (QLabel, QAbstractButton, StateChip)):
            box = place_in(page, widget)
            assert box.left() >= 0, spoken(widget)
            assert box.right() <= page.width(), spoken(widget)
            parent = widget.parentWidget()
            assert parent is not None
            assert parent.rect().left() <= widget.x(), spoken(widget)
            assert widget.geometry().right() <= parent.rect().right() + 1, spoken(widget)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", list(PAGES))
def test_no_words_are_cut_off_below(qapp, shown, name, scale):
    apply_theme(qapp, "light", scale)
    page = shown(PAGES[name](), 1280, 800)
    for label in page.findChildren(QLabel):
        if label.isVisibleTo(page):
            assert label.height() >= label.heightForWidth(label.width()), label.text()


@pytest.mark.parametrize("name", list(PAGES))
def test_nothing_overlaps_its_neighbours(shown, name):
    page = shown(PAGES[name]())
    for parent in page.findChildren(QWidget):
        if parent.layout() is None or not parent.isVisibleTo(page):
            continue
        items = [parent.layout().itemAt(at) for at in range(parent.layout().count())]
        boxes = [item.geometry() for item in items if item.widget() and item.widget().isVisibleTo(page)]
        for at, box in enumerate(boxes):
            assert not any(box.intersects(other) for other in boxes[at + 1 :])


@pytest.mark.parametrize("name", [name for name in PAGES if name != "together"])
def test_right_to_left_is_the_mirror_image(qapp, shown, name):
    plain = shown(PAGES[name]())
    places = [place_in(plain, chip) for chip in plain.findChildren(StateChip) if chip.isVisibleTo(plain)]
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    turned = shown(PAGES[name]())
    mirrored = [place_in(turned, chip) for chip in turned.findChildren(StateChip) if chip.isVisibleTo(turned)]
    assert places
    for here, there in zip(places, mirrored, strict=True):
        assert there.left() == pytest.approx(1280 - here.right() - 1, abs=1)
    rail = turned.findChild(Rail)
    if rail is not None:
        assert place_in(turned, rail).right() == 1279


def test_a_cards_edge_leads_in_both_directions(qapp, shown):
    card = Card("late")
    edge = current().colour("late")
    card = shown(card, 300, 100)
    assert card.grab().toImage().pixelColor(3, 50) == edge
    card.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert card.grab().toImage().pixelColor(296, 50) == edge
    assert card.grab().toImage().pixelColor(3, 50) != edge


@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize("name", list(PAGES))
def test_taking_the_focus_always_changes_what_is_seen(qapp, shown, name, scheme):
    apply_theme(qapp, scheme)
    page = shown(PAGES[name](), 1280, 1400)
    for widget in focusable(page):
        if not widget.isEnabled():
            continue
        page.setFocus()
        before = pixels(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.hasFocus(), f"{type(widget).__name__} did not take the focus"
        changed = sum(map(ne, before, pixels(widget)))
        # A ring of two pixels along the widget's sides changes at least half as many as this.
        assert changed >= 2 * (widget.width() + widget.height()), spoken(widget)
