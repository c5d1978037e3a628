# SPDX-License-Identifier: Apache-2.0
"""A centre without HTTP, and replicas enrolled with it directly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crypto.identity import DeviceIdentity
from records.operation import new_id
from sync.central.intake import Intake
from sync.central.outgoing import Outgoing
from sync.central.people import Replica
from sync.central.service import Central
from sync.protocol import (
    EnrolRequest,
    PullAnswer,
    PushAnswer,
    WireTransaction,
    enrolment_proof,
    tidy_code,
    to_wire,
)
from tests.sync.conftest import Clock
from tests.sync.laptop import ListLaptop


def request_for(code: str, identity: DeviceIdentity, device_id: str | None = None) -> EnrolRequest:
    """The request a laptop makes to enrol."""
    device, tidy, key = device_id or new_id(), tidy_code(code), identity.public_key.hex()
    proof = identity.sign(enrolment_proof(tidy, device, key)).hex()
    return EnrolRequest(code=tidy, device_id=device, public_key=key, proof=proof)


@dataclass
class QuietCentre:
    """A centre in this process that nobody listens to."""

    central: Central
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.intake = Intake(self.central.engine, self.central.keys, self.clock)
        self.outgoing = Outgoing(self.central.engine, self.central.keys)

    def laptop(self, name: str = "Sam Okafor") -> ListLaptop:
        identity = DeviceIdentity.generate()
        code = self.central.people.issue_code(name, "peer")
        return ListLaptop(self.central.enrol(request_for(code, identity)), identity)

    def replica(self, laptop: ListLaptop) -> Replica:
        found = self.central.people.replica(laptop.enrolment.device_id, laptop.enrolment.epoch)
        assert found is not None
        return found

    def push(self, laptop: ListLaptop, *transactions: WireTransaction) -> PushAnswer:
        offered = transactions or tuple(to_wire(one) for one in laptop.own)
        return self.intake.push(self.replica(laptop), offered)

    def pull(self, laptop: ListLaptop, cursor: str | None = None) -> PullAnswer:
        return self.outgoing.page(self.replica(laptop), cursor)


@pytest.fixture
def quiet(tmp_path: Path, database: str) -> Iterator[QuietCentre]:
    clock = Clock()
    central = Central(tmp_path / "quiet", "Northfield recovery team", database, clock)
    yield QuietCentre(central, clock)
    central.close()
