# SPDX-License-Identifier: Apache-2.0
"""Autosave and opening a plan as the journal grows, against the smallest size (design 8, row 3).

Never compares two moments: three vaults are open side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from records.drafts import DraftId
from records.operation import new_id
from records.person_record import read_person_record
from records.store import RecordStore
from tests.bench.figures import Figure, Job, Judged, Sizes, in_turn, milliseconds
from tests.bench.people import Vault
from tests.bench.saving import Typing

_TARGET = 1.5
_SHORT = {1_000: "1k", 10_000: "10k", 100_000: "100k"}


def growth(sizes: Sizes, vaults: Sequence[Vault]) -> list[Figure]:
    """Three vaults open side by side, taking turns; and the worst of it in one line."""
    stores = [vault.open() for vault in vaults]
    saves = in_turn(sizes.saves, *map(partial(_saving, sizes), vaults, stores))
    opens = in_turn(sizes.opens, *map(partial(_opening, sizes), vaults, stores))
    for store in stores:
        store.close()
    found = [*_figures("growth_autosave", saves, sizes), *_figures("growth_open", opens, sizes)]
    worst = max(found, key=lambda one: one.ratio or 0)
    summary = Figure(
        "growth", worst.ours, worst.reference, _TARGET, Judged.RATIO, "ms", worst.n, f"worst: {worst.name}"
    )
    return [*found, summary]


def _saving(sizes: Sizes, vault: Vault, store: RecordStore) -> Callable[[], Job]:
    return Typing(sizes.luck("growth"), vault.people[0], DraftId(new_id())).saving(store)


def _opening(sizes: Sizes, vault: Vault, store: RecordStore) -> Callable[[], Job]:
    # Somebody else each time: the record of the person before is no help.
    luck = sizes.luck("opening")
    return lambda: partial(read_person_record, store, luck.choice(vault.people))


def _figures(name: str, times: list[list[float]], sizes: Sizes) -> list[Figure]:
    least, *more = times
    return [
        Figure(
            name=f"{name}_{_SHORT.get(level, level)}",
            ours=milliseconds(one, 0.5),
            reference=milliseconds(least, 0.5),
            target=_TARGET,
            judged=Judged.RATIO,
            unit="ms",
            n=len(one),
            note=f"medians; p95 {milliseconds(one, 0.95):.3g} and {milliseconds(least, 0.95):.3g}",
        )
        for level, one in zip(sizes.levels[1:], more, strict=True)
    ]
