# SPDX-License-Identifier: Apache-2.0
"""Between one person's plan and the screen on which it is written together. No layout here.

What is being written is saved as a draft at every pause; only words meant to be kept become operations.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.places import Place, PlaceKind
from desktop.presenters.handing_over import HandingOver
from desktop.presenters.person_reader import PersonReader
from desktop.presenters.plan_acts import PlanActs
from desktop.presenters.plan_beside import PlanBeside
from desktop.presenters.plan_places import goes_on, section_of, writing_place
from desktop.presenters.plan_sharing import PlanSharing
from desktop.presenters.plan_words import section_view, written_in
from desktop.presenters.plan_writing import PlanWriting
from desktop.screens.plan_screen import PlanScreen, WritingPlace
from desktop.screens.screen import Screen
from desktop.screens.writer import Writing
from desktop.shell import Shell
from desktop.voice import Voice
from desktop.widgets.banner import PersonBanner
from desktop.wording import identifiers, needs_words, saved_words, too_long_words, waiting_words
from forms.definition import Form, Section
from forms.draft import Draft
from forms.registry import PLAN, newest_form
from forms.site import offered_sections
from locales import _
from records.drafts import DraftId
from records.earlier_parts import EARLIER, with_earlier_parts
from records.operation import Change, PersonId
from records.people import PLAN_FORM
from records.person_record import PersonRecord
from records.statements import last_of_session, take_back
from records.store import Recorded, RecordStore
from records.syncing import SyncPosition


def make_plan(shell: Shell, place: Place) -> Screen:
    """The plan, brought to life where it was left or at the section asked for."""
    assert place.person is not None
    screen = PlanScreen()
    PlanPresenter(shell, place.person, screen, place.section).refresh()
    return screen


class PlanPresenter(PersonReader):
    """Writes a plan with a person."""

    def __init__(self, shell: Shell, person: PersonId, screen: PlanScreen, section: str | None) -> None:
        super().__init__(shell, person, screen)
        self._screen = screen
        self._form: Form = newest_form(PLAN)
        self._section = section
        self._writer: WritingPlace | None = None
        self._answers: dict[str, Draft] = {}
        self._began: SyncPosition | None = None
        self._kept_in = ""
        self._keeping: tuple[DraftId, Writing] | None = None
        shell.background.ask(lambda store: store.position(), self._on_began)
        self._is_stopping = False
        self._writing = PlanWriting(shell, person, self._form, self)
        self._handing = HandingOver(shell, person, self)
        self._sharing = PlanSharing(shell, person, self)
        self._beside = PlanBeside(shell, person, self._sharing, self)
        self._voice = Voice(self)
        self._connect()

    def _connect(self) -> None:
        screen = self._screen
        screen.section_requested.connect(self._on_section)
        screen.add_requested.connect(self._on_add)
        screen.amend_requested.connect(self._on_amend)
        screen.strike_requested.connect(self._on_strike)
        screen.return_requested.connect(self._on_return)
        screen.move_requested.connect(self._on_move)
        screen.who_sees_requested.connect(self._beside.turn_who_sees)
        screen.translate_requested.connect(self._on_translate)
        screen.aloud_requested.connect(self._on_aloud)
        screen.idea_taken.connect(self._on_idea_taken)
        screen.idea_declined.connect(self._on_idea_declined)
        screen.take_back_requested.connect(self._on_take_back)
        screen.answer_kept.connect(self._on_answer_kept)
        screen.agree_requested.connect(self._on_agree)
        screen.preview_requested.connect(self._on_preview)
        screen.stop_requested.connect(self._on_stop)
        screen.hand_over_requested.connect(self._on_hand_over)
        screen.leaving.connect(self._writing.save)
        self._writing.saved.connect(self._on_draft_saved)
        self._writing.failed.connect(self.on_failed)
        self._beside.changed.connect(self._show_again)
        self._beside.answered.connect(self._on_crisis_answered)
        self._beside.failed.connect(self.on_failed)
        self._voice.troubled.connect(self._on_not_heard)
        self._handing.changed.connect(self._show_again)
        self._handing.failed.connect(self.on_failed)
        self._handing.not_given.connect(self._on_not_given)
        self._sharing.recorded.connect(self._on_shared)
        self._sharing.failed.connect(self._on_not_shared)

    @Slot(object)
    def _on_began(self, position: SyncPosition) -> None:
        self._began = position

    # Showing

    def show_record(self, record: PersonRecord) -> None:
        """Show the section we are at, with what is being written where it was."""
        before, self.record = self.record, record
        begun = [str(one.snapshot.get("part", "")) for one in record.drafts if _is_of_plan(one.form)]
        self._form = with_earlier_parts(newest_form(PLAN), record.plan, begun)
        self._sharing.show_record(record)
        # What is being written stands on the page already; building it all again would hold up the next key.
        if before is not None and _without_writing(before) == _without_writing(record):
            return
        if before is None:
            self._take_up_draft(record)
        self._show(self._writer.writing if self._writer is not None else None)
        if self._kept_in:
            self._screen.stay_in(self._kept_in)
            self._kept_in = ""

    def _take_up_draft(self, record: PersonRecord) -> None:
        saved = record.draft_of(PLAN_FORM)
        if saved is None:
            return
        writing = self._writing.take_up(saved)
        self._section = section_of(self._form, writing.part).link_id
        self._writer = self._make_writer(writing)

    def _show(self, writing: Writing | None) -> None:
        record = self.record
        assert record is not None
        section = self._current_section()
        before, self._writer = self._writer, None if writing is None else self._make_writer(writing)
        is_new = not goes_on(before, self._writer)
        self._answers = {}
        view = section_view(self._form, section, record, self._answers)
        view = self._beside.beside(view, record)
        if section.link_id != EARLIER:  # what stands there is under the choices of where it stood
            view = replace(view, who_sees=self._sharing.line(section))
        banner = PersonBanner(*_banner_words(record))
        banner.show_state(waiting_words(record.only_here), "laptop", "laptop")
        written = {section.link_id, *written_in(self._form, record)}
        offered = offered_sections(self._form.sections, self.shell.site, written)
        tabs = [(one.link_id, _(one.short or one.title)) for one in offered]
        top: QWidget | None = self._handing.card(record, self._form, section.link_id)
        if self._beside.is_asking:
            top = self._beside.question(self._form)
        self._screen.show_section(banner, tabs, view, self._writer, top, begin=is_new)
        if self._handing.is_offered:
            self._screen.offer_hand_over(record.card.called)

    @Slot()
    def _show_again(self) -> None:
        self._show(self._writer.writing if self._writer is not None else None)

    def _current_section(self) -> Section:
        return next(
            (one for one in self._form.sections if one.link_id == self._section), self._form.sections[0]
        )

    def _make_writer(self, writing: Writing) -> WritingPlace:
        writer = writing_place(self._acts, writing, self.shell.first_name, self.shell.now().date())
        writer.changed.connect(self._on_writing_changed)
        writer.kept.connect(self._on_kept)
        writer.left.connect(self._on_left)
        writer.too_long.connect(self._on_too_long)
        return writer

    # Drafts

    @Slot(object)
    def _on_writing_changed(self, writing: Writing) -> None:
        self._screen.saved.show_unsaved(_("Not saved yet"))
        self._writing.note(writing)

    @Slot(object)
    def _on_draft_saved(self, saved_at: int) -> None:
        self._screen.saved.show_saved(saved_words(saved_at))

    # What people do

    @Slot(str)
    def _on_section(self, section: str) -> None:
        self._writing.save()
        assert self.record is not None
        self._beside.is_asking = self._beside.should_ask(
            self.record, self._form, self._current_section().link_id
        )
        self._section, self._is_stopping = section, False
        self._voice.stop()
        writing = self._writer.writing if self._writer is not None else None
        here = any(q.link_id == (writing.part if writing else "") for q in self._current_section().questions)
        self._show(writing if writing is not None and (here or writing.text.strip()) else None)

    @Slot(str)
    def _on_add(self, part: str) -> None:
        self._writing.begin_another()
        self._show(Writing(part))

    @Slot(str, str)
    def _on_amend(self, part: str, item: str) -> None:
        self._writing.begin_another()
        self._show(Writing(part, item or None, text=self._acts.standing_text(part, item)))

    @Slot(str, str)
    def _on_translate(self, part: str, item: str) -> None:
        self._writing.begin_another()
        self._show(self._acts.translation(part, item))

    @property
    def _acts(self) -> PlanActs:
        assert self.record is not None
        return PlanActs(self._form, self.record)

    @Slot(object)
    def _on_kept(self, writing: Writing) -> None:
        if self._keeping is not None:
            return  # pressed twice: it is on its way
        self._keeping = (self._writing.draft, writing)
        self._writing.hold()
        if self._writer is not None:
            self._writer.setEnabled(False)
        self._record_changes(self._acts.keep(writing), finishes=self._writing.draft)

    @Slot()
    def _on_left(self) -> None:
        self._writer = None
        self._writing.discard()
        self._screen.saved.hide()
        self._show(None)

    @Slot(str, str)
    def _on_strike(self, part: str, item: str) -> None:
        self._record_changes(self._acts.strike(part, item))

    @Slot(str, str)
    def _on_return(self, part: str, item: str) -> None:
        self._record_changes(self._acts.bring_back(part, item))

    @Slot(str, str)
    def _on_move(self, item: str, where: str) -> None:
        self._record_changes(self._acts.move(item, where))

    @Slot(str)
    def _on_idea_taken(self, item: str) -> None:
        idea = self._acts.idea(item)
        self._writing.begin_another()
        self._show(Writing(idea.part, idea=item, text=idea.text))

    @Slot(str)
    def _on_idea_declined(self, item: str) -> None:
        self._record_changes(self._acts.decline(item))

    @Slot()
    def _on_take_back(self) -> None:
        person, began = self.person, self._began

        def undo(store: RecordStore) -> Recorded | None:
            history = store.plan_history(person)
            changes = take_back(last_of_session(history, began), history) if began is not None else []
            return store.record(person, changes) if changes else None

        self.shell.background.change(undo, self._on_taken_back, self.on_failed)

    @Slot(object)
    def _on_taken_back(self, recorded: Recorded | None) -> None:
        self._screen.show_take_back(offered=False)
        if recorded is None:
            self._screen.message.show_message(_("That cannot be taken back any more."), "neutral")

    @Slot(str)
    def _on_answer_kept(self, part: str) -> None:
        self._record_changes(self._acts.answer(part, self._answers[part]))

    def _record_changes(self, changes: list[Change], finishes: DraftId | None = None) -> None:
        person = self.person
        if not changes:
            return

        def record(store: RecordStore) -> Recorded:
            return store.record(person, changes, finishes=finishes)

        if finishes is None:
            self.shell.background.change(record, self._on_recorded, self.on_failed)
        else:
            self.shell.background.change(record, self._on_words_recorded, self._on_words_not_recorded)

    @Slot(object)
    def _on_words_recorded(self, recorded: Recorded) -> None:
        # Only now: had it failed, the words would still stand in the writing place.
        kept, self._keeping = self._keeping, None
        if kept is not None and kept[0] == self._writing.draft:
            self._kept_in = kept[1].part
            self._writer = None
            self._writing.end()
        self._on_recorded(recorded)

    @Slot(object)
    def _on_words_not_recorded(self, error: Exception) -> None:
        kept, self._keeping = self._keeping, None
        if kept is not None and kept[0] == self._writing.draft:
            self._writing.note(kept[1])  # also whoever leaves now leaves them behind as a draft
            if self._writer is not None:
                self._writer.setEnabled(True)
        self.on_failed(error)

    @Slot(object)
    def _on_not_shared(self, error: Exception) -> None:
        self._show_again()  # a choice that was not kept must not stand there as if it were
        self.on_failed(error)

    @Slot(object)
    def _on_shared(self, recorded: Recorded | None) -> None:
        if recorded is None:
            return
        self._on_recorded(recorded)
        # A choice is changed by choosing again; taking back would reach the words before it.
        self._screen.show_take_back(offered=False)

    @Slot(object)
    def _on_recorded(self, recorded: Any) -> None:
        self._screen.message.hide()
        self._screen.saved.show_saved(saved_words(recorded.saved_at))
        self._screen.show_take_back(offered=self._began is not None)

    @Slot()
    def _on_agree(self) -> None:
        self._writing.save()
        self.shell.go(Place(PlaceKind.AGREE, self.person))

    @Slot()
    def _on_hand_over(self) -> None:
        self._writing.save()
        self._handing.ask()

    @Slot()
    def _on_not_given(self) -> None:
        said = _("The screen could not be handed over. Nothing has changed.")
        self._screen.message.show_message(said, "late")

    @Slot()
    def _on_preview(self) -> None:
        self.shell.go(Place(PlaceKind.PREVIEW, self.person, section=self._current_section().link_id))

    @Slot()
    def _on_stop(self) -> None:
        here, record = self._current_section().link_id, self.record
        asks = record is not None and self._beside.should_ask(record, self._form, here)
        if asks and not self._is_stopping:
            self._is_stopping = self._beside.is_asking = True
            self._show_again()
        else:
            self.shell.go(Place(PlaceKind.PERSON, self.person))

    @Slot()
    def _on_crisis_answered(self) -> None:
        if self._is_stopping:
            self.shell.go(Place(PlaceKind.PERSON, self.person))
        else:
            self._show_again()

    @Slot(str)
    def _on_aloud(self, words: str) -> None:
        if self._voice.is_speaking:
            self._voice.stop()
        else:
            self._voice.read(words)

    @Slot()
    def _on_too_long(self) -> None:
        self._screen.message.show_message(too_long_words(), "soon")

    @Slot(str)
    def _on_not_heard(self, why: str) -> None:
        self._screen.message.show_message(why, "neutral")


def _without_writing(record: PersonRecord) -> PersonRecord:
    other = tuple(one for one in record.drafts if not _is_of_plan(one.form))
    return replace(record, drafts=other)


def _is_of_plan(form: str) -> bool:
    return form.split("|", maxsplit=1)[0] == PLAN_FORM


def _banner_words(record: PersonRecord) -> tuple[str, tuple[str, str], str]:
    name, born, number = identifiers(record.card)
    return name, (born, number), needs_words(record.card)
