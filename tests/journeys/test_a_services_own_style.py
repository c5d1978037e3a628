# SPDX-License-Identifier: Apache-2.0
"""A service brings its own style of plan: what Mina said under the old one stays hers, and in reach."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.plan_presenter import make_plan
from desktop.screens.plan_screen import PlanScreen
from desktop.widgets.buttons import Button
from desktop.widgets.statement_card import StatementCard
from forms import registry
from forms.plan_style import use_plan_style
from forms.registry import PLAN, newest_form
from records.operation import ItemClass, PersonId
from records.person_record import PersonRecord, read_person_record
from records.plan import Words, say, set_agreed
from tests.desktop.conftest import Desk, desk, somebody  # noqa: F401 - fixtures

OURS = json.loads((Path(registry.__file__).parent / "definitions" / "plan.json").read_bytes())


@pytest.fixture(autouse=True)
def only_ours_afterwards() -> Iterator[None]:
    yield
    registry._styles.clear()


def record_of(desk: Desk, person: PersonId) -> PersonRecord:  # noqa: F811
    found = desk.store_thread.submit(lambda store: read_person_record(store, person)).result()
    assert found is not None
    return found


def riverside_style() -> str:
    """Riverside asks for well-being in one section of its own, and has no crisis plan."""
    mine, well = json.loads(json.dumps(OURS["item"][:2]))
    well["linkId"], well["text"] = "riverside_well", "What I like, at Riverside"
    well["item"] = [one for one in well["item"] if one["linkId"] != "toolbox"]
    return json.dumps({**OURS, "version": "riverside-1", "item": [mine, well]})


def shown(screen: PlanScreen, qtbot: QtBot, words: str) -> StatementCard:
    def find() -> StatementCard | None:
        cards = (one for one in screen.findChildren(StatementCard) if one.isVisibleTo(screen))
        return next((one for one in cards if one.statement.words == words), None)

    qtbot.waitUntil(lambda: find() is not None)
    found = find()
    assert found is not None
    return found


def test_words_under_the_old_style_are_read_moved_and_printed_under_the_new(
    desk: Desk,  # noqa: F811
    somebody: PersonId,  # noqa: F811
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    form, before = newest_form(PLAN), record_of(desk, somebody).plan
    said = say(somebody, "toolbox", Words("Walking by the canal"), _class("toolbox"), before)
    field = form.field_of("cp6_home")
    agreed = set_agreed(somebody, field, before.agreed_field(field), Words("At Mum’s"), _class("cp6_home"))
    desk.store_thread.submit(lambda store: store.record(somebody, [*said, agreed])).result()

    style = tmp_path / "plan.json"
    style.write_text(riverside_style(), encoding="utf-8")
    use_plan_style(style)
    screen = make_plan(desk.shell, Place(PlaceKind.PLAN, somebody, section="earlier_parts"))
    assert isinstance(screen, PlanScreen)
    qtbot.addWidget(screen)
    screen.resize(1176, 800)
    screen.show()

    shown(screen, qtbot, "At Mum’s")
    card = shown(screen, qtbot, "Walking by the canal")
    tabs = [one.text() for one in screen.findChildren(Button)]
    assert "Earlier parts of my plan" in tabs
    card.more_chosen.emit("hope")
    qtbot.waitUntil(lambda: bool(record_of(desk, somebody).plan.standing_in("hope")))
    screen.section_requested.emit("riverside_well")
    shown(screen, qtbot, "Walking by the canal")
    home = record_of(desk, somebody).plan.agreed_field(f"{PLAN}|riverside-1|cp6_home")
    assert [one.value for one in home.heads] == [{"given": "At Mum’s"}]


def _class(part: str) -> ItemClass:
    return ItemClass(newest_form(PLAN).by_link_id[part].item_class.value)
