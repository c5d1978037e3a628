# SPDX-License-Identifier: Apache-2.0
"""Whom the index does not hold yet is found all the same, as they are after the newest save."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from records import plan
from records.database import Database
from records.operation import ItemClass, PersonId, Who
from records.plan import Words
from records.store import RecordStore
from tests.bench.people import Somebody

OpenVault = Callable[..., RecordStore]


@pytest.fixture
def store(opened: OpenVault, tmp_path: Path) -> RecordStore:
    return opened(tmp_path / "vault")


@pytest.fixture
def person(store: RecordStore) -> PersonId:
    one = Somebody(random.Random("search"))
    arriving = one.arrives()
    store.record(one.person, arriving)
    return one.person


def say(store: RecordStore, person: PersonId, text: str) -> None:
    so_far = plan.read_plan(person, store.items(person))
    store.record(person, plan.say(person, "hope", Words(text), ItemClass.WORDS, so_far))


def test_the_next_letter_sees_what_was_saved_since_the_last(store: RecordStore, person: PersonId) -> None:
    say(store, person, "the allotment")
    assert store.find("allot") == [person]
    assert store.find("cathedral") == []
    say(store, person, "Cathédral evensong")
    assert store.find("cathedral e") == [person]
    (first, *_) = plan.read_plan(person, store.items(person)).standing_in("hope")
    store.record(person, [plan.strike(person, first, Who.PERSON, ItemClass.WORDS)])
    assert store.find("allot") == []
    while store.index_due():
        pass
    assert (store.find("allot"), store.find("evensong")) == ([], [person])


def test_whoever_is_not_indexed_is_read_once_for_each_save(
    store: RecordStore, person: PersonId, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(store, person, "the allotment")
    store.find("a")
    read: list[str] = []
    every = Database.all

    def noting(
        database: Database, statement: str, values: tuple[object, ...] = ()
    ) -> list[tuple[object, ...]]:
        read.extend(
            [statement] if "state FROM item" in statement and every(database, statement, values) else []
        )
        return every(database, statement, values)

    monkeypatch.setattr(Database, "all", noting)
    assert store.find("al") == store.find("all") == [person]
    assert not read
    say(store, person, "the canal")
    read.clear()
    assert store.find("can") == [person]
    assert len(read) == 1


def test_a_visit_changes_nothing_that_is_searched_and_details_do(
    store: RecordStore, person: PersonId
) -> None:
    while store.index_due():
        pass
    store.record(person, Somebody(random.Random("visit"), person).visit())
    assert store.people_to_index() == 0
    say(store, person, "the allotment")
    assert store.people_to_index() == 1
