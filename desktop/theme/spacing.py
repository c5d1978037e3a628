# SPDX-License-Identifier: Apache-2.0
"""Gaps and margins by name, which grow with the text; never a number of pixels in a widget."""

from typing import TypeVar

from PySide6.QtWidgets import QApplication, QLayout

from desktop.theme.current import current

L = TypeVar("L", bound=QLayout)

_GAP = "keepwellGap"
_MARGINS = "keepwellMargins"
NONE = ""


def spaced(layout: L, gap: str = NONE, margins: tuple[str, str] = (NONE, NONE)) -> L:
    """Give a layout a named gap and named (horizontal, vertical) margins, now and at every new scale."""
    layout.setProperty(_GAP, gap)
    layout.setProperty(_MARGINS, list(margins))
    _apply(layout)
    return layout


def _apply(layout: QLayout) -> None:
    theme = current()
    across, along = layout.property(_MARGINS)
    horizontal = theme.px(across) if across else 0
    vertical = theme.px(along) if along else 0
    gap = layout.property(_GAP)
    layout.setSpacing(theme.px(gap) if gap else 0)
    layout.setContentsMargins(horizontal, vertical, horizontal, vertical)


def respace(app: QApplication) -> None:
    """Measure every spaced layout again; `apply_theme` calls this when the scale changed."""
    for window in app.topLevelWidgets():
        for layout in window.findChildren(QLayout):
            if layout.property(_MARGINS) is not None:
                _apply(layout)
        own = window.layout()
        if own is not None and own.property(_MARGINS) is not None:
            _apply(own)
