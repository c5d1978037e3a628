# SPDX-License-Identifier: Apache-2.0
"""NHS numbers as people write them. Never says a number belongs to anybody: only that it could exist.

A thin layer over the `nhs-number` package, which knows the check digit (domain E).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from locales import N_, _

_SEPARATORS: Final = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212]+")
_TEN_DIGITS: Final = re.compile(r"[0-9]{10}")


class NhsNumberFinding(StrEnum):
    """Why what was given cannot be an NHS number (domain E). `nhs_number_sentence` puts it in words."""

    NOT_TEN_DIGITS = "nhs_number_not_ten_digits"
    SAME_DIGITS = "nhs_number_same_digits"
    CHECK_DIGIT = "nhs_number_check_digit"


class VerificationStatus(StrEnum):
    """How an NHS number was checked, by the codes of the NHS Data Dictionary for England (domain E)."""

    VERIFIED = "01"
    NOT_TRACED = "02"
    TRACE_REQUIRED = "03"
    NO_OR_SEVERAL_MATCHES = "04"
    CONFLICT = "05"
    IN_PROGRESS = "06"
    NOT_PRESENT = "07"
    POSTPONED = "08"


_FINDING_WORDS: Final = {
    NhsNumberFinding.NOT_TEN_DIGITS: N_("An NHS number has ten digits. Please look at it again."),
    NhsNumberFinding.SAME_DIGITS: N_("Ten times the same digit is nobody's NHS number."),
    NhsNumberFinding.CHECK_DIGIT: N_(
        "This cannot be an NHS number: the last digit does not fit the others, so at least one is mistyped."
    ),
}

_STATUS_WORDS: Final = {
    VerificationStatus.VERIFIED: N_("Checked against the national register"),
    VerificationStatus.NOT_TRACED: N_("Given, not checked yet"),
    VerificationStatus.TRACE_REQUIRED: N_("Needs to be looked up"),
    VerificationStatus.NO_OR_SEVERAL_MATCHES: N_("Looked up: nobody, or more than one person, was found"),
    VerificationStatus.CONFLICT: N_("Looked up: it does not agree with the other details"),
    VerificationStatus.IN_PROGRESS: N_("Being looked up"),
    VerificationStatus.NOT_PRESENT: N_("No number, and it need not be looked up"),
    VerificationStatus.POSTPONED: N_("Looking it up was put off"),
}


@dataclass(frozen=True, slots=True)
class NhsNumber:
    """Ten digits that could be an NHS number. Made by `check_nhs_number` only."""

    digits: str

    @property
    def display(self) -> str:
        """As people read it aloud: 3-3-4, with no-break spaces so that a line never splits it (domain E)."""
        return f"{self.digits[:3]}\u00a0{self.digits[3:6]}\u00a0{self.digits[6:]}"


def check_nhs_number(text: str) -> NhsNumber | NhsNumberFinding:
    """Say whether what someone gave could be an NHS number.

    Args:
        text: as typed or received; spaces and dashes of any kind are fine, and digits of any script.

    Returns:
        The number, or the finding. All-same digits are refused although they pass the check (domain E).
    """
    from nhs_number.validate import is_valid

    digits = _western_digits(_SEPARATORS.sub("", text))
    if not _TEN_DIGITS.fullmatch(digits):
        return NhsNumberFinding.NOT_TEN_DIGITS
    if len(set(digits)) == 1:
        return NhsNumberFinding.SAME_DIGITS
    if not is_valid(digits):
        return NhsNumberFinding.CHECK_DIGIT
    return NhsNumber(digits)


def nhs_number_sentence(finding: NhsNumberFinding) -> str:
    """The finding in words, in the language shown now."""
    return _(_FINDING_WORDS[finding])


def status_words(status: VerificationStatus) -> str:
    """How the number was checked, in words, in the language shown now."""
    return _(_STATUS_WORDS[status])


def _western_digits(text: str) -> str:
    """The same text with 0-9 for the decimal digits of every script, as an Arabic keyboard types them."""
    return "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in text)
