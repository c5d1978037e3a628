# SPDX-License-Identifier: Apache-2.0
"""Sealed bytes open with the right key in the right place, and in no other case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import CannotOpenError, Secret, open_sealed, seal
from crypto.sealing import OVERHEAD_BYTES

KEY, OTHER = Secret(bytes(32)), Secret(b"k" * 32)
# Sealed once with KEY for b"here": must open for as long as header version 1 is promised.
GOLDEN = (
    "6b777365616c00017ff7886edc3d72de08186461b5d62139f0eb190a8dc6cde6"
    "78837318e86d149dda960a4529c45bbedbb2fb438f22669d"
)


def test_what_was_sealed_under_version_1_opens():
    assert open_sealed([KEY], bytes.fromhex(GOLDEN), b"here") == b"kettle on, door open"


@given(st.binary(), st.binary())
def test_what_is_sealed_opens_and_is_36_bytes_longer(plain, associated):
    sealed = seal(KEY, plain, associated)
    assert open_sealed([KEY], sealed, associated) == plain
    assert len(sealed) == len(plain) + OVERHEAD_BYTES


def test_sealing_twice_gives_different_bytes():
    assert seal(KEY, b"same", b"") != seal(KEY, b"same", b"")


def test_an_earlier_key_still_opens():
    assert open_sealed([OTHER, KEY], seal(KEY, b"words", b""), b"") == b"words"


def test_every_turned_bit_and_every_cut_is_noticed():
    sealed = seal(KEY, b"words", b"here")
    changed = [_turned(sealed, bit) for bit in range(8 * len(sealed))]
    cut = [sealed[:size] for size in range(len(sealed))]
    for bytes_ in [*changed, *cut, sealed + b"\0"]:
        with pytest.raises(CannotOpenError):
            open_sealed([KEY, OTHER], bytes_, b"here")


@given(st.binary(max_size=200))
def test_any_bytes_at_all_fail_in_one_way(bytes_):
    with pytest.raises(CannotOpenError):
        open_sealed([KEY], bytes_, b"")


@pytest.mark.parametrize(
    ("keys", "associated"), [([OTHER], b"here"), ([KEY], b"there"), ([KEY], b""), ([], b"here")]
)
def test_wrong_key_wrong_place_and_no_key_look_the_same(keys, associated):
    with pytest.raises(CannotOpenError) as caught:
        open_sealed(keys, seal(KEY, b"words", b"here"), associated)
    assert caught.value.args == ()


def test_bytes_do_not_slide_between_header_and_place():
    with pytest.raises(CannotOpenError):
        open_sealed([KEY], seal(KEY, b"", b"here"), b"kwseal\x00\x01here")


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_a_key_of_another_size_is_a_mistake_of_ours(size):
    with pytest.raises(ValueError, match="32 bytes"):
        seal(Secret(bytes(size)), b"", b"")
    with pytest.raises(ValueError, match="32 bytes"):
        open_sealed([KEY, Secret(bytes(size))], seal(KEY, b"", b""), b"")


def _turned(content, bit):
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)
