# SPDX-License-Identifier: Apache-2.0
"""“Who will see this?” in one line, and the choices behind it: one row for each reader, and what it comes to.

Never decides who may see anything and never chooses for anyone: it shows what it is given and tells what was
pressed. Never names anybody whom it was not given; who must not see is not its business.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop.theme.spacing import spaced
from desktop.widgets.announce import announce
from desktop.widgets.buttons import Button, QuietButton, SecondaryButton
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.flow_layout import BesideLayout, FlowLayout
from desktop.widgets.words import Words

A_DAY = "a_day"
"""Of the last days to choose from, the one that somebody names."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who could be let in: a service, or one of the person's own people. All words are translated.

    Attributes:
        code: what is told when something is chosen; never shown.
        name: as the person calls them: "My GP".
        choice: the code of what stands; None while it is open, as with two versions.
        previews: what each choice comes to, in a sentence, by its code.
        open_words: what is said while `choice` is None.
        until: what the button says that sets the last day; "" where nothing is shared.
    """

    code: str
    name: str
    choice: str | None
    previews: Mapping[str, str] = field(default_factory=dict)
    open_words: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class WhoSeesWords:
    """The words around the choices, already translated.

    Attributes:
        first: what is said above the choices: the limits of privacy.
        until: codes of last days and their words, for the button of `Reader.until`.
        which_day: what is asked where somebody wants to name a day (the code `A_DAY`), and how to write it.
        about: what the choices are about, for ears: two of these can stand on one page.
    """

    question: str
    change: str
    done: str
    first: str = ""
    until: tuple[tuple[str, str], ...] = ()
    which_day: tuple[str, str] = ("", "")
    about: str = ""


class WhoSees(QWidget):
    """The line with its button, and the rows that it opens; closed until somebody asks.

    Signals:
        chosen: code of the reader and code of the option, each time a person changes one by hand.
        until_chosen: code of the reader, and the code of a last day or what was typed for one.
        opened: whether the choices are in view now.
    """

    chosen = Signal(str, str)
    until_chosen = Signal(str, str)
    opened = Signal(bool)

    def __init__(self, words: WhoSeesWords, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._options = tuple(options)
        self._rows: dict[str, _ReaderRow] = {}
        self.line = Words()
        self.button = SecondaryButton(words.change)
        self.button.clicked.connect(self._on_pressed)
        head = QWidget()
        beside = spaced(BesideLayout(head), "gap_m")
        beside.addWidget(self.line)
        beside.addWidget(self.button)
        self._choices = QWidget()
        self._column = spaced(QVBoxLayout(self._choices), "gap_s")
        if words.first:
            self._column.addWidget(Words(words.first, "soft"))
        column = spaced(QVBoxLayout(self), "gap_s")
        column.addWidget(head)
        column.addWidget(self._choices)
        for widget in (self, head, self._choices):
            _as_tall_as_its_words(widget)
        self._choices.hide()
        self._name_the_button()

    @property
    def is_open(self) -> bool:
        """Whether the choices are in view."""
        return not self._choices.isHidden()

    def show_audience(self, audience: str) -> None:
        """Show who will see it as it stands: “Me and Sam’s team”."""
        self.line.show_lead(self._words.question, audience)

    def show_readers(self, readers: Sequence[Reader]) -> None:
        """Show who could be let in and what stands; rows of the same readers stay, with the focus."""
        if list(self._rows) != [one.code for one in readers]:
            self._build(readers)
        for one in readers:
            self._rows[one.code].show_reader(one)

    def row(self, code: str) -> ChoiceRow:
        """One reader's row. Raises KeyError for a code that is not shown."""
        return self._rows[code].choices

    def preview(self, code: str) -> str:
        """What is said below one reader's row. Raises KeyError for a code that is not shown."""
        return self._rows[code].preview.text()

    def until_button(self, code: str) -> Button:
        """The button that sets one reader's last day. Raises KeyError for a code that is not shown."""
        return self._rows[code].until

    def show_day_trouble(self, code: str, words: str) -> None:
        """Say below one reader's row why what was typed is no day to take; what was typed stays."""
        self._rows[code].show_day_trouble(words)

    def show_open(self, *, is_open: bool) -> None:
        """Open or close the choices; the focus comes back to the button when they go."""
        had_focus = self._choices.isAncestorOf(QApplication.focusWidget() or self)
        self._choices.setVisible(is_open)
        self._name_the_button()
        if had_focus and not is_open:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, readers: Sequence[Reader]) -> None:
        for old in self._rows.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = {one.code: _ReaderRow(one, self._options, self._words) for one in readers}
        for row in self._rows.values():
            row.chosen.connect(self.chosen)
            row.until_chosen.connect(self.until_chosen)
            self._column.addWidget(row)

    def _name_the_button(self) -> None:
        words = self._words.done if self.is_open else self._words.change
        self.button.show_words(words)
        about = f" {self._words.about}" if self._words.about else ""
        self.button.setAccessibleName(f"{words}: {self._words.question}{about}")

    def _on_pressed(self) -> None:
        self.show_open(is_open=not self.is_open)
        self.opened.emit(self.is_open)


