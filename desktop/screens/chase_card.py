# SPDX-License-Identifier: Apache-2.0
"""What is to be chased from the ward, and the ways to write down what went wrong; a card, not a page.

Never blames a ward or a worker: it says what is missing and whom to ask.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.arrange import in_line
from desktop.widgets.buttons import Button, QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.words import Words
from locales import _


@dataclass(frozen=True, slots=True)
class ChaseWords:
    """The card in words: what is missing, line by line; `unfinished` where a visit can be gone on with."""

    lines: tuple[str, ...]
    unfinished: str = ""


class ChaseCard(Card):
    """The card; `ways` adds the buttons that a person's page has.

    Signals: each the press of the button of that meaning.
    """

    discharge_requested = Signal()
    home_again_requested = Signal()
    visit_requested = Signal()
    no_one_answered = Signal()
    safeguarding_requested = Signal()
    near_miss_requested = Signal()

    def __init__(self, words: ChaseWords, *, ways: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("soon" if words.lines or words.unfinished else "", parent=parent)
        if words.unfinished:
            go_on = self._button(SecondaryButton, _("Go on with the visit"), self.visit_requested)
            self.add_beside(Words(words.unfinished, "strong"), go_on)
        if words.lines:
            self.add(Words(_("Still to chase from the ward"), "heading"))
        for line in words.lines:
            self.add(Words(line))
        if ways:
            self.add(
                in_line(
                    self._button(SecondaryButton, _("What the ward told us"), self.discharge_requested),
                    self._button(QuietButton, _("They came home again"), self.home_again_requested),
                    self._button(QuietButton, _("No one answered"), self.no_one_answered),
                    self._button(
                        QuietButton, _("Write down a safeguarding worry"), self.safeguarding_requested
                    ),
                    self._button(QuietButton, _("Write down a near miss"), self.near_miss_requested),
                    gap="gap_s",
                )
            )
        if words.lines:
            self.setAccessibleName(". ".join((_("Still to chase from the ward"), *words.lines)))

    @staticmethod
    def _button(kind: type[Button], words: str, leads_to: object) -> Button:
        button = kind(words)
        button.clicked.connect(leads_to)
        return button
