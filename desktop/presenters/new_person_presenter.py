# SPDX-License-Identifier: Apache-2.0
"""Brings somebody new into the records, from a referral or a phone call, once and only when told to.

Never adds what the worker did not check, never calls a typed NHS number verified (domain E), never loses what
was half typed: it is a draft in the vault from the first pause on.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from desktop import wording
from desktop.messages import sentence
from desktop.places import Place, PlaceKind
from desktop.presenters import half_typed
from desktop.presenters.half_typed import HalfTyped
from desktop.presenters.newcomer import Likeness, details_of, find_alike, is_under_age, read_files
from desktop.presenters.referral_words import first_name, to_ask, to_know, understood
from desktop.questions.question import Asking
from desktop.screens.new_person_screen import NewPersonScreen
from desktop.screens.phone_call import PhoneCall, discharge_form, person_form
from desktop.screens.screen import Screen
from desktop.shell import Shell
from forms.answers import Given
from forms.draft import Draft
from forms.fhir.lacks import Lack, lack_sentence
from forms.fhir.values import Referral
from forms.registry import newest_form
from forms.validation import finding_sentence
from locales import _
from records.errors import PersonAlreadyHereError
from records.intake import NewPerson, from_referral, new_person
from records.operation import PersonId
from records.people import DISCHARGE_FORM, PERSON_FORM, Card
from records.store import Recorded

PAUSE_MS = 600
"""After this long without a key, what was typed is saved."""
MOST_FILES = 2


class NewPersonPresenter(QObject):
    """Stands between the New person screen, the files and the store."""

    def __init__(self, shell: Shell, screen: NewPersonScreen) -> None:
        super().__init__(screen)
        self._shell, self._screen = shell, screen
        self._asking = Asking(shell.zone, shell.now)
        self._row = half_typed.fresh_row()
        self._made: NewPerson | None = None
        self._alike: PersonId | None = None
        self._alike_here: Card | None = None
        self._looked_at: Likeness | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._save)
        screen.files_given.connect(self._on_files)
        screen.add_requested.connect(self._on_add)
        screen.left.connect(self._on_left)
        screen.cleared.connect(self._on_cleared)
        screen.typing_again.connect(self._on_typing_again)
        screen.alike_opened.connect(self._on_alike_opened)
        screen.leaving.connect(self._on_leaving)
        screen.message.action_requested.connect(self._on_alike_opened)
        self._on_typing_again()

    # Typing

    @Slot()
    def _on_typing_again(self) -> None:
        self._shell.background.ask(half_typed.find, self._on_found, self._on_failed)

    @Slot(object)
    def _on_found(self, found: HalfTyped | None) -> None:
        now = self._shell.now
        details, discharge = Draft(person_form(), now=now), Draft(discharge_form(), now=now)
        if found is not None:
            self._row = found.person
            details = Draft.from_snapshot(details.form, found.details, now=now)
            discharge = Draft.from_snapshot(discharge.form, found.discharge, now=now)
        self._made = None
        phone_call = PhoneCall(details, discharge, self._asking)
        phone_call.changed.connect(self._on_changed)
        self._screen.show_typing(phone_call)
        self._screen.show_busy(busy=False)
        self._say_whom()
        self._looked_at = self._alike_here = None
        self._look_alike()

    @Slot()
    def _on_changed(self) -> None:
        self._pause.start()
        self._say_whom()

    @Slot()
    def _save(self) -> None:
        """Keep what was typed, and look whether somebody like this is here."""
        self._pause.stop()
        phone_call = self._screen.phone_call
        if phone_call is None:
            return
        if phone_call.person.is_started or phone_call.discharge.is_started:
            job = partial(half_typed.keep, self._half_typed(phone_call))
            self._shell.background.change(job, self._on_saved, self._on_not_saved)
        else:
            self._shell.background.change(half_typed.forget, None, self._on_failed)
            self._screen.saved.hide()
        self._look_alike()
        self._say_what_to_know()

    def _half_typed(self, phone_call: PhoneCall) -> HalfTyped:
        return HalfTyped(self._row, phone_call.person.snapshot(), phone_call.discharge.snapshot())

    @Slot(object)
    def _on_saved(self, saved_at: int) -> None:
        if self._screen.phone_call is not None:
            self._screen.saved.show_saved(wording.saved_words(saved_at))

    @Slot(object)
    def _on_not_saved(self, error: Exception) -> None:
        self._screen.saved.show_unsaved(_("Not saved yet"))
        self._on_failed(error)

    @Slot()
    def _on_leaving(self) -> None:
        if self._pause.isActive():
            self._save()

    @Slot()
    def _on_cleared(self) -> None:
        self._pause.stop()
        self._row = half_typed.fresh_row()
        self._shell.background.change(half_typed.forget, self._on_forgotten, self._on_failed)

    @Slot(object)
    def _on_forgotten(self, _nothing: None) -> None:
        self._on_found(None)

    @Slot()
    def _on_left(self) -> None:
        self._shell.go(Place(PlaceKind.PEOPLE))

    # A referral

    @Slot(list)
    def _on_files(self, paths: list[Path]) -> None:
        self._on_leaving()
        if len(paths) > MOST_FILES:
            self._refuse(_("Choose one referral at a time: one file, or two that belong together."))
            return
        self._screen.show_busy(busy=True)
        self._screen.message.show_message(_("Reading the referral…"))
        job = partial(read_files, tuple(paths), self._shell.now().date())
        self._shell.background.work(job, self._on_referral, self._on_file_refused)

    @Slot(object)
    def _on_referral(self, referral: Referral) -> None:
        self._made = from_referral(newest_form(PERSON_FORM), newest_form(DISCHARGE_FORM), referral)
        self._screen.show_busy(busy=False)
        self._screen.show_referral(understood(referral), to_know(referral), to_ask(referral))
        self._screen.show_adds(first_name(referral.person))
        self._looked_at = self._alike_here = None
        person = referral.person
        self._ask_alike((person.name, person.called, person.date_of_birth))

    # Somebody like this is here

    def _say_whom(self) -> None:
        self._screen.show_adds(self._typed("called") or self._typed("name"))

    def _typed(self, question: str) -> str:
        phone_call = self._screen.phone_call
        answer = None if phone_call is None else phone_call.person.answer((None, question))
        return answer.value.strip() if isinstance(answer, Given) and isinstance(answer.value, str) else ""

    def _born(self) -> date | None:
        phone_call = self._screen.phone_call
        answer = None if phone_call is None else phone_call.person.answer((None, "dob"))
        return answer.value if isinstance(answer, Given) and isinstance(answer.value, date) else None

    def _look_alike(self) -> None:
        born = self._born()
        self._ask_alike((self._typed("name"), self._typed("called"), born.isoformat() if born else None))

    def _ask_alike(self, likeness: Likeness) -> None:
        if likeness != self._looked_at:
            self._looked_at = likeness
            self._shell.background.ask(partial(find_alike, likeness), self._on_alike, self._on_failed)

    @Slot(object)
    def _on_alike(self, found: tuple[Likeness, Card | None]) -> None:
        likeness, card = found
        if likeness == self._looked_at:
            self._alike_here = card
            self._alike = None if card is None else card.person
            self._say_what_to_know()

    def _say_what_to_know(self) -> None:
        card = self._alike_here
        if card is not None:
            words = _(
                "Somebody with a similar name and the same date of birth is here already: {who}."
                " If this is somebody else, go on and add them."
            ).format(who=", ".join(wording.identifiers(card)))
            self._screen.show_alike(words, _("Open their page"))
        elif self._is_under_age():
            self._screen.show_alike(lack_sentence(Lack.UNDER_18))
        else:
            self._screen.show_alike("")

    def _is_under_age(self) -> bool:
        phone_call, today = self._screen.phone_call, self._shell.now().date()
        return phone_call is not None and is_under_age(self._born(), phone_call.discharge, today)

    @Slot()
    def _on_alike_opened(self) -> None:
        if self._alike is not None:
            self._shell.go(Place(PlaceKind.PERSON, self._alike))

    # Adding

    @Slot()
    def _on_add(self) -> None:
        phone_call = self._screen.phone_call
        typed = None
        if phone_call is not None:
            self._pause.stop()
            if not self._is_ready(phone_call):
                self._save()
                return
            typed = self._half_typed(phone_call)
            self._made = new_person(
                newest_form(PERSON_FORM),
                details_of(phone_call.person),
                newest_form(DISCHARGE_FORM),
                details_of(phone_call.discharge),
            )
        if self._made is not None:
            self._screen.show_busy(busy=True)
            job = partial(half_typed.take_in, self._made, typed)
            self._shell.background.change(job, self._on_added, self._on_failed)

    def _is_ready(self, phone_call: PhoneCall) -> bool:
        """Very little is needed (hazard 18), and it is what keeps two people apart (hazard 6)."""
        findings = phone_call.findings()
        missing = self._missing()
        if findings:
            self._refuse(finding_sentence(findings[0]))
            phone_call.begin(findings[0].path[1])
        elif missing is not None:
            self._refuse(missing[1])
            phone_call.begin(missing[0])
        return not findings and missing is None

    def _missing(self) -> tuple[str, str] | None:
        """The first question that cannot be left empty, and the sentence that says so."""
        if not self._typed("name"):
            return "name", _("Please type their name.")
        if self._born() is None and not self._typed("nhs_no"):
            return "dob", _("Please add a date of birth or an NHS number, so that nobody is mixed up.")
        if not self._typed("nhs_no") and not self._typed("nhs_no_reason"):
            return "nhs_no_reason", _(
                "Please say why there is no NHS number. “We don’t know it yet” is fine."
            )
        return None

    @Slot(object)
    def _on_added(self, recorded: Recorded) -> None:
        (person,) = recorded.people
        self._shell.go(Place(PlaceKind.PERSON, person))

    # What did not work

    def _refuse(self, words: str, action: str = "") -> None:
        self._screen.message.show_message(words, "late", action)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._screen.show_busy(busy=False)
        if isinstance(error, PersonAlreadyHereError):
            self._alike = PersonId(error.person)
            self._refuse(sentence(error), _("Open their page"))
        else:
            self._refuse(sentence(error))

    @Slot(object)
    def _on_file_refused(self, error: Exception) -> None:
        self._screen.show_busy(busy=False)
        unread = isinstance(error, OSError)
        self._refuse(
            _("This file could not be read. Choose it again, or type the person in from a phone call.")
            if unread
            else sentence(error)
        )


def make_new_person(shell: Shell, place: Place) -> Screen:
    """The New person screen, alive."""
    screen = NewPersonScreen()
    NewPersonPresenter(shell, screen)
    return screen