class _ReaderRow(QWidget):
    """One reader's options, and below them what the chosen one comes to and until when.

    Signals:
        chosen: code of the reader and code of the option.
        until_chosen: code of the reader, and the code of a last day or what was typed.
    """

    chosen = Signal(str, str)
    until_chosen = Signal(str, str)

    def __init__(self, reader: Reader, options: Sequence[Option], words: WhoSeesWords) -> None:
        super().__init__()
        self._reader = reader
        self._spoken = f"{reader.name}, {words.about}" if words.about else reader.name
        self.choices = ChoiceRow(reader.name, options, spoken=self._spoken)
        self.choices.chosen.connect(self._on_chosen)
        self.preview = Words("", "small")
        self.until = QuietButton("")
        self.until.setMenu(self._menu(words.until))
        self._day, self._told = QLineEdit(), ""
        self._day.setAccessibleName(f"{self._spoken}: {words.which_day[0]}")
        self._day.setPlaceholderText(words.which_day[1])
        self._day.editingFinished.connect(self._on_day_typed)
        self._day.hide()
        beneath = QWidget()
        line = spaced(FlowLayout(beneath), "gap_s")
        beneath_it: tuple[QWidget, ...] = (self.preview, self.until, self._day)
        for one in beneath_it:
            line.addWidget(one)
        column = spaced(QVBoxLayout(self), "gap_hair")
        column.addWidget(self.choices)
        column.addWidget(beneath)
        for widget in (self, beneath):
            _as_tall_as_its_words(widget)

    def _menu(self, days: Sequence[tuple[str, str]]) -> QMenu:
        menu = QMenu(self)
        for code, words in days:
            menu.addAction(words).setData(code)
        menu.triggered.connect(self._on_until_chosen)
        return menu

    def show_reader(self, reader: Reader) -> None:
        """Show what stands, without telling anybody."""
        self._reader = reader
        self.choices.show_choice(reader.choice)
        self._show_preview(reader.choice)

    def show_day_trouble(self, words: str) -> None:
        """Say why what was typed is no day to take."""
        self.preview.setText(words)
        announce(self, words)

    def _show_preview(self, choice: str | None) -> None:
        words = self._reader.open_words if choice is None else self._reader.previews.get(choice, "")
        self.preview.setText(words)
        self.preview.setVisible(bool(words))
        is_shared = choice == self._reader.choice and bool(self._reader.until)
        self.until.setVisible(is_shared)
        self._day.setVisible(False)
        if is_shared:
            self.until.show_words(self._reader.until)
            self.until.setAccessibleName(f"{self._spoken}: {self._reader.until}")

    def _on_chosen(self, choice: str) -> None:
        self._show_preview(choice)
        announce(self, self.preview.text())
        self.chosen.emit(self._reader.code, choice)

    def _on_until_chosen(self, action: QAction) -> None:
        if action.data() == A_DAY:
            self._day.show()
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.until_chosen.emit(self._reader.code, str(action.data()))

    def _on_day_typed(self) -> None:
        # Also when the field is left without Enter: a day that somebody named is not dropped in silence.
        typed = self._day.text().strip()
        if typed and typed != self._told:
            self._told = typed
            self.until_chosen.emit(self._reader.code, typed)


def _as_tall_as_its_words(widget: QWidget) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)
