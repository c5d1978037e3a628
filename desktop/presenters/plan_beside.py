# SPDX-License-Identifier: Apache-2.0
"""What stands beside the statements of one plan: who sees just one of them, and a question asked once.

No layout here, and nothing is chosen for anybody: silence to "who may have it in a crisis?" is no answer.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.presenters.plan_sharing import PlanSharing
from desktop.presenters.sharing_words import About, audience_words, has_choices_of_its_own
from desktop.screens.crisis_question import CrisisQuestion
from desktop.screens.plan_screen import PartView, SectionView, StatementView
from desktop.shell import Shell
from forms.definition import Form
from locales import _
from records.operation import Change, PersonId
from records.person_record import PersonRecord
from records.plan import Statement
from records.sharing_changes import crisis_was_asked, note_crisis_asked
from records.store import Recorded, RecordStore

CRISIS = "plan_crisis"


class PlanBeside(QObject):
    """Lives as long as its presenter.

    Signals:
        changed: show the section again.
        answered: the question about a crisis was answered, or left.
        failed: why something could not be recorded.
    """

    changed = Signal()
    answered = Signal()
    failed = Signal(object)

    def __init__(self, shell: Shell, person: PersonId, sharing: PlanSharing, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._person, self._sharing = shell, person, sharing
        self._open = ""
        self.is_asking = False

    @Slot(str)
    def turn_who_sees(self, item: str, _opened: bool = False) -> None:
        """Open who sees one statement, or close it again."""
        self._open = "" if self._open == item else item
        self.changed.emit()

    def beside(self, view: SectionView, record: PersonRecord) -> SectionView:
        """The section, with what stands beside its statements."""
        every: dict[str, Statement] = {
            one.item: one for said in record.plan.statements.values() for one in said
        }
        return replace(view, parts=tuple(self._part(part, every, record) for part in view.parts))

    def _part(self, part: PartView, every: dict[str, Statement], record: PersonRecord) -> PartView:
        return replace(
            part,
            statements=tuple(self._statement(one, every.get(one.item), record) for one in part.statements),
        )

    def _statement(
        self, view: StatementView, statement: Statement | None, record: PersonRecord
    ) -> StatementView:
        if statement is None:
            return view
        about = About.one(statement)
        if view.item == self._open:
            choices = self._sharing.asked(about)
            choices.opened.connect(partial(self.turn_who_sees, view.item))
            return replace(view, who_sees=choices)
        if not has_choices_of_its_own(record, statement):
            return view
        audience = audience_words(record, about, self._shell.first_name, self._shell.now().date())
        said = _("Who sees just this: {audience}").format(audience=audience)
        return replace(view, words=replace(view.words, beside=(*view.words.beside, said)))

    # Who may have it in a crisis?

    def should_ask(self, record: PersonRecord, form: Form, leaving: str) -> bool:
        """Whether the crisis part is left with something in it, and nobody has asked yet (domain M8)."""
        section = next((one for one in form.sections if one.link_id == leaving == CRISIS), None)
        if section is None or crisis_was_asked(record):
            return False
        plan = record.plan
        return any(
            plan.standing_in(one.link_id) or plan.agreed_field(form.field_of(one.link_id)).heads
            for one in section.questions
        )

    def question(self, form: Form) -> QWidget:
        """The question, with the choices for the crisis part open below it."""
        section = next(one for one in form.sections if one.link_id == CRISIS)
        choices = self._sharing.asked(About.section(section))
        choices.button.hide()  # the question has its own way to be done
        asked = CrisisQuestion(self._shell.first_name, choices)
        asked.answered.connect(self._on_answered)
        return asked

    @Slot()
    def _on_answered(self) -> None:
        self.is_asking = False
        person = self._person
        asked: list[Change] = [note_crisis_asked(person)]

        def note(store: RecordStore) -> Recorded:
            return store.record(person, asked)

        self._shell.background.change(note, self._on_noted, self.failed.emit)

    @Slot(object)
    def _on_noted(self, _recorded: Recorded) -> None:
        self.answered.emit()
