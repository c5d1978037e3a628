# SPDX-License-Identifier: Apache-2.0
"""Plain groups of widgets: one below the other, or one after another and wrapping. They look like nothing."""

from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.current import current
from desktop.theme.spacing import spaced
from desktop.widgets.flow_layout import FlowLayout


def stacked(*widgets: QWidget, gap: str = "gap_xs") -> QWidget:
    """Widgets one below the other."""
    box = QWidget()
    layout = spaced(QVBoxLayout(box), gap)
    for widget in widgets:
        layout.addWidget(widget)
    return _as_tall_as_needed(box)


def in_line(*widgets: QWidget, gap: str = "gap_m") -> QWidget:
    """Widgets one after another, wrapping where there is no room."""
    box = QWidget()
    flow = spaced(FlowLayout(box), gap)
    for widget in widgets:
        flow.addWidget(widget)
    return _as_tall_as_needed(box)


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page around a widget so that it can be seen, with some room to its edges."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if isinstance(around, QScrollArea):
        around.ensureWidgetVisible(widget, 0, current().px("gap_xl"))


def _as_tall_as_needed(box: QWidget) -> QWidget:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box
