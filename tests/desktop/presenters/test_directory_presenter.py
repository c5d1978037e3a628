# SPDX-License-Identifier: Apache-2.0
"""The list of local support is found offline in any order of words, said honestly, and never lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.check_ins_presenter import make_check_ins
from desktop.presenters.directory_presenter import MOST_TROUBLES, make_directory
from desktop.presenters.form_presenter import FormPresenter, make_form
from desktop.screens.directory_screen import DirectoryScreen
from desktop.screens.form_screen import FormScreen
from desktop.widgets.support_finder import MOST_FOUND
from desktop.widgets.words import Words
from desktop.wording import date_words
from forms.answers import Given
from forms.registry import VISIT
from records.goals import GOALS_FORM
from records.operation import PersonId
from tests.desktop.conftest import Desk

HEAD = "what,for_whom,how_to_reach,checked_on,rated_by\n"
FOOD = "Food bank,everybody,Mill Lane 01632 960111"


@pytest.fixture
def listed(desk: Desk) -> Desk:
    today = desk.shell.now().date()
    fresh, old = today - timedelta(days=3), today - timedelta(days=400)
    rows = f"{FOOD},{fresh},three of us went\nMen’s shed,men,Canal Street,{old},\nTea and talk,,Hall,,\n"
    desk.shell.profile.directory.write_text(HEAD + rows, "utf-8")
    return desk


def page(desk: Desk, qtbot: QtBot) -> DirectoryScreen:
    screen = make_directory(desk.shell, Place(PlaceKind.DIRECTORY))
    assert isinstance(screen, DirectoryScreen)
    qtbot.addWidget(screen)
    screen.show()
    return screen


def said(screen: QWidget) -> str:
    return " | ".join(one.text() for one in screen.findChildren(Words) if one.isVisibleTo(screen))


def names(screen: QWidget) -> str:
    return " | ".join(one.accessibleName() for one in screen.findChildren(QWidget) if one.isVisibleTo(screen))


def button(screen: QWidget, words: str) -> QAbstractButton:
    found = [one for one in screen.findChildren(QAbstractButton) if one.isVisibleTo(screen)]
    return next(one for one in found if words in {one.text(), one.accessibleName()})


def test_each_place_says_when_it_was_tried_and_who_found_it_good(listed: Desk, qtbot: QtBot) -> None:
    screen = page(listed, qtbot)
    today = listed.shell.now().date()
    everything = names(screen)
    assert (
        f"Found good by: three of us went, checked on {date_words(today - timedelta(days=3))}" in everything
    )
    old = date_words(today - timedelta(days=400))
    assert f"Men’s shed, Canal Street, For: men, last checked on {old}: check it before you" in everything
    assert "Tea and talk, Hall, nobody has checked it yet" in everything


@pytest.mark.parametrize(("typed", "found"), [("lane food", 1), ("FOOD bánk", 1), ("food shed", 0), ("", 3)])
def test_words_are_found_in_any_order(listed: Desk, qtbot: QtBot, typed: str, found: int) -> None:
    screen = page(listed, qtbot)
    assert screen.finder is not None
    screen.finder.search.setText(typed)
    assert screen.finder.count.text().startswith(f"{found} place" if found else "Nothing in the list")
    assert ("Food bank" in said(screen)) == (found in {1, 3})


def test_a_long_list_shows_its_beginning_and_says_that_there_is_more(desk: Desk, qtbot: QtBot) -> None:
    rows = "".join(f"Place {number},,Ring {number},,\n" for number in range(MOST_FOUND + 5))
    desk.shell.profile.directory.write_text(HEAD + rows, "utf-8")
    screen = page(desk, qtbot)
    assert f"{MOST_FOUND + 5} places. The first {MOST_FOUND} are shown" in said(screen)
    assert said(screen).count("| Place ") == MOST_FOUND


def take_in(screen: DirectoryScreen, path: Path, qtbot: QtBot, until: str) -> None:
    screen.choose_file = lambda: path  # type: ignore[method-assign]
    button(screen, "Take in another list" if screen.finder else "Take in a list").click()
    qtbot.waitUntil(lambda: until in screen.message.accessibleName())


def test_a_list_is_taken_in_with_each_bad_row_by_its_number_and_the_file_keeps_them(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = page(desk, qtbot)
    assert "No list is on this laptop yet." in said(screen)
    file = tmp_path / "ours.csv"
    bad = "Nobody to reach,,,,\nOdd day,,Ring,soon,\n"
    file.write_text(f"{HEAD}{FOOD},,\n{bad}", "utf-8")
    take_in(screen, file, qtbot, "2 places are in the list now.")
    assert "Row 3 of directory.csv was left out" in said(screen)
    assert "Row 4 of directory.csv is shown as not checked" in said(screen)
    assert desk.shell.profile.directory.read_bytes() == file.read_bytes()


def test_a_file_with_nothing_in_it_changes_nothing_and_says_why(
    listed: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    before = listed.shell.profile.directory.read_bytes()
    screen = page(listed, qtbot)
    for number, content in enumerate(
        (b"", b"name,phone\nA,1\n", HEAD.encode(), b"\xff\xfe\x00", b"x" * 5_000_000)
    ):
        file = tmp_path / f"{number}.csv"
        file.write_bytes(content)
        screen.message.hide()
        take_in(screen, file, qtbot, "Nothing was changed: the list on this laptop is as it was.")
    take_in(screen, tmp_path / "not there.csv", qtbot, "This file cannot be opened")
    assert listed.shell.profile.directory.read_bytes() == before
    assert "Food bank" in said(screen)


def test_the_list_before_can_be_put_back(listed: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    screen = page(listed, qtbot)
    file = tmp_path / "new.csv"
    file.write_text(f"{HEAD}Choir,,Church hall,,\n", "utf-8")
    take_in(screen, file, qtbot, "1 place is in the list now.")
    assert "Food bank" not in said(screen)
    button(screen, "Put the list before this one back").click()
    qtbot.waitUntil(lambda: "Food bank" in said(screen))
    button(screen, "Put the list before this one back").click()
    qtbot.waitUntil(lambda: "Choir" in said(screen))


def test_many_bad_rows_are_counted_once_enough_are_named(desk: Desk, qtbot: QtBot) -> None:
    bad = "Nobody to reach,,,,\n" * (MOST_TROUBLES + 3)
    desk.shell.profile.directory.write_text(f"{HEAD}{bad}{FOOD},,\n", "utf-8")
    screen = page(desk, qtbot)
    assert said(screen).count("of directory.csv was left out") == MOST_TROUBLES
    assert "3 more rows have something like it." in said(screen)


def test_the_check_ins_lead_to_the_list_and_it_leads_back(desk: Desk, qtbot: QtBot) -> None:
    check_ins = make_check_ins(desk.shell, Place(PlaceKind.CHECK_INS))
    qtbot.addWidget(check_ins)
    qtbot.waitUntil(lambda: "Nobody has a check-in plan" in said(check_ins))
    button(check_ins, "Local support").click()
    button(page(desk, qtbot), "To the check-ins").click()
    assert [one.kind for one in desk.places] == [PlaceKind.DIRECTORY, PlaceKind.CHECK_INS]


# Beside a question


def form(
    desk: Desk, person: PersonId, canonical: str, qtbot: QtBot, section: str | None = None
) -> FormScreen:
    screen = make_form(desk.shell, Place(PlaceKind.FORM, person, form=canonical, section=section))
    assert isinstance(screen, FormScreen)
    qtbot.addWidget(screen)
    screen.resize(1100, 800)
    screen.show()
    qtbot.waitUntil(lambda: screen.view is not None)
    return screen


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize(
    ("canonical", "group", "asked", "section"),
    [
        (GOALS_FORM, "goals", "Who helps", None),
        (VISIT, "agreed_actions", "What", "what_next"),
    ],
)
def test_support_is_chosen_by_keyboard_alone_and_stands_in_the_answer_as_words(
    listed: Desk,
    somebody: PersonId,
    qtbot: QtBot,
    canonical: str,
    group: str,
    asked: str,
    section: str | None,
) -> None:
    screen = form(listed, somebody, canonical, qtbot, section)
    assert screen.view is not None
    row = screen.view.add_row(group)
    entry = next(one for one in screen.view.findChildren(QLineEdit) if one.accessibleName() == asked)
    QTest.keyClicks(entry, "Sam, and ")
    way = button(screen, f"{asked}: Find support")
    way.setFocus()
    QTest.keyClick(way, Qt.Key.Key_Space)
    QTest.keyClicks(focused(), "lane food")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    while focused().accessibleName() != "Use this: Food bank":
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert entry.text() == "Sam, and; Food bank: Mill Lane 01632 960111"
    assert focused() is entry
    presenter = screen.findChild(FormPresenter)
    assert presenter is not None
    assert presenter.filling is not None
    answered = {answer for place, link, answer in presenter.filling.draft.answers() if place == row}
    assert Given(entry.text()) in answered


def test_what_was_not_checked_lately_says_so_where_it_is_put_in(
    listed: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    screen = form(listed, somebody, GOALS_FORM, qtbot)
    assert screen.view is not None
    screen.view.add_row(next(iter(screen.view.groups)))
    button(screen, "Who helps: Find support").click()
    button(screen, "Use this: Men’s shed").click()
    entry = next(one for one in screen.view.findChildren(QLineEdit) if one.accessibleName() == "Who helps")
    assert entry.text() == "Men’s shed: Canal Street (not checked lately)"


def test_what_is_found_beside_a_question_comes_into_view(
    listed: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    screen = form(listed, somebody, GOALS_FORM, qtbot)
    assert screen.view is not None
    screen.resize(1000, 700)
    screen.view.add_row(next(iter(screen.view.groups)))
    button(screen, "Who helps: Find support").click()
    use = button(screen, "Use this: Men’s shed")
    qtbot.waitUntil(lambda: not use.visibleRegion().isEmpty())


def test_without_a_list_nothing_is_offered_beside_a_question(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    screen = form(desk, somebody, GOALS_FORM, qtbot)
    assert screen.view is not None
    screen.view.add_row(next(iter(screen.view.groups)))
    assert "Find support" not in names(screen)
