# SPDX-License-Identifier: Apache-2.0
"""An agreement, a contact, the decision and the way back by somebody who uses no mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.places import PlaceKind
from records.people import CHECK_IN_FORM, CONTACT_FORM, LEAVING_FORM
from records.promises import PromiseKind, open_promises
from tests.journeys.test_visits_by_keyboard_alone import ByKeyboard
from tests.journeys.visit_window import plain

MINA = "Amina Rahman"


@pytest.fixture
def doorstep(tmp_path: Path, qtbot: QtBot) -> Iterator[ByKeyboard]:
    one = ByKeyboard(tmp_path / "laptop", qtbot)
    yield one
    assert one.clicks == 0
    one.lock()


def agree(on: ByKeyboard) -> None:
    last = datetime.now(UTC).astimezone().date() + timedelta(days=42)
    on.press("Agree check-ins")
    on.into("Why we’re doing this", "To try it on my own")
    on.into("First day", "today")
    on.into("Last day, as we plan it", f"{last.day} {last.month} {last.year}")
    on.into("Who decides with me", "Priya and Sam")
    on.press("Next: How I reach you")
    on.into("My named person, name", "Sam Okafor")
    on.into("How I, or my carer, can reach them, and how soon they reply", "Ring 01632 960123")
    on.press("Next: Afterwards")
    on.into("How I come straight back", "Ring the same number")
    on.into("What my GP will do, and whether the letter has gone", "Looks at the tablets")
    on.into("If I don’t feel ready, who I tell", "Priya")
    on.press("Finish")
    on.at(PlaceKind.PERSON)


def say_ready(on: ByKeyboard) -> None:
    on.press("Record a check-in")
    on.press("Who got in touch?: I did")
    on.press("When: now")
    on.press("How: Phone")
    on.into("What I said", "I cooked twice, and I slept.")
    on.press("Do I feel safe right now?: Yes")
    on.press("What we decided: I’m ready to finish")
    on.into("When we decide it together", "today")
    on.press("Finish")
    on.at(PlaceKind.PERSON)


def decide(on: ByKeyboard) -> None:
    on.into("The day we decide", "today")
    on.into("How I see it", "I know who to ring.")
    on.press("Next: What we decide")
    on.into("Who decides this with me, name", "Priya Nair")
    on.press("What we decided: I leave, and I agree")
    on.press("Next: The way back")
    on.into("How I come straight back", "Ring 01632 960000 and say my name")
    on.into("The advice line, if I only want to ask", "01632 960001")
    on.into("What my GP is asked to do", "Look at the tablets in May")
    on.into("Who answers my GP’s questions, name", "Priya Nair")
    on.press("I have this in my hands, on paper: Yes")
    on.press("Finish")


def test_from_agreeing_to_leaving_and_the_card_for_the_way_back(doorstep: ByKeyboard) -> None:
    on, mina = doorstep, doorstep.take_in()
    on.press(f"Open: {MINA}")
    on.at(PlaceKind.PERSON)
    agree(on)
    assert on.answers(mina, CHECK_IN_FORM)["ci_end_who"] == {"given": "Priya and Sam"}
    say_ready(on)
    assert on.answers(mina, CONTACT_FORM)["cc_result"] == {"given": "ready"}

    on.press("Today")  # on the rail the arrows only lead there
    on.key(Qt.Key.Key_Space)
    on.at(PlaceKind.TODAY)
    on.see("Decide together about leaving")
    names = [plain(one.accessibleName()) for one in on.main.findChildren(QAbstractButton)]
    on.press(next(one for one in names if one.startswith(f"Decide together: {MINA}")))
    on.at(PlaceKind.FORM)
    decide(on)
    on.at(PlaceKind.CHECK_IN)
    on.see("Ring 01632 960000 and say my name")
    assert on.answers(mina, LEAVING_FORM)["cd_decision"] == {"given": "agree"}
    assert [one for one in open_promises(on.record(mina)) if one.kind is PromiseKind.DECISION] == []

    on.press("A card for the way back")
    on.at(PlaceKind.COPY)
    on.press("Copy it by hand")
    on.see("Only to ask something: 01632 960001")
