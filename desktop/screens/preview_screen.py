# SPDX-License-Identifier: Apache-2.0
"""What somebody else would see of a plan: exactly what the person chose, and nothing more. Read only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.screens.screen import Screen
from desktop.widgets.buttons import PrimaryButton
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page import Page
from desktop.widgets.read_only_plan import PartWords, read_only_plan
from locales import _


class PreviewScreen(Screen):
    """One reader at a time.

    Signals:
        reader_chosen: whose view is wanted (a code).
        back_requested: back to the plan.
    """

    reader_chosen = Signal(str)
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        back = PrimaryButton(_("Back to the plan"), "back")
        back.clicked.connect(self.back_requested)
        self.footer.add_trailing(back)
        self.footer.show()

    def show_view(
        self, readers: Sequence[Option], chosen: str, nothing: str, parts: Sequence[PartWords]
    ) -> None:
        """Show what one reader would see; `nothing` is said where that is nothing at all."""
        page = Page(_("What would they see?"), _("Nothing has been sent. This only shows what I chose."))
        row = ChoiceRow(_("Who"), readers)
        row.show_choice(chosen)
        row.chosen.connect(self.reader_chosen)
        page.add(row)
        if not parts:
            page.add(MessageBar(nothing))
        for widget in read_only_plan(parts):
            page.add(widget)
        self.show_page(page)
