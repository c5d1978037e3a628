# SPDX-License-Identifier: Apache-2.0
"""What a person can choose about who sees their plan, and how those choices are written down and read back.

Never decides who may see anything (`records.sharing` does) and never guesses at a value: what cannot be read
is None, or for a withdrawal everybody and everything.

A choice is an agreed field of its own: item = scope (one statement, one part or one section), field = `sees:`
and the recipient, value = {"kind", "name", "scope", "covers", "form", "until", "knowing"}. A carer's name
stands in the value only: a header holds no word anybody said. A withdrawal is an item of its own; "knowing"
lists the withdrawals that the author of a choice had seen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from records.operation import EntityId, ItemId, OperationId, PersonId
from records.state import Entry, FieldState, ItemState

SEES = "sees:"
WITHDRAWN = "withdrawn"


class RecipientKind(StrEnum):
    """Whom a plan can be shared with (domain I5 sh_matrix). A carer is somebody with a name."""

    GP = "gp"
    CARER = "carer"
    CRISIS = "crisis"
    COUNCIL = "council"
    HOUSING = "housing"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One of them.

    Attributes:
        name: says which carer; for a service only how it is called (a practice, a landlord), or "".
    """

    kind: RecipientKind
    name: str = ""
    relation: str = ""

    def __post_init__(self) -> None:
        if self.kind is RecipientKind.CARER and not self.name.strip():
            raise ValueError("a carer has a name")

    def is_same_as(self, other: Recipient) -> bool:
        """Whether both are one: a service by its kind, a carer by name."""
        if self.kind is not RecipientKind.CARER:
            return self.kind is other.kind
        return self.kind is other.kind and folded(self.name) == folded(other.name)


class SharedAs(StrEnum):
    """How something is shared (domain I5 sh_form), from nothing to most."""

    NO = "no"
    TOLD = "told"
    SEE = "see"
    COPY = "copy"

    def covers(self, wanted: SharedAs) -> bool:
        """Whether this allows what is wanted; who may have a copy may see it and be told."""
        order = list(SharedAs)
        return order.index(self) >= order.index(wanted)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a choice is about: one statement, or a part or section of the plan by its linkId."""

    link_id: str = ""
    statement: ItemId | None = None

    def __post_init__(self) -> None:
        if bool(self.link_id) == bool(self.statement):
            raise ValueError("a scope is a statement, or else a part or section")

    def to_json(self) -> dict[str, str]:
        """As a body carries it."""
        return {"part": self.link_id} if self.statement is None else {"statement": self.statement}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose. `until` is the last day on which it holds; None: until they say stop."""

    form: SharedAs
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice as it stands in the record; more than one head is two versions to agree."""

    recipient: Recipient
    scope: Scope
    item: ItemId
    field: str
    state: FieldState


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A change of mind. What could not be read counts for everybody and everything.

    Attributes:
        recipient: None: everybody.
        parts: linkIds of parts and sections; None: the whole plan.
        statements: those that stood there when it was said, wherever they are moved later.
    """

    operation: OperationId
    recipient: Recipient | None
    parts: frozenset[str] | None
    statements: frozenset[str]

    def is_about(self, recipient: Recipient) -> bool:
        """Whether it concerns this recipient."""
        return self.recipient is None or self.recipient.is_same_as(recipient)

    def reaches(self, places: frozenset[str]) -> bool:
        """Whether it concerns any of these: linkIds of a part and its section, id of a statement."""
        return self.parts is None or bool(places & (self.parts | self.statements))


@dataclass(frozen=True, slots=True)
class ReadChoice:
    """One version of a choice.

    Attributes:
        covers: for a section, the parts that it had when the person was asked.
        knowing: the withdrawals that its author had seen.
    """

    choice: Choice
    covers: frozenset[str]
    knowing: frozenset[str]


def sharing_entity(person: PersonId) -> EntityId:
    """The entity of a person's choices: the same on every laptop."""
    return EntityId(sha256(b"keepwell/sharing/0\n" + person.encode()).hexdigest()[:32])


def scope_item(person: PersonId, scope: Scope) -> ItemId:
    """The item of a scope: the same on every laptop, so that two choices about one thing meet."""
    about = "\n".join([person, *next(iter(scope.to_json().items()))])
    return ItemId(sha256(b"keepwell/sharing-scope/0\n" + about.encode()).hexdigest()[:32])


def folded(name: str) -> str:
    """A name for comparing: case and spaces folded."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def read_choice(entry: Entry) -> ReadChoice | None:
    """One version of a choice; None where its body was erased or a newer Keepwell wrote it otherwise."""
    value = entry.value
    try:
        until = value["until"]
        choice = Choice(SharedAs(value["form"]), None if until is None else date.fromisoformat(until))
        return ReadChoice(choice, frozenset(value["covers"]), frozenset(value["knowing"]))
    except (TypeError, KeyError, ValueError):
        return None


def recipient_of(name: str, field: FieldState) -> Recipient | None:
    """Whom a choice is about: a service by the field's name, a carer by what was written; None if erased."""
    kind = name.removeprefix(SEES).partition(":")[0]
    if kind in set(RecipientKind) - {RecipientKind.CARER}:
        return Recipient(RecipientKind(kind))
    found = (_read_recipient(one.value) for one in (*field.heads, *field.past))
    return next((one for one in found if one is not None), None)


def _read_recipient(value: Any) -> Recipient | None:
    try:
        return Recipient(RecipientKind(value["kind"]), str(value["name"]), str(value.get("relation", "")))
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def scope_of(field: FieldState) -> Scope | None:
    """What a choice is about; None if that was erased."""
    for one in (*field.heads, *field.past):
        scope = one.value.get("scope") if isinstance(one.value, Mapping) else None
        match scope:
            case {"part": str(part)} if part:
                return Scope(part)
            case {"statement": str(item)} if item:
                return Scope(statement=ItemId(item))
    return None


def withdrawals_in(items: Mapping[ItemId, ItemState]) -> Iterator[Withdrawal]:
    """Every change of mind among a person's choices."""
    for _item, state in sorted(items.items()):
        field = state.field(WITHDRAWN)
        for entry in (*field.heads, *field.past):
            yield _read_withdrawal(entry)


def _read_withdrawal(entry: Entry) -> Withdrawal:
    recipient = _read_recipient(entry.value)
    try:
        parts = None if entry.value["everything"] else frozenset(entry.value["parts"])
        return Withdrawal(entry.operation, recipient, parts, frozenset(entry.value["statements"]))
    except (TypeError, KeyError):
        return Withdrawal(entry.operation, recipient, None, frozenset())
