# SPDX-License-Identifier: Apache-2.0
"""A worker's ideas beside the plan, until the person takes one in their own words or declines it.

Never puts a suggestion into the plan: only the person's own words get there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from locales import N_
from records.operation import Body, Change, EntityId, ItemClass, ItemId, Kind, PersonId, Typed, Who, new_id
from records.people import plan_entity
from records.plan import Plan, Words, say
from records.read_tables import SUGGESTION
from records.state import Entry, ItemState
from records.statements import TAKEN_BACK

# Why a suggestion was struck, as the body of the strike says it; declined ones say nothing.
TAKEN = N_("taken")


class Outcome(StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A worker's idea for one part, outside the plan.

    Attributes:
        entry: the idea, with who had it and when; `text` are its words, empty once erased.
        answered: what took or declined it.
    """

    item: ItemId
    part: str
    text: str
    entry: Entry
    outcome: Outcome
    answered: tuple[Entry, ...]


def suggest(person: PersonId, part: str, text: str) -> Change:
    """Put an idea beside a part of the plan, as the worker's."""
    body = Body({"part": part, "text": text}, Typed.SELF)
    return Change(
        plan_entity(person),
        ItemId(new_id()),
        SUGGESTION,
        Kind.SAY,
        ItemClass.WORDS,
        Who.WORKER,
        body,
    )


def read_suggestions(
    person: PersonId, items: Mapping[tuple[EntityId, ItemId], ItemState]
) -> tuple[Suggestion, ...]:
    """Every suggestion that was made, oldest first; which are open, `outcome` says."""
    entity = plan_entity(person)
    found = [
        _suggestion(item, state)
        for (owner, item), state in items.items()
        if owner == entity and SUGGESTION in state.fields
    ]
    there = [one for one in found if one is not None]
    return tuple(sorted(there, key=lambda one: (one.entry.hlc, one.item)))


def _suggestion(item: ItemId, state: ItemState) -> Suggestion | None:
    field = state.fields[SUGGESTION]
    versions = (*field.heads, *field.past)
    if not versions:
        return None
    value = versions[0].value if isinstance(versions[0].value, dict) else {}
    outcome = Outcome.OPEN if field.heads else _outcome({one.value for one in field.strikes})
    part, text = str(value.get("part", "")), str(value.get("text", ""))
    return Suggestion(item, part, text, versions[0], outcome, field.strikes)


def _outcome(whys: set[str | None]) -> Outcome:
    # Taken on one laptop and declined on another: its words are in the plan, so it was taken.
    if TAKEN in whys:
        return Outcome.TAKEN
    return Outcome.TAKEN_BACK if whys == {TAKEN_BACK} else Outcome.DECLINED


def take(
    person: PersonId, suggestion: Suggestion, words: Words, item_class: ItemClass, plan: Plan
) -> list[Change]:
    """The person takes an idea in: said anew, in their own words, at the end of its part.

    Raises:
        ValueError: the words are not the person's.
    """
    if words.said_by is not Who.PERSON:
        raise ValueError("a suggestion is taken in the person's own words")
    return [
        *say(person, suggestion.part, words, item_class, plan),
        _answered(person, suggestion, TAKEN),
    ]


def decline(person: PersonId, suggestion: Suggestion) -> Change:
    """The person would rather not: nobody asks why."""
    return _answered(person, suggestion, None)


def _answered(person: PersonId, suggestion: Suggestion, why: str | None) -> Change:
    base = (suggestion.entry.operation,)
    return Change(
        plan_entity(person),
        suggestion.item,
        SUGGESTION,
        Kind.STRIKE,
        ItemClass.WORDS,
        Who.PERSON,
        Body(why),
        base,
    )
