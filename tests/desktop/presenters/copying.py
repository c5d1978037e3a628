# SPDX-License-Identifier: Apache-2.0
"""The copying page with answers for what only people can be asked: for tests of what leaves, and how."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.presenters.ask_people import AskPeople
from desktop.presenters.copy_presenter import CopyPresenter
from desktop.screens.copy_screen import CopyScreen
from desktop.widgets.choice_row import ChoiceRow, OptionButton
from records import plan
from records.copies_register import CopiesRegister, read_register
from records.operation import ItemClass, PersonId, Who
from records.plan import Words, read_plan
from records.store import RecordStore
from tests.desktop.conftest import Desk


def say(desk: Desk, person: PersonId, text: str, part: str = "toolbox") -> None:
    def record(store: RecordStore) -> None:
        now = read_plan(person, store.items(person))
        store.record(person, plan.say(person, part, Words(text), ItemClass.WORDS, now))

    desk.store_thread.submit(record).result()


def strike(desk: Desk, person: PersonId) -> None:
    def record(store: RecordStore) -> None:
        struck = read_plan(person, store.items(person)).in_part("toolbox")[-1]
        store.record(person, [plan.strike(person, struck, Who.PERSON, ItemClass.WORDS)])

    desk.store_thread.submit(record).result()


def register(desk: Desk, person: PersonId) -> CopiesRegister:
    return desk.store_thread.submit(lambda store: read_register(store, person)).result()


def words_of(pdf: Path) -> str:
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True).stdout
    return " ".join(text.decode().split())


def choose(row: ChoiceRow, code: str) -> None:
    buttons = [one for one in row.buttons() if isinstance(one, OptionButton)]
    next(one for one in buttons if one.option.code == code).click()


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


class Answers(AskPeople):
    """Says what a test wants to be said."""

    def __init__(self) -> None:
        self.suggested: list[Path] = []
        self.to: Callable[[Path], Path | None] = lambda suggested: suggested
        self.prints_to: QPrinter | None = None
        self.printers = True

    def file(self, suggested: Path) -> Path | None:
        self.suggested.append(suggested)
        return self.to(suggested)

    def folder(self, suggested: Path) -> Path | None:
        return self.file(suggested)

    def has_printers(self) -> bool:
        return self.printers

    def printer(self) -> QPrinter | None:
        return self.prints_to


class Leaving:
    """The page, and somebody in front of it."""

    def __init__(self, desk: Desk, person: PersonId, qtbot: QtBot) -> None:
        self.desk, self.person, self.qtbot = desk, person, qtbot
        self.screen = CopyScreen()
        qtbot.addWidget(self.screen)
        self.presenter = CopyPresenter(desk.shell, person, self.screen)
        self.answers = Answers()
        self.presenter.leaving.printer.ask = self.answers
        self.presenter.refresh()
        self.until_ready()

    @property
    def save_button(self) -> QPushButton:
        return self.screen.leave.save_button

    @property
    def print_button(self) -> QPushButton:
        return self.screen.leave.print_button

    def until_ready(self) -> None:
        self.qtbot.waitUntil(self.save_button.isEnabled, timeout=10_000)

    def until_counted(self, number: int) -> None:
        self.qtbot.waitUntil(lambda: len(register(self.desk, self.person).given) == number, timeout=10_000)
        self.until_ready()

    def until_said(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.said.startswith(words), timeout=20_000)

    @property
    def said(self) -> str:
        return "" if self.screen.message.isHidden() else self.screen.message.accessibleName()

    def choose(self, row: str, *codes: str) -> None:
        """Press these in one row, and wait for the pages that answer them."""
        for code in codes:
            choose(self.screen.row(row), code)
        self.until_ready()

    def safe(self, code: str = "yes") -> None:
        choose(self.screen.safe, code)

    def save(self) -> None:
        self.save_button.click()
