# SPDX-License-Identifier: Apache-2.0
"""Other people's names that stand on a sheet, each of which can be pressed to be shown its place.

Never calls the list complete; shows a few and the rest on asking.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme.spacing import spaced
from desktop.widgets.buttons import QuietButton
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.words import Words
from locales import _

_FEW = 3


class NamesBar(QWidget):
    """A line of names.

    Signals:
        name_pressed: which one, as it stands on the sheet.
    """

    name_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = spaced(FlowLayout(self), "gap_xs")
        self._lead = Words("", "soft")
        self._flow.addWidget(self._lead)
        self._more = QuietButton(_("More"))
        self._more.clicked.connect(self._on_more)
        self._names: list[tuple[str, str]] = []
        self._buttons: list[QuietButton] = []
        self._all = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_names(self, lead: str, names: Sequence[tuple[str, str]]) -> None:
        """Show what comes before the names, and each name with what is said of it aloud."""
        if (lead, list(names)) == (self._lead.text(), self._names):
            return
        self._names = list(names)
        self._lead.setText(lead)
        self._show()
        self.setVisible(bool(lead))

    def names(self) -> tuple[QuietButton, ...]:
        """The buttons that show, in order."""
        return tuple(self._buttons)

    def _show(self) -> None:
        for button in (*self._buttons, self._more):
            self._flow.removeWidget(button)
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        shown = self._names if self._all or len(self._names) <= _FEW + 1 else self._names[:_FEW]
        self._buttons = []
        for name, said in shown:
            button = QuietButton(name)
            button.setAccessibleName(said)
            button.setProperty("name", name)
            button.clicked.connect(self._on_name)
            self._flow.addWidget(button)
            self._buttons.append(button)
        left = len(self._names) - len(shown)
        self._more.show_words(_("{count} more").format(count=left))
        self._more.setAccessibleName(_("{count} more names").format(count=left))
        self._flow.addWidget(self._more)
        self._more.setVisible(left > 0)

    @Slot()
    def _on_name(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.name_pressed.emit(sender.property("name"))

    @Slot()
    def _on_more(self) -> None:
        self._all = True
        self._show()
        self._buttons[_FEW].setFocus()
