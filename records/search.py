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
    rows = database.all(
        "SELECT person.person FROM search JOIN person ON person.person = search.person"
        " WHERE search MATCH ? ORDER BY person.sort_name LIMIT ?",
        (match, _FOUND),
    )
    indexed = [PersonId(row[0]) for row in rows]
    waiting = [PersonId(row[0]) for row in database.all("SELECT person FROM search_due LIMIT 200")]
    fresh = [one for one in waiting if _matches(database, one, words)]
    return list(dict.fromkeys([*indexed, *fresh]))


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


def _words(text: str) -> list[str]:
    kept = "".join(one if unicodedata.category(one)[0] in "LNM" else " " for one in text)
    return kept.split()


def _matches(database: Database, person: PersonId, words: list[str]) -> bool:
    names, said = _text_of(database, person)
    have = _words(_folded(f"{names} {said}"))
    return all(any(one.startswith(_folded(word)) for one in have) for word in words)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in plain if not unicodedata.combining(one))
