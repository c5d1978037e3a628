# SPDX-License-Identifier: Apache-2.0
"""Search as you type over names and plan words, indexed outside the save from a durable list of who is due.

Never ranks anybody under three letters; never leaves deleted words in the index (`secure-delete`).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence

from records import people
from records.database import Database
from records.operation import PersonId
from records.read_tables import STATEMENT
from records.state import standing_texts

_FOUND = 50
_LOOKED_AT = 200  # people who are not indexed yet


def index_due(database: Database, limit: int = 5) -> int:
    """Index up to `limit` people whose words changed, inside a transaction; gives back how many.

    Few at a time: a save that comes meanwhile waits for them.
    """
    due = [PersonId(row[0]) for row in database.all("SELECT person FROM search_due LIMIT ?", (limit,))]
    for person, (names, words) in _texts_of(database, due).items():
        database.run("DELETE FROM search WHERE rowid = ?", (_row_number(person),))
        database.run(
            "INSERT INTO search (rowid, person, names, words) VALUES (?, ?, ?, ?)",
            (_row_number(person), person, names, words),
        )
        database.run("DELETE FROM search_due WHERE person = ?", (person,))
    return len(due)


class Unindexed:
    """What people said whom the index does not hold as they are now.

    Read once for each save that touched them, so that the next letter need not read all of it again.
    """

    def __init__(self) -> None:
        self._words: dict[PersonId, tuple[int, str]] = {}

    def words(self, database: Database) -> dict[PersonId, str]:
        """Their names and words, folded, with a space before each."""
        due: dict[PersonId, int] = dict(
            database.all("SELECT person, since FROM search_due LIMIT ?", (_LOOKED_AT,))
        )
        known = {one: self._words[one] for one, since in due.items() if self._is_known(one, since)}
        texts = _texts_of(database, [one for one in due if one not in known])
        fresh = {one: (due[one], _to_look_through(*text)) for one, text in texts.items()}
        # Nobody else's: whoever has been indexed is forgotten here.
        self._words = known | fresh
        return {one: self._words[one][1] for one in due}

    def _is_known(self, person: PersonId, since: int) -> bool:
        return person in self._words and self._words[person][0] == since


def find(database: Database, text: str, unindexed: Unindexed) -> list[PersonId]:
    """People whose name or words match every word typed so far, by name; those not yet indexed included."""
    words = _words(text)
    if not words:
        return []
    match = " ".join(f'"{word}"*' for word in words)
    # Row numbers only: reading what was said of everybody who matches would cost more than the search.
    hits = {row[0] for row in database.all("SELECT rowid FROM search WHERE search MATCH ?", (match,))}
    indexed = _first_by_name(database, hits)
    plain = [f" {_folded(word)}" for word in words]
    waiting = unindexed.words(database)
    fresh = [person for person, have in waiting.items() if all(word in have for word in plain)]
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


def _texts_of(database: Database, who: Sequence[PersonId]) -> dict[PersonId, tuple[str, str]]:
    """Names and standing words of these people."""
    those = (json.dumps(who),)
    names = dict.fromkeys(who, "")
    for person, card in database.all(
        "SELECT person, card FROM person WHERE person IN (SELECT value FROM json_each(?))", those
    ):
        names[person] = people.search_names(people.card_from_json(person, json.loads(card)))
    words: dict[PersonId, list[str]] = {one: [] for one in who}
    for person, state in database.all(
        "SELECT person, state FROM item WHERE person IN (SELECT value FROM json_each(?)) AND form = ?",
        (*those, STATEMENT),
    ):
        words[person] += standing_texts(json.loads(state))
    return {one: (names[one], "\n".join(words[one])) for one in who}


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


def _to_look_through(names: str, said: str) -> str:
    return "".join(f" {word}" for word in _words(_folded(f"{names} {said}")))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
