# SPDX-License-Identifier: Apache-2.0
"""Other people who are named in what a sheet holds, so that somebody looks before it leaves (hazard 13).

Never calls a list complete, nor a capital letter a name: who is known is known from the person's own network
and contacts, anybody else only perhaps. Decides nothing and takes nothing out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from locales import format_language
from records.kept_away import read_kept_away
from records.person_record import PersonRecord
from records.sharing import Sharing

_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "prof", "auntie", "aunt", "uncle", "imam"})
_SMALL = frozenset({"my", "our", "the", "his", "her", "a", "an", "of", "and", "or", "from", "at", "in", "s"})
_ENDS_A_SENTENCE = re.compile(r"[.!?:;\n“\"(•]")
_WITHIN_A_NAME = frozenset({" ", "-", "’", "'", ". "})
_LONGEST_RELATION = 3


@dataclass(frozen=True, slots=True)
class NamedOther:
    """Somebody who seems to be named.

    Attributes:
        name: as it stands in the words.
        known: of the person's own network or contacts; else it only looks like a name.
        kept_away: may be somebody who must not see or be told anything. For a warning; on no list (M12).
    """

    name: str
    known: bool
    kept_away: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    folded: str


def names_in(record: PersonRecord, texts: Iterable[str], holder: str = "") -> tuple[NamedOther, ...]:
    """Who is named beside the person and the holder, each once, in the order of the words.

    Args:
        record: whose words they are.
        texts: what people said; our own words have no business here.
        holder: who is to hold the sheet, and so is nobody else; empty for the person.
    """
    own = {*_folded(record.card.name), *_folded(record.card.called)}
    people = _people(record, own)
    nobody_else = own | set(_folded(holder)) | _SMALL
    found: dict[tuple[str, ...], NamedOther] = {}
    for text in texts:
        words = list(_words(text))
        for first, last, known in _found_in(text, words, people):
            folded = tuple(one.folded for one in words[first:last])
            if set(folded) - nobody_else:
                name = text[words[first].start : words[last - 1].end]
                before = found.get(folded, NamedOther(name, known=False))
                is_kept = not people.kept.isdisjoint(folded)
                found[folded] = NamedOther(before.name, before.known or known, is_kept)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _People:
    """Who could be named: whole names, single words of them, who they are; and words that need a warning."""

    names: frozenset[tuple[str, ...]]
    parts: frozenset[tuple[str, ...]]
    relations: frozenset[tuple[str, ...]]
    kept: frozenset[str]

    @property
    def longest(self) -> int:
        return max(map(len, self.names | self.relations), default=1)


def _people(record: PersonRecord, own: set[str]) -> _People:
    recipients = Sharing(record).recipients(record)
    names = {_folded(one.name) for one in recipients} | {_folded(one) for one in _who_spoke(record)}
    no_parts = own | _TITLES | _SMALL
    parts = {(word,) for name in names for word in name if len(word) > 1 and word not in no_parts}
    told = (tuple(word for word in _folded(one.relation) if word not in _SMALL) for one in recipients)
    relations = {one for one in told if len(one) <= _LONGEST_RELATION}
    kept = {word for one in read_kept_away(record) for word in _folded(one.who.name)} - own - _SMALL
    return _People(frozenset(names - {()}), frozenset(parts), frozenset(relations - {()}), frozenset(kept))


def _who_spoke(record: PersonRecord) -> Iterator[str]:
    for said in record.plan.statements.values():
        for one in said:
            yield from (head.said_name for head in one.words.heads if head.said_name)


def _found_in(text: str, words: list[_Word], people: _People) -> Iterator[tuple[int, int, bool]]:
    """From which word to which somebody is named, in order, and whether it is somebody known."""
    runs = dict(_capitals(text, words))
    first = 0
    while first < len(words):
        found = _known_at(text, words, first, people)
        if found is None and words[first].folded in people.kept:
            found = first + 1, False
        inside = range(first, runs.get(first, first))
        if found is None and inside and not any(_known_at(text, words, one, people) for one in inside):
            found = inside.stop, False
        if found is not None:
            yield first, *found
        first = first + 1 if found is None else found[0]


def _known_at(text: str, words: list[_Word], first: int, people: _People) -> tuple[int, bool] | None:
    """Where a name that begins here ends; one that is written in small letters may be a mere word."""
    small = text[words[first].start].islower()
    for last in range(min(first + people.longest, len(words)), first, -1):
        folded = tuple(one.folded for one in words[first:last])
        if folded in people.relations or (folded in people.names and not small):
            return last, True
        if folded in people.names:
            return last, last > first + 1
        if folded in people.parts and not small:
            return last, True
    return None


def _capitals(text: str, words: list[_Word]) -> Iterator[tuple[int, int]]:
    """Runs of words that begin with a capital letter in the middle of a sentence."""
    calendar = _calendar()
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and _goes_on(text, words, first, last, calendar):
            last += 1
        begins = _begins_a_sentence(text, words, first) and words[first].folded not in _TITLES
        begin = first + (begins and last > first)
        while begin < last and words[begin].folded == "i":
            begin += 1
        if any(one.end - one.start > 1 and one.folded not in _TITLES for one in words[begin:last]):
            yield begin, last
        first = max(last, first + 1)


def _goes_on(text: str, words: list[_Word], first: int, number: int, calendar: frozenset[str]) -> bool:
    if not _is_capital(text, words[number], calendar):
        return False
    if number == first:
        return True
    gap = text[words[number - 1].end : words[number].start]
    return gap in _WITHIN_A_NAME and (gap != ". " or words[number - 1].folded in _TITLES)


def _is_capital(text: str, word: _Word, calendar: frozenset[str]) -> bool:
    said = text[word.start : word.end]
    is_abbreviation = len(said) > 1 and said.isupper()
    return said[0].isupper() and not is_abbreviation and word.folded not in calendar


def _begins_a_sentence(text: str, words: list[_Word], number: int) -> bool:
    before = words[number - 1].end if number else 0
    return number == 0 or bool(_ENDS_A_SENTENCE.search(text[before : words[number].start]))


def _calendar() -> frozenset[str]:
    """Days and months, which English writes with a capital letter."""
    from babel.dates import get_day_names, get_month_names

    language = format_language()
    names = (*get_day_names(locale=language).values(), *get_month_names(locale=language).values())
    found = frozenset(word for name in names for word in _folded(str(name)))
    return found | {f"{one}s" for one in found}


def _words(text: str) -> Iterator[_Word]:
    """Letters, digits and the marks that belong to them."""
    start = None
    for number, one in enumerate(f"{text} "):
        inside = one.isalnum() or (start is not None and unicodedata.category(one).startswith("M"))
        if inside and start is None:
            start = number
        elif not inside and start is not None:
            yield _Word(start, number, _plain(text[start:number]))
            start = None


def _folded(name: str) -> tuple[str, ...]:
    return tuple(one.folded for one in _words(name))


def _plain(word: str) -> str:
    """For comparing: case and accents folded, as `records.kept_away` does."""
    folded = unicodedata.normalize("NFKD", word).casefold()
    return "".join(one for one in folded if not unicodedata.combining(one))
