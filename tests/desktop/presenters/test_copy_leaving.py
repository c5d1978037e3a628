# SPDX-License-Identifier: Apache-2.0
"""Copies leave one by one, each counted; what did not leave is said and written down; warnings come first."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop import printing
from desktop.places import PlaceKind
from desktop.presenters.print_run import PrintRun
from desktop.printer_reach import Reach
from desktop.screens.copy_screen import COPIES, HOLDER, MEDIUM, WHAT
from desktop.shell import Shell
from records.copies_gone import GoneHow
from records.copies_register import How, Sheet
from records.errors import DiskFullError
from records.kept_away import KeptAway, keep_away
from records.operation import PersonId
from records.people import COPY_OWED_FORM
from records.store import RecordStore
from tests.desktop.conftest import Desk
from tests.desktop.presenters.copying import Answers, Leaving, choose, printer_to, register, say, words_of

CANAL = "Walking with Nadia by the canal"


@pytest.fixture
def leaving(desk: Desk, somebody: PersonId, qtbot: QtBot) -> Leaving:
    say(desk, somebody, CANAL)
    return Leaving(desk, somebody, qtbot)


def kept_away(desk: Desk, person: PersonId, name: str) -> None:
    change = keep_away(person, KeptAway(name))
    desk.store_thread.submit(lambda store: store.record(person, [change])).result()


def press_action(leaving: Leaving) -> None:
    leaving.screen.message.button.click()


# Several at once


def test_several_sheets_are_saved_into_one_folder_each_counted_under_a_name_that_says_nothing(
    leaving: Leaving, desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    leaving.answers.to = lambda _: folder
    leaving.safe()
    leaving.choose(WHAT, "crisis", "wallet")
    assert leaving.save_button.text() == "Save 3 files"
    leaving.save()
    leaving.until_counted(3)
    given = register(desk, leaving.person).given
    assert [(one.number, one.sheet, one.how) for one in reversed(given)] == [
        (1, Sheet.PLAN, How.SAVED),
        (2, Sheet.CRISIS, How.SAVED),
        (3, Sheet.WALLET, How.SAVED),
    ]
    day = desk.shell.now().date()
    files = sorted(folder.iterdir())
    assert {one.name for one in files} == {f"copy-{day}{end}.pdf" for end in ("", "-2", "-3")}
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in files)
    assert leaving.said.startswith("Saved and counted: copy-")


def test_two_of_the_same_are_two_numbers_on_paper_and_in_the_register(
    leaving: Leaving, desk: Desk, tmp_path: Path
) -> None:
    leaving.answers.to = lambda _: tmp_path
    leaving.safe()
    leaving.choose(COPIES, "2")
    leaving.save()
    leaving.until_counted(2)
    day = desk.shell.now().date()
    assert "Copy 1" in words_of(tmp_path / f"copy-{day}.pdf")
    assert "Copy 2" in words_of(tmp_path / f"copy-{day}-2.pdf")


def test_what_was_saved_before_the_disk_was_full_is_counted_and_the_rest_is_not(
    leaving: Leaving, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_after_one(store: RecordStore) -> None:
        record, calls = store.record, []

        def full(*said: object) -> object:
            calls.append(said)
            if len(calls) > 1:
                raise DiskFullError
            return record(*said)  # type: ignore[arg-type]

        monkeypatch.setattr(store, "record", full)

    desk.store_thread.submit(fill_after_one).result()
    leaving.answers.to = lambda _: tmp_path
    leaving.safe()
    leaving.choose(WHAT, "crisis", "wallet")
    leaving.save()
    leaving.until_said("Saved and counted: Copy 1. Not saved: 2 more. There is no space left")
    assert len(list(tmp_path.glob("copy-*.pdf"))) == 1
    assert list(tmp_path.glob(".*part")) == []
    assert len(register(desk, leaving.person).given) == 1


def test_a_folder_that_is_none_counts_nothing_and_says_so(
    leaving: Leaving, desk: Desk, tmp_path: Path
) -> None:
    there = tmp_path / "a file"
    there.write_bytes(b"mine")
    leaving.answers.to = lambda _: there
    leaving.safe()
    leaving.choose(WHAT, "crisis")
    leaving.save()
    leaving.until_said("The file could not be saved there, and no copy was counted.")
    assert register(desk, leaving.person).given == ()
    assert there.read_bytes() == b"mine"
    assert leaving.save_button.isEnabled()


def test_on_their_phone_is_a_file_and_prints_nothing(leaving: Leaving) -> None:
    leaving.choose(MEDIUM, "phone")
    assert not leaving.print_button.isVisibleTo(leaving.screen)
    assert leaving.save_button.isVisibleTo(leaving.screen)


def test_read_aloud_leaves_nothing_and_reads_the_sheet_that_shows(leaving: Leaving, qtbot: QtBot) -> None:
    choose(leaving.screen.row(MEDIUM), "audio")
    leave = leaving.screen.leave
    qtbot.waitUntil(leave.aloud_button.isEnabled, timeout=10_000)
    assert leave.aloud_button.isVisibleTo(leaving.screen)
    for gone in (leave.save_button, leave.print_button, leaving.screen.hand_button, leave.owe_button):
        assert not gone.isVisibleTo(leaving.screen)
    read = "\n".join(line for _heading, line in leave.lines)
    assert CANAL in read
    assert "call 999" in read


@pytest.mark.parametrize("way", ["save", "print"])
def test_what_changed_while_somebody_was_asked_where_to_does_not_leave_unseen(
    leaving: Leaving, desk: Desk, tmp_path: Path, way: str
) -> None:
    def change() -> None:
        say(desk, leaving.person, "and one thing more")
        desk.background.tell_changed(frozenset({leaving.person}))
        leaving.qtbot.waitUntil(lambda: "Version 2" in leaving.screen.lead.text())

    class Meanwhile(Answers):
        def file(self, suggested: Path) -> Path | None:
            change()
            return suggested

        def printer(self) -> QPrinter | None:
            change()
            return printer_to(tmp_path / "out.pdf")

    leaving.presenter.leaving.printer.ask = Meanwhile()
    leaving.safe()
    (leaving.save_button if way == "save" else leaving.print_button).click()
    leaving.until_said("Something changed meanwhile. Look at the pages again")
    assert register(desk, leaving.person).given == ()
    assert not (tmp_path / "out.pdf").exists()
    assert not list(desk.shell.profile.copies.iterdir())
    leaving.until_ready()


# Warnings first


def test_a_name_that_is_kept_away_is_warned_of_before_paper_leaves_and_never_said(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    say(desk, somebody, "since tariq left")
    kept_away(desk, somebody, "Tariq")
    leaving = Leaving(desk, somebody, qtbot)
    leaving.safe()
    leaving.save()
    assert leaving.said.startswith("Somebody whom Mina keeps away may be named on these pages")
    assert "ariq" not in leaving.said
    assert all(one.text() != "tariq" for one in leaving.screen.leave.names.names())
    assert register(desk, somebody).given == ()
    press_action(leaving)
    leaving.until_counted(1)


def test_taking_the_answer_about_paper_back_after_the_warning_still_holds_everything(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    say(desk, somebody, "since tariq left")
    kept_away(desk, somebody, "Tariq")
    leaving = Leaving(desk, somebody, qtbot)
    leaving.safe()
    leaving.save()
    leaving.screen.safe.show_choice("no")
    press_action(leaving)
    assert leaving.said.startswith("Then no paper is left here")
    assert leaving.answers.suggested == []


def test_a_network_printer_is_warned_of_and_prints_only_after_a_second_word(
    leaving: Leaving, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "reach_of", lambda *_said, **_more: Reach.NETWORK)
    out = tmp_path / "out.pdf"
    leaving.answers.prints_to = printer_to(out)
    leaving.safe()
    leaving.print_button.click()
    leaving.until_said("This printer is on a network")
    assert not out.exists()
    assert register(desk, leaving.person).given == ()
    press_action(leaving)
    leaving.until_said("Copy 1 has gone to the printer, and is counted.")
    assert out.exists()


def test_without_a_printer_it_says_what_can_be_done_instead(leaving: Leaving, desk: Desk) -> None:
    leaving.answers.printers = False
    leaving.safe()
    leaving.print_button.click()
    assert leaving.said.startswith("There is no printer on this laptop.")
    assert register(desk, leaving.person).given == ()
    leaving.screen.leave.owe_button.click()
    assert [(one.kind, one.form) for one in desk.places] == [(PlaceKind.FORM, COPY_OWED_FORM)]


# The printer


class Jobs:
    """Printers that do as a test wants: for each copy, how many pages it takes, and whether it ends well."""

    def __init__(self, *outcomes: tuple[int, bool]) -> None:
        self.outcomes = list(outcomes)

    def make(self) -> type[printing.PrintJob]:
        outcomes = self.outcomes

        class Job(printing.PrintJob):
            page_sent = Signal(int, int)
            ended = Signal(bool)

            def start(self) -> None:
                pages, took = outcomes.pop(0)
                for one in range(pages):
                    self.page_sent.emit(one + 1, 9)
                self.ended.emit(took)

        return Job


@pytest.fixture
def printing_as(leaving: Leaving, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Jobs:
    jobs = Jobs()
    monkeypatch.setattr(printing, "PrintJob", jobs.make())
    leaving.answers.prints_to = printer_to(tmp_path / "out.pdf")
    leaving.safe()
    return jobs


def test_a_printer_that_does_not_start_leaves_no_copy_in_anybodys_hand(
    leaving: Leaving, desk: Desk, printing_as: Jobs
) -> None:
    printing_as.outcomes += [(0, False)]
    leaving.print_button.click()
    leaving.until_said("The printer did not start. Copy 1 never left, and is written down so.")
    (copy,) = register(desk, leaving.person).given
    assert copy.never_left
    assert register(desk, leaving.person).standing == ()


def test_a_printer_that_vanishes_leaves_it_counted_until_somebody_says_that_nothing_came_out(
    leaving: Leaving, desk: Desk, printing_as: Jobs
) -> None:
    printing_as.outcomes += [(2, False)]
    leaving.print_button.click()
    leaving.until_said("The printer stopped in copy 1, and this laptop cannot know what came out.")
    assert not register(desk, leaving.person).given[0].is_gone
    press_action(leaving)
    leaving.until_said("Written down: copy 1 never came out")
    (copy,) = register(desk, leaving.person).given
    assert [one.how for one in copy.marks] == [GoneHow.NEVER_LEFT]


def test_copies_after_the_one_that_failed_are_neither_printed_nor_counted(
    leaving: Leaving, desk: Desk, printing_as: Jobs
) -> None:
    leaving.choose(COPIES, "3")
    printing_as.outcomes += [(9, True), (0, False), (9, True)]
    leaving.print_button.click()
    leaving.until_said("Copy 1 has gone to the printer, and is counted. The printer did not start. Copy 2")
    assert [one.number for one in register(desk, leaving.person).given] == [2, 1]
    assert [one.number for one in register(desk, leaving.person).standing] == [1]
    assert printing_as.outcomes == [(9, True)]


def test_printing_says_how_far_it_is_and_can_be_stopped_between_copies(
    leaving: Leaving, desk: Desk, tmp_path: Path
) -> None:
    leaving.answers.prints_to = printer_to(tmp_path / "out.pdf")
    leaving.safe()
    leaving.choose(COPIES, "2")
    told: list[str] = []
    leave = leaving.screen.leave
    show = leave.show_progress

    def remember(words: str) -> None:
        told.append(words)
        show(words)
        if len(told) == 1:
            press_action(leaving)

    leaving.screen.leave.show_progress = remember  # type: ignore[method-assign]
    leaving.print_button.click()
    leaving.until_said("Copy 1 has gone to the printer, and is counted. You stopped there: 1 more")
    assert told[0].startswith("Printing copy 1: page 1 of ")
    assert leave.progress.isHidden()
    assert len(register(desk, leaving.person).given) == 1


def test_printing_goes_on_when_its_page_has_gone(
    leaving: Leaving, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, person, start = tmp_path / "out.pdf", leaving.person, PrintRun.start
    leaving.answers.prints_to = printer_to(out)
    leaving.safe()

    gone: list[PrintRun] = []

    def start_and_leave(run: PrintRun) -> None:
        start(run)
        if not gone:  # it begins again with each copy, and once more at the end
            gone.append(run)
            leaving.presenter.setParent(None)
            leaving.presenter.deleteLater()

    monkeypatch.setattr(PrintRun, "start", start_and_leave)
    leaving.print_button.click()
    leaving.qtbot.waitUntil(lambda: len(register(desk, person).given) == 1, timeout=20_000)
    leaving.qtbot.waitUntil(lambda: out.exists() and out.stat().st_size > 1000, timeout=20_000)


def test_the_room_of_the_print_service_is_empty_after_each_job(leaving: Leaving, tmp_path: Path) -> None:
    leaving.answers.prints_to = printer_to(tmp_path / "out.pdf")
    leaving.safe()
    leaving.print_button.click()
    leaving.until_said("Copy 1 has gone to the printer")
    shell: Shell = leaving.desk.shell
    assert not shell.profile.printing.exists()


# By hand


def test_a_sheet_copied_by_hand_is_counted_once_somebody_says_so(leaving: Leaving, desk: Desk) -> None:
    leave = leaving.screen.leave
    leaving.screen.hand_button.click()
    assert CANAL in leaving.screen.hand.accessibleName()
    assert "Copy 1" in leaving.screen.hand.accessibleName()
    leave.copied_button.click()
    assert leaving.said == "First: is it safe to leave paper here?"
    assert register(desk, leaving.person).given == ()
    leaving.safe()
    leave.copied_button.click()
    leaving.until_said("Counted: copy 1, copied by hand.")
    (copy,) = register(desk, leaving.person).given
    assert (copy.how, copy.safe) == (How.BY_HAND, "yes")


# Names, and for whom


def test_a_name_opens_the_sheet_at_its_place_and_marks_it(leaving: Leaving) -> None:
    (nadia,) = [one for one in leaving.screen.leave.names.names() if one.text() == "Nadia"]
    nadia.click()
    preview = leaving.screen.preview
    assert preview.where.text().endswith("“Nadia” is marked")
    (place,) = preview.sheet.places
    assert place.width() > 10
    text = preview.sheet.accessibleDescription()
    assert "Nadia" in text


def test_for_somebody_who_may_have_nothing_nothing_is_shown_or_offered(leaving: Leaving) -> None:
    choose(leaving.screen.row(HOLDER), "someone_else")
    leave = leaving.screen.leave
    for gone in (leave.save_button, leave.print_button, leaving.screen.hand_button, leaving.screen.preview):
        assert not gone.isVisibleTo(leaving.screen)
    assert leaving.screen.sharing_button.isVisibleTo(leaving.screen)
    leaving.screen.sharing_button.click()
    assert leaving.desk.places[-1].kind is PlaceKind.SHARING


def test_with_every_sheet_unchosen_nothing_can_leave(leaving: Leaving) -> None:
    leaving.safe()
    choose(leaving.screen.row(WHAT), "plan")
    assert not leaving.save_button.isEnabled()
    assert leaving.screen.preview.where.text() == "Nothing is chosen."
