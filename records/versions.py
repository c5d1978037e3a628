# SPDX-License-Identifier: Apache-2.0
"""Agreed versions of a plan as named moments, the plan as it stood at one, and how it stands with it now.

A version is one operation of kind `agree` on the plan: stored and sent, never folded into an item (design
10). Never copies a word: it names what stood, and the journal still has all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from forms.pdf.copy import PlanCopy
from forms.site import STANDARD, Site
from locales import N_, _
from records.copies import local_day, plan_copy, size_for
from records.copies_register import CopiesRegister
from records.copy_code import copy_code
from records.operation import (
    Body,
    Change,
    EntityId,
    ItemClass,
    ItemId,
    Kind,
    Operation,
    OperationId,
    PersonId,
    UserId,
    Who,
    new_id,
)
from records.people import link_id, plan_entity
from records.person_record import PersonRecord
from records.plan import Plan, read_plan
from records.read_tables import SUGGESTION
from records.reducer import reduce
from records.state import ItemState
from records.store import RecordStore

_KEYS = {"number", "name", "heads", "open"}
_OFFER = "offer_state"
_NOT_WANTED = "not_at_all"
# About writing the plan, and not yet any of it.
_ABOUT_WRITING = {"own_statement", _OFFER}


@dataclass(frozen=True, slots=True)
class AgreedVersion:
    """One moment at which people agreed to the plan as they had it before them.

    Attributes:
        number: of the plan's version (`RecordStore.plan_version`), the one its copies carry too.
        name: what they called it; may be empty.
        heads: every operation that stood; with what these had seen, the whole plan.
        open: item and field of what still had two versions: the rest was agreed.
        at: ms UTC; zone: where that was. For display only.
    """

    operation: OperationId
    person: PersonId
    number: int
    name: str
    agreed_by: tuple[str, ...]
    heads: frozenset[OperationId]
    open: tuple[tuple[ItemId, str], ...]
    recorded_by: UserId
    at: int
    zone: str

    @property
    def day(self) -> date:
        """The day it was agreed, where it was."""
        return local_day(self.at, self.zone)


def agree_change(
    person: PersonId, record: PersonRecord, name: str, agreed_by: Sequence[str], number: int
) -> Change:
    """What journals that the plan, as this record showed it, was agreed.

    Fields with two versions do not stand in the way: they are named as open. `number` is
    `RecordStore.plan_version`, so that paper and version carry the same one.

    Raises:
        ValueError: nobody agreed, or there is nothing to agree to.
    """
    heads = _standing(person, record.items)
    if not agreed_by:
        raise ValueError("a version names who agreed")
    if not heads:
        raise ValueError("an empty plan")
    entity = plan_entity(person)
    still_open = [[one.item, one.field] for one in record.disagreements if one.entity == entity]
    value = {"number": number, "name": name.strip(), "heads": sorted(heads), "open": sorted(still_open)}
    body = Body(value, agreed_by=tuple(agreed_by))
    return Change(entity, ItemId(new_id()), "version", Kind.AGREE, ItemClass.AGREED, Who.PERSON, body)


def _standing(person: PersonId, items: Mapping[tuple[EntityId, ItemId], ItemState]) -> frozenset[OperationId]:
    """Every operation that nothing has answered: what a version names."""
    entity = plan_entity(person)
    return frozenset(
        one for (owner, _item), state in items.items() if owner == entity for one in _standing_of(state)
    )


def _standing_of(state: ItemState) -> Iterator[OperationId]:
    for name, field in state.fields.items():
        if name != SUGGESTION:
            yield from (one.operation for one in (*field.heads, *field.strikes))
    if state.retired is not None:
        yield state.retired.operation
    yield from state.newer


def read_versions(store: RecordStore, person: PersonId) -> tuple[AgreedVersion, ...]:
    """A person's agreed versions, newest first; those of which only the fact can be read are left out."""
    operations = store.plan_history(person, Kind.AGREE)
    ordered = sorted(operations, key=lambda one: (one.hlc, one.operation_id), reverse=True)
    found = (_version(one) for one in ordered)
    return tuple(one for one in found if one is not None)


def _version(operation: Operation) -> AgreedVersion | None:
    """The version, or None where its body was erased or a newer Keepwell wrote it in another shape."""
    body = operation.body
    value: Any = None if body is None else body.value
    if body is None or not _is_version(value):
        return None
    return AgreedVersion(
        operation=operation.operation_id,
        person=operation.person,
        number=value["number"],
        name=value["name"],
        agreed_by=body.agreed_by,
        heads=frozenset(value["heads"]),
        open=tuple((one[0], one[1]) for one in value["open"]),
        recorded_by=operation.recorded_by,
        at=operation.wall,
        zone=operation.zone,
    )


