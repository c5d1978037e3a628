# SPDX-License-Identifier: Apache-2.0
"""Who is on Today, in which order, and that one odd record never hides the others."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from forms.answers import Given, LocalMoment
from forms.clocks import ClockSettings
from forms.registry import newest_form
from records.intake import Filled, new_person
from records.operation import EntityId, PersonId, Typed, new_id
from records.people import DISCHARGE_FORM, PERSON_FORM, VISIT_FORM
from records.responses import changes_for
from records.store import RecordStore
from records.today import Today, make_today
from tests.records.conftest import OpenVault

NOW = datetime(2026, 11, 21, 14, 10, tzinfo=UTC)
SETTINGS = ClockSettings()


def arrive(store: RecordStore, name: str, left: LocalMoment | None) -> PersonId:
    details: Filled = [(None, "name", Given(name)), (None, "dob", Given(date(1990, 1, 1)))]
    discharge: Filled = [] if left is None else [(None, "disch_dt", Given(left))]
    made = new_person(newest_form(PERSON_FORM), details, newest_form(DISCHARGE_FORM), discharge)
    store.take_in(made.person, made.nhs_number, made.changes)
    return made.person


def left(days_ago: int, at: time | None = time(16, 30), zone: str = "Europe/London") -> LocalMoment:
    return LocalMoment((NOW - timedelta(days=days_ago)).date(), at, zone)


def visit(store: RecordStore, person: PersonId, **answers: Any) -> None:
    form = newest_form(VISIT_FORM)
    filled = [(None, name, Given(value)) for name, value in answers.items()]
    store.record(person, changes_for(form, EntityId(new_id()), filled, typed=Typed.WORKER))


def today(store: RecordStore, now: datetime = NOW) -> Today:
    return make_today(
        store.cards(),
        store.people_with_drafts(),
        store.people_to_agree(),
        store.waiting(),
        store.last_received_at(),
        SETTINGS,
        now,
    )


def names(found: Today) -> list[str]:
    return [one.card.name for one in found.due]


def test_the_breached_come_first_then_the_next_to_end_then_the_rest_by_name(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    arrive(store, "Zed Nobody", None)
    arrive(store, "Ann Nobody", None)
    arrive(store, "Tom Tomorrow", left(1))
    arrive(store, "Dan Late", left(6))
    arrive(store, "Mina Soon", left(2))
    assert names(today(store)) == ["Dan Late", "Mina Soon", "Tom Tomorrow", "Ann Nobody", "Zed Nobody"]


def test_a_visit_that_counts_takes_the_person_off_what_is_due(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(1))
    visit(
        store,
        person,
        contact_dt=LocalMoment(NOW.date(), time(11, 0), "Europe/London"),
        contact_mode="01",
        contact_outcome="5",
        with_person=True,
        registered=True,
    )
    follow_up = today(store).due[0].follow_up
    assert follow_up is not None
    assert follow_up.still_due == ()


def test_a_text_message_or_a_same_day_call_never_does(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(1, time(9, 0)))
    yesterday, now = left(1).on, NOW.date()
    for day, mode in ((yesterday, "02"), (now, "09")):
        visit(
            store,
            person,
            contact_dt=LocalMoment(day, time(11, 0), "Europe/London"),
            contact_mode=mode,
            contact_outcome="5",
            with_person=True,
            registered=True,
        )
    follow_up = today(store).due[0].follow_up
    assert follow_up is not None
    assert follow_up.target.open
    assert len(follow_up.verdicts) == 2


def test_a_peers_visit_leaves_the_professional_follow_up_due(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(1))
    visit(
        store,
        person,
        contact_dt=LocalMoment(NOW.date(), time(11, 0), "Europe/London"),
        contact_mode="01",
        contact_outcome="5",
        with_person=True,
        registered=False,
    )
    follow_up = today(store).due[0].follow_up
    assert follow_up is not None
    assert not follow_up.target.open
    assert follow_up.professional_still_due


def test_a_place_nobody_knows_hides_nobody_else(tmp_path: Path, opened: OpenVault) -> None:
    store = opened(tmp_path)
    arrive(store, "Odd Zone", left(1, zone="Nowhere/Land"))
    arrive(store, "Mina", left(1))
    found = {one.card.name: one for one in today(store).due}
    assert found["Odd Zone"].follow_up is None
    assert found["Mina"].follow_up is not None


def test_an_answer_from_a_newer_keepwell_is_no_contact_but_does_no_harm(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(1))
    visit(store, person, contact_mode="77", contact_outcome="5")
    follow_up = today(store).due[0].follow_up
    assert follow_up is not None
    assert follow_up.verdicts == ()


def test_what_only_this_laptop_holds_is_counted_until_it_is_received(
    tmp_path: Path, opened: OpenVault
) -> None:
    store = opened(tmp_path)
    person = arrive(store, "Mina", left(1))
    assert today(store).due[0].only_here == 1
    assert today(store).waiting.total == 1
    store.acknowledge(store.position().last_number, 0)
    assert today(store).due[0].only_here == 0
    assert store.waiting().by_person.get(person) is None
