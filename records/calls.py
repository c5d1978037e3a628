# SPDX-License-Identifier: Apache-2.0
"""Who may be rung about a person: everybody who must not be told is looked for first (domain M12, I3).

Gives back whether somebody is one of them, never who they are or why.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from records.kept_away import is_kept_away, kept_away_is_readable, read_kept_away
from records.person_record import PersonRecord

_LEAST_DIGITS = 6
"""Shorter than this, a run of digits may be in any number: 999 keeps nobody away."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody of the person's own who could be rung; `phone` is "" where none is written."""

    name: str
    relation: str
    phone: str


@dataclass(frozen=True, slots=True)
class MayBeRung:
    """Whom the record names.

    Attributes:
        contacts: those who may be rung, as far as is known.
        left_out: how many were left out because they must not be told.
        readable: False while a newer Keepwell's words about that cannot be read here: then nobody is offered.
    """

    contacts: tuple[Contact, ...]
    left_out: int
    readable: bool


def must_not_be_rung(record: PersonRecord, words: str) -> bool:
    """Whether a name or a number in these words belongs to somebody who must not be told.

    One too many stopped is mended by asking; one too few is not (hazard 12).
    """
    kept = read_kept_away(record)
    numbers = [_digits(one.who.phone) for one in kept]
    said = [_digits(one) for one in re.split(r"[^\d+ ()\-]+", words)]
    same = any(_same_number(one, other) for one in numbers for other in said)
    return same or any(is_kept_away(kept, one, "") for one in _names(words))


def may_name_somebody_kept_away(record: PersonRecord, words: str) -> bool:
    """As `must_not_be_rung`, of whole sentences: there one word of a name is enough, a surname too."""
    kept = read_kept_away(record)
    single = re.findall(r"\w{2,}", unicodedata.normalize("NFKC", words))
    return must_not_be_rung(record, words) or any(is_kept_away(kept, one, "") for one in single)


def who_may_be_rung(record: PersonRecord) -> MayBeRung:
    """The person's own contacts without those who must not be told."""
    readable = kept_away_is_readable(record)
    raw = record.card.given("emergency_contact") or ()
    named = [
        Contact(str(one.get("name", "")), str(one.get("relation", "")), str(one.get("phone", "")))
        for one in raw
        if isinstance(one, dict)
    ]
    may = [one for one in named if not must_not_be_rung(record, f"{one.name}, {one.phone}")]
    return MayBeRung(tuple(may) if readable else (), len(named) - len(may), readable)


def _names(words: str) -> list[str]:
    """What may be a name: each piece between commas and the like, without its digits."""
    pieces = re.split(r"[,;:\n/()]+|\d+", words)
    return [one for one in (piece.strip() for piece in pieces) if one]


def _digits(phone: str) -> str:
    digits = "".join(one for one in phone if one.isdecimal())
    # +44 7700 900123 and 0044 7700 900123 and 07700 900123 ring the same telephone.
    for abroad in ("0044", "44"):
        if digits.startswith(abroad) and len(digits) > 10:
            return "0" + digits[len(abroad) :].removeprefix("0")
    return digits


def _same_number(one: str, other: str) -> bool:
    return len(one) >= _LEAST_DIGITS and len(other) >= _LEAST_DIGITS and (one in other or other in one)
