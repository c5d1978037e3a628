# SPDX-License-Identifier: Apache-2.0
"""A slip is a copy: counted with its number, or it did not leave."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.places import Place, PlaceKind
from desktop.presenters.sheet_presenter import SheetPresenter
from desktop.presenters.slip_presenter import make_slip
from desktop.presenters.visit_done_presenter import make_visit_done
from desktop.screens.sheet_screen import SheetScreen
from desktop.widgets.words import Words
from forms.answers import Given
from forms.registry import newest_form
from records.copies_gone import GoneHow
from records.copies_register import CopiesRegister, How, Sheet, read_register
from records.copy_code import copy_code
from records.errors import DiskFullError
from records.intake import Filled
from records.operation import (
    Body,
    Change,
    EntityId,
    ItemClass,
    ItemId,
    Kind,
    PersonId,
    Typed,
    Who,
    new_id,
)
from records.people import COPY_OWED_FORM, VISIT_FORM
from records.person_record import PersonRecord, read_person_record
from records.promises import PromiseKind, open_promises
from records.responses import changes_for
from records.slip_left import SlipLeft, slips_left
from tests.desktop.conftest import Desk
from tests.desktop.presenters.copying import Answers
from tests.desktop.presenters.test_after_a_visit import a_visit, press


@dataclass
class Room:
    """A sheet on a screen, with what is asked of people answered."""

    desk: Desk
    person: PersonId
    entity: EntityId
    screen: Any
    presenter: Any

    @property
    def register(self) -> CopiesRegister:
        return self.desk.store_thread.submit(lambda store: read_register(store, self.person)).result()

    @property
    def record(self) -> PersonRecord:
        found = self.desk.store_thread.submit(lambda store: read_person_record(store, self.person)).result()
        assert found is not None
        return found

    @property
    def copies(self) -> list[tuple[int, How, bool]]:
        return [(one.number, one.how, one.never_left) for one in self.register.given]

    @property
    def still_owed(self) -> bool:
        return any(one.kind is PromiseKind.COPY for one in open_promises(self.record))

    def owe(self, sheet: str) -> None:
        said: Filled = [
            (None, "co_sheet", Given(sheet)),
            (None, "co_who", Given("Sam")),
            (None, "co_by", Given(date(2030, 1, 7))),
        ]
        changes = changes_for(newest_form(COPY_OWED_FORM), EntityId(new_id()), said, typed=Typed.WORKER)
        self.desk.store_thread.submit(lambda store: store.record(self.person, changes)).result()

    def answer(self, monkeypatch: pytest.MonkeyPatch, **answers: Any) -> None:
        asked = Answers()
        asked.prints_to = answers.pop("printer", None)
        self.presenter.printer.ask = asked
        for name, answer in answers.items():
            monkeypatch.setattr(self.presenter, name, answer)


Opened = Callable[[PersonId, EntityId, Any], Room]


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> Iterator[Opened]:
    made: list[QWidget] = []

    def open_it(person: PersonId, entity: EntityId, make: Any) -> Room:
        screen = make(desk.shell, Place(PlaceKind.SLIP, person, entity=entity))
        made.append(screen)
        screen.resize(1176, 800)
        screen.show()
        if isinstance(screen, SheetScreen):
            qtbot.waitUntil(screen.save_button.isEnabled, timeout=20_000)
        else:
            qtbot.waitUntil(screen.footer.isVisible)
        return Room(desk, person, entity, screen, screen.findChild(SheetPresenter))

    yield open_it
    for one in made:
        if isValid(one):
            one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def slip(desk: Desk, somebody: PersonId, opened: Opened) -> Room:
    return opened(somebody, a_visit(desk, somebody), make_slip)


def printing_into(path: Path) -> QPrinter:
    """A printer; where the folder is not there, one that does not start."""
    printer = QPrinter()
    printer.setOutputFileName(str(path))
    return printer


def said(screen: QWidget) -> str:
    words = " | ".join(one.text() for one in screen.findChildren(Words) if one.isVisible())
    return words.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_start_leaves_no_copy_standing(
    slip: Room, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip.owe("slip")
    printer = printing_into(tmp_path / "no such folder" / "printed.pdf")
    slip.answer(monkeypatch, printer=printer)
    press(slip.screen.safe, "yes")
    slip.screen.print_button.click()
    words = "The printer did not start. Copy 1 never left, and is written down so."
    qtbot.waitUntil(lambda: words in slip.screen.message.accessibleName())
    qtbot.waitUntil(lambda: slip.copies == [(1, How.PRINTED, True)])
    assert [one.how for one in slip.register.given[0].marks] == [GoneHow.NEVER_LEFT]
    assert slip.register.standing == ()
    assert slip.still_owed, "what was owed is owed still"
    assert slips_left(slip.record.responses_to(VISIT_FORM)[-1], slip.register) == ()
    # And the next one has a number of its own.
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    qtbot.waitUntil(slip.screen.print_button.isEnabled)
    slip.screen.print_button.click()
    qtbot.waitUntil(lambda: slip.copies == [(2, How.PRINTED, False), (1, How.PRINTED, True)])
    qtbot.waitUntil(lambda: not slip.still_owed)
    assert (tmp_path / "printed.pdf").stat().st_size > 1000


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_what_was_counted_is_told_though_the_page_has_gone(
    slip: Room, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = printing_into(tmp_path / "no such folder" / "printed.pdf")
    slip.answer(monkeypatch, printer=printer)
    press(slip.screen.safe, "yes")
    slip.screen.print_button.click()
    qtbot.waitUntil(lambda: bool(slip.copies))
    slip.screen.close()
    slip.screen.deleteLater()
    QCoreApplication.sendPostedEvents(slip.screen, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: slip.copies == [(1, How.PRINTED, True)])


def test_what_cannot_be_counted_does_not_leave(
    slip: Room, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = printing_into(tmp_path / "printed.pdf")
    target = tmp_path / "saved.pdf"
    slip.answer(monkeypatch, printer=printer, choose_target=lambda _suggested: target)

    def full(*_args: object, **_more: object) -> None:
        raise DiskFullError

    store = slip.desk.store_thread.submit(lambda one: one).result()
    press(slip.screen.safe, "yes")
    with monkeypatch.context() as no_space:
        no_space.setattr(store, "record", full)
        for button in (slip.screen.print_button, slip.screen.save_button, slip.screen.copied_button):
            slip.screen.message.show_message("before")
            button.click()
            qtbot.waitUntil(lambda: "no space left" in slip.screen.message.accessibleName())
            qtbot.waitUntil(button.isEnabled)
    assert list(tmp_path.glob("*.p*")) == []
    assert slip.copies == []


@pytest.mark.parametrize("where", ["no such folder", "read-only"])
def test_a_file_that_cannot_be_written_is_no_copy(
    slip: Room, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    slip.owe("slip")
    folder = tmp_path / "copies here"
    if where == "read-only":
        # A file in the place of a folder: nobody can write into it, not even who may do everything.
        folder.write_bytes(b"")
    slip.answer(monkeypatch, choose_target=lambda _suggested: folder / "slip.pdf")
    press(slip.screen.safe, "yes")
    slip.screen.save_button.click()
    qtbot.waitUntil(lambda: "could not be saved there" in slip.screen.message.accessibleName())
    qtbot.waitUntil(slip.screen.save_button.isEnabled)
    assert slip.copies == []
    assert slip.still_owed


def test_one_sheet_after_another_has_the_next_number_and_says_what_it_replaces(
    slip: Room, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = iter([tmp_path / "1.pdf", tmp_path / "2.pdf"])
    slip.answer(monkeypatch, choose_target=lambda _suggested: next(targets))
    press(slip.screen.safe, "yes")
    for count in (1, 2):
        qtbot.waitUntil(slip.screen.save_button.isEnabled)
        slip.screen.save_button.click()
        assert not slip.screen.save_button.isEnabled(), "the number is taken"
        qtbot.waitUntil(lambda many=count: len(slip.copies) == many)  # type: ignore[misc]
        qtbot.waitUntil((tmp_path / f"{count}.pdf").exists)
    first, second = (text_of(tmp_path / name) for name in ("1.pdf", "2.pdf"))
    assert "Copy 1" in first
    assert "Copy 2, replaces copy 1" in second
    assert copy_code(2, 0) in second


def text_of(path: Path) -> str:
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout
    return " ".join(text.decode().split())


def test_leaving_what_was_owed_ends_it(slip: Room, qtbot: QtBot) -> None:
    slip.owe("slip")
    slip.desk.background.tell_changed(frozenset({slip.person}))
    qtbot.waitUntil(lambda: any("Bring a copy" in one.text() for one in slip.screen.findChildren(Words)))
    qtbot.waitUntil(slip.screen.copied_button.isEnabled)
    press(slip.screen.safe, "envelope")
    slip.screen.hand_button.click()
    slip.screen.copied_button.click()
    qtbot.waitUntil(lambda: slip.copies == [(1, How.BY_HAND, False)])
    assert not slip.still_owed
    (copy,) = slip.register.given
    assert (copy.sheet, copy.about, copy.held_by, copy.safe) == (Sheet.SLIP, slip.entity, "Mina", "envelope")


def test_what_was_left_stands_on_the_page_after_a_visit_with_its_number(
    slip: Room, opened: Opened, qtbot: QtBot
) -> None:
    press(slip.screen.safe, "yes")
    slip.screen.copied_button.click()
    qtbot.waitUntil(lambda: slip.copies == [(1, How.BY_HAND, False)])
    words = after_the_visit(slip, opened)
    assert "Copied by hand" in words
    assert ": copy 1" in words


def after_the_visit(slip: Room, opened: Opened) -> str:
    return said(opened(slip.person, slip.entity, make_visit_done).screen)


def test_slips_from_before_they_had_numbers_are_still_known(slip: Room, opened: Opened) -> None:
    old = {"given": {"how": "by_hand", "at": 1_795_262_400_000, "safe": "yes"}}
    odd: list[object] = [old, {"given": {"how": "by owl"}}, {"given": 5}, 7, {"given": {"how": "saved"}}]
    field = newest_form(VISIT_FORM).field_of("slip_left")
    changes = [
        Change(
            slip.entity,
            ItemId(new_id()),
            field,
            Kind.SET,
            ItemClass.OBSERVATION,
            Who.WORKER,
            Body(one),
        )
        for one in odd
    ]
    slip.desk.store_thread.submit(lambda store: store.record(slip.person, changes)).result()
    found = slips_left(slip.record.responses_to(VISIT_FORM)[-1], slip.register)
    assert found == (SlipLeft(How.BY_HAND, 1_795_262_400_000, "yes"),)
    assert "Copied by hand Saturday 21 November" in after_the_visit(slip, opened)
