# SPDX-License-Identifier: Apache-2.0
"""Leave a copy: is paper safe here, for whom, what, how they take it in; and the pages as they will be.

Never chooses for anyone whether paper is safe here; offers only what is really built.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QSize, Signal, Slot
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QVBoxLayout, QWidget

from desktop.screens.copy_footer import CopyFooter
from desktop.screens.page_preview import PagePreview
from desktop.screens.screen import Screen
from desktop.theme.spacing import spaced
from desktop.widgets.arrange import in_line
from desktop.widgets.bar import Bar
from desktop.widgets.buttons import SecondaryButton
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.flow_layout import BesideLayout
from desktop.widgets.hand_lines import HandLines
from desktop.widgets.page import Page
from desktop.widgets.section_tabs import SectionTabs
from desktop.widgets.words import Words
from locales import _

SAFE, ENVELOPE, NOT_SAFE, NOT_ASKED = "yes", "envelope", "no", "not_asked"
HOLDER, WHAT, MEDIUM, SIZE = "holder", "what", "medium", "size"
LANGUAGE, COVER, STRUCK, COPIES = "language", "cover", "struck", "copies"


@dataclass(frozen=True, slots=True)
class RowWords:
    """One choice, in words already translated.

    Attributes:
        chosen: codes; of several only where `many`.
        note: what to know about it, below; "" for nothing.
    """

    question: str
    options: Sequence[Option]
    chosen: tuple[str, ...]
    many: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class CopyWords:
    """What stands on the page, in words already translated.

    Attributes:
        lead: which version of the plan this is.
        safe_before: what was answered at an earlier copy, as a fact; "" for nothing.
        rows: by code, in order; a row that is not there is not shown.
        nothing: why nothing can be left for whom was chosen; "" where something can.
    """

    lead: str
    safe_before: str
    rows: Mapping[str, RowWords]
    nothing: str = ""


@dataclass
class _Row:
    choice: ChoiceRow
    note: Words = field(default_factory=lambda: Words("", "soft"))


class CopyScreen(Screen):
    """Copies, before they are left.

    Signals:
        safe_chosen: the answer to the first question, by code.
        choice_made: which row, and the codes chosen in it.
        sheet_looked_at: the code of the sheet whose tab was pressed.
        sharing_requested: who may have what is to be chosen.
        copied_by_hand: somebody says that they have copied the large lines.
    """

    safe_chosen = Signal(str)
    choice_made = Signal(str, tuple)
    sheet_looked_at = Signal(str)
    sharing_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = PagePreview()
        self.hand = HandLines()
        self.safe = safe_question(led=True)
        self.safe.chosen.connect(self.safe_chosen)
        self.rows: dict[str, _Row] = {}
        self.tabs: SectionTabs | None = None
        self.leave = CopyFooter(self.footer)
        self.hand_button = SecondaryButton(_("Copy it by hand"), "pen")
        self.hand_button.clicked.connect(self._on_by_hand)
        self.leave.page_button.clicked.connect(self._on_by_hand)
        self._large = False
        self._laid_out = False
        self.show_ready(ready=False)

    def show_copy(self, bar: Bar, words: CopyWords) -> None:
        """Show whose copy it is and what can be chosen; the answer about paper stays."""
        self.show_bar(bar)
        if not self._laid_out:
            self._lay_out()
        self.lead.setText(words.lead)
        _show_note(self.safe_before, words.safe_before)
        for code, row in words.rows.items():
            self._show_row(code, row)
        for code, shown in self.rows.items():
            shown.choice.setVisible(code in words.rows)
            _show_note(shown.note, words.rows[code].note if code in words.rows else "")
        self._nothing.setText(words.nothing)
        for one in (self._nothing, self.sharing_button):
            one.setVisible(bool(words.nothing))
        self._offers = not words.nothing
        self._show_large()
        self.footer.show()

    def _lay_out(self) -> None:
        self._laid_out = True
        page = Page(_("Leave a copy"), " ")
        self.lead = page.lead
        self.safe_before = Words("", "soft")
        self._nothing = Words("", "body")
        self.sharing_button = SecondaryButton(_("Choose who may have what"))
        self.sharing_button.clicked.connect(self.sharing_requested)
        choices = QWidget()
        self._choices = spaced(QVBoxLayout(choices), "gap_xs")
        for one in (self._nothing, in_line(self.sharing_button)):
            self._choices.addWidget(one)
        self._choices.addStretch(1)
        self._pages = _Pages(self.preview)
        self._tab_column = spaced(QVBoxLayout(self._pages), "gap_s")
        self._tab_column.addWidget(self.preview)
        self._tab_column.addWidget(in_line(self.hand_button))
        both = QWidget()
        beside = spaced(_FromTheTop(both), "gap_xl")
        beside.addWidget(choices)
        beside.addWidget(self._pages)
        for widget in (choices, self._pages, both):
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            widget.setSizePolicy(policy)
        self._both = both
        for one in (self.safe, self.safe_before, both):
            page.add(one)
        page.add(self.hand)
        self.show_page(page)

    def _show_row(self, code: str, words: RowWords) -> None:
        if code not in self.rows:
            row = ChoiceRow(
                words.question, words.options, many=words.many, ruled=True, text="strong", led=True
            )
            row.setProperty("code", code)
            (row.choices_changed if words.many else row.chosen).connect(self._on_chosen)
            self.rows[code] = _Row(row)
            # The sentence about nothing stands below whom it is about, and what follows from that below it.
            at = self._choices.indexOf(self._nothing) if code == HOLDER else self._choices.count() - 1
            self._choices.insertWidget(at, row)
            self._choices.insertWidget(at + 1, self.rows[code].note)
        else:
            self.rows[code].choice.show_options(words.options)
        self.rows[code].choice.show_choices(words.chosen)

    def show_tabs(self, sheets: Sequence[tuple[str, str]], looked_at: str) -> None:
        """A tab for each sheet, where there is more than one."""
        before = () if self.tabs is None else tuple((one.code, one.text()) for one in self.tabs.tabs)
        if before != tuple(sheets):
            if self.tabs is not None:
                self._tab_column.removeWidget(self.tabs)
                self.tabs.deleteLater()
                self.tabs.hide()
                self.tabs = None
            if len(sheets) > 1:
                self.tabs = SectionTabs(sheets, _("Sheets to look at"))
                self.tabs.section_chosen.connect(self.sheet_looked_at)
                self._tab_column.insertWidget(0, self.tabs)
        if self.tabs is not None:
            self.tabs.show_section(looked_at)

    def show_ready(self, *, ready: bool) -> None:
        """Whether the pages that show are the ones that would be left."""
        self.leave.show_ready(ready=ready)

    def ask_first(self) -> None:
        """Put the focus on the question that comes before any paper."""
        self.safe.buttons()[0].setFocus()

    def row(self, code: str) -> ChoiceRow:
        """The choice of this code, one of those above."""
        return self.rows[code].choice

    def _show_large(self) -> None:
        large = self._large and self._offers
        self.hand.setVisible(large)
        self._both.setVisible(not large)
        self._pages.setVisible(self._offers)
        self.hand_button.setVisible(self.leave.leaves)
        self.leave.show_large(large=large, offers=self._offers)

    @Slot()
    def _on_by_hand(self) -> None:
        self._large = not self._large
        self._show_large()
        (self.leave.page_button if self._large else self.hand_button).setFocus()

    def _on_chosen(self, chosen: object) -> None:
        sender = self.sender()
        if isinstance(sender, ChoiceRow):
            self.choice_made.emit(sender.property("code"), chosen if isinstance(chosen, tuple) else (chosen,))


def _show_note(note: Words, words: str) -> None:
    note.setText(words)
    note.setVisible(bool(words))


def safe_question(*, ruled: bool = True, led: bool = False) -> ChoiceRow:
    """What is asked before any paper, whatever is on it (hazard 13)."""
    options = (
        Option(SAFE, _("Yes")),
        Option(ENVELOPE, _("Yes, in an envelope")),
        Option(NOT_SAFE, _("No, not here")),
        Option(NOT_ASKED, _("Not asked"), quiet=True),
    )
    return ChoiceRow(_("Is it safe to leave paper here?"), options, ruled=ruled, text="strong", led=led)


class _Pages(QWidget):
    """The pages and their tabs, as wide as a page: tabs stand in as many lines as they need."""

    def __init__(self, preview: PagePreview) -> None:
        super().__init__()
        self._preview = preview

    def sizeHint(self) -> QSize:
        """Return the size Qt should plan for, in pixels."""
        wide = self._preview.sizeHint().width()
        return QSize(wide, self.heightForWidth(wide))


class _FromTheTop(BesideLayout):
    """Two columns that both begin at the top."""

    def _arrange(self, width: int, height: int = 0) -> list[tuple[QLayoutItem, QRect]]:
        places = super()._arrange(width, height)
        beside = len(places) == 2 and places[1][1].left() > 0
        if not beside:
            return places
        return [(item, QRect(box.left(), 0, box.width(), box.height())) for item, box in places]
