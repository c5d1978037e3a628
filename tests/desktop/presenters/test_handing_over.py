# SPDX-License-Identifier: Apache-2.0
"""First it is said who will read what is written; afterwards they do. Nothing but the plan goes out."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crypto.sealed_box import seal_to
from desktop.handover.given import GivenPlan, given_from_json, take
from desktop.places import Place, PlaceKind
from desktop.presenters.handing_over import given, taking_back
from desktop.presenters.person_presenter import make_person
from desktop.presenters.plan_presenter import make_plan
from desktop.screens.hand_over_cards import AfterHandOver, BeforeHandOver
from desktop.screens.plan_screen import PlanScreen
from desktop.screens.writer import Writer
from forms.registry import PLAN, newest_form
from records.contribution import Contribution, contributions_to_bytes
from records.drafts import DraftId
from records.handed_over import HANDOVER, TO_READ, box_place, items_to_read
from records.operation import ItemClass, PersonId, new_id
from records.person_record import PersonRecord, read_person_record
from records.plan import Words, read_plan, say
from records.sharing import Sharing
from records.sharing_changes import choose
from records.sharing_choices import Choice, RecipientKind, Scope, SharedAs
from records.store import RecordStore
from tests.desktop.conftest import Desk


class Pipe:
    """Where the one line goes."""

    def __init__(self, *, listens: bool = True) -> None:
        self.lines: list[bytes] = []
        self._listens = listens

    def send(self, line: bytes) -> bool:
        self.lines.append(line)
        return self._listens


def open_plan(desk: Desk, person: PersonId, qtbot: QtBot, pipe: Pipe | None) -> PlanScreen:
    shell = replace(desk.shell, hand_over=None if pipe is None else pipe.send)
    made = make_plan(shell, Place(PlaceKind.PLAN, person, section="plan_well"))
    assert isinstance(made, PlanScreen)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: has_button(made, "Keeps me well"))
    return made


def has_button(screen: PlanScreen, name: str) -> bool:
    return any(one.accessibleName() == name and one.isVisible() for one in screen.findChildren(QPushButton))


def press(screen: PlanScreen, name: str) -> None:
    next(
        one for one in screen.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()
    ).click()


def record_of(desk: Desk, person: PersonId) -> PersonRecord:
    record = desk.store_thread.submit(lambda store: read_person_record(store, person)).result()
    assert record is not None
    return record


def given_of(desk: Desk, person: PersonId) -> GivenPlan:
    return given(record_of(desk, person), newest_form(PLAN), "plan_well", desk.shell)


def test_it_is_not_offered_where_there_is_no_window(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    assert not has_button(open_plan(desk, somebody, qtbot, None), "Hand the screen to Mina")


def test_the_worker_says_first_who_will_read_it_and_may_think_better_of_it(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    pipe = Pipe()
    screen = open_plan(desk, somebody, qtbot, pipe)
    press(screen, "Hand the screen to Mina")
    (card,) = [one for one in screen.findChildren(BeforeHandOver) if one.isVisible()]
    assert card.accessibleName() == "Sam will read this before leaving. Only your plan is here."
    press(screen, "Not now")
    assert not [one for one in screen.findChildren(BeforeHandOver) if one.isVisible()]
    assert pipe.lines == []
    assert record_of(desk, somebody).drafts == ()


def test_handing_over_keeps_the_key_and_says_one_line(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    pipe = Pipe()
    screen = open_plan(desk, somebody, qtbot, pipe)
    screen.add_requested.emit("hope")
    press(screen, "Hand the screen to Mina")
    press(screen, "Hand it over")
    qtbot.waitUntil(lambda: bool(pipe.lines))
    (row,) = [one for one in record_of(desk, somebody).drafts if one.form == HANDOVER]
    assert row.snapshot["key"] not in pipe.lines[0].decode()
    handed = take(pipe.lines[0], desk.shell.profile.folder)
    assert handed.given == given_of(desk, somebody)


def test_where_nobody_listens_nothing_has_changed(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    screen = open_plan(desk, somebody, qtbot, Pipe(listens=False))
    press(screen, "Hand the screen to Mina")
    press(screen, "Hand it over")
    qtbot.waitUntil(screen.message.isVisible)
    assert "could not be handed over" in screen.message.accessibleName()
    qtbot.waitUntil(lambda: record_of(desk, somebody).drafts == ())
    assert list(desk.shell.profile.folder.glob("handover.*")) == []


def test_only_the_plan_goes_out(desk: Desk, somebody: PersonId) -> None:
    said = json.dumps(asdict(given_of(desk, somebody)), ensure_ascii=False)
    for private in ("Rahman", "9434765919", "1989", "Urdu", somebody):
        assert private not in said
    assert given_from_json(json.loads(said)) == given_of(desk, somebody)


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[]", b"not json\n", b'{"key":"00","box":"","file":"x","place":""}']
)
def test_a_window_given_nonsense_does_not_open(tmp_path: Path, line: bytes) -> None:
    with pytest.raises((OSError, ValueError)):
        take(line, tmp_path)


def test_what_is_new_stands_on_top_until_it_is_read_and_on_the_persons_page(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    pipe = Pipe()
    screen = open_plan(desk, somebody, qtbot, pipe)
    press(screen, "Hand the screen to Mina")
    press(screen, "Hand it over")
    qtbot.waitUntil(lambda: bool(pipe.lines))
    public = bytes.fromhex(json.loads(pipe.lines[0])["box"])
    words = [Contribution("hope", "The canal"), Contribution("cp4_allergy", "Penicillin")]
    sealed = seal_to(public, contributions_to_bytes(words), box_place(somebody))
    desk.shell.profile.handover_box.write_bytes(sealed)
    desk.store_thread.submit(taking_back(desk.shell.profile)).result()

    plan = record_of(desk, somebody).plan
    (allergy,) = plan.in_part("cp4_allergy")
    assert allergy.words.heads[0].value == "Penicillin"
    assert newest_form(PLAN).by_link_id["cp4_allergy"].item_class.value == ItemClass.SAFETY.value

    page = make_person(desk.shell, Place(PlaceKind.PERSON, somebody))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: any(one.text() == "Read them" for one in page.findChildren(QPushButton)))

    fresh = open_plan(desk, somebody, qtbot, pipe)
    (card,) = [one for one in fresh.findChildren(AfterHandOver) if one.isVisible()]
    assert card.accessibleName() == "New from Mina: 2 things. Read them before you leave."
    press(fresh, "I have read it")
    qtbot.waitUntil(lambda: not [one for one in fresh.findChildren(AfterHandOver) if one.isVisible()])
    assert items_to_read(record_of(desk, somebody).drafts) == ()
    assert len(record_of(desk, somebody).plan.statements) == 2


def test_who_will_see_it_is_said_as_it_stands(desk: Desk, somebody: PersonId) -> None:
    (well,) = [one for one in given_of(desk, somebody).sections if one.section == "plan_well"]
    assert well.sees == "Me and Sam’s team."


def test_words_that_wait_to_be_read_take_no_focus_from_the_writing_place(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    def job(store: RecordStore) -> None:
        record = read_person_record(store, somebody)
        assert record is not None
        store.record(somebody, say(somebody, "hope", Words("The canal"), ItemClass.WORDS, record.plan))
        (new,) = read_plan(somebody, store.items(somebody)).in_part("hope")
        store.save_draft(DraftId(new_id()), somebody, TO_READ, {"items": [new.item]})

    desk.store_thread.submit(job).result()
    screen = open_plan(desk, somebody, qtbot, Pipe())
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.add_requested.emit("hope")
    assert [one for one in screen.findChildren(AfterHandOver) if one.isVisible()]
    assert [one for one in screen.findChildren(Writer) if one.text.hasFocus()]


def test_who_else_the_person_chose_is_said_in_the_window_too(desk: Desk, somebody: PersonId) -> None:
    record = record_of(desk, somebody)
    gp = next(one for one in Sharing(record).recipients(record) if one.kind is RecipientKind.GP)
    yes = choose(record, gp, Scope(link_id="plan_well"), Choice(SharedAs.SEE), agreed_by=("Mina",))
    desk.store_thread.submit(lambda store: store.record(somebody, yes)).result()
    sees = {one.section: one.sees for one in given_of(desk, somebody).sections}
    assert "My GP" in sees["plan_well"]
    assert "My GP" not in sees["plan_early"]
