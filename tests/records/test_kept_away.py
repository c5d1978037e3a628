# SPDX-License-Identifier: Apache-2.0
"""Who must not see or be told is read on purpose or not at all (hazards 12 and 13)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records.copies import plan_copy
from records.copies_register import CopiesRegister
from records.kept_away import KeptAway, keep_away, kept_away_entity, read_kept_away, stop_keeping_away
from records.operation import Body
from records.operation import ItemClass as Class
from records.sharing import Because, Decision, Sharing, visible_plan
from records.sharing_choices import SharedAs
from records.sharing_overrides import overrides
from tests.records.laptops import COPY, COUNCIL, EVERYONE, GP, MINA, SEE, TARIQ, TODAY, TOOLBOX, Laptop
from tests.records.sharings import audience


@pytest.fixture
def sam() -> Laptop:
    return Laptop()


@pytest.fixture
def priya() -> Laptop:
    return Laptop()


# Hazards 12 and 13: people who must not see or be told


@pytest.mark.parametrize("name", ["Tariq", "tariq rahman", "Rahman, Tariq", "Táriq"])
def test_hazard_13_somebody_kept_away_sees_nothing_whatever_was_chosen(sam: Laptop, name: str) -> None:
    walk = sam.say("toolbox")
    sam.choose(TARIQ, TOOLBOX, COPY)
    assert sam.seen_by(TARIQ) == {walk}
    sam.record([keep_away(MINA, KeptAway(name, "brother", why="He shouts."))])
    # Said in the same words as anything that was not chosen, so that no screen gives it away.
    assert sam.decide(TARIQ, walk) == Decision(SharedAs.NO, Because.NOT_CHOSEN)
    assert sam.seen_by(TARIQ) == set()
    (entry,) = read_kept_away(sam.read())
    assert sam.read().items[kept_away_entity(MINA), entry.item].item_class is Class.SAFETY
    assert TARIQ not in Sharing(sam.read()).recipients(sam.read())


def test_hazard_13_a_whole_service_can_be_kept_away_and_let_in_again(sam: Laptop) -> None:
    walk = sam.say("toolbox")
    sam.choose(COUNCIL, TOOLBOX, SEE)
    sam.record([keep_away(MINA, KeptAway(kind="council"))])
    assert not sam.decide(COUNCIL, walk).allowed
    (entry,) = read_kept_away(sam.read())
    sam.record([stop_keeping_away(MINA, entry)])
    assert read_kept_away(sam.read()) == ()
    assert sam.decide(COUNCIL, walk).allowed
    with pytest.raises(ValueError, match="name"):
        KeptAway(" ", "brother")


def test_hazard_13_people_kept_away_are_read_only_on_purpose(sam: Laptop, priya: Laptop) -> None:
    sam.say("toolbox")
    sam.choose(GP, TOOLBOX, COPY)
    sam.record([keep_away(MINA, KeptAway("Tariq", "brother", "07700 900123", why="He shouts."))])
    sam.meet(priya)
    (entry,) = read_kept_away(sam.read())
    for one in (sam, priya):
        one.record([stop_keeping_away(MINA, entry)])
        one.record([keep_away(MINA, KeptAway("Tariq Rahman", "brother"))])
    sam.meet(priya)
    record = sam.read()
    assert [one.who.name for one in read_kept_away(record)] == ["Tariq Rahman"] * 2
    everything_else = repr(
        [
            replace(record, items={}),
            [visible_plan(record, one, on=TODAY, form=SharedAs.TOLD) for one in EVERYONE if one != TARIQ],
            Sharing(record).recipients(record),
            Sharing(record).all_chosen(),
            audience(record, "toolbox", None, on=TODAY),
            overrides(record),
            plan_copy(record, CopiesRegister(1, ()), TODAY),
        ]
    )
    for word in ("Tariq", "brother", "900123", "shouts"):
        assert word not in everything_else


def test_hazard_13_a_kept_away_person_from_a_newer_keepwell_stops_sharing_until_it_can_be_read(
    sam: Laptop,
) -> None:
    walk = sam.say("toolbox")
    sam.choose(GP, TOOLBOX, SEE)
    change = keep_away(MINA, KeptAway("Tariq"))
    sam.record([replace(change, body=Body({"people": ["Tariq"]}))])
    assert sam.decide(GP, walk).because is Because.NOT_UNDERSTOOD
    sam.known[change.operation_id] = replace(sam.known[change.operation_id], body=None, body_bytes=None)
    assert sam.decide(GP, walk).allowed
