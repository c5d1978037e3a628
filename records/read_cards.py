# SPDX-License-Identifier: Apache-2.0
"""Cards as a connection read them last, so that a list shown again each minute decodes only what has changed.

No second truth: a row is held against its own bytes each time, and whatever is not the same is read anew. In
memory only, for as many people as one laptop may reasonably hold, and gone when the vault is closed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from locales import current_language
from records.operation import PersonId
from records.people import Card, card_from_json

MOST_KEPT_READ = 1_000
"""People beyond these are read anew each time; 500 of them take about 13 MB."""

T = TypeVar("T")


@dataclass(slots=True)
class _Read:
    row: str
    card: Card
    made: dict[tuple[Callable[[Card], Any], str], Any] = field(default_factory=dict)


class ReadCards:
    """Used by the one thread whose connection it belongs to; whoever is given a card leaves it as it is."""

    def __init__(self) -> None:
        self._kept: dict[str, _Read] = {}

    def each(self, rows: Iterable[tuple[str, str]], make: Callable[[Card], T]) -> list[T]:
        """What `make` makes of each card, in the order of the rows; `make` knows nothing but the card.

        Made again for another language: words may be in what it makes.
        """
        before, self._kept = self._kept, {}
        found = []
        key = (make, current_language())
        for person, row in rows:
            read = before.get(person)
            if read is None or read.row != row:
                read = _Read(row, card_from_json(PersonId(person), json.loads(row)))
            if len(self._kept) < MOST_KEPT_READ:
                self._kept[person] = read
            if key not in read.made:
                read.made[key] = make(read.card)
            found.append(read.made[key])
        return found

    def forget(self) -> None:
        """Let go of everybody."""
        self._kept = {}
