# SPDX-License-Identifier: Apache-2.0
"""Messages and their limits."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from records.operation import new_id
from sync.protocol import (
    PROTOCOL,
    HelloAnswer,
    PushRequest,
    TooLargeError,
    answer_proof,
    deflate,
    inflate,
    speaks_with,
    tidy_code,
)


@given(st.binary(max_size=4000))
def test_what_is_deflated_inflates_to_the_same(plain: bytes) -> None:
    wire, headers = deflate(plain)
    assert inflate(wire, headers.get("content-encoding", "")) == plain


def test_what_would_inflate_beyond_the_cap_is_refused_at_the_cap() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    with pytest.raises(TooLargeError):
        inflate(bomb, "gzip", cap=1000)
    assert inflate(gzip.compress(b"0" * 1000), "gzip", cap=1000) == b"0" * 1000


@given(st.integers(0, 200))
def test_gzip_cut_anywhere_is_refused(cut: int) -> None:
    whole = gzip.compress(bytes(range(256)) * 8)
    with pytest.raises(TooLargeError):
        inflate(whole[: min(cut, len(whole) - 1)], "gzip")


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip"])
def test_no_other_encoding_is_read(encoding: str) -> None:
    with pytest.raises(TooLargeError):
        inflate(b"", encoding)


def _hello(**more: object) -> dict[str, object]:
    return {
        "verdict": "ok",
        "token": "t",
        "generation": new_id(),
        "acked_number": 1,
        "durable_number": 0,
        "server_time": 0,
        "team": [],
    } | more


def test_fields_of_a_later_version_are_ignored() -> None:
    assert HelloAnswer.model_validate(_hello(weather="fine")).acked_number == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"acked_number": "1"},
        {"acked_number": -1},
        {"acked_number": 2**60},
        {"generation": "x"},
        {"verdict": "?"},
    ],
)
def test_values_of_another_shape_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        HelloAnswer.model_validate(_hello(**wrong))


def test_an_empty_push_is_no_message() -> None:
    with pytest.raises(ValidationError):
        PushRequest(nonce=new_id(), transactions=[])


def test_two_ends_with_a_version_in_common_meet() -> None:
    assert speaks_with(PROTOCOL, PROTOCOL + 5) == "yes"
    assert speaks_with(PROTOCOL + 1, PROTOCOL + 5) == "we_are_too_old"
    assert speaks_with(-1, 0) == "they_are_too_old"


def test_a_code_is_read_as_it_was_meant() -> None:
    assert tidy_code("  oO-iI lL ab ") == "001111AB"


def test_a_proof_is_of_one_answer_to_one_request_at_one_place() -> None:
    proofs = {answer_proof(*one) for one in [("/a", b"b", b"c"), ("/b", b"b", b"c"), ("/a", b"c", b"b")]}
    assert len(proofs) == 3
