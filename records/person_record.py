# SPDX-License-Identifier: Apache-2.0
"""Everything about one person in one read, as screens about that person need it. Never changes anything."""

from __future__ import annotations

from dataclasses import dataclass

from records.drafts import SavedDraft
from records.operation import EntityId, ItemId, PersonId, UserId
from records.people import Card, Response, disagreements, responses
from records.plan import Plan, read_plan
from records.state import FieldState
from records.store import Items, RecordStore


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field with two versions to agree (sync 9.6).

    Attributes:
        field: full field name, or `statement` for words of the plan.
    """

    entity: EntityId
    item: ItemId
    field: str
    state: FieldState


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person as read at one moment.

    Attributes:
        responses: every filled form, oldest first.
        drafts: what was left half done, newest first.
        only_here: transactions that only this laptop holds.
        team: names by user id, for the lines that say who wrote.
    """

    card: Card
    items: Items
    plan: Plan
    responses: tuple[Response, ...]
    disagreements: tuple[Disagreement, ...]
    drafts: tuple[SavedDraft, ...]
    only_here: int
    last_received_at: int | None
    team: dict[UserId, str]

    def draft_of(self, form: str) -> SavedDraft | None:
        """The newest draft of a form (canonical), if one was left half done."""
        return next((one for one in self.drafts if one.form.split("|")[0] == form), None)

    def responses_to(self, form: str) -> list[Response]:
        """Every response to one form (canonical), oldest first."""
        return [one for one in self.responses if one.form == form]


def read_person_record(store: RecordStore, person: PersonId) -> PersonRecord | None:
    """Read a person on the store thread; None when nobody of that id is on this laptop."""
    card = store.card(person)
    if card is None:
        return None
    items = store.items(person)
    return PersonRecord(
        card=card,
        items=items,
        plan=read_plan(person, items),
        responses=tuple(responses(items)),
        disagreements=tuple(Disagreement(*one) for one in disagreements(items)),
        drafts=tuple(store.drafts_of(person)),
        only_here=store.waiting().by_person.get(person, 0),
        last_received_at=store.last_received_at(),
        team=store.team(),
    )
