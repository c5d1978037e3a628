# SPDX-License-Identifier: Apache-2.0
"""Who may have the crisis plan in a crisis, asked once when that part is left. Never answers for anybody."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.arrange import in_line
from desktop.widgets.buttons import QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.words import Words
from locales import _


class CrisisQuestion(Card):
    """The question and its choices.

    Signals:
        answered: it is as the person wants it; or not now, which is as good an answer.
    """

    answered = Signal()

    def __init__(self, worker: str, choices: QWidget, parent: QWidget | None = None) -> None:
        super().__init__("person_words", parent=parent)
        heading = _("Who may have my crisis plan in a crisis?")
        self.add(Words(heading, "heading"))
        said = _("Nobody has it beside me and {name}’s team, unless I say so here. I can change it later.")
        self.add(Words(said.format(name=worker), "soft"))
        self.add(choices)
        done = SecondaryButton(_("That is how I want it"))
        later = QuietButton(_("I don’t want to choose now"))
        for button in (done, later):
            button.clicked.connect(self.answered)
        self.add(in_line(done, later))
        self.setAccessibleName(heading)
        self.setFocusProxy(done)
