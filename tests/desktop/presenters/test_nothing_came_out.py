# SPDX-License-Identifier: Apache-2.0
"""Where a printer fails, no copy is claimed that is none: it is said by its number, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.sheet_presenter import SheetPresenter
from desktop.presenters.slip_presenter import make_slip
from desktop.screens.copy_screen import COPIES
from records.copies_gone import GoneHow
from records.errors import DiskFullError
from records.operation import PersonId
from records.store import RecordStore
from tests.desktop.conftest import Desk
from tests.desktop.presenters.copying import Answers, Leaving, choose, printer_to, register, say
from tests.desktop.presenters.test_after_a_visit import a_visit

STANDS = "The printer did not start, so there is no copy 1. It still stands counted"
NO_SPACE = "There is no space left"


@pytest.fixture
def leaving(desk: Desk, somebody: PersonId, qtbot: QtBot) -> Leaving:
    say(desk, somebody, "Walking with Nadia by the canal")
    return Leaving(desk, somebody, qtbot)


@pytest.fixture
def slip(desk: Desk, somebody: PersonId, qtbot: QtBot) -> Any:
    screen: Any = make_slip(desk.shell, Place(PlaceKind.SLIP, somebody, entity=a_visit(desk, somebody)))
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(screen.print_button.isEnabled, timeout=8_000)
    return screen


def full_after(desk: Desk, times: int) -> Callable[[], None]:
    """Let this laptop run out of space after so many saves; gives back how to make some."""
    calls: list[object] = []

    def begin(store: RecordStore) -> RecordStore:
        record = store.record

        def full(*said: Any, **more: Any) -> Any:
            calls.append(said)
            if times < len(calls):
                raise DiskFullError
            return record(*said, **more)

        store.record = full  # type: ignore[method-assign]
        return store

    store = desk.store_thread.submit(begin).result()
    return lambda: delattr(store, "record")


def said(screen: Any) -> str:
    words: str = screen.message.accessibleName()
    return words


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_copy_that_never_left_and_could_not_be_written_down_so_is_said_and_can_be_taken_back_later(
    leaving: Leaving, desk: Desk, tmp_path: Path
) -> None:
    leaving.answers.prints_to = printer_to(tmp_path / "no such folder" / "out.pdf")
    leaving.safe()
    make_space = full_after(desk, 1)
    leaving.print_button.click()
    leaving.until_said(STANDS)
    assert NO_SPACE in leaving.said
    button = leaving.screen.message.button
    assert button.text() == "Nothing came out"
    button.click()
    leaving.until_said("That nothing came out of copy 1 is not written down yet. There is no space left")
    assert len(register(desk, leaving.person).standing) == 1
    make_space()
    button.click()
    leaving.until_said("Written down: copy 1 never came out")
    (copy,) = register(desk, leaving.person).given
    assert [one.how for one in copy.marks] == [GoneHow.NEVER_LEFT]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_slip_that_never_left_and_could_not_be_written_down_so_can_be_taken_back_later(
    slip: Any, desk: Desk, somebody: PersonId, qtbot: QtBot, tmp_path: Path
) -> None:
    asked = Answers()
    asked.prints_to = printer_to(tmp_path / "no such folder" / "out.pdf")
    slip.findChild(SheetPresenter).printer.ask = asked
    choose(slip.safe, "yes")
    make_space = full_after(desk, 1)
    slip.print_button.click()
    qtbot.waitUntil(lambda: said(slip).startswith(STANDS), timeout=8_000)
    assert NO_SPACE in said(slip)
    make_space()
    qtbot.waitUntil(slip.print_button.isEnabled, timeout=8_000)
    assert slip.message.button.text() == "Nothing came out"
    slip.message.button.click()
    qtbot.waitUntil(lambda: said(slip).startswith("Written down: copy 1 never came out"))
    assert register(desk, somebody).standing == ()


def test_a_copy_that_could_not_be_counted_is_not_printed_and_those_before_it_are_still_said(
    leaving: Leaving, desk: Desk, tmp_path: Path
) -> None:
    leaving.choose(COPIES, "3")
    leaving.answers.prints_to = printer_to(tmp_path / "out.pdf")
    leaving.safe()
    full_after(desk, 1)
    leaving.print_button.click()
    leaving.until_said("Copy 1 has gone to the printer, and is counted. Not printed: 2 more. There is no")
    assert leaving.screen.message.button.isHidden()
    assert [one.number for one in register(desk, leaving.person).standing] == [1]


def test_a_room_for_the_print_service_that_cannot_be_made_is_a_printer_that_did_not_start(
    leaving: Leaving, desk: Desk, tmp_path: Path
) -> None:
    desk.shell.profile.printing.write_bytes(b"")
    leaving.answers.prints_to = printer_to(tmp_path / "out.pdf")
    leaving.safe()
    leaving.print_button.click()
    leaving.until_said("The printer did not start. Copy 1 never left, and is written down so.")
    assert register(desk, leaving.person).standing == ()
    assert not (tmp_path / "out.pdf").exists()
