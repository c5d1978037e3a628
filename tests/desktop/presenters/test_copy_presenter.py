# SPDX-License-Identifier: Apache-2.0
"""A copy leaves only after the question about paper, is what was shown, is counted, leaves nothing else."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from desktop.paper import save_beside
from desktop.places import Place, PlaceKind
from desktop.presenters.copy_presenter import make_copy
from desktop.screens.copy_screen import SIZE, STRUCK, CopyScreen
from forms.answers import Given
from forms.registry import newest_form
from records.errors import DiskFullError
from records.intake import new_person
from records.operation import PersonId
from records.people import DISCHARGE_FORM, PERSON_FORM
from tests.desktop.conftest import DETAILS, LEFT, Desk
from tests.desktop.presenters.copying import (
    Leaving,
    choose,
    printer_to,
    register,
    say,
    strike,
    words_of,
)

CANAL = "Walking the dog by the canal"
GYM = "The gym on Mondays"


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
    assert preview.pages >= 3
    # A plain cover lies on top: it is not what shows first, and the sheet's own numbers do not count it.
    assert (preview.page, preview.where.text()) == (2, f"Page 1 of {preview.pages - 1}")
    first = preview.sheet.grab().toImage()
    drawn = {first.pixelColor(x, y).name() for x in range(0, first.width(), 2) for y in range(0, 300, 2)}
    assert len(drawn) > 5
    read = []
    for _ in range(preview.pages - 1):
        read.append(preview.sheet.accessibleDescription())
        preview.after.click()
    assert not preview.after.isEnabled()
    assert any(CANAL in page for page in read)
    for _ in range(preview.pages - 1):
        preview.before.click()
    assert preview.where.text() == "The cover"
    assert "Mina" not in preview.sheet.accessibleDescription()


def test_the_place_leads_to_this_page(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    screen = make_copy(desk.shell, Place(PlaceKind.COPY, somebody))
    qtbot.addWidget(screen)
    assert isinstance(screen, CopyScreen)
    qtbot.waitUntil(screen.leave.save_button.isEnabled, timeout=10_000)


def test_nothing_leaves_before_the_question_about_paper_is_answered(leaving: Leaving) -> None:
    leaving.save()
    leaving.print_button.click()
    assert leaving.said == "First: is it safe to leave paper here?"
    assert leaving.answers.suggested == []


def test_a_no_stops_saving_and_printing_and_can_be_taken_back(leaving: Leaving, desk: Desk) -> None:
    leaving.safe("no")
    assert leaving.said.startswith("Then no paper is left here")
    leaving.save()
    leaving.print_button.click()
    assert leaving.answers.suggested == []
    assert folder(desk) == []
    leaving.safe("envelope")
    assert leaving.said == ""
    leaving.save()
    leaving.until_counted(1)
    assert register(desk, leaving.person).given[0].safe == "envelope"


def test_not_asked_is_no_no(leaving: Leaving) -> None:
    leaving.safe("not_asked")
    leaving.save()
    leaving.until_counted(1)


def test_the_saved_file_holds_the_words_for_its_owner_alone(leaving: Leaving, desk: Desk) -> None:
    leaving.safe("yes")
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
    leaving.safe("yes")
    leaving.save()
    leaving.until_counted(1)
    say(desk, leaving.person, "tea")
    desk.background.tell_changed(frozenset({leaving.person}))
    leaving.qtbot.waitUntil(lambda: "Version 2" in leaving.screen.lead.text())
    leaving.until_ready()
    choose(leaving.screen.row(SIZE), "28")
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
    leaving.safe("yes")
    leaving.save()
    leaving.until_counted(1)
    assert GYM not in words_of(leaving.answers.suggested[0])
    choose(leaving.screen.row(STRUCK), "yes")
    assert not leaving.save_button.isEnabled()
    leaving.until_ready()
    leaving.save()
    leaving.until_counted(2)
    read = words_of(leaving.answers.suggested[1])
    assert GYM in read
    assert "Taken out" in read


def test_only_the_pages_that_were_asked_for_last_can_be_left(leaving: Leaving, desk: Desk) -> None:
    leaving.safe("yes")
    for size in ("28", "24", "12"):
        choose(leaving.screen.row(SIZE), size)
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
    row = leaving.screen.row(SIZE)
    assert row.choice == "24"
    chosen = next(one for one in row.buttons() if one.isChecked())
    assert chosen.text() == "24 point, from Mina’s needs"


def test_thinking_better_of_it_counts_nothing(leaving: Leaving, desk: Desk) -> None:
    leaving.safe("yes")
    leaving.answers.to = lambda _: None
    leaving.save()
    leaving.print_button.click()
    assert register(desk, leaving.person).given == ()
    assert leaving.save_button.isEnabled()


def test_another_file_of_that_name_is_replaced_whole(leaving: Leaving, tmp_path: Path) -> None:
    there = tmp_path / "old.pdf"
    there.write_bytes(b"old")
    there.chmod(0o644)
    leaving.safe("yes")
    leaving.answers.to = lambda _: there
    leaving.save()
    leaving.until_counted(1)
    assert there.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(there.stat().st_mode) == 0o600


def test_a_place_that_cannot_be_written_to_counts_nothing(
    leaving: Leaving, desk: Desk, tmp_path: Path
) -> None:
    leaving.safe("yes")
    leaving.answers.to = lambda _: tmp_path / "nowhere" / "a.pdf"
    leaving.save()
    leaving.qtbot.waitUntil(lambda: leaving.said.startswith("The file could not be saved"))
    assert register(desk, leaving.person).given == ()
    assert leaving.save_button.isEnabled()


def test_what_cannot_be_counted_is_not_left(
    leaving: Leaving, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFullError

    def fill_the_disk(store: object) -> None:
        monkeypatch.setattr(store, "record", full)

    desk.store_thread.submit(fill_the_disk).result()
    leaving.safe("yes")
    leaving.save()
    leaving.qtbot.waitUntil(lambda: leaving.said.startswith("There is no space left"))
    assert folder(desk) == []
    leaving.answers.prints_to = printer_to(desk.shell.profile.folder / "out.pdf")
    leaving.screen.message.hide()
    leaving.print_button.click()
    leaving.qtbot.waitUntil(lambda: leaving.said.startswith("There is no space left"))
    assert not (desk.shell.profile.folder / "out.pdf").exists()


def test_a_file_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    with pytest.raises(ZeroDivisionError), save_beside(target, b"words"):
        assert len(list(tmp_path.iterdir())) == 1
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_every_page_is_printed_under_a_neutral_title_and_counted(
    leaving: Leaving, desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "printed.pdf"
    leaving.answers.prints_to = printer_to(out)
    leaving.safe("yes")
    leaving.print_button.click()
    leaving.qtbot.waitUntil(lambda: leaving.said.startswith("Copy 1 has gone to the printer"), timeout=20_000)
    leaving.until_counted(1)
    assert leaving.answers.prints_to.docName() == "Document"
    printed = QPdfDocument()
    printed.load(str(out))
    assert printed.pageCount() == leaving.screen.preview.pages
    size = printed.pagePointSize(0)
    assert (round(size.width()), round(size.height())) == (595, 842)
    assert CANAL.encode() not in out.read_bytes()
    page = printed.render(1, printed.pagePointSize(0).toSize())
    inked = sum(
        page.pixelColor(x, y).alpha() > 0 and page.pixelColor(x, y).lightness() < 128
        for x in range(0, page.width(), 3)
        for y in range(0, page.height(), 3)
    )
    assert inked > 100
    printed.close()


def test_leaving_the_page_half_way_leaves_no_stray_file(leaving: Leaving, desk: Desk, qtbot: QtBot) -> None:
    leaving.safe("yes")
    person = leaving.person
    leaving.save()
    leaving.presenter.setParent(None)
    leaving.presenter.deleteLater()
    qtbot.waitUntil(lambda: len(register(desk, person).given) == 1)
    qtbot.waitUntil(lambda: folder(desk) == [f"copy-{desk.shell.now().date()}.pdf"])
