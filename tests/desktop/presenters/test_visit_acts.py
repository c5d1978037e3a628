# SPDX-License-Identifier: Apache-2.0
"""A visit beside its questions: a colleague asked for at once, sent unfinished, and never called sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.visit_acts import VisitActs
from desktop.screens.visit_more import VisitMore
from desktop.settings import PEER, keep_visits_as
from forms.answers import Given
from records.operation import PersonId
from records.people import DISCHARGE_FORM, NO_REPLY_FORM, VISIT_FORM
from tests.desktop.conftest import Desk
from tests.desktop.presenters.test_form_presenter import (
    NEEDED,
    Room,
    fill_the_disk,
    open_room,
    operations,
    record_of,
)

__all__ = ["open_room"]
PEERS = {key: one for key, one in NEEDED.items() if key != "registered"} | {"registered": Given(value=False)}


def acts(room: Room) -> VisitActs:
    found = room.presenter.acts
    assert isinstance(found, VisitActs)
    return found


def more(room: Room) -> VisitMore:
    found = acts(room).more
    assert found is not None
    return found


def test_a_colleague_asked_for_is_recorded_at_once_and_only_once(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    keep_visits_as(desk.shell.profile.settings, PEER)
    room = open_room()
    room.answer(**PEERS)
    before = len(operations(desk))
    more(room).colleague_requested.emit()
    room.qtbot.waitUntil(lambda: len(operations(desk)) == before + 1)
    room.qtbot.waitUntil(lambda: "a registered colleague is needed today" in said(room))
    assert "Nothing has been sent" in said(room)
    asked = record_of(desk, somebody).responses_to(VISIT_FORM)[-1]
    assert asked.answers == {"need_registered": {"given": True}}
    assert record_of(desk, somebody).card.unfinished == (asked.entity,)
    room.finish()
    (visit,) = record_of(desk, somebody).responses_to(VISIT_FORM)
    assert visit.entity == asked.entity
    assert set(visit.answers) == {*PEERS, "need_registered"}
    written = [
        one.field.rsplit("|", 1)[-1] for each in operations(desk) for one in each.operations if one.field
    ]
    assert written.count("need_registered") == 1
    assert record_of(desk, somebody).card.unfinished == ()
    assert record_of(desk, somebody).drafts == ()


def said(room: Room) -> str:
    return room.screen.message.accessibleName()


def test_a_visit_goes_on_after_a_crash_as_the_one_in_which_a_colleague_was_asked_for(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    keep_visits_as(desk.shell.profile.settings, PEER)
    room = open_room()
    more(room).colleague_requested.emit()
    room.qtbot.waitUntil(lambda: "needed today" in said(room))
    room.answer(**PEERS)
    room.saved()
    room.close()
    again = open_room()
    again.finish()
    assert len(record_of(desk, somebody).responses_to(VISIT_FORM)) == 1
    assert record_of(desk, somebody).disagreements == ()


def test_a_colleague_that_could_not_be_asked_for_does_not_look_asked(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    keep_visits_as(desk.shell.profile.settings, PEER)
    room = open_room()
    room.answer(home_feel=Given("quiet " * 3000))
    room.saved()
    fill_the_disk(desk)
    more(room).colleague_requested.emit()
    room.qtbot.waitUntil(room.screen.message.isVisible)
    room.qtbot.waitUntil(lambda: room.presenter._filling.draft.answer((None, "need_registered")) is None)
    assert record_of(desk, somebody).responses_to(VISIT_FORM) == []


def test_only_a_peer_worker_is_offered_a_colleague(desk: Desk, open_room: Callable[..., Room]) -> None:
    words = "I need a registered colleague today"
    assert words not in texts(more(open_room()))
    keep_visits_as(desk.shell.profile.settings, PEER)
    assert words in texts(more(open_room()))


def texts(widget: VisitMore) -> list[str]:
    from PySide6.QtWidgets import QPushButton

    return [one.text() for one in widget.findChildren(QPushButton)]


def test_nothing_written_is_nothing_to_send(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    room = open_room()
    more(room).unfinished_requested.emit()
    assert "there is nothing to send" in said(room)
    assert desk.places == []


def test_what_could_not_be_sent_unfinished_is_a_draft_again(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    room = open_room()
    room.answer(home_feel=Given("quiet " * 600), sleep=Given("badly " * 600))
    room.saved()
    fill_the_disk(desk)
    more(room).unfinished_requested.emit()
    room.qtbot.waitUntil(room.screen.message.isVisible)
    assert desk.places == []
    assert record_of(desk, somebody).responses_to(VISIT_FORM) == []
    assert record_of(desk, somebody).draft_of(VISIT_FORM) is not None


def test_sent_unfinished_lets_go_of_the_draft_and_keeps_every_answer(
    desk: Desk, somebody: PersonId, open_room: Callable[..., Room]
) -> None:
    room = open_room()
    room.answer(home_feel=Given("Quiet."))
    more(room).unfinished_requested.emit()
    room.qtbot.waitUntil(lambda: bool(desk.places))
    (visit,) = record_of(desk, somebody).responses_to(VISIT_FORM)
    assert desk.places == [Place(PlaceKind.VISIT_DONE, somebody, entity=visit.entity)]
    assert visit.answers == {"home_feel": {"given": "Quiet."}}
    assert record_of(desk, somebody).drafts == ()


def test_an_outcome_that_met_nobody_leads_to_its_own_page(desk: Desk, open_room: Callable[..., Room]) -> None:
    room = open_room()
    room.press("contact_outcome", "3")
    first = room.screen._first
    assert first is not None
    assert "Nobody was met" in first.accessibleName()
    room.press("contact_outcome", "5")
    first = room.screen._first
    assert first is not None
    assert "Nobody was met" not in first.accessibleName()


@pytest.mark.parametrize("form", [NO_REPLY_FORM, DISCHARGE_FORM])
def test_other_forms_offer_what_belongs_to_them(
    desk: Desk, form: str, open_room: Callable[..., Room], qtbot: QtBot
) -> None:
    room = open_room(form)
    for section in room.presenter._filling.form.sections:
        room.screen.section_chosen.emit(section.link_id)
        assert room.screen.page.horizontalScrollBar().maximum() == 0
    shown = room.screen._more
    assert shown is not None
    words = " ".join(one for one in (shown.accessibleName(), *button_texts(room)) if one)
    wanted = "Whom to ring, to copy by hand" if form == NO_REPLY_FORM else "Still to chase from the ward"
    assert wanted in words


def button_texts(room: Room) -> list[str]:
    from PySide6.QtWidgets import QPushButton

    return [one.text() for one in room.screen.findChildren(QPushButton)]
