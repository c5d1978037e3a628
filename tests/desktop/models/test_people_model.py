# SPDX-License-Identifier: Apache-2.0
"""The list of people: by name, marked where names look alike, and no more made than is looked at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.models.people_model import AT_A_TIME, PERSON_ROLE, ROW_ROLE, PeopleModel, PersonRow, by_name
from forms.clocks import ClockSettings
from records.operation import EntityId, PersonId
from records.people import DISCHARGE_FORM, Card, Response

NOW = datetime(2026, 11, 21, 14, 10, tzinfo=ZoneInfo("Europe/London"))


def card(person: str, name: str, left: str | None = None, zone: str = "Europe/London", **said: Any) -> Card:
    details = {"name": name, "dob": "1989-03-14", **said}
    moment = {"given": {"date": left, "time": "16:30", "zone": zone}}
    discharge = Response(DISCHARGE_FORM, EntityId("e"), 0, "w", {"disch_dt": moment}, {}) if left else None
    given = {question: {"given": value} for question, value in details.items()}
    return Card(PersonId(person), given, discharge, (), None, ())


def names(model: PeopleModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


@pytest.fixture
def model(qapp: object) -> PeopleModel:
    return PeopleModel(ClockSettings(), lambda: NOW)


@pytest.fixture
def three(model: PeopleModel) -> PeopleModel:
    cards = [card("a", "Tom Wilkins"), card("b", "Émile Durand"), card("c", "Emily Ash", called="Em")]
    model.show_everyone(by_name(cards))
    return model


def test_people_stand_by_name_as_people_sort_names(three: PeopleModel):
    assert names(three) == ["Émile Durand", "Em (Emily Ash)", "Tom Wilkins"]


def test_those_found_stand_by_name_too_and_whoever_is_not_here_is_left_out(three: PeopleModel):
    three.show_found([PersonId("a"), PersonId("nobody"), PersonId("b")])
    assert names(three) == ["Émile Durand", "Tom Wilkins"]
    assert (three.count_shown, three.count_here) == (2, 3)
    three.show_found(None)
    assert three.count_shown == 3


def test_two_similar_names_are_both_marked(three: PeopleModel):
    assert not any(three.index(row).data(ROW_ROLE).warning for row in range(three.rowCount()))
    three.put([card("d", "Thom Wilkins")])
    rows = [three.index(row).data(ROW_ROLE) for row in range(three.rowCount())]
    assert [row.name for row in rows if row.warning] == ["Thom Wilkins", "Tom Wilkins"]


def test_a_row_says_who_by_three_identifiers_and_what_is_due_next(model: PeopleModel):
    model.show_everyone(by_name([card("a", "Amina Rahman", "2026-11-19", nhs_no="9434765919")]))
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Amina Rahman, 14 March 1989, 943 476 5919, 48 hours ends Saturday 16:30"


def test_a_missed_deadline_is_late_and_a_person_never_is(model: PeopleModel):
    model.show_everyone(by_name([card("a", "Amina Rahman", "2026-11-10"), card("b", "Ben Ash")]))
    assert [model.index(row).data(ROW_ROLE).tone for row in (0, 1)] == ["late", "neutral"]


def test_a_discharge_in_a_zone_nobody_knows_does_not_empty_the_list(model: PeopleModel):
    model.show_everyone(by_name([card("a", "Amina Rahman", "2026-11-19", zone="Moon/Tycho")]))
    assert model.index(0).data(ROW_ROLE).deadline == "Deadline not known yet"


def test_only_the_rows_that_are_looked_at_are_made(model: PeopleModel, monkeypatch: pytest.MonkeyPatch):
    made: list[str] = []
    make = model._make_row

    def make_and_note(one: Card) -> PersonRow:
        made.append(one.person)
        return make(one)

    monkeypatch.setattr(model, "_make_row", make_and_note)
    model.show_everyone(by_name(card(f"{n:05d}", f"Person {n:05d}", "2026-11-19") for n in range(2_000)))
    assert model.rowCount() == AT_A_TIME
    model.index(3).data(ROW_ROLE)
    model.index(3).data(ROW_ROLE)
    assert made == ["00003"]


def test_the_list_gets_more_when_it_asks_and_as_far_as_somebody_who_is_wanted(model: PeopleModel):
    model.show_everyone(by_name(card(f"{n:05d}", f"Person {n:05d}") for n in range(100)))
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * AT_A_TIME
    assert model.person_at(model.index_of(PersonId("00099"))) == "00099"
    assert (model.rowCount(), model.canFetchMore(QModelIndex())) == (100, False)
    assert not model.index_of(PersonId("nobody")).isValid()


def test_whoever_keeps_their_name_keeps_their_place(three: PeopleModel, qtbot: Any):
    with qtbot.assertNotEmitted(three.modelReset), qtbot.waitSignal(three.dataChanged):
        three.put([card("a", "Tom Wilkins", called="Tommo")])
    assert names(three)[-1] == "Tommo (Tom Wilkins)"
    with qtbot.waitSignal(three.modelReset):
        three.put([card("a", "Aaron Wilkins")])
    assert names(three)[0] == "Aaron Wilkins"


def test_the_model_keeps_qts_rules(three: PeopleModel):
    # Its failures are Qt warnings, which fail a test. It asks for more rows in the midst of a reset, which no
    # view does, unless told not to.
    tester = QAbstractItemModelTester(three, QAbstractItemModelTester.FailureReportingMode.Warning)
    tester.setUseFetchMore(False)
    everyone = by_name(card(f"{n:03d}", f"Person {n:03d}") for n in range(90))
    steps: list[Callable[[], None]] = [
        lambda: three.put([card("d", "Thom Wilkins")]),
        lambda: three.show_found([PersonId("a")]),
        lambda: three.show_found([]),
        lambda: three.show_everyone(everyone),
        lambda: three.show_found(None),
        lambda: three.fetchMore(QModelIndex()),
        three.look_again,
    ]
    for step in steps:
        step()
    assert three.index(0).data(PERSON_ROLE) == "000"
