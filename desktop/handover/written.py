# SPDX-License-Identifier: Apache-2.0
"""What the person has written since the screen is theirs. Never holds what stood in the plan before."""

from __future__ import annotations

from dataclasses import replace

from records.contribution import Contribution
from records.operation import ItemId, Typed


class Written:
    """New words in the order they were begun; one piece at most is being written."""

    def __init__(self) -> None:
        self._words: dict[ItemId, Contribution] = {}
        self._open: Contribution | None = None

    @property
    def open(self) -> Contribution | None:
        """What is being written; also kept, as far as it goes."""
        return self._open

    def words(self) -> tuple[Contribution, ...]:
        """Everything with a word in it, what is being written among it."""
        return tuple(one for one in self._words.values() if one.text.strip())

    def in_part(self, part: str) -> tuple[Contribution, ...]:
        """What was written in one part and is not being written now."""
        return tuple(one for one in self.words() if one.part == part and one != self._open)

    def begin(self, part: str) -> Contribution:
        """Begin new words in a part; what was being written stays as it is."""
        self.settle()
        self._open = Contribution(part, "")
        self._words[self._open.item] = self._open
        return self._open

    def take_up(self, item: ItemId) -> Contribution:
        """Say own words of today differently. Raises KeyError for others."""
        self.settle()
        self._open = self._words[item]
        return self._open

    def write(self, text: str, typed: Typed) -> None:
        """What stands in the writing place now."""
        assert self._open is not None
        self._open = replace(self._open, text=text, typed=typed)
        self._words[self._open.item] = self._open

    def settle(self) -> None:
        """Nothing is being written any more; a place with no words in it is forgotten."""
        if self._open is not None and not self._open.text.strip():
            del self._words[self._open.item]
        self._open = None

    def strike(self, item: ItemId) -> None:
        """Thought better of before anybody read it: no trace is left (design 4, drafts)."""
        self._words.pop(item, None)
        if self._open is not None and self._open.item == item:
            self._open = None
