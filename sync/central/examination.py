# SPDX-License-Identifier: Apache-2.0
"""Looks at an offered transaction before the database is touched. Never judges what was recorded.

Only what could break the stream for others is a reason to hold a transaction: who signed it, whether its
bytes are operations, whether its numbers and hashes hang together, its size (sync 9.4 rules 1 and 3).
Kinds, fields and values that this centre does not know are as good as any.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import pairwise

from crypto.errors import BadSignatureError
from crypto.identity import verify
from records.operation import (
    MAX_OPERATIONS,
    MAX_TRANSACTION_BYTES,
    MalformedOperationError,
    Operation,
    operation_hash,
    signing_bytes,
    size_in_bytes,
)
from sync.central.errors import PersonErasedError
from sync.central.keys import KeyStore
from sync.central.people import Replica
from sync.protocol import WireTransaction, operation_from_wire

PERSON_ERASED = "person_erased"


@dataclass(frozen=True, slots=True)
class Examined:
    """A transaction as far as it can be known without the database.

    Attributes:
        head: hash of its last header as sent: what the next transaction's chain must continue.
        digest: hash over all its header hashes, which tells a repeat from a fork.
        reason: why it cannot join the stream; None when it can.
        sealed: one for each operation; None where the author's body was erased.
    """

    wire: WireTransaction
    head: str
    digest: str
    reason: str | None
    operations: tuple[Operation, ...] = field(default=(), repr=False)
    sealed: tuple[bytes | None, ...] = field(default=(), repr=False)


def examine(wire: WireTransaction, replica: Replica, keys: KeyStore) -> Examined:
    """Check signature, bytes, chain and size, and seal the bodies of what can join."""
    hashes = [operation_hash(one.header.encode()) for one in wire.operations]
    head = hashes[-1]
    digest = hashlib.sha256(b"keepwell/offered/0\n" + "\n".join(hashes).encode()).hexdigest()
    try:
        operations = tuple(operation_from_wire(one) for one in wire.operations)
    except MalformedOperationError:
        return Examined(wire, head, digest, "malformed")
    reason = _reason_to_hold(wire, operations, replica, head)
    if reason is not None:
        return Examined(wire, head, digest, reason, operations)
    try:
        bodies = [(one.operation_id, one.body_bytes) for one in operations]
        sealed = keys.seal_bodies(operations[0].person, bodies)
    except PersonErasedError:
        return Examined(wire, head, digest, PERSON_ERASED, operations)
    return Examined(wire, head, digest, None, operations, sealed)


def _reason_to_hold(
    wire: WireTransaction, operations: tuple[Operation, ...], replica: Replica, head: str
) -> str | None:
    if not _is_signed(wire, replica, head):
        return "bad_signature"
    if len(operations) > MAX_OPERATIONS or size_in_bytes(operations) > MAX_TRANSACTION_BYTES:
        return "too_large"
    if not _hangs_together(wire, operations):
        return "broken_chain"
    authors = {(one.device, one.epoch, one.recorded_by) for one in operations}
    if authors != {(replica.device, replica.epoch, replica.user_id)}:
        return "not_the_author"
    return None


def _is_signed(wire: WireTransaction, replica: Replica, head: str) -> bool:
    try:
        verify(replica.public_key, bytes.fromhex(wire.signature), signing_bytes(head))
    except (BadSignatureError, ValueError):
        return False
    return True


def _hangs_together(wire: WireTransaction, operations: tuple[Operation, ...]) -> bool:
    """Contiguous numbers and hashes, one transaction, one person, ended once, no id twice."""
    final = len(operations) - 1
    return (
        all(one.number == wire.first + index for index, one in enumerate(operations))
        and all(one.last == (index == final) for index, one in enumerate(operations))
        and all(after.previous == before.hash for before, after in pairwise(operations))
        and {one.transaction for one in operations} == {wire.transaction}
        and len({one.person for one in operations}) == 1
        and len({one.operation_id for one in operations}) == len(operations)
    )
