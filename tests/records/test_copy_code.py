# SPDX-License-Identifier: Apache-2.0
"""The code on a copy says its number and version and nothing else, and a slip of the finger is found."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from records.copy_code import MOST, CopyCode, copy_code, read_copy_code

numbers = st.integers(1, MOST - 1)
versions = st.integers(0, MOST - 1)


@given(numbers, versions)
def test_a_code_says_what_it_was_made_of(number: int, version: int) -> None:
    assert read_copy_code(copy_code(number, version)) == CopyCode(number, version)


@given(numbers, versions, st.sampled_from(["-", " ", " - ", "–", "−", ".", "_", "\u00a0"]), st.booleans())
def test_however_it_is_typed(number: int, version: int, dash: str, small: bool) -> None:
    typed = copy_code(number, version).replace("-", dash)
    assert read_copy_code(f"  {typed.lower() if small else typed}\n") == CopyCode(number, version)


def test_without_the_dashes_that_nobody_needs_and_in_wide_letters() -> None:
    code = copy_code(3, 7)
    assert read_copy_code(code.replace("KW1-", "KW1")[:-2] + code[-1]) == CopyCode(3, 7)
    wide = "".join(chr(ord(one) + 0xFEE0) for one in code)
    assert read_copy_code(wide) == CopyCode(3, 7)


@pytest.mark.parametrize(("code", "typed"), [((1, 18), "KW131-18-M"), ((137, 25), "KW1-137-250T")])
def test_a_digit_in_the_place_of_a_dash_is_found(code: tuple[int, int], typed: str) -> None:
    assert copy_code(*code).endswith(typed[-1])
    assert read_copy_code(typed) is None


def test_a_digit_exchanged_with_a_dash_is_found_where_a_nought_comes_to_stand_in_front() -> None:
    code = copy_code(1, 1038858)
    assert read_copy_code(code.replace("KW1-1-1", "KW1-11-")) is None


@given(numbers, versions, st.data())
def test_one_wrong_character_is_found(number: int, version: int, data: st.DataObject) -> None:
    code = copy_code(number, version)
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = data.draw(st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assume(code[place] != wrong)
    assert read_copy_code(code[:place] + wrong + code[place + 1 :]) is None


@given(numbers, versions, st.data())
def test_two_digits_exchanged_are_found(number: int, version: int, data: st.DataObject) -> None:
    code = copy_code(number, version)
    place = data.draw(st.integers(4, len(code) - 4))
    first, second = code[place], code[place + 1]
    assume(first != second)
    assert read_copy_code(code[:place] + second + first + code[place + 2 :]) is None


@given(st.text())
def test_anything_else_is_no_code(text: str) -> None:
    read = read_copy_code(text)
    assert read is None or read_copy_code(copy_code(read.number, read.version)) == read


@pytest.mark.parametrize(
    "typed", ["", "KW1", "KW2-3-7-F", "3-7", "KW1--", "https://example.org", "KW1-0-7-A", "KW1-03-7-F"]
)
def test_what_is_no_code(typed: str) -> None:
    assert read_copy_code(typed) is None


@pytest.mark.parametrize(("number", "version"), [(0, 1), (-1, 1), (1, -1), (MOST, 1), (1, MOST)])
def test_a_number_no_copy_has_gets_no_code(number: int, version: int) -> None:
    with pytest.raises(ValueError, match="no such copy"):
        copy_code(number, version)
