# SPDX-License-Identifier: Apache-2.0
"""The crisis numbers, large enough to read across a room; needs no vault, so it is on the lock page too."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.widgets.card import Card
from desktop.widgets.words import Words, numbers_whole
from forms.crisis_numbers import all_lines
from forms.site import STANDARD, Site
from locales import _


class CrisisCard(Card):
    """Whom to ring now, in words that can be read aloud as they stand."""

    def __init__(self, site: Site = STANDARD, parent: QWidget | None = None) -> None:
        super().__init__("late", parent=parent)
        title, lines = _("If someone needs help now"), all_lines(site)
        self.setAccessibleName(" ".join([title, *lines]))
        self.add(Words(title, "heading"))
        for line in lines:
            self.add(Words(numbers_whole(line), "question"))
