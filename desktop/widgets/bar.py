# SPDX-License-Identifier: Apache-2.0
"""A bar across the top or foot of a page: something leading, something trailing, wrapping before clipping."""

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop.theme.spacing import spaced
from desktop.widgets.flow_layout import BesideLayout, FlowLayout


class Bar(QFrame):
    """Two groups of widgets at the two ends of a line. `name` is an object name of `app.qss`."""

    def __init__(self, name: str, margins: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        line = spaced(BesideLayout(self), "gap_m", margins)
        self._leading, self._trailing = QWidget(), QWidget()
        self._leading_flow = spaced(FlowLayout(self._leading), "gap_m")
        self._trailing_flow = spaced(FlowLayout(self._trailing, trailing=True), "gap_m")
        line.addWidget(self._leading)
        line.addWidget(self._trailing)
        for widget in (self, self._leading, self._trailing):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)

    def add_leading(self, widget: QWidget) -> None:
        """Put a widget at the start of the line, after those already there."""
        self._leading_flow.addWidget(widget)

    def add_trailing(self, widget: QWidget) -> None:
        """Put a widget in the group at the end of the line, after those already there."""
        self._trailing_flow.addWidget(widget)
