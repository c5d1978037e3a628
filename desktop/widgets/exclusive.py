# SPDX-License-Identifier: Apache-2.0
"""One of several: exclusive buttons with one tab stop and arrow keys that follow the reading direction."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACKWARD = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class ExclusiveButtons(QButtonGroup):
    """Adds radio behaviour to any checkable buttons.

    `choose_on_arrow` true: arrows choose as they move (radios, tabs). False: arrows only move and Space or
    Enter chooses (places, where each choice opens something).
    """

    def __init__(self, parent: QWidget, *, choose_on_arrow: bool = True) -> None:
        super().__init__(parent)
        self._choose_on_arrow = choose_on_arrow
        self.setExclusive(True)
        self.buttonToggled.connect(self._on_toggled)

    def add(self, button: QAbstractButton, *, checkable: bool = True) -> None:
        """Take a button in, last in the order of the arrows; not `checkable` where nothing stays chosen."""
        button.setCheckable(checkable)
        button.setAutoExclusive(checkable)  # only this makes Qt call it a radio button to a screen reader
        self.addButton(button)
        button.installEventFilter(self)
        self._set_tab_stop(self.checkedButton() or self.buttons()[0])

    def choose(self, button: QAbstractButton | None) -> None:
        """Show `button` as chosen, or none at all."""
        if button is not None:
            button.setChecked(True)
            return
        self.setExclusive(False)
        for each in self.buttons():
            each.setAutoExclusive(False)
            each.setChecked(False)
            each.setAutoExclusive(True)
        self.setExclusive(True)
        self._set_tab_stop(self.buttons()[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch the arrow keys of the buttons before Qt's own idea of a neighbour."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = self._step(event.key())
            if step and isinstance(watched, QAbstractButton):
                self._move(watched, step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, key: int) -> int:
        if key not in (*_FORWARD, *_BACKWARD):
            return 0
        step = 1 if key in _FORWARD else -1
        owner = self.parent()
        sideways = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        mirrored = isinstance(owner, QWidget) and owner.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return -step if sideways and mirrored else step

    def _move(self, here: QAbstractButton, step: int) -> None:
        open_buttons = [button for button in self.buttons() if button.isEnabled()]
        target = open_buttons[(open_buttons.index(here) + step) % len(open_buttons)]
        self._set_tab_stop(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        if self._choose_on_arrow:
            target.click()

    def _on_toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self._set_tab_stop(button)

    def _set_tab_stop(self, stop: QAbstractButton) -> None:
        for button in self.buttons():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
