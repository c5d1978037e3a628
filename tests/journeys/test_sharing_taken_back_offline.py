# SPDX-License-Identifier: Apache-2.0
"""Mina takes back what her GP may see while there is no signal: it counts at once here, and everywhere after.

Real vaults, the real engine, and the real centre in a process of its own.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import cast

from desktop.demo.centre import Centre
from desktop.session import exchange
from records.operation import PersonId
from records.sharing import Because
from records.sharing_changes import choose, withdraw
from records.sharing_choices import Choice, Recipient, RecipientKind, Scope, SharedAs
from records.store import RecordStore
from sync.ports import LaptopStore
from tests.journeys.test_three_days_of_editing import (  # noqa: F401 - fixtures
    Chronicle,
    Laptop,
    centre,
    mina,
    pair,
    stores,
)
from tests.records.sharings import may_see

GP = Recipient(RecipientKind.GP)
WELL = Scope("plan_well")
TODAY = date(2026, 11, 21)


def decided(laptop: Laptop, on: date = TODAY) -> tuple[SharedAs, Because]:
    found = may_see(laptop.writer.record, GP, "toolbox", None, on=on)
    return found.form, found.because


def with_signal(laptops: list[Laptop]) -> None:
    for one in (*laptops, *laptops):
        report = exchange(one.store.enrolment, cast(LaptopStore, one.store))
        assert (report.stopped, report.still_waiting, report.held) == (None, 0, 0)


def test_a_withdrawal_said_offline_outlives_a_yes_that_was_said_elsewhere_meanwhile(
    stores: list[RecordStore],  # noqa: F811
    mina: PersonId,  # noqa: F811
    centre: Centre,  # noqa: F811
) -> None:
    sam, priya = pair(stores, mina, Chronicle(Random(7)))
    sam.writer.say("The canal")
    sam.writer.keep(choose(sam.writer.record, GP, WELL, Choice(SharedAs.SEE, TODAY + timedelta(days=30))))
    with_signal([sam, priya])
    assert decided(sam) == decided(priya) == (SharedAs.SEE, Because.CHOSEN)
    assert decided(priya, TODAY + timedelta(days=31))[1] is Because.EXPIRED

    # No signal at Mina's: she takes it back. Meanwhile Priya, who has not heard, writes down another yes.
    sam.writer.keep(withdraw(sam.writer.record, GP, words="Not now that I have changed practice"))
    assert decided(sam)[0] is SharedAs.NO
    priya.writer.keep(choose(priya.writer.record, GP, WELL, Choice(SharedAs.COPY)))
    assert decided(priya)[0] is SharedAs.COPY

    with_signal([priya, sam])
    assert decided(sam)[0] is decided(priya)[0] is SharedAs.NO
    for laptop in (sam, priya):
        assert laptop.writer.texts() == ["The canal"]
    assert any("changed practice" in one for one in centre.words())

    # Asked again in full knowledge, it is hers to give again.
    record = priya.writer.record
    priya.writer.keep(choose(record, GP, WELL, Choice(SharedAs.SEE), agreed_by=("Mina",)))
    with_signal([priya, sam])
    assert decided(sam) == decided(priya) == (SharedAs.SEE, Because.CHOSEN)
