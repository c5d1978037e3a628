# SPDX-License-Identifier: Apache-2.0
"""Finds a place in the service's list of local support as one types, in any order of words.

Says when each was tried and who found it good, and nothing better than that; never rings or sends anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.spacing import spaced
from desktop.widgets.announce import announce
from desktop.widgets.arrange import bring_into_view, in_line, stacked
from desktop.widgets.buttons import QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.chip import StateChip
from desktop.widgets.words import Words
from locales import _, ngettext

MOST_FOUND = 12
"""More than that nobody reads: another word makes them fewer."""


@dataclass(frozen=True, slots=True)
class FoundSupport:
    """One place, in words already translated.

    Attributes:
        lines: for whom, how to reach it, who found it good.
        chip: words, tone and icon of when it was tried.
        answer: as it stands in an answer.
    """

    what: str
    lines: tuple[str, ...]
    chip: tuple[str, str, str]
    answer: str


Finds = Callable[[str], Sequence[FoundSupport]]
"""Every place in which all these words stand, in the order of the list."""


class SupportFinder(QWidget):
    """A search field and what was found.

    Signals:
        chosen: a place was chosen; carries it as it stands in an answer.
    """

    chosen = Signal(str)

    def __init__(self, finds: Finds, *, choosing: bool) -> None:
        super().__init__()
        self._finds, self._choosing = finds, choosing
        column = spaced(QVBoxLayout(self), "gap_s")
        self.search = QLineEdit()
        words = _("What are you looking for? A few words, in any order")
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_typed)
        self.count = Words("", "soft")
        self._results = QWidget()
        self._list = spaced(QVBoxLayout(self._results), "gap_s")
        for one in (self.search, self.count, self._results):
            column.addWidget(one)
        _as_tall_as_needed(self, self._results)
        self.look()

    @Slot()
    def come_into_view(self) -> None:
        """Let as much be seen as there is room for, and the search field in any case."""
        bring_into_view(self)
        bring_into_view(self.search)

    def look(self) -> None:
        """Look again: the list may be another one."""
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        found = self._finds(self.search.text())
        for one in found[:MOST_FOUND]:
            card = self._card(one)
            self._list.addWidget(card)
            card.show()
        self.count.setText(self._count(len(found)))

    def _count(self, found: int) -> str:
        if not found:
            return _("Nothing in the list has all of these words. Try fewer.")
        said = ngettext("{count} place", "{count} places", found).format(count=found)
        if found > MOST_FOUND:
            more = _("The first {most} are shown: another word makes them fewer.").format(most=MOST_FOUND)
            said = f"{said}. {more}"
        return said

    def _card(self, one: FoundSupport) -> Card:
        card = Card()
        said = stacked(Words(one.what, "strong"), *(Words(line) for line in one.lines))
        ends: list[QWidget] = [StateChip(*one.chip)]
        if self._choosing:
            use = SecondaryButton(_("Use this"))
            use.setAccessibleName(_("Use this: {what}").format(what=one.what))
            use.setProperty("answer", one.answer)
            use.clicked.connect(self._on_chosen)
            ends.append(use)
        card.add_beside(said, in_line(*ends))
        card.setAccessibleName(", ".join((one.what, *one.lines, one.chip[0])))
        return card

    @Slot()
    def _on_typed(self) -> None:
        self.look()
        announce(self.search, self.count.text())

    @Slot()
    def _on_chosen(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.chosen.emit(str(pressed.property("answer")))


class SupportBeside(QWidget):
    """A way into the list beside a question; closed until somebody asks, and closed again once they chose.

    Signals:
        chosen: as `SupportFinder`.
    """

    chosen = Signal(str)

    def __init__(self, name: str, finds: Finds) -> None:
        super().__init__()
        self._name, self._finds = name, finds
        self._column = spaced(QVBoxLayout(self), "gap_s")
        self.button = QuietButton(_("Find support"), "people")
        self.button.clicked.connect(self._on_pressed)
        self._column.addWidget(in_line(self.button))
        self.finder: SupportFinder | None = None
        _as_tall_as_needed(self)
        self._say()

    def _say(self) -> None:
        words = _("Find support") if self.finder is None else _("Close the list of support")
        self.button.show_words(words)
        self.button.setAccessibleName(_("{question}: {action}").format(question=self._name, action=words))

    @Slot()
    def _on_pressed(self) -> None:
        if self.finder is not None:
            self._close()
            return
        self.finder = SupportFinder(self._finds, choosing=True)
        self.finder.chosen.connect(self._on_chosen)
        self._column.addWidget(self.finder)
        self.finder.show()
        self._say()
        finder = self.finder
        finder.search.setFocus(Qt.FocusReason.OtherFocusReason)
        # Once it has its height: what was found may be below the edge of the page, or more than one page.
        QTimer.singleShot(0, finder, finder.come_into_view)

    @Slot(str)
    def _on_chosen(self, answer: str) -> None:
        self._close()
        self.chosen.emit(answer)

    def _close(self) -> None:
        finder, self.finder = self.finder, None
        if finder is not None:
            self._column.removeWidget(finder)
            finder.hide()
            finder.deleteLater()
        self._say()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)


def _as_tall_as_needed(*widgets: QWidget) -> None:
    for one in widgets:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        one.setSizePolicy(policy)
