# SPDX-License-Identifier: Apache-2.0
"""The service's list of local support: found as one types, and taken in from a file.

Never says that a place is good: it says who found it so, and when somebody last tried it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog

from desktop.screens.screen import Screen
from desktop.widgets.arrange import in_line, stacked
from desktop.widgets.banner import TopBar
from desktop.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.page import Page
from desktop.widgets.support_finder import Finds, SupportFinder
from desktop.widgets.words import Words
from locales import _


@dataclass(frozen=True, slots=True)
class DirectoryWords:
    """What is to be said of the list, besides what stands in it.

    Attributes:
        troubles: of each row that could not be meant, which one and what to do.
        may_go_back: the list before this one is still there.
    """

    troubles: Sequence[str] = ()
    may_go_back: bool = False


class DirectoryScreen(Screen):
    """The page.

    Signals:
        file_given: a file to take in.
        back_requested: the list before this one.
        done_requested: back to the check-ins.
    """

    file_given = Signal(object)
    back_requested = Signal()
    done_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.finder: SupportFinder | None = None
        self.show_bar(TopBar())

    def choose_file(self) -> Path | None:
        """Let the worker choose a file; None where they thought better of it. Tests replace this."""
        kinds = _("Lists (*.csv);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Open a list of support"), "", kinds)
        return Path(chosen) if chosen else None

    def show_directory(self, finds: Finds | None, words: DirectoryWords) -> None:
        """Show the list, or what one is for where there is none."""
        lead = _(
            "Who helps near here, how to reach them, and when somebody last tried. It works without signal."
        )
        page = Page(_("Local support"), lead)
        self.finder = None
        if words.troubles:
            page.add(self._troubles(words.troubles))
        if finds is None:
            page.add(self._none_yet())
        else:
            self.finder = SupportFinder(finds, choosing=False)
            page.add(self.finder)
        page.add(Words(_("The list on this laptop"), "heading"))
        page.add(self._file_card(has_list=finds is not None, may_go_back=words.may_go_back))
        self.show_page(page)

    def _troubles(self, troubles: Sequence[str]) -> Card:
        card = Card("soon")
        card.add(Words(_("Some rows could not be used as they are. The file keeps them all."), "strong"))
        card.add(stacked(*(Words(one, "small") for one in troubles)))
        return card

    def _none_yet(self) -> Card:
        card = Card()
        card.add(
            Words(
                _(
                    "No list is on this laptop yet. A list is a file with a row for each place: what it is,"
                    " for whom, how to reach it, when somebody last tried it, and who found it good."
                )
            )
        )
        return card

    def _file_card(self, *, has_list: bool, may_go_back: bool) -> Card:
        card = Card()
        card.add(
            Words(
                _(
                    "A table saved as CSV, in UTF-8. Its first row names the columns: what, for_whom,"
                    " how_to_reach, checked_on, rated_by. Days are written like 2026-11-19."
                ),
                "soft",
            )
        )
        words = _("Take in another list") if has_list else _("Take in a list")
        take = (SecondaryButton if has_list else PrimaryButton)(words)
        take.clicked.connect(self._on_take)
        ways = [take]
        if may_go_back:
            back = SecondaryButton(_("Put the list before this one back"))
            back.clicked.connect(self.back_requested)
            ways.append(back)
        done = SecondaryButton(_("To the check-ins"), "back")
        done.clicked.connect(self.done_requested)
        card.add(in_line(*ways, done))
        return card

    @Slot()
    def _on_take(self) -> None:
        chosen = self.choose_file()
        if chosen is not None:
            self.file_given.emit(chosen)
