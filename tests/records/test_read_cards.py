# SPDX-License-Identifier: Apache-2.0
"""A list shown again reads anew only who has changed, and whatever else changes is never missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crypto.vault_key import VaultKey
from forms.answers import Given
from forms.registry import newest_form
from locales import LENGTHENING, SOURCE_LANGUAGE, _, activate
from records import read_cards
from records.intake import new_person
from records.known import known_of
from records.operation import EntityId, PersonId, Typed, new_id
from records.people import DISCHARGE_FORM, PERSON_FORM, VISIT_FORM, Card
from records.responses import changes_for
from records.store import RecordStore
from records.vault import open_vault
from tests.records.conftest import OpenVault
from tests.records.vaults import ZONE, new_vault


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    activate(SOURCE_LANGUAGE)


def arrive(store: RecordStore, name: str) -> PersonId:
    made = new_person(
        newest_form(PERSON_FORM), [(None, "name", Given(name))], newest_form(DISCHARGE_FORM), []
    )
    store.take_in(made.person, made.nhs_number, made.changes)
    return made.person


def visit(store: RecordStore, person: PersonId) -> None:
    filled = [(None, "meds_days", Given(7))]
    changes = changes_for(newest_form(VISIT_FORM), EntityId(new_id()), filled, typed=Typed.WORKER)
    store.record(person, changes)


def counted(card: Card) -> object:
    """Something new each time it is asked, to see whether it was."""
    return object() if card.name else None


def spoken(card: Card) -> str:
    return f"{card.name}: {_('Done')}"


def test_only_who_has_changed_is_read_anew_and_nobody_is_missed(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    ann, ben = arrive(store, "Ann Nobody"), arrive(store, "Ben Nobody")
    before, made = store.cards(), store.of_each_card(counted)
    assert [one is other for one, other in zip(before, store.cards(), strict=True)] == [True, True]

    visit(store, ben)
    after = store.cards()
    assert after[0] is before[0]
    assert (len(before[1].visits), len(after[1].visits)) == (0, 1)
    assert [one is other for one, other in zip(made, store.of_each_card(counted), strict=True)] == [
        True,
        False,
    ]

    cara = arrive(store, "Abe Nobody")
    assert [one.person for one in store.cards()] == [cara, ann, ben], "in the order of names, as ever"
    assert store.cards() == [store.card(one) for one in (cara, ann, ben)]


def test_what_another_connection_saved_is_seen(tmp_path: Path, opened: OpenVault) -> None:
    key: VaultKey = new_vault(tmp_path)
    writer = opened(tmp_path, key)
    person = arrive(writer, "Ann Nobody")
    reader = open_vault(tmp_path, key, ZONE, memory_security=False)
    assert reader.cards()[0].visits == ()
    visit(writer, person)
    assert len(reader.cards()[0].visits) == 1
    reader.close()


def test_words_are_made_again_in_another_language(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    arrive(store, "Ann Nobody")
    before = store.of_each_card(spoken)
    activate(LENGTHENING)
    assert store.of_each_card(spoken) != before
    activate(SOURCE_LANGUAGE)
    assert store.of_each_card(spoken) == before


def test_no_more_people_are_kept_than_a_laptop_may_hold(
    tmp_path: Path, opened: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_cards, "MOST_KEPT_READ", 1)
    store = opened(tmp_path)
    arrive(store, "Ann Nobody")
    arrive(store, "Ben Nobody")
    before, after = store.cards(), store.cards()
    assert before == after
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False]


def test_nothing_that_was_read_outlives_the_vault(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    arrive(store, "Ann Nobody")
    assert store.of_each_card(known_of)
    assert store._read_cards._kept
    store.close()
    assert not store._read_cards._kept
