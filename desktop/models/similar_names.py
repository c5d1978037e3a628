# SPDX-License-Identifier: Apache-2.0
"""Whose names look or sound alike, so that nobody opens the wrong page (hazard 6).

Never says that two people are one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from records.operation import PersonId
from records.people import Card

_SOUNDS_LIKE = (("ph", "f"), ("ck", "k"), ("c", "k"), ("z", "s"), ("j", "g"))
# Vowels are what people mishear; h and w are hardly heard at all.
_HARDLY_HEARD = re.compile(r"(?<!^)[aeiouyhw]")
_TWICE = re.compile(r"(.)\1+")


def alike_keys(name: str, called: str = "") -> frozenset[str]:
    """What a name has in common with names that are easily taken for it.

    Two names are alike when they share a key: first and last word by the sound of their consonants, so that
    "Amina Rahman" meets "Ameena Rehman", and "Jon Smyth" meets "John Smith". What somebody likes to be called
    stands in for their first name. Names of other scripts are alike when they are equal.
    """
    words = [_sound(word) for word in _words(name)]
    if not words:
        return frozenset()
    firsts = {words[0], *(_sound(word) for word in _words(called)[:1])}
    if len(words) == 1:
        return frozenset(firsts)
    # Either order: a ward that writes the family name first means the same person.
    return frozenset(" ".join(sorted((first, words[-1]))) for first in firsts)


def alike(one: Card, other: Card) -> bool:
    """Whether two people's names are easily taken for each other."""
    return not alike_keys(one.name, one.called).isdisjoint(alike_keys(other.name, other.called))


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(one for one in plain if not unicodedata.combining(one))
    return re.findall(r"[^\W_]+", kept.replace("’", "").replace("'", ""))


def _sound(word: str) -> str:
    for written, heard in _SOUNDS_LIKE:
        word = word.replace(written, heard)
    first = "a" if word[0] in "aeiouy" else word[0]
    return _TWICE.sub(r"\1", first + _HARDLY_HEARD.sub("", word)[1:])


class SimilarNames:
    """Who, of everyone here, has a name like somebody else's."""

    def __init__(self, cards: Iterable[Card] = ()) -> None:
        self._keys: dict[PersonId, frozenset[str]] = {}
        self._people: defaultdict[str, set[PersonId]] = defaultdict(set)
        for card in cards:
            self.put(card)

    def put(self, card: Card) -> None:
        """Take in a person, or their new name."""
        for key in self._keys.get(card.person, ()):
            self._people[key].discard(card.person)
        self._keys[card.person] = alike_keys(card.name, card.called)
        for key in self._keys[card.person]:
            self._people[key].add(card.person)

    def has_similar(self, person: PersonId) -> bool:
        """Whether somebody else's name is easily taken for this person's."""
        return any(len(self._people[key]) > 1 for key in self._keys.get(person, ()))
