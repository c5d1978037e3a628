# SPDX-License-Identifier: Apache-2.0
"""Leave a copy: is paper safe here, how large, with or without struck words; and the pages themselves.

Never chooses for anyone whether paper is safe here; offers only what is really built.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QVBoxLayout, QWidget

from desktop.screens.page_preview import PagePreview
from desktop.screens.screen import Screen
from desktop.theme.spacing import spaced
from desktop.widgets.bar import Bar
from desktop.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.flow_layout import BesideLayout
from desktop.widgets.page import Page
from desktop.widgets.words import Words
from locales import _
from records.copies import POINT_SIZES

SAFE, ENVELOPE, NOT_SAFE, NOT_ASKED = "yes", "envelope", "no", "not_asked"
WITHOUT, WITH = "no", "yes"


@dataclass(frozen=True, slots=True)
class CopyWords:
    """What stands on the page, in words already translated.

    Attributes:
        lead: which version of the plan this is.
        sizes: words for each of `POINT_SIZES`.
        copy: which copy this will be, beside the buttons.
    """

    lead: str
    sizes: tuple[str, ...]
    copy: str


class CopyScreen(Screen):
    """One copy, before it is left.

    Signals:
        safe_chosen: the answer to the first question, by code.
        size_chosen: a point size.
        struck_chosen: whether struck words go on the sheet.
        save_requested, print_requested: a button of the footer.
    """

    safe_chosen = Signal(str)
    size_chosen = Signal(int)
    struck_chosen = Signal(bool)
    save_requested = Signal()
    print_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = PagePreview()
        self.safe = safe_question()
        self.safe.chosen.connect(self.safe_chosen)
        self.size_row: ChoiceRow | None = None
        self.struck = ChoiceRow(
            _("With words that were struck out"),
            (Option(WITHOUT, _("No")), Option(WITH, _("Yes, marked as struck out"))),
            ruled=True,
            text="strong",
        )
        self.struck.show_choice(WITHOUT)
        self.struck.chosen.connect(self._on_struck)
        self._copy = Words("", "soft")
        self.print_button = SecondaryButton(_("Print"))
        self.save_button = PrimaryButton(_("Save a file"))
        self.print_button.clicked.connect(self.print_requested)
        self.save_button.clicked.connect(self.save_requested)
        self.footer.add_leading(self._copy)
        self.footer.add_trailing(self.print_button)
        self.footer.add_trailing(self.save_button)
        self.show_ready(ready=False)

    def show_copy(self, bar: Bar, words: CopyWords, size: int) -> None:
        """Show whose copy it is and what can be chosen; answers already given stay."""
        self.show_bar(bar)
        self._copy.setText(words.copy)
        if self.size_row is None:
            self._lay_out(words)
        self.lead.setText(words.lead)
        assert self.size_row is not None
        self.size_row.show_choice(str(size))
        self.footer.show()

    def _lay_out(self, words: CopyWords) -> None:
        options = [Option(str(size), said) for size, said in zip(POINT_SIZES, words.sizes, strict=True)]
        self.size_row = ChoiceRow(_("Size"), options, ruled=True, text="strong")
        self.size_row.chosen.connect(self._on_size)
        page = Page(_("Leave a copy"), words.lead)
        self.lead = page.lead
        choices = QWidget()
        column = spaced(QVBoxLayout(choices), "gap_s")
        for row in (self.safe, self.size_row, self.struck):
            column.addWidget(row)
        both = QWidget()
        beside = spaced(_FromTheTop(both), "gap_xl")
        beside.addWidget(choices)
        beside.addWidget(self.preview)
        for widget in (choices, both):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)
        page.add(both)
        self.show_page(page)

    def show_ready(self, *, ready: bool) -> None:
        """Whether the pages that show are the ones that would be left."""
        for button in (self.print_button, self.save_button):
            button.setEnabled(ready)

    def ask_first(self) -> None:
        """Put the focus on the question that comes before any paper."""
        self.safe.buttons()[0].setFocus()

    def _on_size(self, code: str) -> None:
        self.size_chosen.emit(int(code))

    def _on_struck(self, code: str) -> None:
        self.struck_chosen.emit(code == WITH)


def safe_question(*, ruled: bool = True) -> ChoiceRow:
    """What is asked before any paper, whatever is on it (hazard 13)."""
    options = (
        Option(SAFE, _("Yes")),
        Option(ENVELOPE, _("Yes, in an envelope")),
        Option(NOT_SAFE, _("No, not here")),
        Option(NOT_ASKED, _("Not asked"), quiet=True),
    )
    return ChoiceRow(_("Is it safe to leave paper here?"), options, ruled=ruled, text="strong")


class _FromTheTop(BesideLayout):
    """Two columns that both begin at the top."""

    def _arrange(self, width: int, height: int = 0) -> list[tuple[QLayoutItem, QRect]]:
        places = super()._arrange(width, height)
        beside = len(places) == 2 and places[1][1].left() > 0
        if not beside:
            return places
        return [(item, QRect(box.left(), 0, box.width(), box.height())) for item, box in places]
