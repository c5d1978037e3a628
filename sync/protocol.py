# SPDX-License-Identifier: Apache-2.0
"""The messages both ends exchange, and their limits. Never sends, stores or decides anything.

Strict types and capped sizes, because either end may be old, new or hostile (security A9, A10); fields
that an end does not know are ignored, so that old and new can meet. An operation's header and body travel
as the exact text of their author's JSON (design 10, "Bytes").
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from records.operation import Operation, SignedTransaction, canonical_json, decode

PROTOCOL = 1
OLDEST_PROTOCOL = 1
MAX_WIRE_BYTES = 2 * 1024 * 1024
MAX_INFLATED_BYTES = 8 * 1024 * 1024
PAGE_OPERATIONS = 500
PAGE_BYTES = 512 * 1024
ASSERTION_SECONDS = 60
ASSERTION_ALGORITHM = "Ed25519"  # RFC 9864's name for EdDSA with this curve
JSON_TYPE = "application/json"
SIGNATURE_HEADER = "keepwell-signature"
_GZIP_FROM_BYTES = 400

HexId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
HexHash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
HexKey = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
HexSignature = Annotated[str, Field(max_length=256)]
Number = Annotated[int, Field(ge=0, le=2**53)]
Cursor = Annotated[str, Field(max_length=256)]
Role = Literal["peer", "registered"]
Verdict = Literal["ok", "new_epoch", "restored"]
Status = Literal["accepted", "duplicate", "quarantined"]


class TooLargeError(ValueError):
    """A message that would inflate beyond the cap, or is not gzip at all."""


class Message(BaseModel):
    """Base of every message: strict, immutable, blind to what it does not know."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    protocol: int = PROTOCOL
    oldest: int = OLDEST_PROTOCOL


class Part(BaseModel):
    """Base of what messages are made of."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class WireOperation(Part):
    """One operation: `header` and `body` are the author's own bytes as text; `body` None when erased."""

    header: Annotated[str, Field(max_length=MAX_INFLATED_BYTES)]
    body: Annotated[str, Field(max_length=MAX_INFLATED_BYTES)] | None


class WireTransaction(Part):
    """One transaction as offered: `first` is the number of its first operation."""

    transaction: HexId
    first: Annotated[int, Field(ge=1, le=2**53)]
    operations: Annotated[list[WireOperation], Field(min_length=1, max_length=5000)]
    signature: HexSignature

    @property
    def final(self) -> int:
        """Number of its last operation."""
        return self.first + len(self.operations) - 1


class TeamMember(Part):
    """Someone who writes in the record; `name` is what screens call them."""

    user_id: HexId
    name: Annotated[str, Field(max_length=200)]
    role: Annotated[str, Field(max_length=40)]


class EnrolRequest(Message):
    """Asks to join with a one-time code; `proof` is the new key's signature over `enrolment_proof`."""

    code: Annotated[str, Field(max_length=64)]
    device_id: HexId
    public_key: HexKey
    proof: HexSignature


class EnrolAnswer(Message):
    """Everything a laptop needs to write in this organisation's records. The centre assigns the epoch."""

    device_id: HexId
    epoch: Number
    user_id: HexId
    user_name: str
    role: str
    organisation_id: HexId
    organisation_name: str
    central_id: HexId
    central_public_key: HexKey
    generation: HexId
    team: Annotated[list[TeamMember], Field(max_length=5000)]


class HelloRequest(Message):
    """Who and how far we are. `assertion` is a short-lived JWT by the device key; `wall` in ms UTC."""

    assertion: Annotated[str, Field(max_length=2048)]
    last_number: Number
    last_hash: HexHash
    acked_number: Number
    cursor: Cursor | None
    wall: int


class HelloAnswer(Message):
    """The verdict on this replica, the centre's marks for it, and a token for the rest of the exchange.

    `restored` means the centre is behind what it once told us: offer again from `acked_number`, and pull
    from the start. `durable_number` counts operations inside a verified backup.
    """

    verdict: Verdict
    token: Annotated[str, Field(max_length=2048)]
    generation: HexId
    acked_number: Number
    durable_number: Number
    server_time: int
    team: Annotated[list[TeamMember], Field(max_length=5000)]


class PushRequest(Message):
    """Whole transactions, contiguous from `acked_number` + 1; `nonce` ties the answer to this request."""

    nonce: HexId
    transactions: Annotated[list[WireTransaction], Field(min_length=1, max_length=1000)]


class TransactionStatus(Part):
    """What became of one transaction. `seq` is the centre's number of its last operation, if it has one."""

    transaction: HexId
    status: Status
    seq: Number | None = None
    reason: Annotated[str, Field(max_length=64)] | None = None


