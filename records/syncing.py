# SPDX-License-Identifier: Apache-2.0
"""What the store and the sync engine tell each other about how far they are. Never touches a connection."""

from __future__ import annotations

from dataclasses import dataclass

from records.operation import DeviceId


@dataclass(frozen=True, slots=True)
class SyncPosition:
    """How far this replica has written, been heard and read.

    Attributes:
        last_number: this replica's newest operation number; 0 when it has written none.
        last_hash: hex hash of that operation, or of the enrolment when there is none.
        acked_number: the centre has everything up to here (high-water mark).
        cursor: the centre's opaque place up to which this laptop has pulled; None before the first page.
    """

    device: DeviceId
    epoch: int
    last_number: int
    last_hash: str
    acked_number: int
    cursor: str | None
