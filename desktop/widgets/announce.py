# SPDX-License-Identifier: Apache-2.0
"""Says a sentence to a screen reader without moving the focus; silent when no reader is running."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Let assistive technology say `words`, politely, as news about `widget`."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
