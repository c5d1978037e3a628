# SPDX-License-Identifier: Apache-2.0
"""A vault that an earlier Keepwell made opens with every word, and goes on being written in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from crypto.secret import Secret
from crypto.vault_key import VaultKey
from records import plan
from records.operation import ItemClass, Kind, PersonId
from records.state import item_to_json
from records.store import RecordStore

OpenVault = Callable[..., RecordStore]
VECTORS = Path(__file__).parents[1] / "vectors" / "vaults"


@pytest.fixture(params=sorted(one.name for one in VECTORS.iterdir() if one.is_dir()))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(VECTORS / request.param, tmp_path / "old"))


def key_and_seen(folder: Path) -> tuple[VaultKey, dict[str, Any]]:
    told = json.loads((folder / "seen.json").read_text())
    key = told["key"]
    master, salt = (bytes.fromhex(key[one]) for one in ("master", "db_salt"))
    return VaultKey(Secret(master), key["vault_id"], key["epoch"], salt), told["seen"]


def seen_in(store: RecordStore, who: list[PersonId], words: list[str]) -> dict[str, Any]:
    return {
        "waiting": store.waiting().by_person,
        "position": asdict(store.position()),
        "found": {one: store.find(one) for one in words},
        "tail": [one.hash for signed in store.tail() for one in signed.operations],
        "people": {
            one: {
                "card": found.to_json(),
                "items": {f"{e}/{i}": item_to_json(state) for (e, i), state in store.items(one).items()},
                "drafts": [draft.snapshot for draft in store.drafts_of(one)],
                "version": store.plan_version(one),
                "history": sorted(each.operation_id for each in store.plan_history(one)),
                "agreed": sorted(each.operation_id for each in store.plan_history(one, Kind.AGREE)),
                "copies": sorted(each.operation_id for each in store.copies(one)),
            }
            for one in who
            for found in (store.card(one),)
            if found is not None
        },
    }


def test_everything_that_was_in_it_is_in_it(old: Path, opened: OpenVault) -> None:
    key, seen = key_and_seen(old)
    who, words = [PersonId(one) for one in seen["people"]], list(seen["found"])
    assert holds(json.loads(json.dumps(seen_in(opened(old, key), who, words))), seen)


def holds(now: Any, then: Any) -> bool:
    """Whether everything that was there is there as it was; what a newer Keepwell adds stands beside it."""
    if isinstance(then, dict):
        return isinstance(now, dict) and all(one in now and holds(now[one], then[one]) for one in then)
    if isinstance(then, list):
        return len(now) == len(then) and all(holds(*both) for both in zip(now, then, strict=True))
    return bool(now == then)


def test_what_was_said_long_ago_can_be_changed_and_what_is_new_stays(old: Path, opened: OpenVault) -> None:
    key, seen = key_and_seen(old)
    store = opened(old, key)
    person = max((PersonId(one) for one in seen["people"]), key=lambda one: seen["people"][one]["version"])
    before, version = store.plan_history(person), store.plan_version(person)
    (statement, *_) = plan.read_plan(person, store.items(person)).standing_in("hope")
    newly = plan.Words("The radio, low, when I cannot sleep")
    store.record(person, [plan.amend(person, statement, newly, ItemClass.WORDS)])
    # Its first words come from the old rows of the journal, through the places the migration gave the item.
    (found,) = (
        one
        for one in plan.read_plan(person, store.items(person)).standing_in("hope")
        if one.item == statement.item
    )
    assert [one.value for one in found.words.heads] == [newly.text]
    assert [one.value for one in statement.words.heads] == [one.value for one in found.words.past][:1]
    assert store.plan_version(person) == version + 1
    assert len(store.plan_history(person)) == len(before) + 1
    assert store.find("radio") == [person]


def test_what_came_before_is_not_taken_twice(old: Path, opened: OpenVault) -> None:
    key, seen = key_and_seen(old)
    store = opened(old, key)
    again = [one for signed in store.tail(10_000, 10**9) for one in signed.operations]
    assert again
    assert store.apply_page(again, None) == frozenset()
    assert store.position().last_number == seen["position"]["last_number"]
