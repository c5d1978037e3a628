# SPDX-License-Identifier: Apache-2.0
"""A copy leaves only after the question about paper, is what was shown, is counted, leaves nothing else."""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop.paper import save_beside
from desktop.places import Place, PlaceKind
from desktop.presenters.copy_presenter import CopyPresenter, make_copy
from desktop.screens.copy_screen import CopyScreen
from desktop.widgets.choice_row import ChoiceRow, OptionButton
from forms.answers import Given
from forms.registry import newest_form
from records import plan
from records.copies_register import CopiesRegister, read_register
from records.errors import DiskFullError
from records.intake import new_person
from records.operation import ItemClass, PersonId, Who
from records.people import DISCHARGE_FORM, PERSON_FORM
from records.plan import Words, read_plan
from records.store import RecordStore
from tests.desktop.conftest import DETAILS, LEFT, Desk

CANAL = "Walking the dog by the canal"
GYM = "The gym on Mondays"


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


def choose(row: ChoiceRow | None, code: str) -> None:
    assert row is not None
    buttons = [one for one in row.buttons() if isinstance(one, OptionButton)]
    next(one for one in buttons if one.option.code == code).click()


class Answered(CopyPresenter):
    """Answers for itself what only people can be asked."""

    leaving: Leaving

    def choose_target(self, suggested: Path) -> Path | None:
        return self.leaving.choose(suggested)

    def choose_printer(self) -> QPrinter | None:
        return self.leaving.printer


class Leaving:
    """The page, with answers for what only people can be asked."""

    def __init__(self, desk: Desk, person: PersonId, qtbot: QtBot) -> None:
        self.desk, self.person, self.qtbot = desk, person, qtbot
        self.screen = CopyScreen()
        qtbot.addWidget(self.screen)
        self.presenter = Answered(desk.shell, person, self.screen)
        self.presenter.leaving = self
        self.presenter.refresh()
        self.suggested: list[Path] = []
        self.printer: QPrinter | None = None
        self.target: Callable[[Path], Path | None] = lambda suggested: suggested
        self.until_ready()

    def choose(self, suggested: Path) -> Path | None:
        self.suggested.append(suggested)
        return self.target(suggested)

    def until_ready(self) -> None:
        self.qtbot.waitUntil(self.screen.save_button.isEnabled, timeout=10_000)

    def until_counted(self, number: int) -> None:
        self.qtbot.waitUntil(lambda: len(register(self.desk, self.person).given) == number, timeout=10_000)
        self.until_ready()

    @property
    def said(self) -> str:
        return "" if self.screen.message.isHidden() else self.screen.message.accessibleName()

    def save(self) -> None:
        self.screen.save_button.click()


@pytest.fixture
def leaving(desk: Desk, somebody: PersonId, qtbot: QtBot) -> Leaving:
    say(desk, somebody, CANAL)
    return Leaving(desk, somebody, qtbot)


def folder(desk: Desk) -> list[str]:
    return sorted(one.name for one in desk.shell.profile.copies.iterdir())


def test_the_real_pages_are_shown_and_can_be_turned(leaving: Leaving) -> None:
    preview = leaving.screen.preview
    leaving.screen.resize(1180, 760)
    leaving.screen.show()
    assert preview.pages >= 2
    assert (preview.page, preview.where.text()) == (1, f"Page 1 of {preview.pages}")
    first = preview.sheet.grab().toImage()
    drawn = {first.pixelColor(x, y).name() for x in range(0, first.width(), 2) for y in range(0, 300, 2)}
    assert len(drawn) > 5
    assert not preview.before.isEnabled()
    read = []
    for _ in range(preview.pages):
        read.append(preview.sheet.accessibleDescription())
        preview.after.click()
    assert not preview.after.isEnabled()
    assert any(CANAL in page for page in read)
    preview.before.click()
    assert preview.page == preview.pages - 1


