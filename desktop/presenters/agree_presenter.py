# SPDX-License-Identifier: Apache-2.0
"""Lets two versions become one that somebody agreed to by name. Never chooses, never drops what was typed.

A resolution names every version that was on screen (sync 9.6): one that was not seen stays open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from desktop.places import Place, PlaceKind
from desktop.presenters.disagreement_words import disagreement_title, sharing_version
from desktop.presenters.person_reader import PersonReader
from desktop.questions.question import Asking, QuestionWidget
from desktop.questions.table import make_widget
from desktop.screens.agree_screen import AgreeScreen, AgreeWords
from desktop.screens.person_bar import person_bar
from desktop.screens.screen import Screen
from desktop.shell import Shell
from desktop.widgets.text_area import GrowingTextArea
from desktop.widgets.two_versions import Version
from desktop.wording import written_words
from forms.answer_words import answer_words
from forms.answers import Answer, answer_to_json, is_blank
from forms.definition import Question
from forms.registry import find_question
from forms.validation import answer_findings
from locales import _, ngettext
from records import plan
from records.operation import Body, ItemClass, PersonId, Typed, Who
from records.person_record import Disagreement, PersonRecord
from records.read_tables import STATEMENT
from records.sharing_choices import SEES
from records.state import Entry

Key = tuple[str, str, str]


def make_agree(shell: Shell, place: Place) -> Screen:
    """What one person has in two versions."""
    assert place.person is not None
    screen = AgreeScreen()
    AgreePresenter(shell, place.person, screen).refresh()
    return screen


class AgreePresenter(PersonReader):
    """Between a person's open fields and the page on which they are agreed, one at a time."""

    def __init__(self, shell: Shell, person: PersonId, screen: AgreeScreen) -> None:
        super().__init__(shell, person, screen)
        self._screen = screen
        self._now: Disagreement | None = None
        self._kept: Entry | None = None
        self._writer: QWidget | None = None
        self._answer: Answer | None = None
        self._put_off: set[Key] = set()
        self._agreeing: Key | None = None
        self._resolved: Key | None = None
        screen.kept.connect(self._on_kept)
        screen.together_requested.connect(self._on_together_requested)
        screen.agreed.connect(self._on_agreed)
        screen.later_requested.connect(self._on_later_requested)

    # Showing

    def show_record(self, record: PersonRecord) -> None:
        """Show what is to be agreed; what somebody is writing stays."""
        self.record = record
        self._screen.show_person(person_bar(record))
        if self._now is None or _key(self._now) == self._resolved:
            self._show_next()
            return
        same = next((one for one in record.disagreements if _key(one) == _key(self._now)), None)
        if _key(self._now) == self._agreeing:
            # A read may see what is being recorded before its recording comes home.
            if same is None:
                self._show_next()
        elif same is None:
            self._agreed_elsewhere()
        elif same.state.heads != self._now.state.heads:
            self._now, self._kept = same, None
            self._screen.show_versions(_versions(record, same))
            if not self._is_writing():
                self._screen.take_back_choice()
            self._screen.message.show_message(_("Another version has just arrived."), "soon")

    def _agreed_elsewhere(self) -> None:
        if self._is_writing():
            words = _(
                "This was agreed on another laptop while you were writing. What you wrote is still here:"
                " if you agree it now, both will stand until you have talked it over."
            )
            self._screen.message.show_message(words, "soon")
        else:
            self._show_next()

    def _show_next(self) -> None:
        """The next thing to agree; back to the person when nothing else is left for today."""
        assert self.record is not None
        record = self.record
        left = [one for one in record.disagreements if _key(one) not in self._put_off]
        self._now = self._kept = self._writer = self._answer = self._resolved = None
        self._screen.show_busy(busy=False)
        if not left:
            self.shell.go(Place(PlaceKind.PERSON, self.person))
            return
        self._now = left[0]
        called, worker = record.card.called, self.shell.first_name
        self._screen.show_disagreement(_words(record, left[0], len(left)), called, worker)

    # Choosing and writing

    @Slot(int)
    def _on_kept(self, place: int) -> None:
        assert self._now is not None
        self._kept = self._now.state.heads[place]
        self._screen.message.hide()
        self._screen.show_kept(_version_words(self._now, self._kept))

    @Slot()
    def _on_together_requested(self) -> None:
        assert self._now is not None
        self._kept = None
        self._screen.message.hide()
        if self._writer is None:
            self._writer = self._make_writer(self._now)
        self._screen.show_writer(self._writer)
        if isinstance(self._writer, QuestionWidget):
            self._writer.begin()
        else:
            self._writer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_writer(self, disagreement: Disagreement) -> QWidget:
        question = _question(disagreement)
        if disagreement.field == STATEMENT or question is None:
            return GrowingTextArea(_("What it will say"), _("Write it here, in words that all agree to"))
        asking = Asking(self.shell.zone, self.shell.now)
        widget = make_widget(question, (None, question.link_id), asking)
        widget.answer_changed.connect(self._on_answer_changed)
        return widget

    @Slot(object, object)
    def _on_answer_changed(self, _path: object, answer: Answer | None) -> None:
        self._answer = answer

    def _written(self) -> Any:
        """What was written together, as a body's value; None where nothing was."""
        if isinstance(self._writer, GrowingTextArea):
            text = self._writer.toPlainText().strip()
            if not text:
                return None
            return text if self._now is None or self._now.field == STATEMENT else {"given": text}
        if self._answer is None or is_blank(self._answer):
            return None
        return answer_to_json(self._answer)

    def _is_writing(self) -> bool:
        return self._written() is not None

    @Slot()
    def _on_later_requested(self) -> None:
        if self._now is not None:
            self._put_off.add(_key(self._now))
        self._screen.message.hide()
        if self.record is not None:
            self._show_next()

    # Agreeing

    @Slot()
    def _on_agreed(self) -> None:
        body = self._body()
        if body is None or self._now is None or self.record is None:
            return
        now, person = self._now, self.person
        item_class = self.record.items[now.entity, now.item].item_class
        agreed = plan.resolve(now.entity, now.item, now.field, now.state, body, item_class)
        change = replace(agreed, said_by=self._whose())
        self._agreeing = _key(now)
        self._screen.show_busy(busy=True)
        self.shell.background.change(
            lambda store: store.record(person, [change]), self._on_recorded, self.on_failed
        )

    def _body(self) -> Body | None:
        """What is agreed, or None after a sentence saying what is missing."""
        who = self._screen.who
        assert who is not None
        if who.lacks_name:
            self._screen.message.show_message(_("Who agreed? Please give at least one name."), "soon")
            return None
        if self._kept is not None:
            # Whose words they are does not change because somebody else agrees to them (design 1.1).
            kept = self._kept
            return Body(kept.value, kept.typed, kept.said_name, kept.checked, agreed_by=who.names)
        written = self._written()
        if not self._can_be_read():
            return None
        if written is None:
            self._screen.message.show_message(
                _("Write what it will say, or keep one of the versions."), "soon"
            )
            return None
        return Body(written, Typed.WORKER, agreed_by=who.names)

    def _can_be_read(self) -> bool:
        """False, with a sentence beside the field, while what was typed is no date or no number."""
        if not isinstance(self._writer, QuestionWidget) or self._answer is None:
            return True
        findings = answer_findings(self._writer.question, self._writer.path, self._answer, self.shell.now())
        self._writer.show_findings(findings)
        return not findings

    def _whose(self) -> Who:
        """Words that were kept stay whose they were; new ones are the person's if the person agreed."""
        if self._kept is not None:
            return self._kept.said_by
        assert self._screen.who is not None
        assert self.record is not None
        return Who.PERSON if self.record.card.called in self._screen.who.names else Who.WORKER

    @Slot(object)
    def _on_recorded(self, _recorded: object) -> None:
        # `records_changed` comes next, and brings what is left.
        self._resolved, self._agreeing = self._agreeing, None
        self._screen.message.hide()

    @Slot(object)
    def on_failed(self, error: Exception) -> None:
        """Nothing was recorded: let them try again."""
        self._agreeing = None
        self._screen.show_busy(busy=False)
        super().on_failed(error)


def _key(disagreement: Disagreement) -> Key:
    return disagreement.entity, disagreement.item, disagreement.field


def _question(disagreement: Disagreement) -> Question | None:
    return find_question(disagreement.field)


def _words(record: PersonRecord, disagreement: Disagreement, left: int) -> AgreeWords:
    count = ngettext("{count} thing to agree", "{count} things to agree", left).format(count=left)
    return AgreeWords(
        title=disagreement_title(record, disagreement),
        versions=_versions(record, disagreement),
        is_safety=record.items[disagreement.entity, disagreement.item].item_class is ItemClass.SAFETY,
        left=count if left > 1 else "",
        may_write=not disagreement.field.startswith(SEES),
    )


def _version_words(disagreement: Disagreement, entry: Entry) -> str:
    if entry.erased:
        return _("Erased")
    if disagreement.field.startswith(SEES):
        return sharing_version(entry)
    return answer_words(entry.value, _question(disagreement))


def _versions(record: PersonRecord, disagreement: Disagreement) -> tuple[Version, ...]:
    called = record.card.called
    return tuple(
        Version(
            _version_words(disagreement, one),
            written_words(one, record.team, called),
            by_person=one.said_by is Who.PERSON,
        )
        for one in disagreement.state.heads
    )
