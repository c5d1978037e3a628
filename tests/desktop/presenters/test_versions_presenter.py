# SPDX-License-Identifier: Apache-2.0
"""A version is agreed by name, is the same on the other laptop, and is read and printed as it was."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from babel.dates import format_date
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.person_presenter import make_person
from desktop.presenters.today_words import today_words
from desktop.presenters.versions_presenter import VersionsPresenter
from desktop.screens.screen import Screen
from desktop.screens.versions_screen import VersionsScreen
from desktop.screens.who_agreed import OTHER, PERSON, WORKER
from desktop.widgets.choice_row import ChoiceRow, OptionButton
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.statement_card import StatementCard
from desktop.widgets.words import Words
from desktop.wording import date_words
from records.copies_register import CopiesRegister, read_register
from records.known import known_of
from records.operation import Operation, PersonId
from records.plan import Plan
from records.store import RecordStore
from records.today import Today, make_today
from records.versions import AgreedVersion, agree_change, plan_at, read_versions
from tests.desktop.conftest import Desk
from tests.records.plans import PlanWriter, standing

CANAL = "Walking the dog by the canal"
PARK = "Walking the dog in the park"
CHOIR = "Choir on Thursdays"
T = TypeVar("T")


def on(desk: Desk, person: PersonId, job: Callable[[PlanWriter], T]) -> T:
    """Do something to the plan on one laptop, and let its screens know."""
    done = desk.store_thread.submit(lambda store: job(PlanWriter(store, person))).result()
    desk.background.tell_changed(frozenset({person}))
    return done


def say(desk: Desk, person: PersonId, text: str) -> None:
    on(desk, person, lambda writer: writer.say(text))


def agree(desk: Desk, person: PersonId, name: str = "", *by: str) -> None:
    def keep(writer: PlanWriter) -> None:
        number = writer.store.plan_version(person)
        writer.keep(agree_change(person, writer.record, name, by or ("Mina",), number))

    on(desk, person, keep)


def versions(desk: Desk, person: PersonId) -> tuple[AgreedVersion, ...]:
    return desk.store_thread.submit(lambda store: read_versions(store, person)).result()


def stood(desk: Desk, person: PersonId) -> dict[str, Any]:
    """The newest version's plan, as this laptop reads it."""

    def read(store: RecordStore) -> Plan:
        return plan_at(store.plan_history(person), read_versions(store, person)[0])

    return standing(desk.store_thread.submit(read).result())


def register(desk: Desk, person: PersonId) -> CopiesRegister:
    return desk.store_thread.submit(lambda store: read_register(store, person)).result()


def taken_in(operations: list[Operation], store: RecordStore) -> frozenset[PersonId]:
    return store.apply_page(operations, "1")


def send(author: Desk, reader: Desk) -> None:
    pages = author.store_thread.submit(lambda store: store.tail()).result()
    operations = [one for signed in pages for one in signed.operations]
    touched = reader.store_thread.submit(partial(taken_in, operations)).result()
    reader.background.tell_changed(touched)


@pytest.fixture
def there(tmp_path: Path, qapp: object) -> Iterator[Desk]:
    """Another laptop of the team."""
    other = Desk(tmp_path / "there")
    yield other
    other.background.close()


def words_of(screen: Screen) -> list[str]:
    return [one.text() for one in screen.findChildren(Words) if one.isVisibleTo(screen)]


def choose(row: ChoiceRow | None, code: str) -> None:
    assert row is not None
    buttons = [one for one in row.buttons() if isinstance(one, OptionButton)]
    next(one for one in buttons if one.option.code == code).click()


class Answered(VersionsPresenter):
    """Answers for itself where a file goes."""

    suggested: Path | None = None
    target: Path | None = None

    def choose_target(self, suggested: Path) -> Path | None:
        self.suggested = suggested
        return self.target or suggested


