# SPDX-License-Identifier: Apache-2.0
"""Whose copies are older than what was agreed since, for everybody at once. Asks no plan for anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from records.copies_register import CopyGiven, newest_agreed, register_from
from records.operation import Kind, Operation, PersonId


def copies_to_replace(operations: Iterable[Operation]) -> dict[PersonId, tuple[CopyGiven, ...]]:
    """By person, newest first, from `RecordStore.of_registers`; nobody who has none to replace."""
    by_person = defaultdict[PersonId, list[Operation]](list)
    for one in operations:
        by_person[one.person].append(one)
    found = {}
    for person, theirs in by_person.items():
        copies = [one for one in theirs if one.kind == Kind.COPY]
        agreed = newest_agreed(one for one in theirs if one.kind == Kind.AGREE)
        # How new the plan is says nothing here, only what was agreed.
        if to_replace := register_from(copies, agreed or 0, agreed).to_replace:
            found[person] = to_replace
    return found
