# SPDX-License-Identifier: Apache-2.0
"""Journals written once are read the same for ever: same hashes, same states, byte for byte, in any order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from records.operation import canonical_json, decode
from records.reducer import reduce
from records.state import item_to_json

GOLDEN = sorted((Path(__file__).parents[1] / "vectors" / "journals").glob("*.json"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
@pytest.mark.parametrize("backwards", [False, True])
def test_a_golden_journal_reduces_to_the_same_state(path: Path, backwards: bool) -> None:
    golden: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    operations = [decode(one["header"].encode(), one["body"].encode()) for one in golden["operations"]]
    assert [one.hash for one in operations] == [one["hash"] for one in golden["operations"]]
    ordered = operations[::-1] if backwards else operations
    states = [
        {"entity": entity, "item": item, "state": item_to_json(state)}
        for (entity, item), state in reduce(ordered).items()
    ]
    assert canonical_json(states) == canonical_json(golden["states"])


def test_there_are_golden_journals() -> None:
    assert len(GOLDEN) >= 6
