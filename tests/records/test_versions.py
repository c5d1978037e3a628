# SPDX-License-Identifier: Apache-2.0
"""An agreed version is the plan as it stood, on every laptop and for ever; a plan is never called missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.site import CrisisNumber, Site
from records.copies_register import read_register
from records.operation import Body, OperationId
from records.plan import Plan
from records.statements import move
from records.suggestions import suggest
from records.versions import (
    AgreedVersion,
    PlanStatus,
    agree_change,
    is_all_here,
    is_as_agreed,
    plan_at,
    plan_status,
    read_versions,
    status_words,
    version_copy,
)
from tests.records.conftest import OpenVault
from tests.records.plans import PlanWriter, class_of, new_plan, pick, send


@pytest.fixture
def two(tmp_path: Path, opened: OpenVault) -> Callable[[], list[PlanWriter]]:
    """Two laptops; every call gives a new person on both."""
    here, there = opened(tmp_path / "a"), opened(tmp_path / "b", name="Priya Shah")
    return lambda: new_plan(here, there)


@pytest.fixture
def sam(two: Callable[[], list[PlanWriter]]) -> PlanWriter:
    return two()[0]


def agree(writer: PlanWriter, name: str = "", by: tuple[str, ...] = ("Mina", "Sam Okafor")) -> None:
    number = writer.store.plan_version(writer.person)
    writer.keep(agree_change(writer.person, writer.record, name, by, number))


def versions(writer: PlanWriter) -> tuple[AgreedVersion, ...]:
    return read_versions(writer.store, writer.person)


def status(writer: PlanWriter) -> PlanStatus:
    return plan_status(writer.record, versions(writer))


def test_a_version_is_a_named_moment_with_who_agreed(sam: PlanWriter) -> None:
    sam.say("canal")
    sam.say("choir")
    agree(sam, " Spring ")
    (one,) = versions(sam)
    assert (one.name, one.agreed_by, one.number, one.open) == ("Spring", ("Mina", "Sam Okafor"), 2, ())
    assert (one.recorded_by, one.zone) == (sam.store.enrolment.user, "Europe/London")


def test_the_newest_version_comes_first(sam: PlanWriter) -> None:
    sam.say("canal")
    for name in ("first", "second", "third"):
        agree(sam, name)
    assert [one.name for one in versions(sam)] == ["third", "second", "first"]


def test_agreeing_changes_nothing_in_the_plan_and_makes_no_copy_old(sam: PlanWriter) -> None:
    sam.say("canal")
    before, number = sam.plan, read_register(sam.store, sam.person).version
    agree(sam)
    assert sam.plan == before
    assert read_register(sam.store, sam.person).version == number
    assert sam.record.disagreements == ()


def test_everybody_is_told_that_a_plan_was_agreed(sam: PlanWriter) -> None:
    sam.say("canal")
    change = agree_change(sam.person, sam.record, "", ["Mina"], 1)
    assert sam.store.record(sam.person, [change]).people == {sam.person}


def test_a_version_names_who_agreed_and_is_of_something(sam: PlanWriter) -> None:
    with pytest.raises(ValueError, match="empty"):
        agree(sam)
    sam.say("canal")
    with pytest.raises(ValueError, match="who agreed"):
        agree(sam, by=())


def test_the_rest_is_agreed_while_two_versions_are_open_and_these_are_named(
    two: Callable[[], list[PlanWriter]],
) -> None:
    sam, priya = two()
    sam.say("nuts", "cp4_allergy")
    send(sam, priya)
    sam.amend("nuts", "peanuts")
    priya.amend("nuts", "all nuts")
    send(priya, sam)
    agree(sam)
    assert versions(sam)[0].open == ((sam.find("nuts").item, "statement"),)
    assert plan_at(sam.history, versions(sam)[0]).in_part("cp4_allergy")[0].words.needs_agreeing


def test_an_older_version_reads_as_it_stood_whatever_happened_since(sam: PlanWriter) -> None:
    for text in ("canal", "choir", "gym"):
        sam.say(text)
    sam.agreed("review_when", {"given": "2027-02-12"})
    sam.strike("gym")
    then = sam.plan
    agree(sam)
    sam.amend("canal", "the sea")
    sam.strike("choir")
    sam.amend("gym", "the gym after all")
    sam.say("tea")
    sam.agreed("review_when", {"given": "2027-06-01"})
    sam.keep(move(sam.person, sam.find("tea"), "toolbox", None, sam.plan, class_of("toolbox")))
    sam.keep(move(sam.person, sam.find("canal"), "hope", None, sam.plan, class_of("hope")))
    assert plan_at(sam.history, versions(sam)[0]) == then
    assert sam.plan != then


def test_words_said_elsewhere_before_but_not_seen_are_not_in_the_version(
    two: Callable[[], list[PlanWriter]],
) -> None:
    sam, priya = two()
    priya.say("said first, on another laptop")
    sam.say("canal")
    then = sam.plan
    agree(sam)
    send(priya, sam)
    assert plan_at(sam.history, versions(sam)[0]) == then
    assert len(sam.texts()) == 2


def test_a_version_that_has_not_wholly_arrived_says_so(two: Callable[[], list[PlanWriter]]) -> None:
    sam, priya = two()
    sam.say("canal")
    sam.say("choir")
    agree(sam)
    choir = sam.find("choir").words.heads[0].operation
    priya.store.apply_page([one for one in sam.history if one.operation_id != choir], None)
    assert not is_all_here(priya.history, versions(priya)[0])
    assert is_all_here(sam.history, versions(sam)[0])


def test_suggestions_are_no_part_of_a_version(sam: PlanWriter) -> None:
    sam.say("canal")
    agree(sam)
    sam.keep(suggest(sam.person, "toolbox", "a swim"))
    assert is_as_agreed(sam.record, versions(sam)[0])
    sam.say("tea")
    assert not is_as_agreed(sam.record, versions(sam)[0])


@pytest.mark.parametrize("value", [None, "text", {"number": 1}, {"number": "1", "name": 2, "heads": 3}])
def test_a_version_in_a_shape_we_do_not_know_is_left_out(sam: PlanWriter, value: Any) -> None:
    sam.say("canal")
    agree(sam, "readable")
    change = agree_change(sam.person, sam.record, "", ["Mina"], 1)
    if isinstance(value, dict):
        value = {**change.body.value, **value}
        del value["name" if value["number"] == 1 else "open"]
    sam.keep(replace(change, body=Body(value)))
    assert [one.name for one in versions(sam)] == ["readable"]


# How it stands with a plan


def test_nobody_knows_before_anybody_asked(sam: PlanWriter) -> None:
    assert status(sam) is PlanStatus.NOT_KNOWN
    sam.agreed("own_statement", {"given": True})
    sam.agreed("offer_state", {"not_asked": "no time"})
    assert status(sam) is PlanStatus.NOT_KNOWN


@pytest.mark.parametrize(
    "answer", [{"given": "now"}, {"given": "later"}, {"given": "on_paper"}, {"not_now": True}]
)
def test_a_plan_that_was_spoken_of_has_been_offered(sam: PlanWriter, answer: dict[str, Any]) -> None:
    sam.agreed("offer_state", answer)
    assert status(sam) is PlanStatus.OFFERED


def test_a_plan_is_begun_by_one_statement_or_one_agreed_answer(two: Callable[[], list[PlanWriter]]) -> None:
    one, other = two()[0], two()[0]
    one.say("canal")
    other.agreed("review_when", {"given": "2027-02-12"})
    assert [status(one), status(other)] == [PlanStatus.UNFINISHED] * 2
    one.strike("canal")
    assert status(one) is PlanStatus.NOT_KNOWN


def test_declining_holds_until_the_person_says_otherwise(sam: PlanWriter) -> None:
    sam.say("canal")
    sam.agreed("offer_state", {"given": "not_at_all"})
    assert status(sam) is PlanStatus.DECLINED
    sam.agreed("offer_state", {"given": "later"})
    assert status(sam) is PlanStatus.UNFINISHED


def test_an_agreed_plan_stays_agreed_until_the_person_wants_none(sam: PlanWriter) -> None:
    sam.say("canal")
    agree(sam)
    sam.say("tea")
    assert status(sam) is PlanStatus.AGREED
    sam.agreed("offer_state", {"given": "not_at_all"})
    assert status(sam) is PlanStatus.DECLINED
    agree(sam)
    assert status(sam) is PlanStatus.AGREED


def test_one_no_among_two_answers_is_no_refusal(sam: PlanWriter) -> None:
    sam.agreed("offer_state", {"given": "not_at_all"})
    sam.agreed("offer_state", {"given": "now"}, over=False)
    assert status(sam) is PlanStatus.OFFERED


def test_every_status_has_words_and_none_of_them_is_missing() -> None:
    words = {status_words(one) for one in PlanStatus}
    assert len(words) == len(PlanStatus)
    assert not any("missing" in one.lower() for one in words)


# On any laptop, in any order


Step = tuple[str, int, int, bool]
numbers = st.integers(0, 99)
actions = ["say", "amend", "strike", "move", "agreed", "agree", "agree"]
steps = st.tuples(st.sampled_from(actions), numbers, numbers, st.booleans())
PARTS = ("toolbox", "cp4_allergy")


def write_something(writer: PlanWriter, step: Step, seen: dict[OperationId, Plan]) -> None:
    action, what, how, _sends = step
    every = [one for part in PARTS for one in writer.plan.in_part(part)]
    if action == "agreed":
        return writer.agreed("review_when", {"given": pick(["2027-02-12", "2027-06-01"], how)})
    if action == "say" or not every:
        return writer.say(pick(["tea", "choir"], what), pick(PARTS, how))
    if action == "agree":
        change = agree_change(writer.person, writer.record, "", ["Mina"], 1)
        seen[change.operation_id] = writer.plan
        return writer.keep(change)
    one = pick(every, what)
    text = str((*one.words.heads, *one.words.past)[0].value)
    if action == "amend":
        return writer.amend(text, pick(["walks", "soup"], how))
    if action == "strike":
        return writer.strike(text)
    part = pick(PARTS, how)
    changes = move(writer.person, one, part, None, writer.plan, class_of(part))
    return writer.keep(changes) if changes else None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), steps), min_size=1, max_size=10), st.randoms())
def test_two_laptops_agree_on_the_plan_of_every_version(
    two: Any, written: list[tuple[bool, Step]], random: Any
) -> None:
    here, there = two()
    seen: dict[OperationId, Plan] = {}
    for is_here, step in written:
        giver, taker = (here, there) if is_here else (there, here)
        write_something(giver, step, seen)
        if step[-1]:
            give(giver, taker, random)
    give(here, there, random)
    give(there, here, random)
    for writer in (here, there):
        found = versions(writer)
        assert {one.operation: plan_at(writer.history, one) for one in found} == seen
        assert all(is_all_here(writer.history, one) for one in found)
    assert versions(here) == versions(there)
    last = agree_change(here.person, here.record, "", ["Mina"], 1)
    here.keep(last)
    newest = next(one for one in versions(here) if one.operation == last.operation_id)
    assert plan_at(here.history, newest) == here.plan
    assert is_as_agreed(here.record, newest)


def give(giver: PlanWriter, taker: PlanWriter, random: Any) -> None:
    history = giver.history
    random.shuffle(history)
    taker.store.apply_page(history, None)


def test_a_copy_of_an_older_version_has_its_words_its_number_and_its_day(sam: PlanWriter) -> None:
    sam.say("canal")
    agree(sam, "Spring")
    sam.amend("canal", "park")
    (one,) = versions(sam)
    register = read_register(sam.store, sam.person)
    copy = version_copy(sam.record, register, one, plan_at(sam.history, one), date(2026, 11, 21))
    said = [str(each) for section in copy.sections for part in section.parts for each in part.statements]
    assert len(said) == 1
    assert "canal" in said[0]
    assert (copy.version, copy.agreed_on, copy.copy_number) == (1, one.day, 1)
    assert register.version == 2


def test_the_crisis_numbers_on_an_older_version_are_those_checked_today(sam: PlanWriter) -> None:
    sam.say("canal")
    agree(sam)
    (one,) = versions(sam)
    site = Site(crisis_contacts=(CrisisNumber("Crisis line", "0800 000 000", one.day),), check_every_days=30)
    later = one.day + timedelta(days=31)
    stood, register = plan_at(sam.history, one), read_register(sam.store, sam.person)
    assert version_copy(sam.record, register, one, stood, one.day, site=site).crisis != ()
    copy = version_copy(sam.record, register, one, stood, later, site=site)
    assert (copy.crisis, copy.crisis_left_out) == ((), ("Crisis line",))


def test_a_version_is_of_the_day_where_it_was_agreed(sam: PlanWriter) -> None:
    sam.say("canal")
    agree(sam)
    (one,) = versions(sam)
    midnight = 1_782_860_400_000  # 30 June 2026, 23:00 UTC
    assert replace(one, at=midnight, zone="Europe/London").day == date(2026, 7, 1)
    assert replace(one, at=midnight, zone="Nowhere/Land").day == date(2026, 6, 30)
