# SPDX-License-Identifier: Apache-2.0
"""One evening on a sofa: Mina and Sam write sixty statements in the real window, with keys alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.plan_presenter import make_plan
from desktop.screens.plan_screen import PlanScreen
from desktop.screens.writer import Writer
from desktop.widgets.buttons import Button
from forms.registry import PLAN, newest_form
from records.operation import PersonId
from records.person_record import read_person_record
from tests.desktop.conftest import Desk, desk, somebody  # noqa: F401 - fixtures

ABOUT = {
    "toolbox": "What helps",
    "stressors": "What is hard",
    "early_signs": "A small sign",
    "breaking_plan": "Right away",
    "cp8_help": "In a crisis",
    "pc_tasks_wait": "Can wait",
}
EACH = 10


def writer(screen: PlanScreen) -> Writer | None:
    return next((one for one in screen.findChildren(Writer) if one.isVisibleTo(screen)), None)


def add_button(screen: PlanScreen, part: str) -> Button | None:
    buttons = (one for one in screen.findChildren(Button) if one.property("part") == part)
    return next((one for one in buttons if one.isVisibleTo(screen) and one.text() == "Add my words"), None)


def write(screen: PlanScreen, part: str, words: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: add_button(screen, part) is not None)
    adding = add_button(screen, part)
    assert adding is not None
    qtbot.keyClick(adding, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: writer(screen) is not None)
    place = writer(screen)
    assert place is not None
    qtbot.keyClicks(place.text, words)
    qtbot.keyClick(place.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: writer(screen) is None)


def test_sixty_statements_are_written_with_keys_alone_and_stand_in_their_order(
    desk: Desk,  # noqa: F811
    somebody: PersonId,  # noqa: F811
    qtbot: QtBot,
) -> None:
    screen = make_plan(desk.shell, Place(PlaceKind.PLAN, somebody))
    assert isinstance(screen, PlanScreen)
    qtbot.addWidget(screen)
    screen.resize(1176, 800)
    screen.show()
    form = newest_form(PLAN)
    qtbot.waitUntil(lambda: any(one.text() == "Keeps me well" for one in screen.findChildren(Button)))
    for part, beginning in ABOUT.items():
        screen.section_requested.emit(form.by_link_id[part].section)
        for number in range(EACH):
            write(screen, part, f"{beginning}, {number + 1}", qtbot)
    record = desk.store_thread.submit(lambda store: read_person_record(store, somebody)).result()
    assert record is not None
    for part, beginning in ABOUT.items():
        said = [str(one.words.heads[0].value) for one in record.plan.standing_in(part)]
        assert said == [f"{beginning}, {number + 1}" for number in range(EACH)]
    assert record.drafts == ()
    assert sum(len(said) for said in record.plan.statements.values()) == 60
