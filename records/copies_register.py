# SPDX-License-Identifier: Apache-2.0
"""The copies register: what left on paper or as a file, counted. Never draws a page, and never forgets one.

A copy is one operation of kind `copy` on the plan: stored and sent, never folded into an item (design 10).
Version: the number of transactions in which the plan has changed, counted in the journal; the same on every
laptop that holds the same operations. Copy number: how many copies were given before, and one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from records.operation import Body, Change, ItemClass, ItemId, Kind, PersonId, Who, new_id
from records.people import plan_entity
from records.store import RecordStore

_NEEDED = {"number", "version", "size", "for", "made_at", "safe"}


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


class How(StrEnum):
    """How a sheet was left."""

    PRINTED = "printed"
    SAVED = "saved"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class CopyGiven:
    """One copy that left on paper or as a file.

    Attributes:
        size: point size of its print.
        held_by: who was given it.
        made_at: ms UTC.
        safe: what was answered to "Is it safe to leave paper here?": a code of the copy screen.
        language: BCP 47 tag of the sheet's own words.
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


@dataclass(frozen=True, slots=True)
class CopiesRegister:
    """What is known of a person's copies.

    Attributes:
        version: of the plan as it stands.
        given: newest first.
        unread: copies of which only the fact can be read.
    """

    version: int
    given: tuple[CopyGiven, ...]
    unread: int = 0

    @property
    def next_number(self) -> int:
        """The number of the next copy."""
        return len(self.given) + self.unread + 1

    @property
    def newest(self) -> CopyGiven | None:
        """The newest copy, if any was given."""
        return self.given[0] if self.given else None

    @property
    def is_outdated(self) -> bool:
        """Whether the plan changed after the newest copy (hazard 9)."""
        return self.newest is not None and self.newest.version < self.version


def read_register(store: RecordStore, person: PersonId) -> CopiesRegister:
    """One person's copies, read on the store thread."""
    found = [_given(one.body) for one in store.copies(person)]
    given = sorted(
        (one for one in found if one is not None), key=lambda one: (one.number, one.made_at), reverse=True
    )
    return CopiesRegister(store.plan_version(person), tuple(given), found.count(None))


def _given(body: Body | None) -> CopyGiven | None:
    """The copy, or None where its body was erased or a newer Keepwell wrote it in another shape."""
    value = None if body is None else body.value
    if not isinstance(value, dict) or not _NEEDED.issubset(value):
        return None
    try:
        return CopyGiven(
            number=int(value["number"]),
            version=int(value["version"]),
            size=int(value["size"]),
            held_by=str(value["for"]),
            made_at=int(value["made_at"]),
            safe=str(value["safe"]),
            sheet=Sheet(value.get("sheet", Sheet.PLAN)),
            how=How(value.get("how", How.PRINTED)),
            language=str(value.get("language", "en-GB")),
        )
    except (TypeError, ValueError):
        return None


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
    }
    return Change(
        entity=plan_entity(person),
        item=ItemId(new_id()),
        field="copy",
        kind=Kind.COPY,
        item_class=ItemClass.OBSERVATION,
        said_by=Who.WORKER,
        body=Body(value),
    )
