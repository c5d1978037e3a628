# SPDX-License-Identifier: Apache-2.0
"""Agree it together: the versions as equals, one kept or a new one written, and the names of who agreed.

Never marks a version as newer or better; never takes the versions away before somebody has agreed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.screens.screen import Screen
from desktop.screens.who_agreed import WhoAgreed
from desktop.voice import Voice
from desktop.widgets.arrange import stacked
from desktop.widgets.bar import Bar
from desktop.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.page import Page
from desktop.widgets.two_versions import TwoVersions, Version
from desktop.widgets.words import Words
from locales import _


@dataclass(frozen=True, slots=True)
class AgreeWords:
    """One thing to agree, in words already translated.

    Attributes:
        title: the question, or the part of the plan.
        versions: every version that stands.
        is_safety: every version counts until somebody has agreed (sync 9.6, class C).
        left: how many things there are to agree, this one among them, in words; "" for one.
        may_write: a third version can be written together; not where it is one of a few choices.
    """

    title: str
    versions: tuple[Version, ...]
    is_safety: bool
    left: str
    may_write: bool = True


class WordsTogether(WhoAgreed):
    """What it will say, and who says so."""

    def __init__(self, called: str, worker: str, parent: QWidget | None = None) -> None:
        chosen, place = Words("", "statement"), stacked()
        heading = Words(_("What it will say"), "heading")
        super().__init__(called, worker, (heading, chosen, place), parent=parent)
        self.chosen, self._place = chosen, place

    def show_chosen(self, words: str) -> None:
        """Show the version that is kept."""
        self.chosen.setText(words)
        self.chosen.show()
        self._place.hide()

    def show_writer(self, writer: QWidget) -> None:
        """Show where to write it together; the same writer keeps its words."""
        layout = self._place.layout()
        if layout is not None and layout.indexOf(writer) < 0:
            layout.addWidget(writer)
        self.chosen.hide()
        self._place.show()
        writer.show()


class AgreeScreen(Screen):
    """One disagreement at a time.

    Signals:
        kept: the place (0 first) of the version that was chosen.
        together_requested: neither; they want to write it together.
        agreed: "We agree" was pressed.
        later_requested: this one is left for now; its versions all stay.
    """

    kept = Signal(int)
    together_requested = Signal()
    agreed = Signal()
    later_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.voice = Voice(self)
        self.voice.troubled.connect(self._on_not_heard)
        self.who: WordsTogether | None = None
        self.versions: TwoVersions | None = None
        self._page: Page | None = None
        self._may_write = True
        self.later_button = SecondaryButton(_("Leave this for now"))
        self.later_button.clicked.connect(self.later_requested)
        self.agree_button = PrimaryButton(_("We agree"))
        self.agree_button.clicked.connect(self.agreed)
        self.footer.add_leading(self.later_button)
        self.footer.add_trailing(self.agree_button)

    def show_disagreement(self, words: AgreeWords, called: str, worker: str) -> None:
        """Show another thing to agree, with nothing chosen yet."""
        lead = _("Neither is newer or better. What does {called} want it to say?").format(called=called)
        if len(words.versions) > 2:
            lead = _("None is newer or better. What does {called} want it to say?").format(called=called)
        page = Page(words.title, lead)
        if words.left:
            page.add(Words(words.left, "soft"))
        if words.is_safety:
            counts = _("This is about safety: until it is agreed, every version counts.")
            page.add(MessageBar(counts, "soon"))
        self._may_write = words.may_write
        self.versions = self._versions_of(words.versions)
        page.add(self.versions)
        self.who = WordsTogether(called, worker)
        self.who.hide()
        page.add(self.who)
        self._page = page
        self.show_page(page)
        self.agree_button.hide()
        self.footer.show()

    def show_person(self, bar: Bar) -> None:
        """Show whose plan this is."""
        self.show_bar(bar)

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show the versions anew, as when another arrives; what is being written stays."""
        assert self._page is not None
        assert self.versions is not None
        fresh = self._versions_of(versions)
        self._page.column.replaceWidget(self.versions, fresh)
        self.versions.hide()
        self.versions.deleteLater()
        self.versions = fresh
        fresh.show()

    def take_back_choice(self) -> None:
        """Nothing is chosen any more."""
        if self.who is not None:
            self.who.hide()
        self.agree_button.hide()

    def show_kept(self, words: str) -> None:
        """Ask who agreed to this version."""
        assert self.who is not None
        self.who.show_chosen(words)
        self._ask_who()
        self.who.who.buttons()[0].setFocus()

    def show_writer(self, writer: QWidget) -> None:
        """Give room to write it together."""
        assert self.who is not None
        self.who.show_writer(writer)
        self._ask_who()

    def show_busy(self, *, busy: bool) -> None:
        """While it is being recorded nobody agrees twice."""
        self.agree_button.setEnabled(not busy)

    def _ask_who(self) -> None:
        assert self.who is not None
        self.who.show()
        self.agree_button.show()
        # Only after the page has been laid out with it is it known where it stands.
        QTimer.singleShot(0, self, self._bring_into_view)

    @Slot()
    def _bring_into_view(self) -> None:
        if self._page is not None and self.who is not None:
            self._page.ensureWidgetVisible(self.who)

    @Slot(str)
    def _on_not_heard(self, why: str) -> None:
        self.message.show_message(why, "neutral")

    def _versions_of(self, versions: Sequence[Version]) -> TwoVersions:
        said = (_("Or none of these: say it again, and write it together."), _("Write it together"))
        third = said if self._may_write else None
        widget = TwoVersions(versions, _("Keep this one"), third, self.voice)
        widget.kept.connect(self.kept)
        widget.together_requested.connect(self.together_requested)
        return widget
