# SPDX-License-Identifier: Apache-2.0
"""Search as you type, letter by letter, over everybody's names and plan words (design 8, row 6)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

from records.store import RecordStore
from tests.bench.figures import Figure, Judged, Sizes, milliseconds, timed
from tests.bench.people import FAMILY_NAMES, GIVEN_NAMES, WORDS, Somebody, Vault

_TARGET_MS = 30
_JUST_CHANGED = 200  # people: as after a large page from the centre, before the index has caught up


def search(sizes: Sizes, vault: Vault) -> list[Figure]:
    """With everybody indexed, and while people who just changed are not."""
    store = vault.open()
    figures = [_typed("search", sizes, store, vault)]
    luck = sizes.luck("changes")
    for person in vault.people[:_JUST_CHANGED]:
        store.record(person, Somebody(luck, person).says(1))
    figures.append(_typed("search_while_indexing", sizes, store, vault))
    store.close()
    return figures


def _typed(name: str, sizes: Sizes, store: RecordStore, vault: Vault) -> Figure:
    luck = sizes.luck("typing")
    for text in _letter_by_letter(_wanted(luck)):
        store.find(text)
    texts = [text for _ in range(sizes.searches) for text in _letter_by_letter(_wanted(luck))]
    times = [timed(partial(store.find, text)) for text in texts]
    note = f"p95 over every letter, {len(vault.people)} people; median {milliseconds(times, 0.5):.3g}"
    return Figure(name, milliseconds(times, 0.95), None, _TARGET_MS, Judged.OURS, "ms", len(times), note)


def _wanted(luck: random.Random) -> str:
    """What somebody looks for: a name, a name and what follows it, or words they remember from a plan."""
    given, family = luck.choice(GIVEN_NAMES), luck.choice(FAMILY_NAMES)
    return luck.choice(
        [given, family, f"{given} {family}", luck.choice(WORDS), " ".join(luck.sample(WORDS, 2))]
    )


def _letter_by_letter(wanted: str) -> Iterator[str]:
    return (wanted[:end].lower() for end in range(1, len(wanted) + 1))
