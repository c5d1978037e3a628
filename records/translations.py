# SPDX-License-Identifier: Apache-2.0
"""A statement's words in another language, beside the original, with who put them into it.

Never takes the place of the original: the plan is read without looking here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from records.operation import Body, Change, EntityId, ItemClass, ItemId, Kind, PersonId, Typed, Who
from records.people import plan_entity
from records.plan import Statement
from records.read_tables import STATEMENT
from records.state import Entry, ItemState

# A field for each language, so that two languages are never two versions of one thing.
_FIELD = "translation:"
_LANGUAGE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Translation:
    """A statement's words in another language, beside the original.

    Attributes:
        language: BCP 47, as it was given.
        translator: who put it into that language, by name.
        is_of_these_words: False when the original has been said differently since.
    """

    language: str
    text: str
    translator: str
    is_of_these_words: bool
    entry: Entry


def translate(
    person: PersonId, statement: Statement, language: str, text: str, translator: str, state: ItemState
) -> Change:
    """Keep a translation beside a statement, or say it better than the one that stands in this language.

    They are the words of whoever said them; the translator's name goes with them. `language` is a BCP 47
    tag; `state` is the statement's item as it was on screen.

    Raises:
        ValueError: no language or no translator is named.
    """
    if not _LANGUAGE.fullmatch(language) or not translator.strip():
        raise ValueError("a translation names its language and its translator")
    field = _FIELD + language
    seen = state.field(field)
    base = tuple(one.operation for one in (*seen.heads, *seen.strikes))
    of = sorted(one.operation for one in statement.words.heads)
    value = {"language": language, "text": text, "translator": translator, "of": of}
    said_by = statement.words.heads[0].said_by if statement.words.heads else Who.PERSON
    kind = Kind.AMEND if base else Kind.SAY
    body = Body(value, Typed.INTERPRETER)
    return Change(plan_entity(person), statement.item, field, kind, ItemClass.WORDS, said_by, body, base)


def read_translations(
    person: PersonId, items: Mapping[tuple[EntityId, ItemId], ItemState]
) -> dict[ItemId, tuple[Translation, ...]]:
    """The translations that stand beside each statement, by language; statements without any are absent."""
    entity = plan_entity(person)
    found: dict[ItemId, tuple[Translation, ...]] = {}
    for (owner, item), state in sorted(items.items()):
        if owner == entity and (beside := tuple(_translations(state))):
            found[item] = beside
    return found


def _translations(state: ItemState) -> Iterator[Translation]:
    now = {one.operation for one in state.field(STATEMENT).heads}
    for name, field in sorted(state.fields.items()):
        for head in field.heads if name.startswith(_FIELD) else ():
            if isinstance(head.value, dict):
                yield Translation(
                    language=name.removeprefix(_FIELD),
                    text=str(head.value.get("text", "")),
                    translator=str(head.value.get("translator", "")),
                    is_of_these_words=set(head.value.get("of", ())) == now,
                    entry=head,
                )
