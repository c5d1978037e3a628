# SPDX-License-Identifier: Apache-2.0
"""Puts the Tab key in reading order, where widgets made late would come last. Never moves a widget."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def set_reading_order(root: QWidget) -> None:
    """Tab goes through everything in `root` in the order of its layouts."""
    before: QWidget | None = None
    for one in _in_order(root):
        if before is not None:
            QWidget.setTabOrder(before, one)
        before = one


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
        yield widget
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if inside is not None:
        yield from _in_order(inside)
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        inside, below = item.widget(), item.layout()
        if inside is not None:
            yield from _in_order(inside)
        elif below is not None:
            yield from _in_layout(below)
