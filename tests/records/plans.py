# SPDX-License-Identifier: Apache-2.0
"""People writing one plan in real vaults, for tests: what a screen would ask, in few words. No fake store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from forms.answers import Given
from forms.registry import newest_form
from records import plan
from records.intake import Filled, new_person
from records.operation import Body, Change, ItemClass, ItemId, Kind, Operation, PersonId, Typed, Who
from records.people import DISCHARGE_FORM, PERSON_FORM, PLAN_FORM, plan_entity
from records.person_record import PersonRecord, read_person_record
from records.plan import Plan, Statement, Words
from records.store import RecordStore

T = TypeVar("T")


def class_of(part: str) -> ItemClass:
    return ItemClass(newest_form(PLAN_FORM).by_link_id[part].item_class.value)


@dataclass(frozen=True)
class PlanWriter:
    """One worker's laptop, open at one person's plan."""

    store: RecordStore
    person: PersonId

    @property
    def record(self) -> PersonRecord:
        found = read_person_record(self.store, self.person)
        assert found is not None
        return found

    @property
    def plan(self) -> Plan:
        return plan.read_plan(self.person, self.store.items(self.person))

    @property
    def history(self) -> list[Operation]:
        return self.store.plan_history(self.person)

    def keep(self, changes: Change | Sequence[Change]) -> None:
        self.store.record(self.person, [changes] if isinstance(changes, Change) else changes)

    def say(
        self, text: str, part: str = "toolbox", said_by: Who = Who.PERSON, name: str | None = None
    ) -> None:
        self.keep(plan.say(self.person, part, Words(text, said_by, name), class_of(part), self.plan))

    def amend(self, text: str, new: str, said_by: Who = Who.PERSON) -> None:
        found = self.find(text)
        self.keep(plan.amend(self.person, found, Words(new, said_by), class_of(found.part)))

    def strike(self, text: str, why: str | None = None) -> None:
        found = self.find(text)
        self.keep(plan.strike(self.person, found, Who.PERSON, class_of(found.part), why))

    def agreed(self, link_id: str, raw: Any, *, over: bool = True) -> None:
        entity, field = plan_entity(self.person), newest_form(PLAN_FORM).field_of(link_id)
        heads = self.plan.agreed_field(field).heads if over else ()
        base = tuple(one.operation for one in heads)
        body = Body(raw, Typed.WORKER)
        self.keep(Change(entity, ItemId(entity), field, Kind.SET, ItemClass.AGREED, Who.PERSON, body, base))

    def find(self, text: str) -> Statement:
        """The statement in which this was ever said."""
        return next(
            one
            for said in self.plan.statements.values()
            for one in said
            if text in {entry.value for entry in (*one.words.heads, *one.words.past)}
        )

    def texts(self, part: str = "toolbox") -> list[str]:
        """What stands in a part, in order; of two versions both."""
        return [" / ".join(texts_of(one)) for one in self.plan.standing_in(part)]


def pick(among: Sequence[T], number: int) -> T:
    """One of these. What there is depends on random ids, and what hypothesis draws must not."""
    return among[number % len(among)]


def texts_of(statement: Statement) -> list[str]:
    return sorted(str(head.value) for head in statement.words.heads)


def standing(now: Plan) -> dict[str, list[list[tuple[Any, ...]]]]:
    """Everything that stands, in order, with whose words it is."""
    found = {
        part: [
            sorted((str(head.value), head.said_by, str(head.said_name)) for head in one.words.heads)
            for one in now.standing_in(part)
        ]
        for part in now.statements
    }
    return {part: said for part, said in found.items() if said}


def new_plan(store: RecordStore, *others: RecordStore) -> list[PlanWriter]:
    """A new person, known on every one of these laptops."""
    details: Filled = [(None, "name", Given("Amina Rahman")), (None, "called", Given("Mina"))]
    made = new_person(newest_form(PERSON_FORM), details, newest_form(DISCHARGE_FORM), [])
    number = store.position().last_number
    store.acknowledge(number, number)
    store.take_in(made.person, None, made.changes)
    intake = [one for signed in store.tail() for one in signed.operations]
    for other in others:
        other.apply_page(intake, None)
    return [PlanWriter(one, made.person) for one in (store, *others)]


def send(giver: PlanWriter, taker: PlanWriter) -> None:
    """Everything the giver has of the plan, whatever the taker has already."""
    taker.store.apply_page(giver.history, None)
