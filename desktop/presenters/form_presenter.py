# SPDX-License-Identifier: Apache-2.0
"""Between one form on screen and the store: saves at each pause, finishes in one transaction.

Never says "saved" before the commit, never drops what was typed because of an error, and never makes anybody
invent an answer: "not asked" with a reason is enough (hazards 18 and 19).
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

from desktop.messages import sentence
from desktop.places import Place, PlaceKind
from desktop.presenters.chasing import DischargeActs
from desktop.presenters.check_in_acts import CHECK_IN_FORMS, CheckInActs
from desktop.presenters.details_acts import DetailsActs
from desktop.presenters.directory_words import support_finder
from desktop.presenters.filling import Filling, needs_help, open_form
from desktop.presenters.form_acts import FormActs, FormRoom
from desktop.presenters.handover_acts import HandoverActs
from desktop.presenters.visit_acts import VisitActs
from desktop.questions.question import Asking
from desktop.questions.view import QuestionView
from desktop.screens.form_screen import FormScreen
from desktop.screens.screen import Screen
from desktop.shell import Shell
from desktop.wording import identifiers, needs_words, saved_words, waiting_words
from forms.answers import Given, Path
from forms.definition import ItemClass
from forms.errors import ExpectedError
from forms.handover import handover_of
from locales import _, ngettext
from records.handed_over import has_to_read
from records.operation import PersonId
from records.people import DISCHARGE_FORM, PERSON_FORM, VISIT_FORM
from records.person_record import PersonRecord, read_person_record
from records.store import Recorded, RecordStore

PAUSE_MS = 600
"""A pause in typing, after which the draft is saved (design 4)."""

LONGEST_UNSAVED_MS = 3_000
"""Somebody who types without a pause is saved all the same."""

ACTIONS, ACTION = "agreed_actions", "action_what"


def make_form(shell: Shell, place: Place) -> Screen:
    """A form of one person, brought to life."""
    assert place.person is not None
    screen = FormScreen()
    FormPresenter(shell, screen, place, place.person).read()
    return screen


class FormPresenter(QObject):
    """Keeps the draft safe while two people talk."""

    def __init__(self, shell: Shell, screen: FormScreen, place: Place, person: PersonId) -> None:
        super().__init__(screen)
        self._shell, self._screen, self._place, self._person = shell, screen, place, person
        self.filling: Filling | None = None
        self.acts: FormActs | None = None
        self._revision = self._saved_revision = 0
        self._asked_to_finish = self._stopping = self._finishing = False
        self._troubled = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self._unsaved_for = QElapsedTimer()
        screen.section_chosen.connect(self._on_section)
        screen.stop_requested.connect(self._on_stop)
        screen.back_requested.connect(self._on_back)
        screen.next_requested.connect(self._on_next)
        screen.promise_requested.connect(self._on_promise)
        screen.covered_changed.connect(self._on_covered)
        screen.leaving.connect(self.save)
        screen.message.action_requested.connect(self._on_try_again)

    def read(self) -> None:
        """Ask for the person and what was left half done."""
        person = self._person

        def job(store: RecordStore) -> PersonRecord | None:
            return read_person_record(store, person)

        self._shell.background.ask(job, self._on_record, self._on_trouble)

    # Showing

    @Slot(object)
    def _on_record(self, record: PersonRecord | None) -> None:
        if record is None:
            self._shell.go(Place(PlaceKind.PEOPLE))
            return
        name, born, number = identifiers(record.card)
        waiting = waiting_words(record.only_here)
        self._screen.show_person(name, [born, number], needs_words(record.card), waiting)
        try:
            self.filling = open_form(record, self._place, self._shell.now, peer=self._shell.is_peer)
        except ExpectedError as error:
            self._on_trouble(error)
            return
        form = self.filling.form
        parts = [(one.link_id, _(one.title)) for one in form.sections]
        self._screen.show_parts(parts, _("Parts of “{form}”").format(form=_(form.title)))
        saved = record.draft_of(form.canonical)
        if saved is not None and self.filling.is_started:
            self._screen.show_saved(saved_words(saved.saved_at))
        self.acts = self._acts_beside(record, self.filling)
        if any(one.entity == self.filling.entity for one in record.disagreements):
            said = _("Part of this has two versions, and the newer one is shown. Agree it together first.")
            self._screen.message.show_message(said, "soon")
        self._show_section(focus=True)

    def _acts_beside(self, record: PersonRecord, filling: Filling) -> FormActs:
        room = FormRoom(
            self._shell,
            self._screen,
            record,
            filling,
            self._show_at,
            self.save,
            self._hand_on,
            self._on_save_trouble,
        )
        if filling.form.canonical == VISIT_FORM:
            return VisitActs(room)
        if filling.form.canonical == DISCHARGE_FORM:
            return DischargeActs(room)
        if filling.form.canonical == PERSON_FORM:
            return DetailsActs(room)
        if filling.form.canonical in CHECK_IN_FORMS:
            return CheckInActs(room)
        return HandoverActs(room) if handover_of(filling.form) else FormActs(room)

    def _show_at(self, section: str, at: Path | None) -> None:
        self._note_change()
        self._go_to(section, focus=True, at=at)

    def _hand_on(self) -> None:
        self._finishing = True
        self._pause.stop()

    def _show_section(self, *, focus: bool, at: Path | None = None) -> None:
        filling = self._filling
        section = filling.form.sections[filling.place]
        link_ids = [one.link_id for one in section.questions]
        asking = Asking(self._shell.zone, self._shell.now, support_finder(self._shell))
        view = QuestionView(filling.form, link_ids, filling.draft, asking=asking)
        title = _(section.title)
        self._screen.show_part(section.link_id, title, _(section.lead), view)
        view.draft_changed.connect(self._on_draft_changed)
        self._show_covered(title)
        following = filling.section_at(filling.place + 1)
        on = _("Finish") if following is None else _("Next: {part}").format(part=_(following.title))
        self._screen.show_way(first=filling.place == 0, on=on)
        self._show_promise()
        self._acts.show_part(section.link_id)
        if self._asked_to_finish:
            view.show_findings(filling.draft.finish_findings())
        if focus:
            self._screen.begin_at(at)

    def _show_covered(self, title: str) -> None:
        filling = self._filling
        section = filling.form.sections[filling.place]
        agreed = all(one.item_class is ItemClass.AGREED for one in section.questions)
        offered = len(filling.form.sections) > 1 and not agreed
        covered = filling.draft.is_covered(section.link_id)
        self._screen.show_covered(offered=offered, covered=covered, title=title)

    def _show_promise(self) -> None:
        filling = self._filling
        here = filling.form.sections[filling.place]
        if ACTIONS not in filling.form.by_link_id or not needs_help(filling.draft, here.link_id):
            self._screen.show_promise(None)
            return
        answers = [filling.draft.answer((row, ACTION)) for row in filling.draft.rows(ACTIONS)]
        self._screen.show_promise([str(one.value) for one in answers if isinstance(one, Given)])

    # Saving

    @Slot()
    def _on_draft_changed(self) -> None:
        self._note_change()
        self._show_promise()
        self._acts.look()
        if self._asked_to_finish:
            self._show_missing(jump=False)

    def _note_change(self) -> None:
        if self._revision == self._saved_revision:
            self._unsaved_for.start()
        self._revision += 1
        self._screen.show_unsaved()
        if not self._pause.isActive() or self._unsaved_for.elapsed() < LONGEST_UNSAVED_MS:
            self._pause.start()

    @Slot()
    def save(self) -> None:
        """Save the draft now, if there is anything in it that is not saved."""
        self._pause.stop()
        if self.filling is None or self._finishing or self._revision == self._saved_revision:
            return
        filling, revision, person = self.filling, self._revision, self._person
        snapshot, form = filling.snapshot(), f"{filling.form.canonical}|{filling.form.version}"

        def job(store: RecordStore) -> tuple[int, int]:
            return revision, store.save_draft(filling.draft_id, person, form, snapshot)

        self._shell.background.change(job, self._on_saved, self._on_save_trouble, tells=False)

    @Slot(object)
    def _on_saved(self, saved: tuple[int, int]) -> None:
        revision, at = saved
        self._saved_revision = max(revision, self._saved_revision)
        if self._troubled:
            self._troubled = False
            self._screen.message.hide()
        if self._saved_revision != self._revision:
            return
        self._screen.show_saved(saved_words(at))
        if self._stopping:
            self._stopping = False
            self._shell.go(self._acts.after_stop())

    @Slot(object)
    def _on_save_trouble(self, error: Exception) -> None:
        # Nothing is lost: the words stay on the screen, and the next pause tries again.
        self._stopping = self._finishing = False
        self._troubled = True
        self._screen.show_unsaved()
        self._screen.message.show_message(sentence(error), "late", _("Try again"))

    @Slot()
    def _on_try_again(self) -> None:
        self.save()

    @Slot(object)
    def _on_trouble(self, error: Exception) -> None:
        self._screen.message.show_message(sentence(error), "late")

    # Moving about

    def _go_to(self, section: str, *, focus: bool, at: Path | None = None) -> None:
        filling = self._filling
        filling.go_to(section)
        if filling.is_started:
            self._revision += 1  # where they are is kept with the answers
        self.save()
        self._show_section(focus=focus, at=at)

    @Slot(str)
    def _on_section(self, section: str) -> None:
        self._go_to(section, focus=False)

    @Slot()
    def _on_back(self) -> None:
        before = self._filling.section_at(self._filling.place - 1)
        if before is not None:
            self._go_to(before.link_id, focus=True)

    @Slot()
    def _on_next(self) -> None:
        following = self._filling.section_at(self._filling.place + 1)
        if following is not None:
            self._go_to(following.link_id, focus=True)
        else:
            self._finish()

    @Slot()
    def _on_stop(self) -> None:
        self._stopping = True
        if self.acts is None:
            self._shell.go(Place(PlaceKind.PERSON, self._person))
        elif self._revision == self._saved_revision:
            self._shell.go(self.acts.after_stop())
        else:
            self.save()

    @Slot()
    def _on_promise(self) -> None:
        """One press: a new line of what we will do, with the focus in it."""
        filling = self._filling
        empty = [row for row in filling.draft.rows(ACTIONS) if filling.draft.answer((row, ACTION)) is None]
        row = empty[0] if empty else filling.draft.add_row(ACTIONS)
        self._note_change()
        self._go_to(filling.form.by_link_id[ACTIONS].section, focus=True, at=(row, ACTION))

    @Slot(bool)
    def _on_covered(self, covered: bool) -> None:
        self._filling.draft.set_covered(self._filling.section, covered=covered)
        self._on_draft_changed()

    # Finishing

    def _finish(self) -> None:
        if self._finishing:
            return
        if self._show_missing(jump=True):
            return
        filling, person, acts = self._filling, self._person, self._acts
        changes = filling.changes()
        self._hand_on()

        def job(store: RecordStore) -> Recorded | bool:
            if filling.form.canonical == VISIT_FORM and has_to_read(store, person):
                return False
            recorded = [*changes, *acts.also(store)]
            if recorded:
                return store.record(person, recorded, finishes=filling.draft_id)
            store.discard_draft(filling.draft_id)
            return True

        self._shell.background.change(job, self._on_finished, self._on_save_trouble)

    @Slot(object)
    def _on_finished(self, finished: Recorded | bool) -> None:
        if finished is False:
            self._finishing = False
            said = _("There are new words in the plan. Read them before you leave, then finish the visit.")
            self._screen.message.show_message(said, "soon")
            return
        self._saved_revision = self._revision
        self._shell.go(self._acts.after_finish())

    def _show_missing(self, *, jump: bool) -> bool:
        """Show what is still to look at; gives back whether there is anything."""
        filling = self._filling
        found = filling.draft.finish_findings()
        self._asked_to_finish = bool(found)
        if not found:
            if not self._troubled:
                self._screen.message.hide()
            return False
        if jump:
            first = found[0].path
            self._go_to(filling.form.by_link_id[first[1]].section, focus=True, at=first)
        words = ngettext(
            "One thing to look at before this is finished. You can also stop here and keep it.",
            "{count} things to look at before this is finished. You can also stop here and keep it.",
            len(found),
        )
        said = words.format(count=len(found))
        if jump or said != self._screen.message.accessibleName():  # said aloud once, not at every key
            self._screen.message.show_message(said, "soon")
        return True

    @property
    def _acts(self) -> FormActs:
        assert self.acts is not None
        return self.acts

    @property
    def _filling(self) -> Filling:
        assert self.filling is not None
        return self.filling
