# SPDX-License-Identifier: Apache-2.0
"""The copies register: what left on paper or as a file, counted. Never draws a page, and never forgets one.

A copy is one operation of kind `copy` on the plan: stored and sent, never folded into an item (design 10).
Every sheet is a copy with a number of its own. Version: the number of transactions in which the plan has
changed, counted in the journal; the same on every laptop that holds the same operations. Copy number: how
many copies were given before, and one. Two laptops that were apart may give the same number to two copies: a
copy is known by its item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from records.copies_gone import GONE_FIELD, Gone, is_gone, is_out_of_hand, never_left, standing_marks
from records.copy_code import MOST
from records.operation import (
    Body,
    Change,
    EntityId,
    ItemClass,
    ItemId,
    Kind,
    Operation,
    PersonId,
    UserId,
    Who,
    new_id,
)
from records.people import plan_entity
from records.sharing_choices import folded
from records.store import RecordStore

_NEEDED = {"number", "version", "size", "for", "made_at", "safe"}
_LAST_MS = 253_370_764_800_000
"""The year 9999, ms UTC: a clock past all calendars makes a copy that only counts."""


class Sheet(StrEnum):
    """What a copy holds; each sheet is a copy with a number of its own."""

    PLAN = "plan"
    EASY_READ = "easy_read"
    CRISIS = "crisis"
    WALLET = "wallet"
    SLIP = "slip"
    AGREEMENT = "agreement"
    RETURN = "return"
    GP_LETTER = "gp_letter"
    VISIT_NOTE = "visit_note"


PLAN_SHEETS = frozenset({Sheet.PLAN, Sheet.EASY_READ, Sheet.CRISIS, Sheet.WALLET})
"""The sheets that are the plan or a part of it: a new agreed version asks for them again."""
SHARED_SHEETS = PLAN_SHEETS | {Sheet.GP_LETTER}
"""The sheets that hold something a person shared out of their plan: named when they take a yes back."""


class How(StrEnum):
    """How a sheet was left."""

    PRINTED = "printed"
    SAVED = "saved"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class CopyGiven:
    """One copy that left on paper or as a file.

    Attributes:
        version: of the plan, when it was made.
        size: point size of its print.
        held_by: who was given it.
        made_at: ms UTC.
        safe: what was answered to "Is it safe to leave paper here?": a code of the copy screen.
        language: BCP 47 tag of the sheet's own words.
        about: the visit or agreement that a sheet is of; None for the plan's own.
        item: its identity, the same on every laptop.
        own: whether it is for the person themselves, who may be called otherwise by now.
        given_by: who left it; None before it is recorded.
        marks: what was said to have become of it, and nobody has answered, newest first.
    """

    number: int
    version: int
    size: int
    held_by: str
    made_at: int
    safe: str
    sheet: Sheet = Sheet.PLAN
    how: How = How.PRINTED
    language: str = "en-GB"
    about: EntityId | None = None
    own: bool = False
    item: ItemId = field(default_factory=lambda: ItemId(new_id()))
    given_by: UserId | None = None
    marks: tuple[Gone, ...] = ()

    @property
    def is_gone(self) -> bool:
        """Whether its holder has it no longer: destroyed, handed back, lost, or it never left."""
        return is_gone(self.marks)

    @property
    def is_out_of_hand(self) -> bool:
        """Whether nobody can read it any more; a lost one is somewhere."""
        return is_out_of_hand(self.marks)

    @property
    def never_left(self) -> bool:
        """Whether it has a number, and never was a copy: the printer did not start."""
        return never_left(self.marks)

    @property
    def holds_plan(self) -> bool:
        """Whether it is the plan or a part of it."""
        return self.sheet in PLAN_SHEETS

    def is_same_sheet(self, holder: str, sheet: Sheet, *, own: bool = False) -> bool:
        """Whether it is this sheet in the hand of this holder."""
        same_name = bool(folded(holder)) and folded(self.held_by) == folded(holder)
        return self.sheet is sheet and (same_name or (own and self.own))


@dataclass(frozen=True, slots=True)
class CopiesRegister:
    """What is known of a person's copies.

    Attributes:
        version: of the plan as it stands.
        given: newest first, with those that are gone and those that never left.
        unread: copies of which only the fact can be read.
        agreed: the number of the newest agreed version; None where none was agreed.
    """

    version: int
    given: tuple[CopyGiven, ...]
    unread: int = 0
    agreed: int | None = None

    @property
    def next_number(self) -> int:
        """The number of the next copy: one that no copy known here has."""
        number, taken = len(self.given) + self.unread + 1, {one.number for one in self.given}
        while number in taken:
            number += 1
        return number

    @property
    def standing(self) -> tuple[CopyGiven, ...]:
        """Copies that somebody holds as far as anybody said, newest first."""
        return tuple(one for one in self.given if not one.is_gone)

    @property
    def newest(self) -> CopyGiven | None:
        """The newest copy of the plan or a part of it that somebody holds, if any."""
        return next((one for one in self.standing if one.holds_plan), None)

    @property
    def is_outdated(self) -> bool:
        """Whether the plan changed after that copy (hazard 9)."""
        return self.newest is not None and self.newest.version < self.version

    def replaced_by(self, holder: str, sheet: Sheet, *, own: bool = False) -> int | None:
        """The number of the copy that a new one for this holder replaces; None where there is none.

        One that turns up again counts: a lost copy is replaced, one that was destroyed is not.
        """
        found = (one for one in self.given if one.is_same_sheet(holder, sheet, own=own))
        return next((one.number for one in found if not one.is_out_of_hand), None)

    def successor(self, copy: CopyGiven) -> CopyGiven | None:
        """The newest copy of the same sheet that its holder was given after it, if any.

        Never one with older words: a laptop that was apart gives higher numbers to what it knows. Nor one
        that left in the same run: of three copies left at once each has its own place.
        """
        later = self.given[: self.given.index(copy)]
        return next(
            (
                one
                for one in later
                if one.is_same_sheet(copy.held_by, copy.sheet, own=copy.own)
                and one.made_at > copy.made_at
                and one.version >= copy.version
                and not one.never_left
            ),
            None,
        )

    @property
    def to_replace(self) -> tuple[CopyGiven, ...]:
        """Copies of the plan in somebody's hand that are older than the newest agreed version."""
        if self.agreed is None:
            return ()
        agreed = self.agreed
        return tuple(
            one
            for one in self.standing
            if one.holds_plan and one.version < agreed and self.successor(one) is None
        )


