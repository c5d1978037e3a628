# SPDX-License-Identifier: Apache-2.0
"""A person's plan as it stands, and the changes that statements ask for.

The person is the author: nothing here merges, shortens or drops words. Never asks what a section is called
(the plan's definition does), so that sections of an older definition stay readable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.definition import shared_field
from records.operation import Body, Change, EntityId, ItemClass, ItemId, Kind, PersonId, Typed, Who, new_id
from records.people import plan_entity
from records.read_tables import STATEMENT
from records.reducer import PLACE
from records.state import EMPTY_FIELD, FieldState, ItemState


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing somebody said, in one part of the plan.

    Attributes:
        part: linkId of the part it stands in; empty when its place has not arrived yet.
        words: what stands (`heads`), what was said before (`past`), what struck it out.
        place: every place it was given; `part` and `after` are the one that counts.
    """

    item: ItemId
    part: str
    words: FieldState
    came_back: bool
    place: FieldState = EMPTY_FIELD

    @property
    def after(self) -> ItemId | None:
        """The statement it was placed after; None for the beginning of its part."""
        return place_of(self.place)[1]

    @property
    def is_struck(self) -> bool:
        """Struck out: readable, but not part of the plan any more."""
        return self.words.is_struck

    @property
    def is_open(self) -> bool:
        """Two versions stand."""
        return len(self.words.heads) > 1


@dataclass(frozen=True, slots=True)
class Plan:
    """A person's plan: statements in order by part, and agreed fields by field name.

    Attributes:
        statements: by part linkId, each in the order the person gave them.
        agreed: by the name that all versions of the form share (`forms.definition.shared_field`).
    """

    person: PersonId
    statements: dict[str, tuple[Statement, ...]]
    agreed: dict[str, FieldState]

    def in_part(self, part: str) -> tuple[Statement, ...]:
        """The statements of one part, struck ones among them."""
        return self.statements.get(part, ())

    def standing_in(self, part: str) -> tuple[Statement, ...]:
        """The statements of one part that are not struck out."""
        return tuple(one for one in self.in_part(part) if not one.is_struck)

    def agreed_field(self, name: str) -> FieldState:
        """One agreed field by its name in any version of the form; empty where nothing was recorded."""
        return self.agreed.get(shared_field(name), EMPTY_FIELD)


@dataclass(frozen=True, slots=True)
class Words:
    """Words as they were taken down: whose, by whom typed, whether read back (domain I)."""

    text: str
    said_by: Who = Who.PERSON
    said_name: str | None = None
    typed: Typed = Typed.WORKER
    checked: bool | None = None

    def body(self) -> Body:
        """The operation body that carries them."""
        return Body(self.text, self.typed, self.said_name, self.checked)


def read_plan(person: PersonId, items: Mapping[tuple[EntityId, ItemId], ItemState]) -> Plan:
    """The plan among a person's items."""
    entity = plan_entity(person)
    mine = {item: state for (owner, item), state in items.items() if owner == entity}
    by_part: dict[str, list[tuple[Statement, ItemId | None]]] = defaultdict(list)
    for item, state in mine.items():
        if STATEMENT in state.fields and state.retired is None:
            place = state.field(PLACE)
            part, after = place_of(place)
            words = state.fields[STATEMENT]
            came_back = state.came_back or words.came_back
            by_part[part].append((Statement(item, part, words, came_back, place), after))
    agreed = {
        shared_field(name): field
        for item, state in mine.items()
        if str(item) == entity
        for name, field in state.fields.items()
        if "|" in name
    }
    return Plan(person, {part: _in_order(found) for part, found in sorted(by_part.items())}, agreed)


def place_of(place: FieldState) -> tuple[str, ItemId | None]:
    """The part and the statement before it that count; ("", None) where no place can be read."""
    # Two places at once: the greater id, because no clock decides and order holds no meaning of its own.
    # A place of a shape we do not know (erased, or from a newer Keepwell) is as one that has not arrived.
    readable = [one for one in place.heads if _is_place(one.value)]
    if not readable:
        return "", None
    value = max(readable, key=lambda one: one.operation).value
    return value["section"], value["after"]


