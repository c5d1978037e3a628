# SPDX-License-Identifier: Apache-2.0
"""Two calm cards on top of the plan: before the screen is handed over, and after. Neither is a pop-up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.widgets.announce import announce
from desktop.widgets.arrange import in_line
from desktop.widgets.buttons import QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.words import Words
from locales import _, ngettext


class BeforeHandOver(Card):
    """Says first who will read what is written (design 10, "Hand-over").

    Signals:
        agreed: hand it over.
        declined: not now.
    """

    agreed = Signal()
    declined = Signal()

    def __init__(self, worker: str, parent: QWidget | None = None) -> None:
        super().__init__("person_words", parent=parent)
        said = _("{name} will read this before leaving. Only your plan is here.").format(name=worker)
        self.setAccessibleName(said)
        self.add(Words(said, "heading"))
        self.add(Words(_("To end it, the laptop is given back and unlocked again."), "soft"))
        self._agree = SecondaryButton(_("Hand it over"))
        self._decline = QuietButton(_("Not now"))
        self._agree.clicked.connect(self.agreed)
        self._decline.clicked.connect(self.declined)
        self.add(in_line(self._agree, self._decline))
        self.setFocusProxy(self._agree)
        announce(self, said)


class AfterHandOver(Card):
    """What the person wrote by themselves, to be read before leaving. It is in the plan already.

    Signals:
        was_read: the worker has read it.
    """

    was_read = Signal()

    def __init__(self, called: str, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("person_words", parent=parent)
        said = ngettext(
            "New from {called}: {count} thing. Read it before you leave.",
            "New from {called}: {count} things. Read them before you leave.",
            len(words),
        ).format(called=called, count=len(words))
        self.setAccessibleName(said)
        self.add(Words(said, "heading"))
        for one in words:
            self.add(Words(one, "statement"))
        done = SecondaryButton(_("I have read it"))
        done.clicked.connect(self.was_read)
        self.add(in_line(done))
        announce(self, said)
