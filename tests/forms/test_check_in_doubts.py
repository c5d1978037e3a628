# SPDX-License-Identifier: Apache-2.0
"""What cannot be meant in an agreement is one sentence each, says what to do, and names nobody."""

from __future__ import annotations

from datetime import date

import pytest

from forms.check_in_doubts import AsAgreed, CheckInDoubt, check_in_doubt_sentence, check_in_doubts

GOOD = {"start": date(2026, 11, 2), "end": date(2026, 12, 28), "named": "Sam Okafor"}


@pytest.mark.parametrize(
    ("agreed", "doubt"),
    [
        ({"end": date(2026, 11, 1)}, CheckInDoubt.END_BEFORE_START),
        ({"named": " "}, CheckInDoubt.NO_NAMED_PERSON),
        ({"named": "priya  NAIR"}, CheckInDoubt.NAMED_PERSON_LEFT),
        ({"rings_somebody_kept_away": True}, CheckInDoubt.NOT_TO_BE_TOLD),
        ({"open_at_once": 2}, CheckInDoubt.TWO_OPEN),
        ({"died": True}, CheckInDoubt.DIED),
    ],
    ids=str,
)
def test_each_is_found_alone(agreed: dict[str, object], doubt: CheckInDoubt) -> None:
    assert check_in_doubts(AsAgreed(**{**GOOD, **agreed}), ["Priya Nair"]) == (doubt,)  # type: ignore[arg-type]


@pytest.mark.parametrize("other", [{}, {"end": None}, {"start": None}, {"end": GOOD["start"]}])
def test_what_can_be_meant_is_left_alone(other: dict[str, object]) -> None:
    assert check_in_doubts(AsAgreed(**{**GOOD, **other}), ["Priya Nair"]) == ()  # type: ignore[arg-type]


def test_the_gravest_comes_first() -> None:
    agreed = AsAgreed(None, None, "", rings_somebody_kept_away=True, open_at_once=2, died=True)
    assert check_in_doubts(agreed, []) == (
        CheckInDoubt.DIED,
        CheckInDoubt.NOT_TO_BE_TOLD,
        CheckInDoubt.NO_NAMED_PERSON,
        CheckInDoubt.TWO_OPEN,
    )


def test_each_has_a_sentence_of_its_own_that_says_what_to_do() -> None:
    said = [check_in_doubt_sentence(one) for one in CheckInDoubt]
    assert len(set(said)) == len(CheckInDoubt)
    for words in said:
        assert "lease" in words or "Ring nobody" in words or "Write this down" in words
        assert "{" not in words
