# SPDX-License-Identifier: Apache-2.0
"""What somebody else would see is what the person chose, and nothing else."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.preview_presenter import make_preview
from desktop.screens.preview_screen import PreviewScreen
from desktop.widgets.choice_row import ChoiceRow
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.statement_card import StatementCard
from records import plan
from records.operation import ItemClass, PersonId
from records.person_record import read_person_record
from records.plan import Words
from records.sharing_changes import choose, withdraw
from records.sharing_choices import Choice, Recipient, RecipientKind, Scope, SharedAs
from records.store import RecordStore
from tests.desktop.conftest import Desk

GP = Recipient(RecipientKind.GP)


@pytest.fixture
def shared_with_gp(desk: Desk, somebody: PersonId) -> PersonId:
    """A plan of which the GP may see one section."""

    def write(store: RecordStore) -> None:
        for part, text in (("toolbox", "Walking by the canal"), ("stressors", "Brown envelopes")):
            now = plan.read_plan(somebody, store.items(somebody))
            store.record(somebody, plan.say(somebody, part, Words(text), ItemClass.WORDS, now))
        record = read_person_record(store, somebody)
        assert record is not None
        store.record(somebody, choose(record, GP, Scope(link_id="plan_well"), Choice(SharedAs.SEE)))

    desk.store_thread.submit(write).result()
    return somebody


def opened(desk: Desk, person: PersonId, qtbot: QtBot) -> PreviewScreen:
    screen = make_preview(desk.shell, Place(PlaceKind.PREVIEW, person, section="plan_well"))
    assert isinstance(screen, PreviewScreen)
    qtbot.addWidget(screen)
    screen.resize(1176, 800)
    screen.show()
    qtbot.waitUntil(lambda: bool(rows(screen)))
    return screen


def rows(screen: PreviewScreen) -> list[ChoiceRow]:
    return [one for one in screen.findChildren(ChoiceRow) if one.isVisibleTo(screen)]


def words(screen: PreviewScreen) -> list[str]:
    cards = (one for one in screen.findChildren(StatementCard) if one.isVisibleTo(screen))
    return [one.statement.words for one in cards]


def said(screen: PreviewScreen) -> list[str]:
    bars = (one for one in screen.findChildren(MessageBar) if one.isVisibleTo(screen))
    return [one.accessibleName() for one in bars]


def test_the_gp_sees_the_section_that_was_shared_and_no_other(
    desk: Desk, shared_with_gp: PersonId, qtbot: QtBot
) -> None:
    screen = opened(desk, shared_with_gp, qtbot)
    assert rows(screen)[0].choice == "gp:"
    assert words(screen) == ["Walking by the canal"]


def test_somebody_nothing_was_shared_with_sees_nothing(
    desk: Desk, shared_with_gp: PersonId, qtbot: QtBot
) -> None:
    screen = opened(desk, shared_with_gp, qtbot)
    screen.reader_chosen.emit("council:")
    qtbot.waitUntil(lambda: words(screen) == [])
    assert "The council: sees nothing of this plan." in said(screen)


def test_a_change_of_mind_is_seen_at_once(desk: Desk, shared_with_gp: PersonId, qtbot: QtBot) -> None:
    screen = opened(desk, shared_with_gp, qtbot)

    def change_of_mind(store: RecordStore) -> object:
        record = read_person_record(store, shared_with_gp)
        assert record is not None
        return store.record(shared_with_gp, withdraw(record, GP))

    desk.background.change(change_of_mind)
    qtbot.waitUntil(lambda: words(screen) == [])


def test_it_leads_back_to_the_section_it_came_from(
    desk: Desk, shared_with_gp: PersonId, qtbot: QtBot
) -> None:
    opened(desk, shared_with_gp, qtbot).back_requested.emit()
    assert desk.places[-1] == Place(PlaceKind.PLAN, shared_with_gp, section="plan_well")
