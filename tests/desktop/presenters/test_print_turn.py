# SPDX-License-Identifier: Apache-2.0
"""One run at a time goes to the printer, whichever page began it; and whoever else wants to print is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop import printing
from desktop.places import Place, PlaceKind
from desktop.presenters.choosing_printer import ChoosingPrinter
from desktop.presenters.sheet_presenter import SheetPresenter
from desktop.presenters.slip_presenter import make_slip
from desktop.presenters.team_list_presenter import make_team_list
from desktop.print_turn import PrintTurn
from desktop.rooms import build_main_window
from desktop.sync_runner import SyncRunner
from records.operation import PersonId
from tests.desktop.conftest import Desk
from tests.desktop.presenters.copying import Answers, Leaving, choose, printer_to, register, say
from tests.desktop.presenters.test_after_a_visit import a_visit

WAIT = "Pages are still on their way to the printer. Wait until they are there"


@pytest.fixture
def leaving(desk: Desk, somebody: PersonId, qtbot: QtBot) -> Leaving:
    say(desk, somebody, "Walking with Nadia by the canal")
    return Leaving(desk, somebody, qtbot)


@pytest.fixture
def beside(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Iterator[Any]:
    """The list for the team, ready to print into a file of its own."""
    screen = make_team_list(desk.shell, Place(PlaceKind.TEAM_LIST))
    yield ready_to_print(screen, tmp_path / "beside.pdf", qtbot)
    if isValid(screen):
        screen.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def ready_to_print(screen: Any, out: Path, qtbot: QtBot) -> Any:
    asked = Answers()
    asked.prints_to = printer_to(out)
    screen.findChild(SheetPresenter).printer.ask = asked
    screen.show()
    qtbot.waitUntil(screen.print_button.isEnabled, timeout=5_000)
    return screen


def print_and_meanwhile(leaving: Leaving, out: Path, meanwhile: Any) -> None:
    """Print, and do something when the first page has been handed over."""
    leaving.answers.prints_to = printer_to(out)
    leaving.safe()
    show, told = leaving.screen.leave.show_progress, []

    def remember(words: str) -> None:
        show(words)
        told.append(words)
        if len(told) == 1:
            meanwhile()

    leaving.screen.leave.show_progress = remember  # type: ignore[method-assign]
    leaving.print_button.click()


def test_a_page_that_wants_to_print_while_another_prints_is_told_to_wait_and_can_print_afterwards(
    leaving: Leaving, beside: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    out, other = tmp_path / "out.pdf", tmp_path / "beside.pdf"
    before = os.environ.get("TMPDIR")
    print_and_meanwhile(leaving, out, beside.print_button.click)
    leaving.until_said("Copy 1 has gone to the printer, and is counted.")
    assert beside.message.accessibleName().startswith(WAIT)
    assert not other.exists()
    assert os.environ.get("TMPDIR") == before
    beside.print_button.click()
    qtbot.waitUntil(lambda: beside.message.accessibleName() == "It has gone to the printer.", timeout=5_000)
    assert other.stat().st_size > 1000
    assert os.environ.get("TMPDIR") == before


def test_a_printer_that_was_chosen_before_the_turn_was_taken_prints_and_counts_nothing(
    leaving: Leaving, desk: Desk, beside: Any, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip = make_slip(desk.shell, Place(PlaceKind.SLIP, leaving.person, entity=a_visit(desk, leaving.person)))
    qtbot.addWidget(slip)
    ready_to_print(slip, tmp_path / "slip.pdf", qtbot)
    choose(slip.safe, "yes")  # type: ignore[attr-defined]
    leaving.until_ready()
    leaving.answers.prints_to = printer_to(tmp_path / "out.pdf")
    leaving.safe()
    turn, reach_of = desk.shell.printing, printing.reach_of

    def taken_meanwhile(name: str, *, native: bool = True) -> Any:
        turn.take()
        return reach_of(name, native=native)

    monkeypatch.setattr(printing, "reach_of", taken_meanwhile)
    for screen, button in (
        (leaving.screen, leaving.print_button),
        (slip, slip.print_button),  # type: ignore[attr-defined]
        (beside, beside.print_button),
    ):
        turn.give_back()
        button.click()
        qtbot.waitUntil(
            lambda one=screen: one.message.accessibleName().startswith(WAIT),  # type: ignore[misc]
            timeout=5_000,
        )
        qtbot.waitUntil(button.isEnabled, timeout=5_000)
    assert register(desk, leaving.person).given == ()
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize(
    ("page", "works"),
    [("copy", True), ("copy", False), ("slip", True), ("slip", False), ("team list", True)],
)
@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_what_came_of_it_is_said_on_whatever_shows_when_its_page_has_gone_and_names_nobody(
    desk: Desk,
    somebody: PersonId,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    page: str,
    *,
    works: bool,
) -> None:
    main = build_main_window(
        desk.background,
        SyncRunner(desk.background, enrolment(desk), desk.background),
        enrolment(desk),
        desk.shell.profile,
        desk.shell.zone,
    )
    qtbot.addWidget(main)
    main.show()
    entity = a_visit(desk, somebody)
    main.go(
        {
            "copy": Place(PlaceKind.COPY, somebody),
            "slip": Place(PlaceKind.SLIP, somebody, entity=entity),
            "team list": Place(PlaceKind.TEAM_LIST),
        }[page]
    )
    screen: Any = main.screen_shown
    leave = screen.leave if page == "copy" else screen
    asked = Answers()
    asked.prints_to = printer_to(tmp_path / ("" if works else "no such folder") / "out.pdf")
    screen.findChild(ChoosingPrinter).ask = asked
    qtbot.waitUntil(leave.print_button.isEnabled, timeout=5_000)
    if screen.safe is not None:
        choose(screen.safe, "yes")
    take = PrintTurn.take

    def go_away() -> None:
        main.go(Place(PlaceKind.PEOPLE))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def take_and_go_away(turn: PrintTurn) -> bool:
        QTimer.singleShot(0, go_away)
        return take(turn)

    monkeypatch.setattr(PrintTurn, "take", take_and_go_away)
    leave.print_button.click()
    qtbot.waitUntil(lambda: not isValid(screen), timeout=5_000)
    shown: Any = main.screen_shown
    what = "Copy 1 has gone to the printer" if works else "The printer did not start. Copy 1"
    if page == "team list":
        what = "It has gone to the printer."
    start = f"About the pages you printed before: {what}"
    qtbot.waitUntil(lambda: shown.message.accessibleName().startswith(start), timeout=5_000)
    assert "Mina" not in shown.message.accessibleName()


def enrolment(desk: Desk) -> Any:
    return desk.store_thread.submit(lambda store: store.enrolment).result()
