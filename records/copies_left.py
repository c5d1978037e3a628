# SPDX-License-Identifier: Apache-2.0
"""What leaving a copy records: the copy, and that it is owed no longer. Never hides a misprint."""

from __future__ import annotations

from datetime import date

from records.copies_gone import Gone, GoneHow, gone_change
from records.copies_owed import owed_copy
from records.copies_register import CopyGiven, copy_change
from records.keeping_promises import keep_promise
from records.operation import Change, PersonId
from records.people import COPY_OWED_FORM
from records.person_record import PersonRecord
from records.promises import PromiseKind, open_promises
from records.sharing_choices import folded


def copy_left(record: PersonRecord, copy: CopyGiven) -> list[Change]:
    """One copy that is left in the same moment: counted, and no longer owed to this holder."""
    return [copy_change(record.card.person, copy), *no_longer_owed(record, copy)]


def no_longer_owed(record: PersonRecord, copy: CopyGiven) -> list[Change]:
    """That what was owed is there now; recorded with the copy, or once its printer has started."""
    own = {folded(record.card.called), folded(record.card.name)}
    holder = folded(copy.held_by)
    matching = set()
    for one in record.responses_to(COPY_OWED_FORM):
        owed = owed_copy(one)
        is_theirs = folded(owed.holder) == holder or (not owed.holder and holder in own)
        if owed.sheet is copy.sheet and is_theirs:
            matching.add(one.entity)
    return [
        change
        for promise in open_promises(record)
        if promise.kind is PromiseKind.COPY and promise.entity in matching
        for change in keep_promise(record, promise)
    ]


def never_left(person: PersonId, copy: CopyGiven, on: date) -> Change:
    """That a copy which was counted did not leave after all: the printer did not start."""
    return gone_change(person, copy.item, Gone(GoneHow.NEVER_LEFT, on), copy.marks)
