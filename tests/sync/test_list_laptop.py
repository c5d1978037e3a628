# SPDX-License-Identifier: Apache-2.0
"""The list that stands in for a vault in these tests keeps the promises the engine relies on."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from crypto.identity import DeviceIdentity
from records.operation import Operation, new_id
from sync.protocol import EnrolAnswer
from tests.sync.laptop import ListLaptop
from tests.sync.store_contract import LaptopStoreContract


def _laptop() -> ListLaptop:
    identity = DeviceIdentity.generate()
    enrolment = EnrolAnswer(
        device_id=new_id(),
        epoch=1,
        user_id=new_id(),
        user_name="Sam Okafor",
        role="peer",
        organisation_id=new_id(),
        organisation_name="Northfield",
        central_id=new_id(),
        central_public_key="0" * 64,
        generation=new_id(),
        team=[],
    )
    return ListLaptop(enrolment, identity)


@dataclass
class Writable:
    store: ListLaptop = field(default_factory=_laptop)

    def write(self, *words: str) -> None:
        self.store.write(*words)

    def from_elsewhere(self, count: int) -> list[Operation]:
        return list(_laptop().write(*["elsewhere"] * count).operations)

    def others(self) -> set[str]:
        return set(self.store.others)


class TestListLaptop(LaptopStoreContract):
    @pytest.fixture
    def fresh(self) -> Writable:
        return Writable()
