# SPDX-License-Identifier: Apache-2.0
"""The words of a sheet in large letters, to be copied by hand where there is no printer."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.widgets.card import Card
from desktop.widgets.words import Words, numbers_whole


class HandLines(Card):
    """Lines in order, each of which is a heading or not; a number never breaks at a line's end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lines: list[Words] = []

    def show_lines(self, lines: Sequence[tuple[bool, str]]) -> None:
        """Show these in the place of the ones before."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.deleteLater()
        self._lines = [
            Words(numbers_whole(line), "heading" if heading else "statement") for heading, line in lines
        ]
        for line in self._lines:
            self.add(line)
        self.setAccessibleName(". ".join(line for _heading, line in lines))
