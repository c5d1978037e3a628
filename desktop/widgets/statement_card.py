# SPDX-License-Identifier: Apache-2.0
"""One statement of a plan: the words large, and beneath them whose words they are and who typed them.

Never changes a statement: amending and striking through are asked for, and done elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.theme.spacing import spaced
from desktop.widgets.buttons import Button, QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.chip import StateChip
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.words import Words


@dataclass(frozen=True, slots=True)
class StatementWords:
    """Everything a statement card shows, in words already translated.

    Attributes:
        words: what was said, exactly.
        source: the line beneath ("My words. Sam typed them. I checked them.").
        by_person: true for the person's own words: a solid edge; a worker's is dashed.
        by_carer: true for a carer's words: a dotted edge.
        struck: who struck it out and when ("Struck out by Sam, 12 Nov"), "" while it stands.
        two_versions: the marker's words when another version exists, else "".
        beside: what stands with it: who sees just this, the same words in another language.
    """

    words: str
    source: str
    by_person: bool = True
    struck: str = ""
    two_versions: str = ""
    by_carer: bool = False
    beside: tuple[str, ...] = ()


class StatementCard(Card):
    """Shows one statement. Buttons appear only for the words given to `offer`.

    Signals:
        amend_requested, strike_requested, agree_requested: the button of that meaning was pressed.
        more_chosen: one of the acts of `offer_more` was chosen; carries its code.
    """

    amend_requested = Signal()
    strike_requested = Signal()
    agree_requested = Signal()
    more_chosen = Signal(str)

    def __init__(self, statement: StatementWords, parent: QWidget | None = None) -> None:
        tone = "person_words" if statement.by_person else "worker_words"
        dashed = not statement.by_person and not statement.by_carer
        super().__init__(tone, dashed=dashed, dotted=statement.by_carer, tinted=True, parent=parent)
        self.statement = statement
        spaced(self.body, "gap_s", ("gap_l", "gap_m"))
        text = QWidget()
        column = spaced(QVBoxLayout(text), "gap_xs")
        self._words = Words(statement.words, "statement")
        self._words.setProperty("struck", bool(statement.struck))
        self._source = Words(statement.source, "small")
        for widget in (self._words, self._source):
            column.addWidget(widget)
        for one in statement.beside:
            column.addWidget(Words(one, "small"))
        if statement.struck:
            column.addWidget(Words(statement.struck, "small_strong"))
        self._actions = QWidget()
        self._row = spaced(FlowLayout(self._actions, trailing=True), "gap_s")
        if statement.two_versions:
            self._row.addWidget(StateChip(statement.two_versions, "person_words", "two"))
        policy = self.sizePolicy()
        self._actions.setSizePolicy(policy)
        text.setSizePolicy(policy)
        self.add_beside(text, self._actions, readable_width="statement_width")
        self._actions.setVisible(bool(statement.two_versions))
        said = (
            statement.words,
            statement.source,
            *statement.beside,
            statement.struck,
            statement.two_versions,
        )
        self.setAccessibleName(" ".join(part for part in said if part))

    def offer(self, *, amend: str = "", strike: str = "", agree: str = "") -> None:
        """Offer the actions whose words are given; a struck statement is offered none but `agree`."""
        offered: list[tuple[str, type[Button], SignalInstance]] = [
            (agree, SecondaryButton, self.agree_requested),
            ("" if self.statement.struck else amend, QuietButton, self.amend_requested),
            ("" if self.statement.struck else strike, QuietButton, self.strike_requested),
        ]
        for words, kind, signal in offered:
            if words:
                button = kind(words)
                button.setAccessibleName(f"{words}: {self.statement.words}")
                button.clicked.connect(signal)
                self._row.addWidget(button)
                self._actions.show()

    def offer_more(self, words: str, acts: Sequence[tuple[str, str]]) -> None:
        """Offer what is done now and then behind one button: a list of codes and their words."""
        button = QuietButton(words)
        button.setAccessibleName(f"{words}: {self.statement.words}")
        menu = QMenu(button)
        for code, said in acts:
            menu.addAction(said).setData(code)
        menu.triggered.connect(self._on_more_chosen)
        button.setMenu(menu)
        self._row.addWidget(button)
        self._actions.show()

    def _on_more_chosen(self, action: QAction) -> None:
        self.more_chosen.emit(str(action.data()))
