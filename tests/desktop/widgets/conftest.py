# SPDX-License-Identifier: Apache-2.0
"""Shows widgets in the theme, without a window manager: a host of fixed size with the widget inside."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.theme.stylesheet import apply_theme


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light", 1.0)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def shown(qtbot) -> Callable[..., QWidget]:
    """Return `shown(widget, width, height)`: the widget on screen at that size, with the focus available.

    The host has no layout: offscreen has no window manager to tell a least size to, and says so as a warning.
    """
    hosts = []

    def show(widget: QWidget, width: int = 1280, height: int = 800) -> QWidget:
        host = QWidget()
        hosts.append(host)
        qtbot.addWidget(host)
        host.resize(width, height)
        widget.setParent(host)
        widget.setGeometry(0, 0, width, height)
        with qtbot.waitExposed(host):
            host.show()
            widget.show()
        host.activateWindow()
        return widget

    return show
