# SPDX-License-Identifier: Apache-2.0
"""One vault key, one derived key a purpose, the same for ever."""

import hashlib
import hmac

from crypto import Secret, VaultKey

KEY = VaultKey(Secret(bytes(range(32))), "ab" * 16, 1, b"salt of 16 bytes")


def test_each_purpose_has_the_key_that_its_label_gives():
    assert KEY.database_key().reveal() == _hkdf(b"keepwell/database-key/1") + b"salt of 16 bytes"
    assert KEY.high_water_key().reveal() == _hkdf(b"keepwell/high-water-key/1")
    assert KEY.blob_key().reveal() == _hkdf(b"keepwell/blob-key/1")
    assert KEY.backup_key().reveal() == _hkdf(b"keepwell/backup-key/1")


def test_no_key_serves_two_purposes_and_none_is_the_vault_key():
    keys = [KEY.database_key(), KEY.high_water_key(), KEY.blob_key(), KEY.backup_key(), KEY.master]
    assert len({key.reveal()[:32] for key in keys}) == len(keys)


def test_two_new_vaults_share_nothing():
    one, other = VaultKey.new("ab" * 16), VaultKey.new("ab" * 16)
    assert one.master != other.master
    assert one.db_salt != other.db_salt
    assert (len(one.master.reveal()), len(one.db_salt), one.epoch) == (32, 16, 1)


def _hkdf(label):
    """RFC 5869 by hand, for one block and no salt."""
    extracted = hmac.digest(bytes(32), KEY.master.reveal(), hashlib.sha256)
    return hmac.digest(extracted, label + b"\x01", hashlib.sha256)
