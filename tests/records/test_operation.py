# SPDX-License-Identifier: Apache-2.0
"""Operations keep their author's bytes, and refuse bytes that are not operations."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.operation import (
    Body,
    Kind,
    MalformedOperationError,
    Typed,
    canonical_json,
    decode,
    encode_body,
    operation_hash,
)
from tests.records.operations import operation

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_any_value_comes_back_as_it_was_recorded(value: Any) -> None:
    made = operation(1, Kind.SET, value)
    again = decode(made.header_bytes, made.body_bytes)
    assert again == made
    assert again.body is not None
    assert again.body.value == value


@given(st.text(), st.sampled_from(Typed), st.none() | st.text(), st.none() | st.booleans())
def test_a_body_says_whose_words_and_who_typed(
    words: str, typed: Typed, name: str | None, checked: bool | None
) -> None:
    made = operation(1, Kind.SAY)
    body = Body(words, typed, name, checked, ("Mina", "Sam"))
    header = json.loads(made.header_bytes)
    raw = encode_body(body)
    from records.operation import body_commitment

    header["body"] = body_commitment(raw)
    assert decode(canonical_json(header), raw).body == body


def test_the_same_words_never_give_the_same_bytes_twice() -> None:
    assert encode_body(Body("no")) != encode_body(Body("no"))


def test_a_header_holds_no_words() -> None:
    made = operation(1, Kind.SAY, "Walking the dog by the canal")
    assert b"canal" not in made.header_bytes


def test_the_hash_is_of_the_header_as_it_was_made() -> None:
    made = operation(1, Kind.SAY, "words")
    assert made.hash == operation_hash(made.header_bytes)
    assert made.hash != operation_hash(made.header_bytes + b" ")


def test_a_body_that_was_changed_is_refused() -> None:
    made = operation(1, Kind.SAY, "I want my sister with me")
    other = encode_body(Body("I want nobody with me"))
    with pytest.raises(MalformedOperationError):
        decode(made.header_bytes, other)


def test_an_erased_body_leaves_an_operation_that_still_verifies() -> None:
    made = operation(1, Kind.SAY, "words")
    erased = decode(made.header_bytes, None)
    assert erased.body is None
    assert erased.hash == made.hash


@given(st.binary(max_size=200))
def test_bytes_that_are_no_operation_are_refused(raw: bytes) -> None:
    with pytest.raises(MalformedOperationError):
        decode(raw, None)


@pytest.mark.parametrize("key", ["id", "device", "prev", "person", "base", "class", "said_by", "hlc", "body"])
def test_a_header_that_lacks_a_field_is_refused(key: str) -> None:
    header = json.loads(operation(1, Kind.SAY, "words").header_bytes)
    del header[key]
    with pytest.raises(MalformedOperationError):
        decode(canonical_json(header), b"{}" if key == "body" else None)


def test_a_kind_from_a_newer_keepwell_is_kept() -> None:
    header = json.loads(operation(1, Kind.SAY, "words").header_bytes)
    header["kind"], header["v"] = "sing", 7
    newer = decode(canonical_json(header), None)
    assert (newer.kind, newer.schema) == ("sing", 7)
