# SPDX-License-Identifier: Apache-2.0
"""Sharing that saves a life is never stopped, opens nothing else, and is written down (hazard 15)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records.kept_away import KeptAway, keep_away
from records.operation import ItemClass as Class
from records.operation import ItemId, Kind, Who
from records.sharing_choices import Recipient, RecipientKind
from records.sharing_overrides import SharedWithout, Told, overrides, share_without_agreement, told_later
from tests.records.laptops import AT_TWO, EVERYONE, MINA, Laptop


@pytest.fixture
def sam() -> Laptop:
    return Laptop()


# Hazard 15: sharing that saves a life must not be stopped

WITHOUT = SharedWithout("crisis plan", "999 crew", "He had taken tablets.", "To protect life")


def test_hazard_15_sharing_without_agreement_is_always_possible_and_always_written_down(sam: Laptop) -> None:
    sam.withdraw(Recipient(RecipientKind.CRISIS))
    sam.record([keep_away(MINA, KeptAway(kind="crisis"))])
    changes = share_without_agreement(WITHOUT)
    assert {(one.kind, one.item_class, one.said_by, one.base) for one in changes} == {
        (Kind.SET, Class.OBSERVATION, Who.WORKER, ())
    }
    sam.record(changes)
    (found,) = overrides(sam.read())
    assert found.shared == WITHOUT
    assert found.shared.told is Told.NOT_YET
    assert found.recorded_by == "8" * 32


def test_hazard_15_sharing_once_without_agreement_opens_nothing(sam: Laptop) -> None:
    sign = sam.say("cp2_signs")
    sam.record(share_without_agreement(replace(WITHOUT, to_whom="GP")))
    assert not any(sam.decide(one, sign).allowed for one in EVERYONE)


def test_hazard_15_the_person_is_told_later_and_what_was_written_first_stays(sam: Laptop) -> None:
    sam.record(share_without_agreement(WITHOUT))
    (first,) = overrides(sam.read())
    sam.record(told_later(first, AT_TWO))
    (now,) = overrides(sam.read())
    assert now.shared == replace(WITHOUT, told=Told.YES, told_at=AT_TWO)
    state = sam.read().items[first.entity, ItemId(first.entity)]
    assert all(not one.past and len(one.heads) == 1 for one in state.fields.values())
    with pytest.raises(ValueError, match="already"):
        told_later(now, AT_TWO)


@pytest.mark.parametrize(
    "lacking",
    [
        replace(WITHOUT, what=" "),
        replace(WITHOUT, to_whom=""),
        replace(WITHOUT, reason=""),
        replace(WITHOUT, law=" "),
        replace(WITHOUT, told=Told.YES),
        replace(WITHOUT, told=Told.NOT_SAFE),
        replace(WITHOUT, told_at=AT_TWO),
        replace(WITHOUT, why_not_told="He may hurt her."),
    ],
)
def test_hazard_15_it_says_what_to_whom_why_by_which_law_and_whether_told(lacking: SharedWithout) -> None:
    with pytest.raises(ValueError, match=r"without agreement|told|telling"):
        share_without_agreement(lacking)


def test_hazard_15_not_telling_has_its_reason(sam: Laptop) -> None:
    unsafe = replace(WITHOUT, told=Told.NOT_SAFE, why_not_told="The call is overheard.")
    sam.record(share_without_agreement(unsafe))
    (found,) = overrides(sam.read())
    assert found.shared == unsafe
