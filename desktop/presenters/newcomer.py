# SPDX-License-Identifier: Apache-2.0
"""What is worked out about somebody new before they are added. Pure, or run away from the main thread.

Never adds anybody, and never says that two people are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desktop.models.similar_names import alike_keys
from forms.answers import Given, LocalMoment
from forms.draft import Draft
from forms.fhir.values import Referral
from forms.nhs_number import NhsNumber, VerificationStatus, check_nhs_number
from records.intake import Filled
from records.people import Card
from records.store import RecordStore

OF_AGE = 18

# Name, what they are called, date of birth: by these two people may be taken for each other.
Likeness = tuple[str, str, str | None]


def read_files(paths: Sequence[Path], today: date) -> Referral:
    """One referral from one file, or from two that belong together. Runs on the desk's thread.

    Raises:
        ReferralError: refused, with its own code.
        OSError: a file could not be read.
    """
    from forms.fhir.opening import TOO_LARGE
    from forms.fhir.referral import read_referral_files

    contents = []
    for path in paths:
        with path.open("rb") as file:
            contents.append(file.read(TOO_LARGE))  # as much as is refused for its size, and no more
    return read_referral_files(contents, today=today)


def find_alike(likeness: Likeness, store: RecordStore) -> tuple[Likeness, Card | None]:
    """Somebody here with a similar name and the same date of birth (hazard 6)."""
    name, called, born = likeness
    if not (name and born):
        return likeness, None
    keys = alike_keys(name, called)
    born_then = (one for one in store.cards() if one.born_on == born)
    return likeness, next((one for one in born_then if keys & alike_keys(one.name, one.called)), None)


def details_of(draft: Draft) -> Filled:
    """What was typed, with the NHS number as ten digits and as one that must be looked up (domain E)."""
    filled: Filled = []
    for row, question, answer in draft.answers():
        typed = answer.value if question == "nhs_no" and isinstance(answer, Given) else None
        number = check_nhs_number(typed) if isinstance(typed, str) else None
        if isinstance(number, NhsNumber):
            filled.append((row, question, Given(number.digits)))
            filled.append((row, "nhs_no_status", Given(VerificationStatus.TRACE_REQUIRED.value)))
        elif question != "nhs_no_status":
            filled.append((row, question, answer))
    return filled


def is_under_age(born: date | None, discharge: Draft, today: date) -> bool:
    """Whether they were under 18 on the day they left, or today where that is not known (domain M13)."""
    if born is None:
        return False
    answer = discharge.answer((None, "disch_dt"))
    left = answer.value if isinstance(answer, Given) else None
    day = left.on if isinstance(left, LocalMoment) else today
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) < OF_AGE
