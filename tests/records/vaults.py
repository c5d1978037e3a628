# SPDX-License-Identifier: Apache-2.0
"""Real vaults for tests: a fresh folder, a real SQLCipher file, a real enrolment. Never a fake store."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from crypto.identity import DeviceIdentity
from crypto.vault_key import VaultKey
from records.enrolment import Enrolment
from records.operation import DeviceId, UserId
from records.vault import create_vault

ZONE = "Europe/London"


def new_enrolment(name: str = "Sam Okafor", role: str = "peer") -> Enrolment:
    return Enrolment(
        device=DeviceId(uuid4().hex),
        epoch=1,
        user=UserId(uuid4().hex),
        user_name=name,
        role=role,
        organisation=uuid4().hex,
        organisation_name="Canal Street Community Team",
        central=uuid4().hex,
        central_url="http://127.0.0.1:1",
        central_public_key=DeviceIdentity.generate().public_key,
        generation=uuid4().hex,
        private_key=DeviceIdentity.generate().private_bytes().reveal(),
    )


def new_vault(folder: Path, name: str = "Sam Okafor") -> VaultKey:
    key = VaultKey.new(uuid4().hex)
    create_vault(folder, key, new_enrolment(name))
    return key
