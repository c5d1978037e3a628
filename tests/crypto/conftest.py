# SPDX-License-Identifier: Apache-2.0
"""Vault folders for the tests of the slot file."""

import hashlib

import pytest

from crypto import Secret, create_slots
from crypto.passphrase import FLOOR, normalised

VAULT_ID, USER_ID = "5f1d" * 8, "a11c" * 8


def _quick(passphrase, salt, parameters):
    cost = f"{parameters.memory_kib},{parameters.passes},{parameters.lanes}|".encode()
    return Secret(hashlib.sha256(cost + salt + normalised(passphrase)).digest())


@pytest.fixture
def quick():
    """Stand in for Argon2id where a test unlocks hundreds of times; depends on all that Argon2id does."""
    return _quick


@pytest.fixture
def words():
    return Secret.from_text("kettle harbour velvet nine")


@pytest.fixture
def folder(tmp_path, words):
    """A folder with slots made with the quick derivation."""
    create_slots(tmp_path, VAULT_ID, USER_ID, words, FLOOR, derive=_quick)
    return tmp_path