def test_the_place_leads_to_this_page(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    screen = make_copy(desk.shell, Place(PlaceKind.COPY, somebody))
    qtbot.addWidget(screen)
    assert isinstance(screen, CopyScreen)
    qtbot.waitUntil(screen.save_button.isEnabled, timeout=10_000)


def test_nothing_leaves_before_the_question_about_paper_is_answered(leaving: Leaving) -> None:
    leaving.save()
    leaving.screen.print_button.click()
    assert leaving.said == "First: is it safe to leave paper here?"
    assert leaving.suggested == []


def test_a_no_stops_saving_and_printing_and_can_be_taken_back(leaving: Leaving, desk: Desk) -> None:
    choose(leaving.screen.safe, "no")
    assert leaving.said.startswith("Then no paper is left here")
    leaving.save()
    leaving.screen.print_button.click()
    assert leaving.suggested == []
    assert folder(desk) == []
    choose(leaving.screen.safe, "envelope")
    assert leaving.said == ""
    leaving.save()
    leaving.until_counted(1)
    assert register(desk, leaving.person).given[0].safe == "envelope"


def test_not_asked_is_no_no(leaving: Leaving) -> None:
    choose(leaving.screen.safe, "not_asked")
    leaving.save()
    leaving.until_counted(1)


def test_the_saved_file_holds_the_words_for_its_owner_alone(leaving: Leaving, desk: Desk) -> None:
    choose(leaving.screen.safe, "yes")
    leaving.save()
    leaving.until_counted(1)
    day = desk.shell.now().date()
    assert folder(desk) == [f"copy-{day}.pdf"]
    file = desk.shell.profile.copies / f"copy-{day}.pdf"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    read = words_of(file)
    for one in (
        CANAL,
        "Mina",
        "Version 1",
        "Copy 1",
        "Page 1 of",
        "999",
        "111",
        "mental health option",
        "116 123",
    ):
        assert one in read
    assert "Amina" not in file.name
    assert leaving.said == f"Saved and counted: copy-{day}.pdf"


def test_copies_are_numbered_on_paper_and_in_the_register(leaving: Leaving, desk: Desk) -> None:
    choose(leaving.screen.safe, "yes")
    leaving.save()
    leaving.until_counted(1)
    say(desk, leaving.person, "tea")
    desk.background.tell_changed(frozenset({leaving.person}))
    leaving.qtbot.waitUntil(lambda: "Version 2" in leaving.screen.lead.text())
    leaving.until_ready()
    choose(leaving.screen.size_row, "28")
    leaving.until_ready()
    leaving.save()
    leaving.until_counted(2)
    newest, first = register(desk, leaving.person).given
    assert (first.number, first.version, first.size, first.held_by) == (1, 1, 14, "Mina")
    assert (newest.number, newest.version, newest.size) == (2, 2, 28)
    assert abs(newest.made_at / 1000 - datetime.now(UTC).timestamp()) < 60
    day = desk.shell.now().date()
    assert folder(desk) == [f"copy-{day}-2.pdf", f"copy-{day}.pdf"]
    assert "Copy 2" in words_of(desk.shell.profile.copies / f"copy-{day}-2.pdf")


def test_struck_words_are_left_off_unless_asked_for(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    say(desk, somebody, CANAL)
    say(desk, somebody, GYM)
    strike(desk, somebody)
    leaving = Leaving(desk, somebody, qtbot)
    choose(leaving.screen.safe, "yes")
    leaving.save()
    leaving.until_counted(1)
    assert GYM not in words_of(leaving.suggested[0])
    choose(leaving.screen.struck, "yes")
    assert not leaving.screen.save_button.isEnabled()
    leaving.until_ready()
    leaving.save()
    leaving.until_counted(2)
    read = words_of(leaving.suggested[1])
    assert GYM in read
    assert "Taken out" in read


def test_only_the_pages_that_were_asked_for_last_can_be_left(leaving: Leaving, desk: Desk) -> None:
    choose(leaving.screen.safe, "yes")
    for size in ("28", "24", "12"):
        choose(leaving.screen.size_row, size)
    leaving.until_ready()
    leaving.save()
    leaving.until_counted(1)
    assert register(desk, leaving.person).given[0].size == 12


def test_the_size_begins_as_the_person_needs_it(desk: Desk, qtbot: QtBot) -> None:
    made = new_person(
        newest_form(PERSON_FORM),
        [*DETAILS, (None, "print_size", Given("24"))],
        newest_form(DISCHARGE_FORM),
        LEFT,
    )
    desk.store_thread.submit(lambda store: store.take_in(made.person, made.nhs_number, made.changes)).result()
    leaving = Leaving(desk, made.person, qtbot)
    row = leaving.screen.size_row
    assert row is not None
    assert row.choice == "24"
    chosen = next(one for one in row.buttons() if one.isChecked())
    assert chosen.text() == "24 point, which suits Mina"


def test_thinking_better_of_it_counts_nothing(leaving: Leaving, desk: Desk) -> None:
    choose(leaving.screen.safe, "yes")
    leaving.target = lambda _: None
    leaving.save()
    leaving.screen.print_button.click()
    assert register(desk, leaving.person).given == ()
    assert leaving.screen.save_button.isEnabled()


def test_another_file_of_that_name_is_replaced_whole(leaving: Leaving, tmp_path: Path) -> None:
    there = tmp_path / "old.pdf"
    there.write_bytes(b"old")
    there.chmod(0o644)
    choose(leaving.screen.safe, "yes")
    leaving.target = lambda _: tmp_path / "old"
    leaving.save()
    leaving.until_counted(1)
    assert there.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(there.stat().st_mode) == 0o600


def test_a_place_that_cannot_be_written_to_counts_nothing(
    leaving: Leaving, desk: Desk, tmp_path: Path
) -> None:
    choose(leaving.screen.safe, "yes")
    leaving.target = lambda _: tmp_path / "nowhere" / "a.pdf"
    leaving.save()
    leaving.qtbot.waitUntil(lambda: leaving.said.startswith("The file could not be saved"))
    assert register(desk, leaving.person).given == ()
    assert leaving.screen.save_button.isEnabled()


def test_what_cannot_be_counted_is_not_left(
    leaving: Leaving, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFullError

    def fill_the_disk(store: object) -> None:
        monkeypatch.setattr(store, "record", full)

    desk.store_thread.submit(fill_the_disk).result()
    choose(leaving.screen.safe, "yes")
    leaving.save()
    leaving.qtbot.waitUntil(lambda: leaving.said.startswith("There is no space left"))
    assert folder(desk) == []
    leaving.printer = printer_to(desk.shell.profile.folder / "out.pdf")
    leaving.screen.message.hide()
    leaving.screen.print_button.click()
    leaving.qtbot.waitUntil(lambda: leaving.said.startswith("There is no space left"))
    assert not (desk.shell.profile.folder / "out.pdf").exists()


def test_a_file_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    with pytest.raises(ZeroDivisionError), save_beside(target, b"words"):
        assert len(list(tmp_path.iterdir())) == 1
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_every_page_is_printed_under_a_neutral_title_and_counted(
    leaving: Leaving, desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "printed.pdf"
    leaving.printer = printer_to(out)
    choose(leaving.screen.safe, "yes")
    leaving.screen.print_button.click()
    leaving.qtbot.waitUntil(lambda: leaving.said.startswith("Copy 1 has gone to the printer"), timeout=20_000)
    leaving.until_counted(1)
    assert leaving.printer.docName() == "Document"
    printed = QPdfDocument()
    printed.load(str(out))
    assert printed.pageCount() == leaving.screen.preview.pages
    size = printed.pagePointSize(0)
    assert (round(size.width()), round(size.height())) == (595, 842)
    assert CANAL.encode() not in out.read_bytes()
    page = printed.render(0, printed.pagePointSize(0).toSize())
    inked = sum(
        page.pixelColor(x, y).alpha() > 0 and page.pixelColor(x, y).lightness() < 128
        for x in range(0, page.width(), 3)
        for y in range(0, page.height(), 3)
    )
    assert inked > 100
    printed.close()


def test_leaving_the_page_half_way_leaves_no_stray_file(leaving: Leaving, desk: Desk, qtbot: QtBot) -> None:
    choose(leaving.screen.safe, "yes")
    person = leaving.person
    leaving.save()
    leaving.presenter.setParent(None)
    leaving.presenter.deleteLater()
    qtbot.waitUntil(lambda: len(register(desk, person).given) == 1)
    qtbot.waitUntil(lambda: folder(desk) == [f"copy-{desk.shell.now().date()}.pdf"])
