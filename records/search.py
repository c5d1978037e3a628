# SPDX-License-Identifier: Apache-2.0
"""Search as you type over names and plan words, indexed outside the save from a durable list of who is due.

Never ranks anybody under three letters; never leaves deleted words in the index (`secure-delete`).
"""

from __future__ import annotations

import json
import unicodedata

from records import people
from records.database import Database
from records.operation import PersonId
from records.read_tables import STATEMENT, read_items

_FOUND = 50


def index_due(database: Database, limit: int = 50) -> int:
    """Index up to `limit` people whose words changed, inside a transaction; gives back how many."""
    due = [row[0] for row in database.all("SELECT person FROM search_due LIMIT ?", (limit,))]
    for person in due:
        database.run("DELETE FROM search WHERE rowid = ?", (_row_number(person),))
        names, words = _text_of(database, PersonId(person))
        database.run(
            "INSERT INTO search (rowid, person, names, words) VALUES (?, ?, ?, ?)",
            (_row_number(person), person, names, words),
        )
        database.run("DELETE FROM search_due WHERE person = ?", (person,))
    return len(due)


def find(database: Database, text: str) -> list[PersonId]:
    """People whose name or words match every word typed so far, by name; those not yet indexed included."""
    words = _words(text)
    if not words:
        return []
    match = " ".join(f'"{word}"*' for word in words)
    # Row numbers only: reading what was said of everybody who matches would cost more than the search.
    hits = {row[0] for row in database.all("SELECT rowid FROM search WHERE search MATCH ?", (match,))}
    indexed = _first_by_name(database, hits)
    waiting = [PersonId(row[0]) for row in database.all("SELECT person FROM search_due LIMIT 200")]
    plain = [_folded(word) for word in words]
    fresh = [one for one in waiting if _matches(database, one, plain)]
    return list(dict.fromkeys([*indexed, *fresh]))


def _first_by_name(database: Database, hits: set[int]) -> list[PersonId]:
    """The first of these rows by name: many are soon met, few are worth one walk through all names."""
    found: list[PersonId] = []
    wanted = min(len(hits), _FOUND)
    after = ("", "")
    while len(found) < wanted:
        names = database.all(
            "SELECT sort_name, person FROM person WHERE (sort_name, person) > (?, ?)"
            " ORDER BY sort_name, person LIMIT 500",
            after,
        )
        if not names:
            break
        found += [PersonId(person) for _, person in names if _row_number(person) in hits]
        after = names[-1]
    return found[:wanted]


def _row_number(person: str) -> int:
    # FTS rows need a number; sixty-two bits of a random id do not meet by chance.
    return int(person[:16], 16) >> 2


def _text_of(database: Database, person: PersonId) -> tuple[str, str]:
    row = database.maybe("SELECT card FROM person WHERE person = ?", (person,))
    names = "" if row is None else people.search_names(people.card_from_json(person, json.loads(row[0])))
    items = read_items(database, person, [STATEMENT])
    words = [
        str(entry.value)
        for state in items.values()
        for field in state.fields.values()
        for entry in field.heads
        if isinstance(entry.value, str)
    ]
    return names, "\n".join(words)


class _Kept(dict[int, str]):
    """For `str.translate`: letters, digits and their marks stay, all else parts words; learns as it goes."""

    def __missing__(self, code: int) -> str:
        kept = chr(code) if unicodedata.category(chr(code))[0] in "LNM" else " "
        return self.setdefault(code, kept)


class _Plain(dict[int, str]):
    """For `str.translate`: accents go."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, "" if unicodedata.combining(chr(code)) else chr(code))


_KEPT, _PLAIN = _Kept(), _Plain()


def _words(text: str) -> list[str]:
    return text.translate(_KEPT).split()


def _matches(database: Database, person: PersonId, plain: list[str]) -> bool:
    names, said = _text_of(database, person)
    have = _words(_folded(f"{names} {said}"))
    return all(any(one.startswith(word) for one in have) for word in plain)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
