# SPDX-License-Identifier: Apache-2.0
"""Between the vault and the screen that is handed over: what goes out, what comes back, what is to be read.

Only this person's plan goes out, in the words that stand on screen; nothing that came back can be refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.handover.given import GivenPart, GivenPlan, GivenSection, GivenStatement
from desktop.paths import Profile
from desktop.presenters.plan_words import section_view
from desktop.presenters.sharing_words import About, audience_words
from desktop.screens.hand_over_cards import AfterHandOver, BeforeHandOver
from desktop.screens.plan_screen import PartView, StatementView
from desktop.shell import Shell
from desktop.theme.current import current
from forms.answer_words import answer_words
from forms.definition import Form
from forms.registry import PLAN, newest_form
from locales import _, current_language
from records.handed_over import (
    TakenBack,
    call_off,
    hand_over,
    items_to_read,
    note_words_read,
    take_back,
)
from records.operation import ItemClass, ItemId, PersonId
from records.person_record import PersonRecord
from records.store import RecordStore


class HandingOver(QObject):
    """Hands the screen over, and says afterwards what is new.

    Signals:
        changed: another card stands on top of the plan now.
        failed: the screen was not handed over; carries the error.
        not_given: nobody is there to hand it to.
    """

    changed = Signal()
    failed = Signal(object)
    not_given = Signal()

    def __init__(self, shell: Shell, person: PersonId, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._person = shell, person
        self._asked = False
        self._card: QWidget | None = None
        self._given: GivenPlan | None = None

    @property
    def is_offered(self) -> bool:
        """Whether there is a window to hand over to."""
        return self._shell.hand_over is not None

    def card(self, record: PersonRecord, form: Form, section: str) -> QWidget | None:
        """What stands on top of the plan: what is said before handing over, or what is new; else None."""
        words = words_to_read(record)
        if words and not self._asked:
            after = AfterHandOver(record.card.called, words)
            after.was_read.connect(self._on_was_read)
            return after
        if not self._asked:
            return None
        self._given = given(record, form, section, self._shell)
        before = BeforeHandOver(self._shell.first_name)
        before.agreed.connect(self._on_agreed)
        before.declined.connect(self._on_declined)
        return before

    @Slot()
    def ask(self) -> None:
        """Say first who will read it."""
        self._asked = True
        self.changed.emit()

    @Slot()
    def _on_declined(self) -> None:
        self._asked = False
        self.changed.emit()

    @Slot()
    def _on_agreed(self) -> None:
        assert self._given is not None
        person, payload, at = self._person, asdict(self._given), self._given.at
        box = self._shell.profile.handover_box

        def job(store: RecordStore) -> bytes:
            return hand_over(store, person, at, payload, box)

        self._shell.background.change(job, self._on_ready, self.failed.emit)

    @Slot(object)
    def _on_ready(self, line: bytes) -> None:
        assert self._shell.hand_over is not None
        if not self._shell.hand_over(line):
            person, box = self._person, self._shell.profile.handover_box
            self._shell.background.change(lambda store: call_off(store, person, box))
            self._on_declined()
            self.not_given.emit()

    @Slot()
    def _on_was_read(self) -> None:
        person = self._person
        self._shell.background.change(lambda store: note_words_read(store, person))


def words_to_read(record: PersonRecord) -> list[str]:
    """The person's new words that the worker has not read yet, as they stand now."""
    every = {one.item: one for found in record.plan.statements.values() for one in found}
    return [_standing(every[item].words) for item in _unread(record) if item in every]


def _unread(record: PersonRecord) -> tuple[ItemId, ...]:
    return items_to_read(record.drafts)


def _standing(words: object) -> str:
    heads = getattr(words, "heads", ()) or getattr(words, "past", ())[:1]
    return "\n".join(str(one.value) for one in heads)


def given(record: PersonRecord, form: Form, section: str, shell: Shell) -> GivenPlan:
    """Everything that the window may know: this person's plan as it stands on screen, and how it looked."""
    sections = []
    for one in form.sections:
        view = section_view(form, one, record, {})
        parts = tuple(_part(part, form, record) for part in view.parts)
        sees = audience_words(record, About.section(one), shell.first_name, shell.now().date())
        sections.append(GivenSection(view.link_id, view.title, view.lead, sees, parts))
    return GivenPlan(
        worker=shell.first_name,
        title=_(shell.site.plan_title),
        at=section,
        scheme=current().scheme.value,
        scale=current().scale,
        language=current_language(),
        sections=tuple(sections),
    )


def _part(part: PartView, form: Form, record: PersonRecord) -> GivenPart:
    question = form.by_link_id[part.part]
    statements = tuple(_statement(one) for one in part.statements)
    if part.answer is not None:
        heads = record.plan.agreed_field(form.field_of(part.part)).heads
        statements = tuple(GivenStatement(answer_words(one.value, question), "", True) for one in heads)
    return GivenPart(
        part=part.part,
        heading=part.heading,
        text=part.text,
        help=part.help,
        may_write=question.kind.value == "statements",
        under_heading=part.under_heading,
        statements=statements,
    )


def _statement(view: StatementView) -> GivenStatement:
    words = view.words
    return GivenStatement(
        words.words, words.source, words.by_person, words.struck, words.two_versions, words.beside
    )


def taking_back(profile: Profile) -> Callable[[RecordStore], TakenBack | None]:
    """What makes words from the window the person's own, right after unlocking; for `Background.change`."""
    form = newest_form(PLAN)
    classes = {link_id: ItemClass(one.item_class.value) for link_id, one in form.by_link_id.items()}
    return lambda store: take_back(store, profile.handover_box, classes)