def _is_place(value: Any) -> bool:
    if not isinstance(value, dict) or not {"section", "after"} <= set(value):
        return False
    return isinstance(value["section"], str) and isinstance(value["after"], str | None)


def _in_order(found: list[tuple[Statement, ItemId | None]]) -> tuple[Statement, ...]:
    """Each after the one it names; ties by id; whoever names nobody here comes at the end (design 10)."""
    here = {one.item for one, _ in found}
    children: dict[str | None, list[Statement]] = defaultdict(list)
    orphans: list[Statement] = []
    for statement, after in sorted(found, key=lambda pair: pair[0].item):
        if after is None or after in here:
            children[after].append(statement)
        else:
            orphans.append(statement)
    ordered: dict[ItemId, Statement] = {}
    for root in [*children[None], *orphans, *(statement for statement, _ in found)]:
        _walk(root, children, ordered)
    return tuple(ordered.values())


def _walk(
    root: Statement, children: Mapping[str | None, list[Statement]], ordered: dict[ItemId, Statement]
) -> None:
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one.item not in ordered:
            ordered[one.item] = one
            waiting.extend(reversed(children.get(one.item, [])))


def say(person: PersonId, part: str, words: Words, item_class: ItemClass, plan: Plan) -> list[Change]:
    """Add words at the end of a part."""
    item = ItemId(new_id())
    before = plan.in_part(part)
    after = before[-1].item if before else None
    entity = plan_entity(person)
    spoken = Change(entity, item, STATEMENT, Kind.SAY, item_class, words.said_by, words.body())
    placed = Change(
        entity, item, PLACE, Kind.PLACE, item_class, words.said_by, Body({"section": part, "after": after})
    )
    return [spoken, placed]


def amend(person: PersonId, statement: Statement, words: Words, item_class: ItemClass) -> Change:
    """Say it differently: the earlier words stay readable. Answers everything the author had on screen."""
    return _answer(person, statement, Kind.AMEND, words.said_by, words.body(), item_class)


def strike(
    person: PersonId, statement: Statement, said_by: Who, item_class: ItemClass, why: str | None = None
) -> Change:
    """Strike words out: they stay readable with who and why, and leave the plan."""
    return _answer(person, statement, Kind.STRIKE, said_by, Body(why), item_class)


def _answer(
    person: PersonId, statement: Statement, kind: Kind, said_by: Who, body: Body, item_class: ItemClass
) -> Change:
    seen = [*statement.words.heads, *statement.words.strikes]
    return Change(
        entity=plan_entity(person),
        item=statement.item,
        field=STATEMENT,
        kind=kind,
        item_class=item_class,
        said_by=said_by,
        body=body,
        base=tuple(one.operation for one in seen),
    )


def set_agreed(
    person: PersonId, field: str, state: FieldState, words: Words, item_class: ItemClass
) -> Change:
    """Write an agreed text of the plan, having seen what stood there."""
    entity = plan_entity(person)
    carried = words.body()
    body = Body({"given": words.text}, carried.typed, carried.said_name, carried.checked)
    seen = tuple(one.operation for one in state.heads)
    return Change(entity, ItemId(entity), field, Kind.SET, item_class, words.said_by, body, seen)


def resolve(
    entity: EntityId, item: ItemId, field: str, state: FieldState, body: Body, item_class: ItemClass
) -> Change:
    """Close two versions, naming every one that was on screen and, in the body, who agreed (sync 9.6).

    Raises:
        ValueError: `body.agreed_by` names nobody.
    """
    if not body.agreed_by:
        raise ValueError("a resolution names who agreed")
    seen = tuple(one.operation for one in state.heads)
    return Change(entity, item, field, Kind.RESOLVE, item_class, Who.PERSON, body, seen)
