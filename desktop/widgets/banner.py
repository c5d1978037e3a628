# SPDX-License-Identifier: Apache-2.0
"""The bar above a page: who this is, always by two identifiers; or, on Today, where the work stands."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.widgets.bar import Bar
from desktop.widgets.chip import StateChip
from desktop.widgets.words import Words, isolated

_BETWEEN = " · "
_UNBROKEN = "\u00a0"
"""A space at which no line breaks: a number is read in one piece."""


class TopBar(Bar):
    """The bar of a page that is about nobody in particular."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("bar", ("gap_xl", "gap_s"), parent)


class PersonBanner(Bar):
    """Says whose page this is. It never leaves the page and never shortens an identifier.

    Args:
        name: how the person is called, with the recorded name if it differs.
        identifiers: at least two more facts to tell people apart, ready to read: date of birth, NHS number.
        needs: what to do differently for this person ("Large print · speaks Urdu"), "" if nothing is known.

    Raises:
        ValueError: fewer than two identifiers (design 6: two identifiers always in view).
    """

    def __init__(
        self, name: str, identifiers: Sequence[str], needs: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("bar", ("gap_xl", "gap_s"), parent)
        if len(identifiers) < 2:
            raise ValueError("a banner needs two identifiers besides the name")
        line = _BETWEEN.join(isolated(part.replace(" ", _UNBROKEN)) for part in (name, *identifiers))
        spoken = ", ".join((name, *identifiers))
        self.identity = Words(line, "identity")
        self.identity.setAccessibleName(spoken)
        self.setAccessibleName(spoken)
        self.add_leading(self.identity)
        self.needs = StateChip(needs, "neutral")
        self.add_leading(self.needs)
        self.needs.setVisible(bool(needs))
        self.state = StateChip("", "neutral")
        self.state.hide()
        self.add_trailing(self.state)

    def show_state(self, words: str, tone: str, icon: str = "") -> None:
        """Show where this person's record stands, at the end of the banner; "" shows nothing."""
        self.state.show_state(words, tone, icon)
        self.state.setVisible(bool(words))
