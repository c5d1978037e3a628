# SPDX-License-Identifier: Apache-2.0
"""Whose words stay whose they are, and who took them down stays who did, whatever is agreed afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from records import plan
from records.operation import Body, ItemClass, ItemId, PersonId, Typed, new_id
from records.people import plan_entity
from records.plan import Words, read_plan, set_agreed
from records.state import EMPTY_FIELD, FieldState, written_first
from records.store import RecordStore
from tests.records.conftest import OpenVault

FIELD = "urn:keepwell:questionnaire:plan|1|cp6_home"
MINE, HERS = "The crisis house.", "At Nadia’s."


def agreed(store: RecordStore, person: PersonId) -> FieldState:
    return read_plan(person, store.items(person)).agreed_field(FIELD)


@pytest.fixture
def person() -> PersonId:
    return PersonId(new_id())


@pytest.fixture
def two_versions(tmp_path: Path, opened: OpenVault, person: PersonId) -> RecordStore:
    """Two versions from two laptops, of which one is to be kept."""
    store, other = opened(tmp_path / "a"), opened(tmp_path / "b", name="Priya Nair")
    for one, text in ((store, MINE), (other, HERS)):
        one.record(person, [set_agreed(person, FIELD, EMPTY_FIELD, Words(text), ItemClass.AGREED)])
    store.apply_page([one for signed in other.tail() for one in signed.operations], "1")
    return store


def keep(store: RecordStore, person: PersonId, value: object) -> None:
    entity, state = plan_entity(person), agreed(store, person)
    body = Body(value, Typed.WORKER, agreed_by=("Mina",))
    change = plan.resolve(entity, ItemId(entity), FIELD, state, body, ItemClass.AGREED)
    store.record(person, [change])


def test_a_version_that_was_kept_was_taken_down_by_whoever_wrote_it(two_versions, person):
    hers = next(one for one in agreed(two_versions, person).heads if one.value["given"] == HERS)
    keep(two_versions, person, {"given": HERS})
    after = agreed(two_versions, person)
    (head,) = after.heads
    assert head.recorded_by == two_versions.enrolment.user
    assert written_first(after, head).recorded_by == hers.recorded_by != head.recorded_by


def test_a_version_written_together_was_taken_down_by_whoever_recorded_it(two_versions, person):
    keep(two_versions, person, {"given": "With my dog, wherever it is."})
    after = agreed(two_versions, person)
    assert written_first(after, after.heads[0]) == after.heads[0]


def test_an_edit_was_taken_down_by_whoever_made_it(two_versions, person):
    heads = agreed(two_versions, person).heads
    assert [written_first(agreed(two_versions, person), one) for one in heads] == list(heads)
