# SPDX-License-Identifier: Apache-2.0
"""Every slot file ever shipped opens; every bad one fails with its class, without Argon2id where it can."""

import hashlib
import hmac
import json
import shutil
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crypto import Secret, derive, errors, unlock

VECTORS = Path(__file__).resolve().parents[1] / "vectors" / "slots"
EXPECTED = json.loads((VECTORS / "expected.json").read_text(encoding="utf-8"))
WORDS = Secret.from_text("kettle harbour velvet nine")
DATABASE_KEY = (
    "5922dfd8be61b7360847b7bb7bf856986d149bc25e4bc032e8e50bbac2decbd3f1b447ef7a5df02cb34740dc28d31bc7"
)


@pytest.mark.parametrize("copied", [False, True], ids=["without a copy", "with the same copy"])
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_vector_does_what_is_written_beside_it(name, copied, tmp_path):
    shutil.copy(VECTORS / f"{name}.slots", tmp_path / "vault.slots")
    if copied:
        shutil.copy(VECTORS / f"{name}.slots", tmp_path / "vault.slots.bak")
    before = (tmp_path / "vault.slots").read_bytes()
    expected = EXPECTED[name]["expect"]
    if expected == "opens":
        assert unlock(tmp_path, WORDS).database_key().reveal().hex() == DATABASE_KEY
    else:
        with pytest.raises(errors.CryptoError) as caught:
            unlock(tmp_path, WORDS, derive=derive if expected == "CannotUnlockError" else _refuse_to_derive)
        assert type(caught.value).__name__ == expected
    assert (tmp_path / "vault.slots").read_bytes() == before


def test_every_vector_is_listed_and_every_listing_has_its_vector():
    assert {path.stem for path in VECTORS.glob("*.slots")} == set(EXPECTED)


def test_the_good_vector_opens_without_this_package():
    """The format again, from its description only: what a recovery tool in ten years would do."""
    file = json.loads((VECTORS / "good.slots").read_bytes())
    slot = file["slots"][0]
    wrapped = bytes.fromhex(slot.pop("wrapped"))
    salt, nonce = bytes.fromhex(slot["salt"]), bytes.fromhex(slot["nonce"])
    stretched = hash_secret_raw(
        b"kettle harbour velvet nine", salt, slot["t"], slot["m"], slot["p"], 32, Type.ID
    )
    wrapping = _hkdf(stretched, f"slot-kek|{file['vault_id']}|{slot['id']}")
    header = {name: file[name] for name in ("format", "version", "vault_id", "epoch", "db_salt")} | {
        "slot": slot
    }
    associated = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    master = AESGCM(wrapping).decrypt(nonce, wrapped, associated)
    assert _hkdf(master, "keepwell/database-key/1").hex() + file["db_salt"] == DATABASE_KEY


def _refuse_to_derive(passphrase, salt, parameters):
    raise AssertionError("Argon2id must not start for a file that is refused")


def _hkdf(secret, label):
    extracted = hmac.digest(bytes(32), secret, hashlib.sha256)
    return hmac.digest(extracted, label.encode() + b"\x01", hashlib.sha256)
