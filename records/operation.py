# SPDX-License-Identifier: Apache-2.0
"""One operation: the smallest thing that is ever recorded, sent or kept.

An operation says: on this person, this item, this field, someone recorded this, having seen these
earlier operations. Never changes once encoded: the author's bytes are stored, hashed, signed and
forwarded exactly as they are (design 10, "Bytes"). The header holds no word anybody said; those are in
the body, which the header commits to, so that a body can be erased while the chain still verifies.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum
from math import isfinite
from typing import Any, NewType
from uuid import uuid4

OperationId = NewType("OperationId", str)
PersonId = NewType("PersonId", str)
EntityId = NewType("EntityId", str)
ItemId = NewType("ItemId", str)
UserId = NewType("UserId", str)
DeviceId = NewType("DeviceId", str)
TransactionId = NewType("TransactionId", str)

SCHEMA = 0
MAX_OPERATIONS = 200
MAX_TRANSACTION_BYTES = 256 * 1024
_HASH_PREFIX = b"keepwell/operation/0\n"
_BODY_PREFIX = b"keepwell/body/0\n"
_ENROLMENT_PREFIX = b"keepwell/enrolment/0\n"


class Kind(StrEnum):
    """What an operation does (design 4; the last row is reserved by design 10 and only stored)."""

    SAY = "say"
    AMEND = "amend"
    STRIKE = "strike"
    SET = "set"
    PLACE = "place"
    RETIRE = "retire"
    RESTORE = "restore"
    RESOLVE = "resolve"
    ATTACH = "attach"
    GRANT = "grant"
    REVOKE = "revoke"
    ERASE = "erase"
    AGREE = "agree"
    COPY = "copy"
    READ = "read"
    SAME_AS = "same_as"
    NOT_SAME = "not_same"


class ItemClass(StrEnum):
    """How concurrent operations on an item meet (sync 9.6), stamped into the header when written."""

    WORDS = "A"
    AGREED = "B"
    SAFETY = "C"
    LOGISTICS = "D"
    OBSERVATION = "E"


class Who(StrEnum):
    """Whose words an operation carries (design 1.1)."""

    PERSON = "person"
    CARER = "carer"
    WORKER = "worker"
    CLINICIAN = "clinician"
    CENTRE = "centre"


class Typed(StrEnum):
    """Who typed the words (domain I: who_typed)."""

    SELF = "self"
    WORKER = "worker"
    INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True)
class Body:
    """What was recorded. `value` is any JSON value; names stay here and never in the header.

    Attributes:
        value: the words, the answer, or a place; its shape belongs to the field.
        typed: who typed it; None where nobody's words are involved.
        said_name: the carer's or clinician's name where `said_by` is not the person.
        checked: True when the person read it back and said it is right, False when asked and not, None when
            nobody asked.
        agreed_by: for a `resolve`, who agreed, as they were named; empty otherwise.
    """

    value: Any
    typed: Typed | None = None
    said_name: str | None = None
    checked: bool | None = None
    agreed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a screen or an import asks to be recorded; the journal turns it into an `Operation`.

    Attributes:
        base: the operations of this field that the author had on screen; empty for `say`.
    """

    entity: EntityId
    item: ItemId
    field: str
    kind: Kind
    item_class: ItemClass
    said_by: Who
    body: Body
    base: tuple[OperationId, ...] = ()
    operation_id: OperationId = dataclass_field(default_factory=lambda: OperationId(uuid4().hex))


