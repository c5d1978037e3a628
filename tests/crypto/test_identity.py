# SPDX-License-Identifier: Apache-2.0
"""A device signs, anybody verifies, and nothing else passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import BadSignatureError, DeviceIdentity, Secret, verify

DEVICE = DeviceIdentity.generate()


def test_the_first_test_of_rfc_8032_holds():
    device = DeviceIdentity(
        Secret(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    )
    assert device.public_key.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert device.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd"
        "25bf5f0595bbe24655141438e7a100b"
    )


@given(st.binary())
def test_a_signature_verifies_under_the_key_kept_in_the_vault(message):
    taken_up = DeviceIdentity(DEVICE.private_bytes())
    assert taken_up.public_key == DEVICE.public_key
    assert len(DEVICE.sign(message)) == 64
    verify(DEVICE.public_key, taken_up.sign(message), message)


def test_every_turned_bit_of_a_signature_is_noticed():
    signature = DEVICE.sign(b"words")
    for bit in range(8 * len(signature)):
        changed = bytearray(signature)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(BadSignatureError):
            verify(DEVICE.public_key, bytes(changed), b"words")


@pytest.mark.parametrize(
    ("public_key", "signature", "message"),
    [
        (DEVICE.public_key, DEVICE.sign(b"words"), b"other words"),
        (DeviceIdentity.generate().public_key, DEVICE.sign(b"words"), b"words"),
        (b"short", DEVICE.sign(b"words"), b"words"),
        (DEVICE.public_key, b"", b"words"),
        (bytes(32), bytes(64), b"words"),
    ],
    # The keys are fresh each time, and a test's name must not be.
    ids=["other words", "another key", "short key", "no signature", "zeros"],
)
def test_anything_else_is_one_error_without_a_reason(public_key, signature, message):
    with pytest.raises(BadSignatureError) as caught:
        verify(public_key, signature, message)
    assert caught.value.args == ()


def test_two_devices_never_share_a_key():
    assert DeviceIdentity.generate().public_key != DeviceIdentity.generate().public_key


def test_a_private_key_of_another_size_is_refused():
    with pytest.raises(ValueError, match="32"):
        DeviceIdentity(Secret(b"short"))
