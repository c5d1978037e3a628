# SPDX-License-Identifier: Apache-2.0
"""Says whether what was written is safe on this laptop, and never before it is (design 1.2)."""

from PySide6.QtWidgets import QWidget

from desktop.widgets.chip import StateChip


class SaveState(StateChip):
    """A chip with two things to say; empty and hidden until there is something true to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "neutral", parent=parent)
        self.hide()

    def show_saved(self, words: str) -> None:
        """Say it is saved ("Saved on this laptop, 14:02"). Call only after the store said so."""
        self.show_state(words, "done", "tick")
        self.show()

    def show_unsaved(self, words: str) -> None:
        """Say it is not saved yet ("Not saved yet")."""
        self.show_state(words, "soon", "pen")
        self.show()
