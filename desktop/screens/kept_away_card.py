# SPDX-License-Identifier: Apache-2.0
"""People who must not see or be told: closed until somebody opens it on purpose (domain M12).

Never holds a name before it is opened, and lets go of every name when it is closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.buttons import QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.words import Words
from locales import _

SOMEBODY = "somebody"


@dataclass(frozen=True, slots=True)
class KeptAwayLine:
    """One of them.

    Attributes:
        item: which, for taking it back.
        words: name, relation, number and why, in a line.
    """

    item: str
    words: str


@dataclass(frozen=True, slots=True)
class NewKeptAway:
    """Somebody to add; `kind` is `SOMEBODY` for a person, or a service's code."""

    kind: str
    name: str
    relation: str
    phone: str
    why: str


class KeptAwayCard(Card):
    """The closed card, and the list once it is open.

    Signals:
        open_requested, close_requested: the button was pressed.
        added: somebody more (a `NewKeptAway`).
        ended: it no longer holds for one of them (its item).
    """

    open_requested = Signal()
    close_requested = Signal()
    added = Signal(object)
    ended = Signal(str)

    def __init__(self, services: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._services = services
        self.add(Words(_("People who must not see or be told anything"), "heading"))
        said = _("This list opens only on purpose. Is nobody else looking at the screen?")
        self.open_button = SecondaryButton(_("Open the list"))
        self.open_button.clicked.connect(self.open_requested)
        self._closed = stacked(Words(said, "soft"), in_line(self.open_button))
        self.add(self._closed)
        self._opened: QWidget | None = None

    def show_list(self, lines: Sequence[KeptAwayLine]) -> None:
        """Show who they are, and where to add somebody."""
        self.show_closed()
        self._closed.hide()
        rows: list[QWidget] = [self._row(one) for one in lines]
        if not rows:
            rows.append(Words(_("Nobody is on it."), "soft"))
        self._opened = stacked(*rows, self._adding(), gap="gap_m")
        self.add(self._opened)

    def show_closed(self) -> None:
        """Close it, and forget the names."""
        if self._opened is not None:
            self._opened.hide()
            self._opened.deleteLater()
            self._opened = None
        self._closed.show()

    def typed(self) -> tuple[str, ...]:
        """What is half written for somebody more; empty while the list is closed."""
        if self._opened is None:
            return ()
        return (self.kind.choice or SOMEBODY, *(one.text() for one in self._fields()))

    def go_on_with(self, typed: tuple[str, ...]) -> None:
        """Put back what was half written before the page was shown again."""
        if self._opened is not None and typed:
            self.kind.show_choice(typed[0])
            for field, text in zip(self._fields(), typed[1:], strict=True):
                field.setText(text)
            self._show_rest()

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.name, self.relation, self.phone, self.why)

    def _row(self, line: KeptAwayLine) -> QWidget:
        ended = QuietButton(_("This no longer holds"))
        ended.setAccessibleName(f"{ended.text()}: {line.words}")
        ended.setProperty("item", line.item)
        ended.clicked.connect(self._on_ended)
        return in_line(Words(line.words, "strong"), ended)

    def _adding(self) -> QWidget:
        options = [Option(SOMEBODY, _("A person"))]
        options += [Option(code, name) for code, name in self._services.items()]
        self.kind = ChoiceRow(_("Who must not know?"), options)
        self.kind.show_choice(SOMEBODY)
        self.kind.chosen.connect(self._show_rest)
        self.name = _line(_("Their name"))
        self.relation = _line(_("Who they are to me"))
        self.phone = _line(_("Their phone number, so that nobody rings it by mistake"))
        self.why = _line(_("Why, if I want to say"))
        self.add_button = SecondaryButton(_("Keep them away"))
        self.add_button.clicked.connect(self._on_add)
        self.name.textChanged.connect(self._show_rest)
        close = QuietButton(_("Close the list"))
        close.clicked.connect(self.close_requested)
        self._person = stacked(self.name, self.relation, self.phone)
        adding = stacked(self.kind, self._person, self.why, in_line(self.add_button, close), gap="gap_s")
        self._show_rest()
        return adding

    def _show_rest(self) -> None:
        is_somebody = self.kind.choice == SOMEBODY
        self._person.setVisible(is_somebody)
        self.add_button.setEnabled(not is_somebody or bool(self.name.text().strip()))

    def _on_add(self) -> None:
        self.add_button.setEnabled(False)  # until it is on the list
        kind = self.kind.choice or SOMEBODY
        texts = [one.text().strip() for one in (self.name, self.relation, self.phone)]
        name, relation, phone = texts if kind == SOMEBODY else ["", "", ""]
        self.added.emit(NewKeptAway(kind, name, relation, phone, self.why.text().strip()))

    def _on_ended(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.ended.emit(str(sender.property("item")))


def _line(words: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(words)
    field.setPlaceholderText(words)
    return field
