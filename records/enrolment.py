# SPDX-License-Identifier: Apache-2.0
"""Who this replica is: what the centre said when it enrolled this laptop, kept as facts inside the vault.

Never leaves the vault; the private key does not print itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from records.database import Database
from records.errors import BugError
from records.journal import read_fact
from records.operation import DeviceId, UserId


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One worker's vault on one laptop.

    Attributes:
        role: `peer` or `registered`: whether this worker's contact is a professional's (domain M4).
        central_url: where the centre is reached.
        central_public_key: 32 raw Ed25519 bytes that the centre signs its pages with.
        private_key: 32 raw Ed25519 bytes of this replica.
    """

    device: DeviceId
    epoch: int
    user: UserId
    user_name: str
    role: str
    organisation: str
    organisation_name: str
    central: str
    central_url: str
    central_public_key: bytes
    generation: str
    private_key: bytes = field(repr=False)


def keep(database: Database, enrolment: Enrolment) -> None:
    """Write the enrolment into the vault, once."""
    raw = {
        "device": enrolment.device,
        "epoch": enrolment.epoch,
        "user": enrolment.user,
        "user_name": enrolment.user_name,
        "role": enrolment.role,
        "organisation": enrolment.organisation,
        "organisation_name": enrolment.organisation_name,
        "central": enrolment.central,
        "central_url": enrolment.central_url,
        "central_public_key": enrolment.central_public_key.hex(),
        "generation": enrolment.generation,
        "private_key": enrolment.private_key.hex(),
    }
    database.run("INSERT INTO fact VALUES ('enrolment', ?)", (json.dumps(raw).encode(),))


def read(database: Database) -> Enrolment:
    """The enrolment of this vault.

    Raises:
        BugError: the vault was made without one.
    """
    text = read_fact(database, "enrolment")
    if text is None:
        raise BugError("a vault without an enrolment")
    raw = json.loads(text)
    raw["central_public_key"] = bytes.fromhex(raw["central_public_key"])
    raw["private_key"] = bytes.fromhex(raw["private_key"])
    return Enrolment(**raw)