@dataclass(frozen=True, slots=True)
class Operation:
    """A decoded operation beside the exact bytes its author made (`header_bytes`, `body_bytes`).

    Attributes:
        number: the author's own counter `n`, 1, 2, 3 … without gaps within a device's epoch.
        previous: hex hash of operation number-1, or of the enrolment for the first of an epoch.
        hlc: hybrid clock (milliseconds UTC, counter): display order only, never decides anything.
        wall: the author's raw wall clock in milliseconds UTC.
        zone: IANA time zone name of the laptop when it was written.
        last: whether this operation ends its transaction.
        body: None when the body has been erased or was not sent.
    """

    operation_id: OperationId
    device: DeviceId
    epoch: int
    number: int
    previous: str
    transaction: TransactionId
    last: bool
    person: PersonId
    entity: EntityId
    item: ItemId
    field: str
    kind: str
    item_class: ItemClass
    audience: str
    base: tuple[OperationId, ...]
    said_by: Who
    recorded_by: UserId
    hlc: tuple[int, int]
    wall: int
    zone: str
    schema: int
    body: Body | None
    header_bytes: bytes = dataclass_field(repr=False)
    body_bytes: bytes | None = dataclass_field(repr=False)

    @property
    def hash(self) -> str:
        """Hex hash of the header bytes: the next operation's `previous`."""
        return operation_hash(self.header_bytes)


class MalformedOperationError(ValueError):
    """Bytes that are not an operation of any schema we can store. Carries no content."""


def new_id() -> str:
    """A fresh random id: uuid4 as 32 hex digits (design 10)."""
    return uuid4().hex


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces: the one encoding of design 10."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError:
        # Half a character, cut in two by a paste: the words around it must not be refused for its sake.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def operation_hash(header_bytes: bytes) -> str:
    """Hex SHA-256 of a header with its purpose-and-version prefix."""
    return hashlib.sha256(_HASH_PREFIX + header_bytes).hexdigest()


def enrolment_hash(device: DeviceId, epoch: int, public_key: bytes) -> str:
    """Hex hash that stands before operation 1 of an epoch (design 10)."""
    about = canonical_json({"device": device, "epoch": epoch, "key": public_key.hex()})
    return hashlib.sha256(_ENROLMENT_PREFIX + about).hexdigest()


def body_commitment(body_bytes: bytes) -> str:
    """Hex hash of a salted body, as the header carries it."""
    return hashlib.sha256(_BODY_PREFIX + body_bytes).hexdigest()


def encode_body(body: Body) -> bytes:
    """Salt and encode a body once; the salt stops short bodies being guessed after erasure."""
    parts: dict[str, Any] = {"salt": secrets.token_hex(16), "value": body.value}
    if body.typed is not None:
        parts["typed"] = body.typed.value
    if body.said_name is not None:
        parts["said_name"] = body.said_name
    if body.checked is not None:
        parts["checked"] = body.checked
    if body.agreed_by:
        parts["agreed_by"] = list(body.agreed_by)
    return canonical_json(parts)


@dataclass(frozen=True, slots=True)
class Position:
    """Where in a replica's chain, in whose hand and at what time an operation is written."""

    device: DeviceId
    epoch: int
    number: int
    previous: str
    transaction: TransactionId
    last: bool
    person: PersonId
    recorded_by: UserId
    hlc: tuple[int, int]
    wall: int
    zone: str


def encode(change: Change, position: Position, *, audience: str = "team") -> Operation:
    """Fix a change into an operation: the only place where operation bytes are made."""
    body_bytes = encode_body(change.body)
    header = {
        "v": SCHEMA,
        "id": change.operation_id,
        "device": position.device,
        "epoch": position.epoch,
        "n": position.number,
        "prev": position.previous,
        "txn": position.transaction,
        "last": position.last,
        "person": position.person,
        "entity": change.entity,
        "item": change.item,
        "field": change.field,
        "kind": change.kind.value,
        "class": change.item_class.value,
        "audience": audience,
        "base": sorted(change.base),
        "said_by": change.said_by.value,
        "recorded_by": position.recorded_by,
        "hlc": list(position.hlc),
        "wall": position.wall,
        "zone": position.zone,
        "body": body_commitment(body_bytes),
    }
    return decode(canonical_json(header), body_bytes)