def read_register(store: RecordStore, person: PersonId) -> CopiesRegister:
    """One person's copies, read on the store thread."""
    agreed = newest_agreed(store.plan_history(person, Kind.AGREE))
    return register_from(store.copies(person), store.plan_version(person), agreed)


def register_from(operations: Sequence[Operation], version: int, agreed: int | None) -> CopiesRegister:
    """One person's copies from the operations of their register."""
    marks = defaultdict[ItemId, list[Operation]](list)
    for one in operations:
        if one.field == GONE_FIELD:
            marks[one.item].append(one)
    copies = [one for one in operations if one.field != GONE_FIELD]
    found = [_given(one, marks[one.item]) for one in copies]
    given = sorted(
        (one for one in found if one is not None),
        key=lambda one: (one.number, one.made_at, one.item),
        reverse=True,
    )
    # Somebody said what became of a copy that has not arrived here yet: it is one all the same.
    not_here = set(marks) - {one.item for one in copies}
    unread = found.count(None) + len(not_here)
    return CopiesRegister(version, tuple(given), unread, agreed)


def newest_agreed(operations: Iterable[Operation]) -> int | None:
    """The number of the newest version among these that were agreed; None where none can be read."""
    bodies = (one.body for one in operations)
    values = (one.value for one in bodies if one is not None and isinstance(one.value, dict))
    return max((one["number"] for one in values if isinstance(one.get("number"), int)), default=None)


def _given(operation: Operation, marks: Sequence[Operation]) -> CopyGiven | None:
    """The copy, or None where its body was erased or a newer Keepwell wrote it in another shape."""
    value: Any = None if operation.body is None else operation.body.value
    if not isinstance(value, dict) or not _NEEDED.issubset(value):
        return None
    about = value.get("about")
    try:
        copy = CopyGiven(
            number=int(value["number"]),
            version=int(value["version"]),
            size=int(value["size"]),
            held_by=str(value["for"]),
            made_at=int(value["made_at"]),
            safe=str(value["safe"]),
            sheet=Sheet(value.get("sheet", Sheet.PLAN)),
            how=How(value.get("how", How.PRINTED)),
            language=str(value.get("language", "en-GB")),
            about=EntityId(about) if isinstance(about, str) else None,
            own=value.get("own") is True,
            item=operation.item,
            given_by=operation.recorded_by,
            marks=standing_marks(marks),
        )
    except (TypeError, ValueError, OverflowError):
        return None
    has_code = 0 < copy.number < MOST and 0 <= copy.version < MOST
    return copy if has_code and 0 <= copy.made_at < _LAST_MS else None


def copy_change(person: PersonId, copy: CopyGiven) -> Change:
    """What journals one copy."""
    value = {
        "number": copy.number,
        "version": copy.version,
        "size": copy.size,
        "for": copy.held_by,
        "made_at": copy.made_at,
        "safe": copy.safe,
        "sheet": copy.sheet.value,
        "how": copy.how.value,
        "language": copy.language,
        "about": copy.about,
        "own": copy.own,
    }
    return Change(
        entity=plan_entity(person),
        item=copy.item,
        field="copy",
        kind=Kind.COPY,
        item_class=ItemClass.OBSERVATION,
        said_by=Who.WORKER,
        body=Body(value),
    )
