# SPDX-License-Identifier: Apache-2.0
"""Two laptops that disagree: both versions are shown, somebody agrees by name, and both laptops close it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.agree_presenter import AgreePresenter, make_agree
from desktop.questions.question import QuestionWidget
from desktop.screens.agree_screen import AgreeScreen
from desktop.widgets.choice_row import OptionButton
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.read_aloud_button import ReadAloudButton
from desktop.widgets.text_area import GrowingTextArea
from desktop.widgets.words import Words as Label
from forms.definition import shared_field
from forms.registry import newest_form
from records import plan
from records.operation import Body, Change, ItemId, Kind, Operation, PersonId, Typed, Who
from records.operation import ItemClass as Class
from records.people import PLAN_FORM, plan_entity
from records.person_record import Disagreement, read_person_record
from records.plan import Words, read_plan
from records.sharing_changes import choose
from records.sharing_choices import Choice, Recipient, RecipientKind, Scope, SharedAs
from records.state import Entry
from records.store import RecordStore
from tests.desktop.conftest import Desk

HOME = newest_form(PLAN_FORM).field_of("cp6_home")
REVIEW = newest_form(PLAN_FORM).field_of("review_when")
OTHERS = "Rukhsana or Mum."
MINE = "My sister Rukhsana, and nobody from work."


def taken_in(page: Sequence[Operation], store: RecordStore) -> frozenset[PersonId]:
    return store.apply_page(page, "1")


class Pair:
    """Two laptops whose pages are carried over by hand."""

    def __init__(self, here: Desk, there: Desk, person: PersonId) -> None:
        self.here, self.there, self.person = here, there, person
        sam, priya = here.shell.user, there.shell.user

        def remember(store: RecordStore) -> None:
            store.remember_team({sam: "Sam Okafor", priya: "Priya Shah"})

        for desk in (here, there):
            desk.store_thread.submit(remember).result()
        self.exchange()

    def exchange(self) -> None:
        for author, reader in ((self.here, self.there), (self.there, self.here)):
            pages = author.store_thread.submit(lambda store: store.tail()).result()
            operations = [one for signed in pages for one in signed.operations]
            touched = reader.store_thread.submit(partial(taken_in, operations)).result()
            reader.background.tell_changed(touched)

    def put(
        self, desk: Desk, field: str, value: object, kind: Class = Class.AGREED, who: Who = Who.PERSON
    ) -> None:
        entity = plan_entity(self.person)
        seen = tuple(
            one.operation
            for one in desk.store_thread.submit(
                lambda store: read_plan(self.person, store.items(self.person))
            )
            .result()
            .agreed_field(field)
            .heads
        )
        body = Body({"given": value}, Typed.WORKER)
        change = Change(entity, ItemId(entity), field, Kind.SET, kind, who, body, seen)
        desk.store_thread.submit(lambda store: store.record(self.person, [change])).result()

    def differ(self, field: str = HOME, mine: object = "At Mum’s", theirs: object = "At home") -> None:
        """Both change one field without knowing of each other."""
        self.put(self.here, field, mine)
        self.put(self.there, field, theirs)
        self.exchange()

    def open_fields(self, desk: Desk) -> list[Disagreement]:
        record = desk.store_thread.submit(lambda store: read_person_record(store, self.person)).result()
        assert record is not None
        return list(record.disagreements)

    def heads(self, desk: Desk, field: str = HOME) -> tuple[Entry, ...]:
        def read(store: RecordStore) -> tuple[Entry, ...]:
            return read_plan(self.person, store.items(self.person)).agreed_field(field).heads

        return desk.store_thread.submit(read).result()


@pytest.fixture
def pair(desk: Desk, somebody: PersonId, tmp_path: Path) -> Iterator[Pair]:
    other = Desk(tmp_path / "there")
    yield Pair(desk, other, somebody)
    other.background.close()


class Agreeing:
    """The page on this laptop."""

    def __init__(self, pair: Pair, qtbot: QtBot) -> None:
        self.pair, self.qtbot = pair, qtbot
        self.screen = cast(AgreeScreen, make_agree(pair.here.shell, Place(PlaceKind.AGREE, pair.person)))
        qtbot.addWidget(self.screen)
        qtbot.waitUntil(lambda: self.screen.versions is not None or bool(pair.here.places))

    @property
    def words(self) -> list[str]:
        return [one.text() for one in self.screen.findChildren(Label) if one.isVisibleTo(self.screen)]

    @property
    def said(self) -> str:
        return "" if self.screen.message.isHidden() else self.screen.message.accessibleName()

    def keep(self, words: str) -> None:
        assert self.screen.versions is not None
        name = f"Keep this one: {words}"
        next(one for one in self.screen.versions.keep_buttons if one.accessibleName() == name).click()

    def write_together(self) -> None:
        assert self.screen.versions is not None
        self.screen.versions.together_button.click()

    def write(self, text: str) -> None:
        self.write_together()
        (area,) = [one for one in self.areas() if one.isVisibleTo(self.screen)]
        QTest.keyClicks(area, text)

    def areas(self) -> list[GrowingTextArea]:
        return self.screen.findChildren(GrowingTextArea)

    def who(self, code: str) -> None:
        assert self.screen.who is not None
        buttons = [one for one in self.screen.who.who.buttons() if isinstance(one, OptionButton)]
        next(one for one in buttons if one.option.code == code).click()

    def agree(self) -> None:
        self.screen.agree_button.click()

    def until_back(self) -> None:
        back = Place(PlaceKind.PERSON, self.pair.person)
        self.qtbot.waitUntil(lambda: self.pair.here.places == [back])


def test_both_versions_are_shown_with_who_wrote_them(pair: Pair, qtbot: QtBot) -> None:
    pair.differ()
    page = Agreeing(pair, qtbot)
    said = page.words
    assert "How I could be supported at home, or somewhere else that isn’t hospital" in said
    assert {"At Mum’s", "At home"} <= set(said)
    assert any(one.startswith("Sam Okafor wrote this with Mina, ") for one in said)
    assert any(one.startswith("Priya Shah wrote this with Mina, ") for one in said)
    assert not page.screen.agree_button.isVisibleTo(page.screen)


def test_keeping_one_closes_it_on_both_laptops_and_names_who_agreed(pair: Pair, qtbot: QtBot) -> None:
    pair.differ()
    page = Agreeing(pair, qtbot)
    page.keep("At home")
    page.agree()
    page.until_back()
    pair.exchange()
    for desk in (pair.here, pair.there):
        assert pair.open_fields(desk) == []
        (head,) = pair.heads(desk)
        assert (head.value, head.agreed_by, head.said_by) == ({"given": "At home"}, ("Mina",), Who.PERSON)


def test_what_is_being_recorded_here_is_never_called_agreed_elsewhere(pair: Pair, qtbot: QtBot) -> None:
    pair.differ()
    page = Agreeing(pair, qtbot)
    page.write("At home, with Mum coming")
    presenter = page.screen.findChild(AgreePresenter)
    assert presenter is not None
    page.agree()
    # Recorded, and read by somebody, before the recording has come home to this page.
    recorded = pair.here.store_thread.submit(lambda store: read_person_record(store, pair.person)).result()
    assert recorded is not None
    assert recorded.disagreements == ()
    presenter.show_record(recorded)
    assert "another laptop" not in page.said
    page.until_back()


def test_writing_it_together_makes_a_third_that_both_agreed(pair: Pair, qtbot: QtBot) -> None:
    pair.differ()
    page = Agreeing(pair, qtbot)
    page.write_together()
    (field,) = page.screen.findChildren(QuestionWidget)
    (area,) = [*field.findChildren(GrowingTextArea)]
    QTest.keyClicks(area, "At home, with Mum coming")
    page.who("worker")
    page.agree()
    page.until_back()
    pair.exchange()
    (head,) = pair.heads(pair.there)
    assert head.value == {"given": "At home, with Mum coming"}
    assert (head.agreed_by, head.said_by, head.typed) == (("Mina", "Sam"), Who.PERSON, Typed.WORKER)


def test_words_that_the_person_did_not_agree_to_are_not_called_theirs(pair: Pair, qtbot: QtBot) -> None:
    pair.differ()
    page = Agreeing(pair, qtbot)
    page.write_together()
    (field,) = page.screen.findChildren(QuestionWidget)
    QTest.keyClicks(field.findChildren(GrowingTextArea)[0], "With the team")
    page.who("person")
    page.agree()
    assert page.said == "Who agreed? Please give at least one name."
    page.who("other")
    page.agree()
    assert page.said == "Who agreed? Please give at least one name."
    assert page.screen.who is not None
    QTest.keyClicks(page.screen.who.other, "Rukhsana")
    page.agree()
    page.until_back()
    (head,) = pair.heads(pair.here)
    assert (head.agreed_by, head.said_by) == (("Rukhsana",), Who.WORKER)


def test_a_worker_s_version_that_is_kept_stays_a_worker_s(pair: Pair, qtbot: QtBot) -> None:
    pair.put(pair.here, HOME, "At Mum’s")
    pair.put(pair.there, HOME, "On the ward", who=Who.WORKER)
    pair.exchange()
    page = Agreeing(pair, qtbot)
    page.keep("On the ward")
    page.agree()
    page.until_back()
    (head,) = pair.heads(pair.here)
    assert (head.said_by, head.agreed_by) == (Who.WORKER, ("Mina",))


def test_a_date_is_written_as_a_date(pair: Pair, qtbot: QtBot) -> None:
    pair.differ(REVIEW, "2027-02-12", "2027-03-12")
    page = Agreeing(pair, qtbot)
    assert {"12 February 2027", "12 March 2027"} <= set(page.words)
    page.write_together()
    page.agree()
    assert page.said == "Write what it will say, or keep one of the versions."
    (field,) = page.screen.findChildren(QuestionWidget)
    day = field.findChildren(QLineEdit)[0]
    QTest.keyClicks(day, "soon")
    page.agree()
    assert pair.open_fields(pair.here)
    day.clear()
    QTest.keyClicks(day, "1 3 2027")
    page.agree()
    page.until_back()
    assert pair.heads(pair.here, REVIEW)[0].value == {"given": "2027-03-01"}


def disagree_about_people(pair: Pair) -> None:
    person = pair.person

    def say(store: RecordStore) -> None:
        now = read_plan(person, store.items(person))
        store.record(person, plan.say(person, "cp3_people", Words("Rukhsana"), Class.SAFETY, now))

    def amend(text: str, store: RecordStore) -> None:
        (one,) = read_plan(person, store.items(person)).in_part("cp3_people")
        store.record(person, [plan.amend(person, one, Words(text), Class.SAFETY)])

    pair.here.store_thread.submit(say).result()
    pair.exchange()
    pair.here.store_thread.submit(lambda store: amend(MINE, store)).result()
    pair.there.store_thread.submit(lambda store: amend(OTHERS, store)).result()
    pair.exchange()


def test_a_safety_fact_shows_every_value_until_somebody_agreed(pair: Pair, qtbot: QtBot) -> None:
    disagree_about_people(pair)
    page = Agreeing(pair, qtbot)
    assert "People I want with me" in page.words
    page.keep(OTHERS)
    assert {MINE, OTHERS} <= set(page.words)
    notices = [one for one in page.screen.findChildren(MessageBar) if one.isVisibleTo(page.screen)]
    (notice,) = notices
    assert notice.accessibleName() == "This is about safety: until it is agreed, every version counts."
    assert notice.button.isHidden()
    page.write("Rukhsana, then Mum.")
    assert {MINE, OTHERS} <= set(page.words)
    page.agree()
    page.until_back()
    pair.exchange()

    def standing(store: RecordStore) -> list[str]:
        (one,) = read_plan(pair.person, store.items(pair.person)).in_part("cp3_people")
        return [head.value for head in one.words.heads]

    for desk in (pair.here, pair.there):
        assert desk.store_thread.submit(standing).result() == ["Rukhsana, then Mum."]


def test_leaving_one_for_now_keeps_it_open_and_shows_the_next(pair: Pair, qtbot: QtBot) -> None:
    pair.differ()
    pair.differ(REVIEW, "2027-02-12", "2027-03-12")
    page = Agreeing(pair, qtbot)
    assert "2 things to agree" in page.words
    assert {"At Mum’s", "At home"} <= set(page.words)
    page.screen.later_button.click()
    assert {"12 February 2027", "12 March 2027"} <= set(page.words)
    page.keep("12 March 2027")
    page.agree()
    page.until_back()
    assert [one.field for one in pair.open_fields(pair.here)] == [shared_field(HOME)]


def test_after_one_is_agreed_the_next_is_shown(pair: Pair, qtbot: QtBot) -> None:
    pair.differ()
    pair.differ(REVIEW, "2027-02-12", "2027-03-12")
    page = Agreeing(pair, qtbot)
    page.keep("At home")
    page.agree()
    qtbot.waitUntil(lambda: "12 March 2027" in page.words)
    assert page.screen.agree_button.isHidden()
    assert page.screen.agree_button.isEnabled()
    assert pair.here.places == []


def test_more_than_two_versions_stand_side_by_side(pair: Pair, qtbot: QtBot) -> None:
    pair.differ()
    entity = plan_entity(pair.person)
    body = Body({"given": "At my sister’s"}, Typed.WORKER)
    third = Change(entity, ItemId(entity), HOME, Kind.SET, Class.AGREED, Who.PERSON, body)
    pair.here.store_thread.submit(lambda store: store.record(pair.person, [third])).result()
    page = Agreeing(pair, qtbot)
    assert {"At Mum’s", "At home", "At my sister’s"} <= set(page.words)
    page.keep("At my sister’s")
    page.agree()
    page.until_back()
    assert [one.value for one in pair.heads(pair.here)] == [{"given": "At my sister’s"}]


def test_a_version_that_was_not_on_screen_stays_open(pair: Pair, qtbot: QtBot) -> None:
    pair.differ()
    page = Agreeing(pair, qtbot)
    page.keep("At home")
    pair.put(pair.there, HOME, "At Dad’s")
    page.agree()
    page.until_back()
    pair.exchange()
    assert {one.value["given"] for one in pair.heads(pair.here)} == {"At home", "At Dad’s"}


def test_a_version_that_arrives_is_shown_and_what_is_being_written_stays(pair: Pair, qtbot: QtBot) -> None:
    disagree_about_people(pair)
    page = Agreeing(pair, qtbot)
    page.write("Rukhsana, then")
    (item,) = pair.open_fields(pair.there)
    third = Change(item.entity, item.item, item.field, Kind.AMEND, Class.SAFETY, Who.PERSON, Body("Dad"))
    pair.there.store_thread.submit(lambda store: store.record(pair.person, [third])).result()
    pair.exchange()
    qtbot.waitUntil(lambda: "Dad" in page.words)
    assert page.said == "Another version has just arrived."
    (area,) = page.areas()
    assert area.toPlainText() == "Rukhsana, then"
    page.agree()
    page.until_back()
    assert pair.open_fields(pair.here) == []


def test_a_choice_made_before_another_version_arrived_is_asked_again(pair: Pair, qtbot: QtBot) -> None:
    pair.differ()
    page = Agreeing(pair, qtbot)
    page.keep("At home")
    entity = plan_entity(pair.person)
    third = Change(
        entity, ItemId(entity), HOME, Kind.SET, Class.AGREED, Who.PERSON, Body({"given": "At Dad’s"})
    )
    pair.there.store_thread.submit(lambda store: store.record(pair.person, [third])).result()
    pair.exchange()
    qtbot.waitUntil(lambda: "At Dad’s" in page.words)
    assert page.screen.agree_button.isHidden()


def test_what_was_agreed_elsewhere_meanwhile_does_not_take_the_words_away(pair: Pair, qtbot: QtBot) -> None:
    disagree_about_people(pair)
    page = Agreeing(pair, qtbot)
    page.write("Rukhsana, then Mum.")
    (item,) = pair.open_fields(pair.there)
    body = Body("Dad", Typed.WORKER, agreed_by=("Mina",))
    agreed = plan.resolve(item.entity, item.item, item.field, item.state, body, Class.SAFETY)
    pair.there.store_thread.submit(lambda store: store.record(pair.person, [agreed])).result()
    pair.exchange()
    qtbot.waitUntil(lambda: page.said.startswith("This was agreed on another laptop"))
    assert page.areas()[0].toPlainText() == "Rukhsana, then Mum."
    assert pair.here.places == []


def test_with_nothing_left_to_agree_one_is_back_at_the_person(pair: Pair, qtbot: QtBot) -> None:
    page = Agreeing(pair, qtbot)
    page.until_back()
    assert page.screen.findChild(AgreePresenter) is not None


def test_an_error_leaves_everything_that_was_typed(
    pair: Pair, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from records.errors import DiskFullError

    disagree_about_people(pair)
    page = Agreeing(pair, qtbot)
    page.write("Rukhsana, then Mum.")

    def full(*_: object) -> None:
        raise DiskFullError

    pair.here.store_thread.submit(lambda store: monkeypatch.setattr(store, "record", full)).result()
    page.agree()
    qtbot.waitUntil(lambda: page.said.startswith("There is no space left"))
    assert page.areas()[0].toPlainText() == "Rukhsana, then Mum."
    monkeypatch.undo()
    page.agree()
    page.until_back()


def test_each_version_can_be_read_aloud_with_who_wrote_it(
    pair: Pair, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair.differ()
    page = Agreeing(pair, qtbot)
    heard: list[str] = []
    monkeypatch.setattr(page.screen.voice, "read", heard.append)
    reading = [one for one in page.screen.findChildren(ReadAloudButton) if one.isVisibleTo(page.screen)]
    assert {one.accessibleName() for one in reading} == {
        "Read it aloud: At Mum’s",
        "Read it aloud: At home",
    }
    for one in reading:
        one.click()
    assert {one.splitlines()[0] for one in heard} == {"At Mum’s", "At home"}
    assert all(len(one.splitlines()) == 2 for one in heard)


def test_two_choices_of_who_may_see_are_shown_in_words_and_no_third_can_be_written(
    pair: Pair, qtbot: QtBot
) -> None:
    for desk, choice in ((pair.here, Choice(SharedAs.NO)), (pair.there, Choice(SharedAs.COPY))):

        def choose_it(store: RecordStore, choice: Choice = choice) -> None:
            record = read_person_record(store, pair.person)
            assert record is not None
            store.record(pair.person, choose(record, Recipient(RecipientKind.GP), Scope("plan_well"), choice))

        desk.store_thread.submit(choose_it).result()
    pair.exchange()
    page = Agreeing(pair, qtbot)
    assert "My GP: what they may see of “Things that keep me well”" in page.words
    assert {"No", "Have a copy. Until I say stop."} <= set(page.words)
    assert page.screen.versions is not None
    assert not page.screen.versions.together_button.isVisibleTo(page.screen)
    page.keep("No")
    page.agree()
    page.until_back()
    assert pair.open_fields(pair.here) == []
