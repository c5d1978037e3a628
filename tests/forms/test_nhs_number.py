# SPDX-License-Identifier: Apache-2.0
"""NHS numbers: the rule of domain E. Never uses a number outside the range kept for testing (999…)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.nhs_number import (
    NhsNumber,
    NhsNumberFinding,
    VerificationStatus,
    check_nhs_number,
    nhs_number_sentence,
    status_words,
)

POSSIBLE = "9994107356"


@pytest.mark.parametrize(
    "typed",
    [POSSIBLE, "999 410 7356", "999-410-7356", " 99 94107 356\n", "999\u00a0410\u20137356", "٩٩٩٤١٠٧٣٥٦"],
)
def test_a_number_may_be_typed_with_any_spaces_dashes_and_digits(typed: str):
    assert check_nhs_number(typed) == NhsNumber(POSSIBLE)


def test_a_number_is_shown_three_three_four_and_never_split_over_lines():
    assert NhsNumber(POSSIBLE).display == "999\u00a0410\u00a07356"


@pytest.mark.parametrize(
    "typed", ["", "999410735", "99941073561", "999410735X", "999.410.7356", "+9994107356"]
)
def test_anything_but_ten_digits_is_found(typed: str):
    assert check_nhs_number(typed) is NhsNumberFinding.NOT_TEN_DIGITS


@pytest.mark.parametrize("digit", "0123456789")
def test_ten_times_the_same_digit_is_found_although_its_check_digit_fits(digit: str):
    assert check_nhs_number(digit * 10) is NhsNumberFinding.SAME_DIGITS


@given(st.integers(0, 9), st.integers(0, 9))
def test_one_mistyped_digit_is_always_found(place: int, digit: int):
    typed = POSSIBLE[:place] + str(digit) + POSSIBLE[place + 1 :]
    found = check_nhs_number(typed)
    assert found == (NhsNumber(POSSIBLE) if typed == POSSIBLE else NhsNumberFinding.CHECK_DIGIT)


@given(st.integers(0, 8))
def test_two_neighbouring_digits_swapped_are_always_found(place: int):
    swapped = POSSIBLE[:place] + POSSIBLE[place + 1] + POSSIBLE[place] + POSSIBLE[place + 2 :]
    if swapped != POSSIBLE:
        assert check_nhs_number(swapped) is NhsNumberFinding.CHECK_DIGIT


@given(st.integers(0, 999_999_999))
def test_the_check_digit_is_the_sum_by_weights_ten_to_two(nine: int):
    digits = f"{nine:09}"
    # Domain E, worked out here by hand: 11 minus the remainder; 11 is 0, and 10 has no number.
    wanted = (11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11) % 11
    accepted = [last for last in range(10) if isinstance(check_nhs_number(f"{digits}{last}"), NhsNumber)]
    # The package also knows that a number in the Scottish range begins with a date: it may refuse more.
    assert accepted in ([], [wanted])
    if nine >= 400_000_000 and wanted != 10 and len(set(f"{digits}{wanted}")) > 1:
        assert accepted == [wanted]


@given(st.text())
def test_nothing_typed_ever_raises(typed: str):
    assert isinstance(check_nhs_number(typed), NhsNumber | NhsNumberFinding)


def test_every_finding_and_status_has_its_own_words():
    sentences = [nhs_number_sentence(each) for each in NhsNumberFinding]
    sentences += [status_words(each) for each in VerificationStatus]
    assert all(sentences)
    assert len(set(sentences)) == len(sentences)
