# SPDX-License-Identifier: Apache-2.0
"""The bytes of a slot file; must never accept a field, a count or an Argon2id cost it does not know.

Frozen for every version to come, so that an old Keepwell can tell "newer" from "damaged": the file is one
JSON object in canonical form (UTF-8, sorted keys, no spaces), with "format", "version" and "checksum";
the checksum is SHA-256 over a prefix and the canonical form of all other fields. It has no key: it finds
damage, not malice (design 10, "On the laptop"). Malice meets the AEAD, which authenticates `slot_header`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from crypto.errors import SlotFileForeignError, SlotFileTooNewError
from crypto.passphrase import SALT_BYTES, Argon2Parameters
from crypto.vault_key import DB_SALT_BYTES, KEY_BYTES

FORMAT = "keepwell/slots"
VERSION = 1
MAX_BYTES = 64 * 1024
MAX_SLOTS = 32
NONCE_BYTES = 12
WRAPPED_BYTES = KEY_BYTES + 16
ID_BYTES = 16

_CHECKSUM_PREFIX = b"keepwell/slots-checksum\n"
_FILE_FIELDS = {"format", "version", "vault_id", "epoch", "generation", "db_salt", "slots"}
_SLOT_FIELDS = {"id", "kind", "user_id", "kdf", "m", "t", "p", "salt", "nonce", "wrapped"}
_LARGEST_COUNT = 2**53
_ARGON2ID = "argon2id"


class SlotKind(StrEnum):
    """Whose way in a slot is: the worker's, the organisation's recovery, a code for one enrolment."""

    USER = "user"
    RECOVERY = "recovery"
    ENROL_ONCE = "enrol_once"


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: the vault key wrapped under what one passphrase derives. Ids are 32 hex digits."""

    id: str
    kind: SlotKind
    user_id: str
    parameters: Argon2Parameters
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class SlotFile:
    """All ways into one vault. `generation` grows with every write, `epoch` with every new vault key."""

    vault_id: str
    epoch: int
    generation: int
    db_salt: bytes
    slots: tuple[Slot, ...]


def encode(slot_file: SlotFile) -> bytes:
    """Give the exact bytes of the file."""
    fields = {
        **_vault_fields(slot_file.vault_id, slot_file.epoch, slot_file.db_salt),
        "generation": slot_file.generation,
        "slots": [{**_slot_fields(slot), "wrapped": slot.wrapped.hex()} for slot in slot_file.slots],
    }
    return _canonical({**fields, "checksum": _checksum(fields)})


def slot_header(vault_id: str, epoch: int, db_salt: bytes, slot: Slot) -> bytes:
    """Give what the AEAD authenticates beside the wrapped key: the vault and everything else in the slot."""
    return _canonical({**_vault_fields(vault_id, epoch, db_salt), "slot": _slot_fields(slot)})


def undamaged_fields(content: bytes) -> dict[str, Any] | None:
    """Read the fields if form and checksum hold, None if anything was damaged; judges nothing else."""
    try:
        fields = json.loads(content)
        if not isinstance(fields, dict) or _canonical(fields) != content:
            return None
        checksum = fields.pop("checksum", None)
        return fields if checksum == _checksum(fields) else None
    except (ValueError, RecursionError):
        return None


def looks_like_ours(content: bytes) -> bool:
    """Guess whether damaged bytes were once a slot file: enough is left of one, or nothing is left at all."""
    return b'"checksum"' in content or FORMAT.encode() in content or not content.strip(b"\0")


def parse(fields: Mapping[str, Any]) -> SlotFile:
    """Turn undamaged fields into a slot file.

    Raises:
        SlotFileTooNewError: a newer Keepwell wrote it.
        SlotFileForeignError: not ours, or outside the limits of security 3.
    """
    _require(fields.get("format") == FORMAT)
    version = _count(fields.get("version"))
    if version > VERSION:
        raise SlotFileTooNewError
    _require(version == VERSION and fields.keys() == _FILE_FIELDS)
    slots = fields["slots"]
    _require(isinstance(slots, list) and 1 <= len(slots) <= MAX_SLOTS)
    parsed = tuple(_parse_slot(slot) for slot in slots)
    _require(len({slot.id for slot in parsed}) == len(parsed))
    return SlotFile(
        vault_id=_bytes(fields["vault_id"], ID_BYTES).hex(),
        epoch=_count(fields["epoch"]),
        generation=_count(fields["generation"]),
        db_salt=_bytes(fields["db_salt"], DB_SALT_BYTES),
        slots=parsed,
    )


def _parse_slot(fields: Any) -> Slot:
    _require(isinstance(fields, dict) and fields.keys() == _SLOT_FIELDS and fields["kdf"] == _ARGON2ID)
    try:
        kind = SlotKind(fields["kind"])
        cost = Argon2Parameters(_count(fields["m"]), _count(fields["t"]), _count(fields["p"]))
    except ValueError:
        raise SlotFileForeignError from None
    return Slot(
        id=_bytes(fields["id"], ID_BYTES).hex(),
        kind=kind,
        user_id=_bytes(fields["user_id"], ID_BYTES).hex(),
        parameters=cost,
        salt=_bytes(fields["salt"], SALT_BYTES),
        nonce=_bytes(fields["nonce"], NONCE_BYTES),
        wrapped=_bytes(fields["wrapped"], WRAPPED_BYTES),
    )


def _vault_fields(vault_id: str, epoch: int, db_salt: bytes) -> dict[str, Any]:
    fields = {"format": FORMAT, "version": VERSION, "vault_id": vault_id, "epoch": epoch}
    return {**fields, "db_salt": db_salt.hex()}


def _slot_fields(slot: Slot) -> dict[str, Any]:
    cost = slot.parameters
    who = {"id": slot.id, "kind": slot.kind.value, "user_id": slot.user_id}
    how = {"kdf": _ARGON2ID, "m": cost.memory_kib, "t": cost.passes, "p": cost.lanes}
    return {**who, **how, "salt": slot.salt.hex(), "nonce": slot.nonce.hex()}


def _canonical(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def _checksum(fields: Mapping[str, Any]) -> str:
    return hashlib.sha256(_CHECKSUM_PREFIX + _canonical(fields)).hexdigest()


def _require(holds: bool) -> None:
    if not holds:
        raise SlotFileForeignError


def _count(value: Any) -> int:
    # bool is a kind of int to Python, and must not be one here
    if type(value) is not int or not 1 <= value <= _LARGEST_COUNT:
        raise SlotFileForeignError
    return value


def _bytes(value: Any, size: int) -> bytes:
    if not isinstance(value, str) or len(value) != 2 * size or not set(value) <= set("0123456789abcdef"):
        raise SlotFileForeignError
    return bytes.fromhex(value)
