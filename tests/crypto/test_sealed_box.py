# SPDX-License-Identifier: Apache-2.0
"""Anybody can fill the box; it opens with its own key in the right place, and in no other case."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import CannotOpenError, Secret
from crypto.sealed_box import BOX_OVERHEAD_BYTES, BoxKey, seal_to

KEY, OTHER = BoxKey(Secret(bytes(range(32)))), BoxKey(Secret(b"k" * 32))
# Sealed once to KEY for b"here": must open for as long as header version 1 is promised.
GOLDEN = (
    "6b7773626f780001d607da76de48e2a212c4450bb7ecdfefa1f9f1742fe4e35f6949405d5ff952356347bc102b09272a"
    "6a92553e3a838735e5f775104697ca1598352f409fb144af3126b3d7"
)


def test_what_was_sealed_under_version_1_opens():
    assert KEY.open(bytes.fromhex(GOLDEN), b"here") == b"kettle on, door open"


@given(st.binary(), st.binary())
def test_what_is_sealed_opens_and_is_56_bytes_longer(plain, associated):
    sealed = seal_to(KEY.public_bytes, plain, associated)
    assert KEY.open(sealed, associated) == plain
    assert len(sealed) == len(plain) + BOX_OVERHEAD_BYTES


def test_a_key_that_the_vault_kept_opens_what_was_sealed_before():
    made = BoxKey.generate()
    sealed = seal_to(made.public_bytes, b"words", b"")
    assert BoxKey(Secret(made.private_bytes().reveal())).open(sealed, b"") == b"words"


def test_sealing_twice_gives_different_bytes_that_do_not_hold_the_words():
    first, second = (seal_to(KEY.public_bytes, b"the same words", b"") for _turn in range(2))
    assert first != second
    assert b"the same words" not in first


def test_every_turned_bit_and_every_cut_is_noticed():
    sealed = seal_to(KEY.public_bytes, b"words", b"here")
    changed = [_turned(sealed, bit) for bit in range(8 * len(sealed))]
    cut = [sealed[:size] for size in range(len(sealed))]
    # The top bit of an X25519 point is not part of it (RFC 7748); it is part of what HPKE authenticates.
    for bytes_ in [*changed, *cut, sealed + b"\0"]:
        with pytest.raises(CannotOpenError):
            KEY.open(bytes_, b"here")


@given(st.binary(max_size=200))
def test_any_bytes_at_all_fail_in_one_way(bytes_):
    with pytest.raises(CannotOpenError):
        KEY.open(b"kwsbox\x00\x01" + bytes_, b"")


@pytest.mark.parametrize(("key", "associated"), [(OTHER, b"here"), (KEY, b"there"), (KEY, b"")])
def test_wrong_key_and_wrong_place_look_the_same(key, associated):
    with pytest.raises(CannotOpenError) as caught:
        key.open(seal_to(KEY.public_bytes, b"words", b"here"), associated)
    assert caught.value.args == ()
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(32), bytes(33)])
def test_a_public_key_that_is_none_is_a_programming_mistake(public):
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own words
        seal_to(public, b"words", b"")


def test_a_box_key_is_neither_shown_nor_pickled():
    assert KEY.private_bytes().reveal().hex() not in repr(KEY)
    with pytest.raises(TypeError):
        pickle.dumps(KEY)


def _turned(sealed, bit):
    changed = bytearray(sealed)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)