class Page:
    """The page on one laptop."""

    def __init__(self, desk: Desk, person: PersonId, qtbot: QtBot) -> None:
        self.desk, self.person, self.qtbot = desk, person, qtbot
        self.screen = VersionsScreen()
        qtbot.addWidget(self.screen)
        self.screen.resize(1176, 800)
        self.screen.show()
        self.presenter = Answered(desk.shell, person, self.screen)
        self.presenter.refresh()
        self.until("Our plan, and how it changed")

    @property
    def words(self) -> list[str]:
        return words_of(self.screen)

    @property
    def said(self) -> str:
        return "" if self.screen.message.isHidden() else self.screen.message.accessibleName()

    @property
    def notices(self) -> list[str]:
        shown = self.screen.findChildren(MessageBar)
        return [one.accessibleName() for one in shown if one.isVisibleTo(self.screen)]

    @property
    def statements(self) -> list[str]:
        shown = self.screen.findChildren(StatementCard)
        return [one.statement.words for one in shown if one.isVisibleTo(self.screen)]

    def until(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: any(words in one for one in self.words), timeout=10_000)

    def press(self, name: str) -> None:
        shown = [one for one in self.screen.findChildren(QPushButton) if one.isVisibleTo(self.screen)]
        next(one for one in shown if one.accessibleName() == name).click()

    def agree(self) -> None:
        self.screen.agree_button.click()

    def until_kept(self, count: int) -> None:
        self.qtbot.waitUntil(lambda: len(versions(self.desk, self.person)) == count, timeout=10_000)
        self.qtbot.waitUntil(lambda: self.said == "You agreed it together, and this version is kept.")

    def read(self, title: str) -> None:
        self.press(f"Read it: {title}")
        self.until("This is how it was on ")


