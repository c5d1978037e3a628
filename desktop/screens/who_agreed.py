# SPDX-License-Identifier: Apache-2.0
"""Who agreed, by name: the person, the worker, someone else. Never lets anything be agreed by nobody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.widgets.card import Card
from desktop.widgets.choice_row import ChoiceRow, Option
from locales import _

PERSON, WORKER, OTHER = "person", "worker", "other"


class WhoAgreed(Card):
    """A card that ends in the question who agreed; `above` is what they agreed to."""

    def __init__(
        self,
        called: str,
        worker: str,
        above: Sequence[QWidget] = (),
        chosen: Sequence[str] = (PERSON,),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._names = {PERSON: called, WORKER: worker}
        for widget in above:
            self.add(widget)
        options = (
            Option(PERSON, called),
            Option(WORKER, worker),
            Option(OTHER, _("Someone else")),
        )
        self.who = ChoiceRow(_("Who agreed?"), options, many=True, text="strong")
        self.who.choices_changed.connect(self._on_choices)
        self.add(self.who)
        self.other = QLineEdit()
        self.other.setPlaceholderText(_("Their name"))
        self.other.setAccessibleName(_("Who agreed? Someone else’s name"))
        self.add(self.other)
        self.show_who(chosen)

    def show_who(self, codes: Sequence[str], other: str = "") -> None:
        """Show who was chosen before."""
        self.who.show_choices(codes)
        self.other.setText(other)
        self.other.setVisible(self._needs_name())

    @property
    def names(self) -> tuple[str, ...]:
        """Who agreed, as they are called."""
        named = [self._names[code] for code in self.who.choices if code != OTHER]
        return (*named, self.other.text().strip()) if self._needs_name() else tuple(named)

    @property
    def lacks_name(self) -> bool:
        """Nobody is named, or someone else without a name."""
        return not self.names or not all(self.names)

    def _needs_name(self) -> bool:
        return OTHER in self.who.choices

    @Slot(tuple)
    def _on_choices(self, _codes: tuple[str, ...]) -> None:
        self.other.setVisible(self._needs_name())
        if self._needs_name():
            self.other.setFocus()