class PushAnswer(Message):
    """The new mark, and `acked_hash`: the hash at that mark, so that it is believed only if it is ours."""

    verdict: Verdict
    acked_number: Number
    acked_hash: HexHash
    durable_number: Number
    transactions: Annotated[list[TransactionStatus], Field(max_length=1000)]


class PullRequest(Message):
    """Asks for the page behind `cursor`, or the first page."""

    nonce: HexId
    cursor: Cursor | None


class PullAnswer(Message):
    """A page in the centre's order; never ends inside a transaction."""

    verdict: Verdict
    operations: Annotated[list[WireOperation], Field(max_length=5000)]
    cursor: Cursor
    more: bool


class Refusal(Message):
    """An answer that is not the one hoped for. `server_time` in ms UTC helps a laptop with a wild clock."""

    error: Annotated[str, Field(max_length=64)]
    server_time: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the laptop uses it: checked, decoded, in the centre's order."""

    verdict: Verdict
    operations: tuple[Operation, ...]
    cursor: str
    more: bool


def to_wire(transaction: SignedTransaction) -> WireTransaction:
    """Dress a transaction for travelling; its bytes are not touched."""
    first = transaction.operations[0]
    return WireTransaction(
        transaction=first.transaction,
        first=first.number,
        operations=[operation_to_wire(one.header_bytes, one.body_bytes) for one in transaction.operations],
        signature=transaction.signature.hex(),
    )


def operation_to_wire(header_bytes: bytes, body_bytes: bytes | None) -> WireOperation:
    """Dress one operation's bytes as text."""
    body = None if body_bytes is None else body_bytes.decode()
    return WireOperation.model_construct(header=header_bytes.decode(), body=body)


def operation_from_wire(wire: WireOperation) -> Operation:
    """Read one operation from the wire.

    Raises:
        MalformedOperationError: it is not an operation, or its body is not the one its header commits to.
    """
    return decode(wire.header.encode(), None if wire.body is None else wire.body.encode())


def tidy_code(code: str) -> str:
    """A one-time code as typed (spaces, dashes, small letters, O for 0, I or L for 1) as it was given out."""
    letters = "".join(one for one in code.upper() if one.isalnum())
    return letters.translate(str.maketrans("OIL", "011"))[:64]


def enrolment_proof(code: str, device_id: str, public_key: str) -> bytes:
    """What a new key signs to show that whoever holds it holds the code too."""
    about = canonical_json({"code": code, "device": device_id, "key": public_key})
    return b"keepwell/enrol/0\n" + about


def answer_proof(path: str, request: bytes, answer: bytes) -> bytes:
    """What the centre signs: this answer, to this request. Every request holds something random."""
    about = canonical_json(
        {
            "path": path,
            "request": hashlib.sha256(request).hexdigest(),
            "answer": hashlib.sha256(answer).hexdigest(),
        }
    )
    return b"keepwell/answer/0\n" + about


def deflate(plain: bytes) -> tuple[bytes, dict[str, str]]:
    """Compress what is worth compressing; returns the bytes and the header that says so."""
    if len(plain) < _GZIP_FROM_BYTES:
        return plain, {}
    return gzip.compress(plain, compresslevel=5, mtime=0), {"content-encoding": "gzip"}


def inflate(wire: bytes, encoding: str, cap: int = MAX_INFLATED_BYTES) -> bytes:
    """Undo `deflate` without ever holding more than `cap` bytes (security A10).

    Raises:
        TooLargeError: it is larger than the cap, cut short, or encoded some other way.
    """
    if encoding not in {"", "identity", "gzip"}:
        raise TooLargeError("unknown encoding")
    if encoding != "gzip":
        plain = wire
    else:
        inflater = zlib.decompressobj(wbits=31)
        try:
            plain = inflater.decompress(wire, cap + 1)
        except zlib.error as error:
            raise TooLargeError("not gzip") from error
        if not inflater.eof and len(plain) <= cap:
            raise TooLargeError("gzip cut short")
    if len(plain) > cap:
        raise TooLargeError("inflates beyond the cap")
    return plain


def speaks_with(oldest: int, newest: int) -> Literal["yes", "we_are_too_old", "they_are_too_old"]:
    """Whether a peer that speaks `oldest` to `newest` and we have a version in common."""
    if newest < OLDEST_PROTOCOL:
        return "they_are_too_old"
    if oldest > PROTOCOL:
        return "we_are_too_old"
    return "yes"


def wire_many(transactions: Sequence[SignedTransaction]) -> list[WireTransaction]:
    """Dress several transactions, in order."""
    return [to_wire(one) for one in transactions]