def test_agreed_here_is_the_same_version_and_plan_there(
    desk: Desk, there: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    say(desk, somebody, CANAL)
    page = Page(desk, somebody, qtbot)
    assert page.screen.agreeing is not None
    assert page.screen.agreeing.who.choices == (PERSON, WORKER)
    QTest.keyClicks(page.screen.agreeing.name, "Before the summer")
    page.agree()
    page.until_kept(1)
    page.until("Before the summer")
    send(desk, there)
    (here_it_is,), (there_it_is,) = versions(desk, somebody), versions(there, somebody)
    assert there_it_is == here_it_is
    assert (there_it_is.name, there_it_is.agreed_by) == ("Before the summer", ("Mina", "Sam"))
    assert there_it_is.number == register(desk, somebody).version == register(there, somebody).version
    assert stood(there, somebody) == stood(desk, somebody) != {}
    other = Page(there, somebody, qtbot)
    other.read("Before the summer, version 1")
    assert other.statements == [CANAL]


def test_nobody_agrees_without_a_name(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    say(desk, somebody, CANAL)
    page = Page(desk, somebody, qtbot)
    agreeing = page.screen.agreeing
    assert agreeing is not None
    for code in (PERSON, WORKER):
        choose(agreeing.who, code)
    page.agree()
    assert page.said == "Who agreed? Please give at least one name."
    choose(agreeing.who, OTHER)
    page.agree()
    assert page.said == "Who agreed? Please give at least one name."
    assert versions(desk, somebody) == ()
    QTest.keyClicks(agreeing.other, "Rukhsana")
    page.agree()
    page.until_kept(1)
    assert versions(desk, somebody)[0].agreed_by == ("Rukhsana",)


def test_what_stays_open_is_named_and_does_not_stand_in_the_way(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    say(desk, somebody, CANAL)
    on(desk, somebody, lambda writer: writer.agreed("cp6_home", {"given": "At home"}))
    on(desk, somebody, lambda writer: writer.agreed("cp6_home", {"given": "At Mum’s"}, over=False))
    page = Page(desk, somebody, qtbot)
    assert page.notices == [
        "One thing has two versions and stays open: “How I could be supported at home, or somewhere else that"
        " isn’t hospital”. You can agree everything else."
    ]
    page.agree()
    page.until_kept(1)
    assert len(versions(desk, somebody)[0].open) == 1


def test_what_changed_is_told_by_part_in_plain_words(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    say(desk, somebody, CANAL)
    agree(desk, somebody)
    page = Page(desk, somebody, qtbot)
    assert "Nothing has changed since then." in page.words
    on(desk, somebody, lambda writer: writer.amend(CANAL, PARK))
    say(desk, somebody, CHOIR)
    page.until(CHOIR)
    assert "Things that keep me well" in page.words
    assert f"New in “Things that help me stay well”: “{CHOIR}”" in page.words
    assert f"Said differently in “Things that help me stay well”: “{PARK}”. Before: “{CANAL}”" in page.words
    assert any(one.endswith(", changed since") for one in page.words)


def test_people_who_are_not_wanted_are_named_nowhere_on_the_page(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    say(desk, somebody, CANAL)
    agree(desk, somebody)
    on(desk, somebody, lambda writer: writer.say("Dev", "cp3_not"))
    on(desk, somebody, lambda writer: writer.say("Rosa", "cp3_not"))
    page = Page(desk, somebody, qtbot)
    told = [one for one in page.words if one.startswith("Something changed in “")]
    assert len(told) == 1
    assert not any("Dev" in one or "Rosa" in one for one in page.words)


@pytest.mark.parametrize("offer", [None, "not_at_all"])
def test_a_plan_nobody_has_begun_is_never_called_missing(
    desk: Desk, somebody: PersonId, qtbot: QtBot, offer: str | None
) -> None:
    if offer is not None:
        on(desk, somebody, lambda writer: writer.agreed("offer_state", {"given": offer}))
    page = Page(desk, somebody, qtbot)
    expected = "Not known whether a plan was offered" if offer is None else "A plan is not wanted"
    assert expected in page.words
    assert page.screen.agree_button.isHidden()
    assert not any("missing" in one.lower() or "%" in one for one in page.words)


def test_what_is_being_typed_outlives_what_arrives_and_they_are_told(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    say(desk, somebody, CANAL)
    page = Page(desk, somebody, qtbot)
    assert page.screen.agreeing is not None
    QTest.keyClicks(page.screen.agreeing.name, "Spring")
    choose(page.screen.agreeing.who, WORKER)
    before = page.screen.agreeing
    say(desk, somebody, CHOIR)
    qtbot.waitUntil(lambda: page.screen.agreeing is not before)
    assert page.screen.agreeing is not None
    assert (page.screen.agreeing.name.text(), page.screen.agreeing.names) == ("Spring", ("Mina",))
    assert page.said == "The plan has just changed. Look at it again before you agree it."


def test_an_older_version_is_read_as_it_was_and_only_read(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    say(desk, somebody, CANAL)
    agree(desk, somebody, "Spring")
    on(desk, somebody, lambda writer: writer.amend(CANAL, PARK))
    agree(desk, somebody, "Summer")
    page = Page(desk, somebody, qtbot)
    assert page.screen.agreeing is not None
    QTest.keyClicks(page.screen.agreeing.name, "Autumn")
    page.read("Spring, version 1")
    day = date_words(versions(desk, somebody)[0].day)
    assert f"This is how it was on {day}" in page.words
    assert page.statements == [CANAL]
    assert page.screen.findChildren(StatementCard)[0].findChildren(QPushButton) == []
    assert any(one.startswith("My words. Sam Okafor typed them.") for one in page.words)
    page.press("Back to the versions")
    page.until("Our plan, and how it changed")
    focused = page.screen.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Read it: Spring, version 1"
    assert page.screen.agreeing.name.text() == "Autumn"


def test_an_older_version_is_printed_in_its_old_words_and_counted(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    say(desk, somebody, CANAL)
    agree(desk, somebody, "Spring")
    on(desk, somebody, lambda writer: writer.amend(CANAL, PARK))
    page = Page(desk, somebody, qtbot)
    page.press("Print it as it was: Spring, version 1")
    page.until("This is how it was on ")
    page.press("Save a file to print")
    assert page.said == "First: is it safe to leave paper here?"
    choose(page.screen.safe, "no")
    page.press("Save a file to print")
    assert page.said.startswith("Then no paper is left here")
    assert (page.presenter.suggested, register(desk, somebody).given) == (None, ())
    choose(page.screen.safe, "envelope")
    page.press("Save a file to print")
    qtbot.waitUntil(lambda: page.said.startswith("Saved and counted: "), timeout=10_000)
    saved = page.presenter.suggested
    assert saved is not None
    assert saved.name.startswith("copy-20")
    (given,) = register(desk, somebody).given
    assert (given.number, given.version, given.held_by, given.safe) == (1, 1, "Mina", "envelope")
    said = subprocess.run(["pdftotext", "-layout", saved, "-"], capture_output=True, check=True).stdout
    text = " ".join(said.decode().split())
    assert CANAL in text
    assert PARK not in text
    assert f"As agreed on {date_words(versions(desk, somebody)[0].day)} · Version 1" in text


def test_a_file_that_cannot_be_saved_is_not_counted(
    desk: Desk, somebody: PersonId, qtbot: QtBot, tmp_path: Path
) -> None:
    say(desk, somebody, CANAL)
    agree(desk, somebody, "Spring")
    page = Page(desk, somebody, qtbot)
    page.press("Print it as it was: Spring, version 1")
    page.until("This is how it was on ")
    choose(page.screen.safe, "yes")
    page.presenter.target = tmp_path / "nowhere" / "copy.pdf"
    page.press("Save a file to print")
    qtbot.waitUntil(lambda: page.said.startswith("The file could not be saved there"), timeout=10_000)
    assert register(desk, somebody).given == ()


def test_a_version_of_which_some_has_not_arrived_says_so_and_is_not_printed(
    desk: Desk, there: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    say(desk, somebody, CANAL)
    send(desk, there)
    say(desk, somebody, CHOIR)
    agree(desk, somebody, "Spring")
    pages = desk.store_thread.submit(lambda store: store.tail()).result()
    agreed = [one for signed in pages for one in signed.operations if one.kind == "agree"]
    there.store_thread.submit(partial(taken_in, agreed)).result()
    page = Page(there, somebody, qtbot)
    assert any("has not reached this laptop yet" in one for one in page.words)
    page.read("Spring, version 2")
    assert page.statements == [CANAL]
    assert any("Some of this version has not reached this laptop yet" in one for one in page.notices)
    assert page.screen.save_button.isHidden()


def test_the_person_page_says_how_it_stands_and_leads_to_the_versions(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    say(desk, somebody, CANAL)
    on(desk, somebody, lambda writer: writer.agreed("review_when", {"given": "2027-02-01"}))
    screen = make_person(desk.shell, Place(PlaceKind.PERSON, somebody))
    qtbot.addWidget(screen)
    screen.show()
    begun = "The plan has been begun · look again 1 February 2027"
    qtbot.waitUntil(lambda: begun in words_of(screen))
    agree(desk, somebody)
    day = date_words(versions(desk, somebody)[0].day)
    qtbot.waitUntil(lambda: f"Agreed {day} · look again 1 February 2027" in words_of(screen))
    say(desk, somebody, CHOIR)
    changed = f"Agreed {day}, changed since · look again 1 February 2027"
    qtbot.waitUntil(lambda: changed in words_of(screen))
    shown = [one for one in screen.findChildren(QPushButton) if one.isVisibleTo(screen)]
    next(one for one in shown if one.accessibleName() == "Versions").click()
    assert desk.places == [Place(PlaceKind.VERSIONS, somebody)]


@pytest.mark.parametrize(("days", "chip"), [(-400, "due"), (0, "due"), (1, "near"), (14, "near"), (15, "")])
def test_today_says_when_a_plan_is_to_be_looked_at_again(
    desk: Desk, somebody: PersonId, days: int, chip: str
) -> None:
    now = desk.shell.now()
    review = now.date() + timedelta(days=days)
    on(desk, somebody, lambda writer: writer.agreed("review_when", {"given": review.isoformat()}))

    def read(store: RecordStore) -> Today:
        return make_today(
            store.of_each_card(known_of), {}, {}, store.waiting(), None, desk.shell.clock_settings, now
        )

    (card,) = today_words(desk.store_thread.submit(read).result()).cards
    found = [one for one in card.chips if one[0].startswith("Plan: ")]
    near = f"Plan: look again {format_date(review, 'EEE d MMM', locale='en_GB')}"
    wanted = {"due": [("Plan: look again", "soon", "today")], "near": [(near, "neutral", "today")], "": []}
    assert found == wanted[chip]
