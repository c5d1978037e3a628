# SPDX-License-Identifier: Apache-2.0
"""After a visit: what came of it, the slip that stays, the note to paste; and the list for the team."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.clipboard import LentClipboard
from desktop.places import Place, PlaceKind
from desktop.presenters.note_presenter import make_note
from desktop.presenters.sheet_presenter import SheetPresenter
from desktop.presenters.slip_presenter import make_slip
from desktop.presenters.team_list_presenter import make_team_list
from desktop.presenters.visit_done_presenter import make_visit_done
from desktop.screens.note_screen import NoteScreen
from desktop.screens.screen import Screen
from desktop.screens.sheet_screen import NAMED, SheetScreen
from desktop.screens.visit_done_screen import VisitDoneScreen
from desktop.widgets.choice_row import ChoiceRow, OptionButton
from desktop.widgets.words import Words
from forms.answers import Given, LocalMoment, NotAsked, NotNow
from forms.registry import newest_form
from forms.site import Senior, Site
from records.copies_register import CopiesRegister, How, read_register
from records.intake import Filled
from records.operation import EntityId, PersonId, Typed, new_id
from records.people import VISIT_FORM
from records.person_record import read_person_record
from records.responses import changes_for
from records.slip_left import slips_left
from records.unfinished import leave_open
from tests.desktop.conftest import Desk
from tests.desktop.presenters.copying import Answers
from tests.house_rules.test_accessible_names import nameless
from tests.records.vaults import ZONE

S = TypeVar("S", bound=Screen)
SITE = Site(senior_on_duty=Senior("Priya Nair", "0161 496 0000"))
EARLIER = datetime.now(UTC).astimezone() - timedelta(hours=1)
MET = LocalMoment(EARLIER.date(), time(EARLIER.hour, EARLIER.minute), ZONE)
RENT = new_id()
SAID: Filled = [
    (None, "registered", Given(value=False)),
    (None, "contact_dt", Given(MET)),
    (None, "contact_mode", Given("01")),
    (None, "contact_outcome", Given("5")),
    (None, "with_person", Given(value=True)),
    (None, "home_feel", Given("Quieter than I thought.")),
    (None, "hurt_by_others", NotAsked("Her brother was in the room")),
    (None, "meds_have", NotNow()),
    (None, "next_appt_when", Given(LocalMoment(date(2030, 1, 7), time(11), ZONE))),
    (RENT, "action_what", Given("Ring the council about the rent")),
    (RENT, "action_who", Given("Sam")),
]
Open = Callable[[Callable[..., Screen], Place], Any]


def a_visit(desk: Desk, person: PersonId, more: Filled | None = None) -> EntityId:
    entity = EntityId(new_id())
    changes = changes_for(newest_form(VISIT_FORM), entity, [*SAID, *(more or [])], typed=Typed.WORKER)
    desk.store_thread.submit(lambda store: store.record(person, changes)).result()
    return entity


@pytest.fixture
def visit(desk: Desk, somebody: PersonId) -> EntityId:
    return a_visit(desk, somebody)


@pytest.fixture
def open_screen(desk: Desk, qtbot: QtBot) -> Iterator[Open]:
    made: list[QWidget] = []

    def open_it(make: Callable[..., Screen], place: Place) -> Screen:
        screen = make(replace(desk.shell, site=SITE), place)
        made.append(screen)
        screen.resize(1176, 800)
        with qtbot.waitExposed(screen):
            screen.show()
        qtbot.waitUntil(screen.footer.isVisible)
        return screen

    yield open_it
    for one in made:
        one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def said(screen: QWidget) -> str:
    return " | ".join(one.text() for one in screen.findChildren(Words) if one.isVisible())


def press(row: ChoiceRow | None, code: str) -> None:
    assert row is not None
    next(one for one in row.buttons() if isinstance(one, OptionButton) and one.option.code == code).click()


def slips(desk: Desk, person: PersonId) -> list[tuple[How, str]]:
    record = desk.store_thread.submit(lambda store: read_person_record(store, person)).result()
    assert record is not None
    visit = record.responses_to(VISIT_FORM)[-1]
    return [(one.how, one.safe) for one in slips_left(visit, register_of(desk, person))]


def register_of(desk: Desk, person: PersonId) -> CopiesRegister:
    return desk.store_thread.submit(lambda store: read_register(store, person)).result()


# What came of it


def done(somebody: PersonId, visit: EntityId) -> Place:
    return Place(PlaceKind.VISIT_DONE, somebody, entity=visit)


def test_it_says_what_counts_what_was_promised_and_what_was_left_out(
    desk: Desk, somebody: PersonId, visit: EntityId, open_screen: Open
) -> None:
    screen: VisitDoneScreen = open_screen(make_visit_done, done(somebody, visit))
    words = said(screen)
    assert "The visit is written down" in words
    assert "What it counts for" in words
    assert "Ring the council about the rent" in words
    assert "“Is anyone hurting or scaring me?” was not asked: Her brother was in the room" in words
    assert "Received" not in words, "only this laptop has it"
    assert nameless(screen) == []


@pytest.mark.parametrize("link_id", ["safety_now", "need_registered"])
def test_while_only_this_laptop_has_it_something_urgent_says_ring_now(
    desk: Desk, somebody: PersonId, link_id: str, open_screen: Open, qtbot: QtBot
) -> None:
    visit = a_visit(desk, somebody, [(None, link_id, Given(value=True))])
    screen: VisitDoneScreen = open_screen(make_visit_done, done(somebody, visit))
    assert "Nothing has been sent from this laptop. Ring now" in said(screen)

    def receive(store: Any) -> None:
        position = store.position()
        store.acknowledge(position.last_number, position.last_number)

    desk.store_thread.submit(receive).result()
    desk.background.tell_changed(frozenset())
    qtbot.waitUntil(lambda: "Nothing has been sent" not in said(screen))
    assert "Received by the team" in {one.words for one in chips(screen)}


def chips(screen: QWidget) -> list[Any]:
    from desktop.widgets.chip import StateChip

    return [one for one in screen.findChildren(StateChip) if one.isVisible()]


def test_the_same_visit_written_down_twice_is_shown_and_both_are_kept(
    desk: Desk, somebody: PersonId, visit: EntityId, open_screen: Open
) -> None:
    a_visit(desk, somebody)
    assert "Sam Okafor may have written this visit down twice" in said(
        open_screen(make_visit_done, done(somebody, visit))
    )


def test_a_visit_that_is_not_there_leads_to_the_person(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    screen = make_visit_done(desk.shell, done(somebody, EntityId("0" * 32)))
    qtbot.addWidget(screen)
    qtbot.waitUntil(lambda: desk.places == [Place(PlaceKind.PERSON, somebody)])


def test_one_that_was_sent_unfinished_can_be_gone_on_with_from_here(
    desk: Desk, somebody: PersonId, visit: EntityId, open_screen: Open
) -> None:
    form = newest_form(VISIT_FORM)
    desk.store_thread.submit(
        lambda store: store.record(somebody, [leave_open(form, visit, store.items(somebody))])
    ).result()
    screen: VisitDoneScreen = open_screen(make_visit_done, done(somebody, visit))
    assert "The visit so far" in said(screen)
    screen.go_on_requested.emit()
    assert desk.places == [Place(PlaceKind.FORM, somebody, form=VISIT_FORM, entity=visit)]


# The slip


def slip_screen(somebody: PersonId, visit: EntityId, open_screen: Open, qtbot: QtBot) -> SheetScreen:
    screen: SheetScreen = open_screen(make_slip, Place(PlaceKind.SLIP, somebody, entity=visit))
    qtbot.waitUntil(screen.print_button.isEnabled)
    return screen


def test_no_slip_leaves_before_the_question_about_paper_nor_after_a_no(
    desk: Desk,
    somebody: PersonId,
    visit: EntityId,
    open_screen: Open,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = slip_screen(somebody, visit, open_screen, qtbot)
    presenter = screen.findChild(SheetPresenter)
    assert presenter is not None
    monkeypatch.setattr(presenter, "choose_target", lambda _suggested: pytest.fail("asked where to"))
    monkeypatch.setattr(presenter.printer, "begin", lambda _then: pytest.fail("asked for a printer"))
    screen.save_button.click()
    assert screen.message.accessibleName() == "First: is it safe to leave paper here?"
    press(screen.safe, "no")
    screen.print_button.click()
    assert "no paper is left here" in screen.message.accessibleName()
    assert slips(desk, somebody) == []


def test_a_slip_is_saved_without_a_name_and_written_down(
    desk: Desk,
    somebody: PersonId,
    visit: EntityId,
    open_screen: Open,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = slip_screen(somebody, visit, open_screen, qtbot)
    presenter = screen.findChild(SheetPresenter)
    assert presenter is not None
    target = tmp_path / "slip.pdf"
    monkeypatch.setattr(presenter, "choose_target", lambda _suggested: target)
    press(screen.safe, "envelope")
    screen.save_button.click()
    qtbot.waitUntil(lambda: slips(desk, somebody) == [(How.SAVED, "envelope")])
    qtbot.waitUntil(lambda: "Saved: slip.pdf" in screen.message.accessibleName())
    text = pdf_text(target)
    assert "Ring the council about the rent" in text
    assert "0161 496 0000" in text
    assert "Mina" not in text
    assert "Copy 1" in text
    qtbot.waitUntil(lambda: any("Copy 2" in one.text() for one in screen.findChildren(Words)))
    press(screen.name, NAMED)
    qtbot.waitUntil(screen.print_button.isEnabled)
    screen.save_button.click()
    qtbot.waitUntil(lambda: len(slips(desk, somebody)) == 2)
    assert "Mina" in pdf_text(target)


def pdf_text(path: Path) -> str:
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout
    return " ".join(text.decode().split())


def test_a_printed_slip_goes_out_under_a_neutral_title(
    desk: Desk,
    somebody: PersonId,
    visit: EntityId,
    open_screen: Open,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = slip_screen(somebody, visit, open_screen, qtbot)
    presenter = screen.findChild(SheetPresenter)
    assert presenter is not None
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    answers = Answers()
    answers.prints_to = printer
    presenter.printer.ask = answers
    press(screen.safe, "yes")
    screen.print_button.click()
    qtbot.waitUntil(lambda: slips(desk, somebody) == [(How.PRINTED, "yes")])
    qtbot.waitUntil(lambda: printer.docName() == "Document")
    # Counted first, then handed over a page at a time.
    qtbot.waitUntil(lambda: (tmp_path / "printed.pdf").stat().st_size > 1000)


def test_a_slip_that_could_not_be_saved_is_not_written_down(
    desk: Desk,
    somebody: PersonId,
    visit: EntityId,
    open_screen: Open,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = slip_screen(somebody, visit, open_screen, qtbot)
    presenter = screen.findChild(SheetPresenter)
    assert presenter is not None
    monkeypatch.setattr(presenter, "choose_target", lambda _suggested: tmp_path / "no" / "folder.pdf")
    press(screen.safe, "yes")
    screen.save_button.click()
    qtbot.waitUntil(lambda: "could not be saved there" in screen.message.accessibleName())
    assert slips(desk, somebody) == []


def test_a_slip_can_be_copied_by_hand_from_large_letters(
    desk: Desk, somebody: PersonId, visit: EntityId, open_screen: Open, qtbot: QtBot
) -> None:
    screen = slip_screen(somebody, visit, open_screen, qtbot)
    screen.hand_button.click()
    assert "1. Ring the council about the rent. Sam." in said(screen)
    assert not screen.print_button.isVisible()
    assert nameless(screen) == []
    assert "Copy 1 · KW1-1-0-" in said(screen)
    screen.copied_button.click()
    assert screen.message.accessibleName() == "First: is it safe to leave paper here?"
    assert slips(desk, somebody) == []
    press(screen.safe, "yes")
    screen.copied_button.click()
    qtbot.waitUntil(lambda: slips(desk, somebody) == [(How.BY_HAND, "yes")])
    screen.done_button.click()
    assert desk.places == [done(somebody, visit)]


# The list for the team


def test_the_list_for_the_team_has_nobodys_words(
    desk: Desk,
    somebody: PersonId,
    visit: EntityId,
    open_screen: Open,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen: SheetScreen = open_screen(make_team_list, Place(PlaceKind.TEAM_LIST))
    qtbot.waitUntil(screen.print_button.isEnabled)
    assert screen.safe is None
    presenter = screen.findChild(SheetPresenter)
    assert presenter is not None
    monkeypatch.setattr(presenter, "choose_target", lambda _suggested: tmp_path / "team")
    screen.save_button.click()
    qtbot.waitUntil((tmp_path / "team.pdf").exists)
    text = pdf_text(tmp_path / "team.pdf")
    assert "Amina Rahman" in text
    assert "council" not in text
    assert "Quieter" not in text


# The note


def test_the_note_is_lent_to_the_clipboard_and_taken_back(
    desk: Desk, somebody: PersonId, visit: EntityId, open_screen: Open, qtbot: QtBot
) -> None:
    screen: NoteScreen = open_screen(make_note, Place(PlaceKind.NOTE, somebody, entity=visit))
    assert "Quieter than I thought." in said(screen)
    QApplication.clipboard().clear()
    screen.copy.click()
    text = QApplication.clipboard().text()
    assert "Not asked: Her brother was in the room" in text
    assert "Amina" not in text
    assert "Keepwell takes it off again after 60 seconds" in screen.message.accessibleName()
    LentClipboard.of_app().take_back()
    assert QApplication.clipboard().text() == ""
    assert "taken the text off the clipboard" in screen.message.accessibleName()
    assert nameless(screen) == []


def test_a_note_of_nothing_offers_nothing_to_copy(desk: Desk, somebody: PersonId, open_screen: Open) -> None:
    screen: NoteScreen = open_screen(make_note, Place(PlaceKind.NOTE, somebody))
    assert not screen.copy.isEnabled()
    assert "Nothing is written in this visit yet." in said(screen)
