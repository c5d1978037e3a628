# SPDX-License-Identifier: Apache-2.0
"""What else may happen to statements: moving them, and taking back what was just done.

Never removes a word: what is taken back is struck or said again, and all of it stays in the history.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from locales import N_
from records.operation import (
    Body,
    Change,
    ItemClass,
    ItemId,
    Kind,
    Operation,
    OperationId,
    PersonId,
    Who,
)
from records.people import plan_entity
from records.plan import Plan, Statement
from records.read_tables import STATEMENT
from records.reducer import PLACE, reduce
from records.state import ItemState
from records.syncing import SyncPosition

# Why words were struck, as the body of the strike says it; shown through gettext like any constant.
TAKEN_BACK = N_("taken back")
_SAID = {Kind.SAY, Kind.AMEND, Kind.RESOLVE}
_CAREFUL = {ItemClass.AGREED, ItemClass.SAFETY}

# Moving


def move(
    person: PersonId,
    statement: Statement,
    part: str,
    after: ItemId | None,
    plan: Plan,
    item_class: ItemClass,
) -> list[Change]:
    """Put a statement after another one of a part (None: at its beginning); its words are not touched.

    Whoever stood after it, here or there, is placed anew, because each is placed after the one before
    (design 10); so nothing else changes its order. Nothing comes back where it stands there already.
    `item_class` is that of the part it goes to; of two classes the more careful stays.

    Raises:
        ValueError: `after` is no other statement of this part.
    """
    there = [one for one in plan.in_part(part) if one.item != statement.item]
    places = {one.item: number for number, one in enumerate(there, start=1)}
    if after is not None and after not in places:
        raise ValueError("not a statement of this part")
    there.insert(0 if after is None else places[after], statement)
    changes = _placed(person, part, there, statement.item, item_class)
    if statement.part != part:
        left = [one for one in plan.in_part(statement.part) if one.item != statement.item]
        changes += _placed(person, statement.part, left, statement.item, item_class)
    return changes


def move_up(person: PersonId, statement: Statement, plan: Plan, item_class: ItemClass) -> list[Change]:
    """Put it before the one that stands above it in its part; nothing where it is the first."""
    standing = plan.standing_in(statement.part)
    number = _number_of(statement, standing)
    if number is None or number == 0:
        return []
    others = [one.item for one in plan.in_part(statement.part) if one.item != statement.item]
    above = others.index(standing[number - 1].item)
    after = others[above - 1] if above else None
    return move(person, statement, statement.part, after, plan, item_class)


def move_down(person: PersonId, statement: Statement, plan: Plan, item_class: ItemClass) -> list[Change]:
    """Put it after the one that stands below it in its part; nothing where it is the last."""
    standing = plan.standing_in(statement.part)
    number = _number_of(statement, standing)
    if number is None or number == len(standing) - 1:
        return []
    return move(person, statement, statement.part, standing[number + 1].item, plan, item_class)


def _number_of(statement: Statement, standing: Sequence[Statement]) -> int | None:
    return next((number for number, one in enumerate(standing) if one.item == statement.item), None)


def _placed(
    person: PersonId, part: str, wanted: Sequence[Statement], moved: ItemId, item_class: ItemClass
) -> list[Change]:
    """The places that make a part read in this order: each after the one before it."""
    changes = []
    before: ItemId | None = None
    for one in wanted:
        if (one.part, one.after) != (part, before):
            # A neighbour's class is its own business: the least careful one that words can have raises none.
            own_class = item_class if one.item == moved else ItemClass.WORDS
            value = {"section": part, "after": before}
            base = tuple(head.operation for head in one.place.heads)
            changes.append(
                Change(
                    plan_entity(person), one.item, PLACE, Kind.PLACE, own_class, Who.PERSON, Body(value), base
                )
            )
        before = one.item
    return changes


# Taking back


def last_of_session(history: Iterable[Operation], began: SyncPosition) -> tuple[Operation, ...]:
    """The newest transaction this worker recorded in a plan (`RecordStore.plan_history`), or nothing.

    `began` is `RecordStore.position` as the session began: the author's own counter decides, no clock.
    """
    mine = [
        one
        for one in history
        if (one.device, one.epoch) == (began.device, began.epoch) and one.number > began.last_number
    ]
    if not mine:
        return ()
    newest = max(mine, key=lambda one: one.number).transaction
    together = [one for one in mine if one.transaction == newest]
    return tuple(sorted(together, key=lambda one: one.number))


def take_back(done: Sequence[Operation], history: Iterable[Operation]) -> list[Change]:
    """The changes that undo one transaction (`last_of_session`): all of it, or nothing.

    What was said is struck as taken back; what was amended or struck is said again as it was, in the name
    of whoever said it; what was moved goes back. Names what it undoes as its base and nothing else, so that
    words which arrived meanwhile stand. Nothing comes back where it cannot be taken back: somebody has
    answered it already, an agreement would be undone by one of those who made it, or what stood before is
    not in this history (`RecordStore.plan_history`).
    """
    touched = {one.item for one in done}
    known = {one.operation_id: one for one in history if one.item in touched}
    items = reduce(known.values())
    said = {one.item for one in done if one.kind == Kind.SAY and one.field == STATEMENT}
    groups: dict[tuple[ItemId, str], list[Operation]] = defaultdict(list)
    for one in done:
        # Where something was first put goes with it.
        if not (one.kind == Kind.PLACE and one.item in said):
            groups[one.item, one.field].append(one)
    changes: list[Change] = []
    for group in reversed(groups.values()):
        state = items.get((group[0].entity, group[0].item))
        undoing = [] if state is None else _undoing(group, state, known)
        if not undoing:
            return []
        changes += undoing
    return changes


def _undoing(
    group: Sequence[Operation], state: ItemState, known: Mapping[OperationId, Operation]
) -> list[Change]:
    """What undoes these operations on one field of one item; empty where nothing can."""
    field = state.field(group[0].field)
    standing = {one.operation for one in (*field.heads, *field.strikes)}
    ours = {one.operation_id for one in group}
    kinds = {one.kind for one in group}
    bases = sorted({seen for one in group for seen in one.base})
    if not ours <= standing or len(kinds) > 1 or not set(bases) <= set(known):
        return []
    earlier = [known[one] for one in bases]
    if kinds == {Kind.SAY}:
        struck = (group[0].said_by, Body(TAKEN_BACK))
        return [_answer(group, Kind.STRIKE, *struck, state.item_class)]
    if kinds == {Kind.PLACE}:
        return _put_back(group, [one for one in earlier if one.kind == Kind.PLACE], state.item_class)
    if kinds <= {Kind.AMEND, Kind.STRIKE}:
        return _said_again(group, earlier, state.item_class, standing)
    return []


def _put_back(
    group: Sequence[Operation], earlier: Sequence[Operation], item_class: ItemClass
) -> list[Change]:
    readable = [one for one in earlier if one.body is not None]
    if not readable:
        return []
    # Of two places at once the greater id counted (records.plan).
    before = max(readable, key=lambda one: one.operation_id)
    assert before.body is not None
    return [_answer(group, Kind.PLACE, before.said_by, Body(before.body.value), item_class)]


def _said_again(
    group: Sequence[Operation],
    earlier: Sequence[Operation],
    item_class: ItemClass,
    standing: set[OperationId],
) -> list[Change]:
    words = [one for one in earlier if one.kind in _SAID]
    # Several versions of what is agreed, or about safety, are closed by a `resolve` alone (sync 9.6).
    stay_open = bool(words) and len(group) > 1 and item_class in _CAREFUL
    if stay_open or any(one.operation_id in standing or one.body is None for one in words):
        return []
    if words:
        return [
            _answer(group, Kind.AMEND, one.said_by, one.body, item_class)
            for one in words
            if one.body is not None
        ]
    strikes = [one for one in earlier if one.kind == Kind.STRIKE and group[0].kind == Kind.AMEND]
    # Words that had been brought back are struck again, by whom and why they were.
    return [
        _answer(group, Kind.STRIKE, one.said_by, one.body or Body(None), item_class) for one in strikes[:1]
    ]


def _answer(
    group: Sequence[Operation], kind: Kind, said_by: Who, body: Body, item_class: ItemClass
) -> Change:
    first = group[0]
    base = tuple(one.operation_id for one in group)
    return Change(first.entity, first.item, first.field, kind, item_class, said_by, body, base)