def decode(header_bytes: bytes, body_bytes: bytes | None) -> Operation:
    """Read an operation's bytes.

    Unknown kinds and newer schemas decode, so that they can be kept and forwarded (sync 9.5 rule 5).

    Raises:
        MalformedOperationError: the bytes lack a field every schema has, or body and commitment differ.
    """
    try:
        header = _read_json(header_bytes)
        _check_commitment(header, body_bytes)
        return _from_header(header, header_bytes, body_bytes)
    except MalformedOperationError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise MalformedOperationError("not an operation") from error


def _from_header(header: dict[str, Any], header_bytes: bytes, body_bytes: bytes | None) -> Operation:
    moment, counter = header["hlc"]
    return Operation(
        operation_id=OperationId(_hex_id(header["id"])),
        device=DeviceId(_hex_id(header["device"])),
        epoch=_whole(header["epoch"]),
        number=_whole(header["n"]),
        previous=str(header["prev"]),
        transaction=TransactionId(_hex_id(header["txn"])),
        last=bool(header["last"]),
        person=PersonId(_hex_id(header["person"])),
        entity=EntityId(_hex_id(header["entity"])),
        item=ItemId(_hex_id(header["item"])),
        field=str(header["field"]),
        kind=str(header["kind"]),
        item_class=ItemClass(header["class"]),
        audience=str(header["audience"]),
        base=tuple(OperationId(_hex_id(one)) for one in header["base"]),
        said_by=Who(header["said_by"]),
        recorded_by=UserId(_hex_id(header["recorded_by"])),
        hlc=(_whole(moment), _whole(counter)),
        wall=_whole(header["wall"]),
        zone=str(header["zone"]),
        schema=_whole(header["v"]),
        body=None if body_bytes is None else _decode_body(body_bytes),
        header_bytes=header_bytes,
        body_bytes=body_bytes,
    )


def _check_commitment(header: dict[str, Any], body_bytes: bytes | None) -> None:
    if body_bytes is not None and body_commitment(body_bytes) != header["body"]:
        raise MalformedOperationError("body does not match its commitment")


def _decode_body(body_bytes: bytes) -> Body:
    parts = _read_json(body_bytes)
    typed = parts.get("typed")
    return Body(
        value=parts["value"],
        typed=None if typed is None else Typed(typed),
        said_name=parts.get("said_name"),
        checked=parts.get("checked"),
        agreed_by=tuple(parts.get("agreed_by", ())),
    )


def _whole(number: Any) -> int:
    """A whole number that a table can hold."""
    whole = int(number)
    if not -(2**63) <= whole < 2**63:
        raise MalformedOperationError("a number is too large")
    return whole


def _finite(text: str) -> float:
    """A number of JSON. What is none (NaN, 1e999) could be read but never be written again."""
    number = float(text)
    if not isfinite(number):
        raise MalformedOperationError("a number is none")
    return number


_JSON = json.JSONDecoder(parse_float=_finite, parse_constant=_finite)


def _read_json(raw: bytes) -> Any:
    return _JSON.decode(raw.decode())


def _hex_id(text: Any) -> str:
    if not isinstance(text, str) or len(text) != 32 or not set(text) <= set("0123456789abcdef"):
        raise MalformedOperationError("an id is not 32 hex digits")
    return text


@dataclass(frozen=True, slots=True)
class SignedTransaction:
    """A transaction as it travels: its operations in order and the author's signature.

    Attributes:
        operations: 1 to `MAX_OPERATIONS`, all of one person, contiguous numbers, only the final one `last`.
        signature: Ed25519 over `signing_bytes` of the final operation's hash.
    """

    operations: tuple[Operation, ...]
    signature: bytes = dataclass_field(repr=False)


def signing_bytes(head: str) -> bytes:
    """What a device signs at the end of a transaction: the chain head with purpose and version."""
    return b"keepwell/transaction/0\n" + head.encode()


def size_in_bytes(operations: Sequence[Operation]) -> int:
    """Header and body bytes of these operations together."""
    return sum(len(one.header_bytes) + len(one.body_bytes or b"") for one in operations)
