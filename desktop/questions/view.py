# SPDX-License-Identifier: Apache-2.0
"""Some questions of a form on one page, bound to a draft: a section, or a short list for a new person.

Never saves and never journals: it keeps the draft true to the screen and says that it changed. Typing never
builds or destroys a widget; only adding a row and showing another section do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.questions.group import RepeatingGroup
from desktop.questions.question import Asking, QuestionWidget, grows_with_width
from desktop.questions.table import make_widget
from desktop.theme.spacing import spaced
from desktop.widgets.card import Card
from desktop.widgets.words import Words
from forms.answers import Answer, Path, RowId
from forms.definition import Form, Question, QuestionType
from forms.draft import Draft, DraftChange
from forms.validation import Finding
from locales import _


class QuestionView(QWidget):
    """The questions `link_ids` of `form`, in that order. A repeating group stands with all its rows.

    Attributes:
        widgets: every question on the page by its place, those of rows too.

    Signals:
        draft_changed: a person changed an answer or a row; the draft holds it already.
        row_added: a row was added; carries its id.
    """

    draft_changed = Signal()
    row_added = Signal(str)

    def __init__(
        self,
        form: Form,
        link_ids: Iterable[str],
        draft: Draft,
        *,
        asking: Asking | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._form, self._draft, self._asking = form, draft, asking or Asking()
        self.widgets: dict[Path, QuestionWidget] = {}
        self.groups: dict[str, RepeatingGroup] = {}
        self._notes: dict[Path, QWidget] = {}
        self._column = spaced(QVBoxLayout(self), "gap_m")
        self._card: Card | None = None
        self._heading = ""
        for link_id in link_ids:
            self._add(form.by_link_id[link_id])
        grows_with_width(self)
        self._show_relevance(draft)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what to look at again at the questions that are here; nothing at the others."""
        for path, widget in self.widgets.items():
            widget.show_findings([one for one in findings if one.path == path])

    def begin_at(self, path: Path | None = None) -> None:
        """Put the focus on a question; on the first that applies where none is named or it is not here."""
        wanted = self.widgets.get(path) if path is not None else None
        shown = [one for place, one in self.widgets.items() if self._draft.is_relevant(place)]
        for widget in [wanted] if wanted else shown[:1]:
            widget.begin()

    def add_row(self, group: str) -> RowId:
        """Add an empty row to a group on the page, and put the focus in it."""
        row = self._draft.add_row(group)
        self._show_row(self._form.by_link_id[group], row)
        self.row_added.emit(row)
        self.draft_changed.emit()
        self.begin_at((row, self._form.by_link_id[group].children[0].link_id))
        return row

    # Building

    def _add(self, question: Question) -> None:
        if question.type is QuestionType.GROUP:
            self._add_group(question)
            return
        card = self._open_card()
        if question.heading and question.heading != self._heading:
            card.add(Words(_(question.heading), "heading"))
        self._heading = question.heading
        path: Path = (None, question.link_id)
        if question.type is QuestionType.NOTE:
            self._notes[path] = Words(_(question.text), "soft")
            card.add(self._notes[path])
        else:
            card.add(self._make(question, path))

    def _open_card(self) -> Card:
        if self._card is None:
            self._card = Card()
            spaced(self._card.body, "", ("gap_card", "gap_s"))
            self._column.addWidget(self._card)
        return self._card

    def _add_group(self, question: Question) -> None:
        self._card = None
        group = RepeatingGroup(question)
        group.row_wanted.connect(self._on_row_wanted)
        group.row_unwanted.connect(self._on_row_unwanted)
        self.groups[question.link_id] = group
        self._column.addWidget(group)
        for row in self._draft.rows(question.link_id):
            self._show_row(question, row)

    def _show_row(self, question: Question, row: RowId) -> None:
        made = {child.link_id: self._make(child, (row, child.link_id)) for child in question.children}
        self.groups[question.link_id].show_row(row, made)
        for one in made.values():
            one.setVisible(self._draft.is_relevant(one.path))

    def _make(self, question: Question, path: Path) -> QuestionWidget:
        widget = make_widget(question, path, self._asking)
        widget.show_answer(self._draft.answer(path))
        widget.answer_changed.connect(self._on_answer)
        self.widgets[path] = widget
        return widget

    # Keeping screen and draft the same

    def _show_relevance(self, draft: Draft) -> None:
        for path, widget in [*self.widgets.items(), *self._notes.items()]:
            widget.setVisible(draft.is_relevant(path))
        for link_id, group in self.groups.items():
            group.setVisible(draft.is_relevant((None, link_id)))

    def _show_change(self, change: DraftChange) -> None:
        for paths, visible in ((change.now_relevant, True), (change.now_irrelevant, False)):
            for path in paths:
                one: QWidget | None = self.widgets.get(path) or self._notes.get(path)
                one = one or (self.groups.get(path[1]) if path[0] is None else None)
                if one is not None:
                    one.setVisible(visible)

    @Slot(object, object)
    def _on_answer(self, path: Path, answer: Answer | None) -> None:
        change = self._draft.clear(path) if answer is None else self._draft.set_answer(path, answer)
        self._show_change(change)
        self.widgets[path].show_findings(change.findings)
        self.draft_changed.emit()

    @Slot(str)
    def _on_row_wanted(self, group: str) -> None:
        self.add_row(group)

    @Slot(str)
    def _on_row_unwanted(self, row: str) -> None:
        self._show_change(self._draft.remove_row(RowId(row)))
        self.widgets = {path: one for path, one in self.widgets.items() if path[0] != row}
        for group in self.groups.values():
            if row in group.rows:
                group.drop_row(RowId(row))
        self.draft_changed.emit()