def _is_version(value: Any) -> bool:
    if not isinstance(value, dict) or not _KEYS.issubset(value):
        return False
    number, name, heads, still_open = (value[one] for one in ("number", "name", "heads", "open"))
    return (
        isinstance(number, int)
        and isinstance(name, str)
        and isinstance(heads, list)
        and all(isinstance(one, str) for one in heads)
        and isinstance(still_open, list)
        and all(isinstance(one, list) and len(one) == 2 for one in still_open)
    )


def plan_at(history: Iterable[Operation], version: AgreedVersion) -> Plan:
    """The plan exactly as it stood: what the version names, and what that had seen, and nothing else.

    `history` is `RecordStore.plan_history`. Where `is_all_here` says no, some of it has not arrived yet.
    """
    known = {one.operation_id: one for one in history}
    return read_plan(version.person, reduce(known[one] for one in _past(known, version) if one in known))


def is_all_here(history: Iterable[Operation], version: AgreedVersion) -> bool:
    """Whether every operation of a version is on this laptop."""
    known = {one.operation_id: one for one in history}
    return _past(known, version) <= set(known)


def _past(known: Mapping[OperationId, Operation], version: AgreedVersion) -> set[OperationId]:
    """Everything those who agreed had before them: the heads, what they answer, and so on down."""
    found: set[OperationId] = set()
    waiting = list(version.heads)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(known[one].base if one in known else ())
    return found


def version_copy(
    record: PersonRecord,
    register: CopiesRegister,
    version: AgreedVersion,
    stood: Plan,
    made_on: date,
    *,
    site: Site = STANDARD,
) -> PlanCopy:
    """The next copy of a person's plan, in the words of an older version (`plan_at`) and marked as such.

    `made_on` is today: the crisis numbers on it are those that are checked now.
    """
    then = replace(register, version=version.number)
    size = size_for(record.card)
    code = copy_code(register.next_number, version.number)
    copy = plan_copy(replace(record, plan=stood), then, made_on, size, site=site, code=code)
    return replace(copy, agreed_on=version.day)


def is_as_agreed(record: PersonRecord, version: AgreedVersion) -> bool:
    """Whether the plan stands as it did then."""
    return _standing(version.person, record.items) == version.heads


class PlanStatus(StrEnum):
    """How it stands with a plan (domain M8). None of them is a shortcoming; there is no "missing"."""

    OFFERED = "offered"
    DECLINED = "declined"
    UNFINISHED = "unfinished"
    AGREED = "agreed"
    NOT_KNOWN = "not_known"


_STATUS_WORDS = {
    PlanStatus.OFFERED: N_("A plan has been offered"),
    PlanStatus.DECLINED: N_("A plan is not wanted"),
    PlanStatus.UNFINISHED: N_("The plan has been begun"),
    PlanStatus.AGREED: N_("The plan has been agreed"),
    PlanStatus.NOT_KNOWN: N_("Not known whether a plan was offered"),
}


def status_words(status: PlanStatus) -> str:
    """How it stands, in plain words."""
    return _(_STATUS_WORDS[status])


def plan_status(record: PersonRecord, versions: Iterable[AgreedVersion]) -> PlanStatus:
    """How it stands with a person's plan.

    "I don't want a plan" holds until the person says otherwise, and a version that was agreed with that
    answer in view still counts. An agreed plan stays agreed when more is written: `is_as_agreed` tells.
    """
    offer = [
        head
        for name, field in record.plan.agreed.items()
        if link_id(name) == _OFFER
        for head in field.heads
        if not head.erased and isinstance(head.value, dict)
    ]
    refused = {one.operation for one in offer if one.value.get("given") == _NOT_WANTED}
    agreed = list(versions)
    if offer and len(refused) == len(offer) and not any(refused <= one.heads for one in agreed):
        return PlanStatus.DECLINED
    if agreed:
        return PlanStatus.AGREED
    if is_begun(record.plan):
        return PlanStatus.UNFINISHED
    asked = any("not_asked" not in one.value for one in offer)
    return PlanStatus.OFFERED if asked else PlanStatus.NOT_KNOWN


def is_begun(plan: Plan) -> bool:
    """Whether anything stands in it that could be agreed."""
    if any(plan.standing_in(part) for part in plan.statements):
        return True
    return any(field.heads for name, field in plan.agreed.items() if link_id(name) not in _ABOUT_WRITING)
