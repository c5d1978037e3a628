# SPDX-License-Identifier: Apache-2.0
"""A service's choices can be lost, cut short or made up: the app starts, and 999 and 111 are always there."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import registry
from forms.clocks import ClockSettings
from forms.crisis_numbers import all_lines, standing_lines
from forms.registry import newest_form
from forms.site import (
    MAX_BYTES,
    MAX_CONTACTS,
    STANDARD,
    CrisisNumber,
    Escalation,
    Senior,
    Site,
    crisis_contacts,
    offered_sections,
    read_site,
    site_troubles,
)
from forms.site_words import trouble_sentence

TODAY = date(2026, 11, 21)
LINE = CrisisNumber("Manchester crisis line", "0161 496 0000", date(2026, 11, 1))
CHOSEN: dict[str, Any] = {
    "plan_title": "My plan for staying well",
    "left_out": ["plan_after"],
    "check_every_days": 30,
    "crisis_contacts": [{"name": LINE.name, "number": LINE.number, "checked_on": "2026-11-01"}],
    "senior_on_duty": {"name": "Priya Nair", "phone": "0161 496 0009"},
    "escalation": {"senior_told": 2, "second_attempt": 4},
    "left_team": ["Sam Okafor"],
    "professional_follow_up": False,
    "target_hours": 48,
    "urgent_hours": 24,
    "urgent_for_everyone": True,
}
BAD: dict[str, list[object]] = {
    "plan_title": ["", "  ", 7, None, "x" * 81, "My\u202eplan", "My\x00plan"],
    "left_out": ["plan_after", 7, None, {"plan_after": True}],
    "check_every_days": [0, -1, 367, 30.5, "30", True, None],
    "crisis_contacts": ["0161 496 0000", None, {}],
    "senior_on_duty": [
        *("Priya", None, [], {}, {"name": "Priya"}, {"phone": "0161 496 0009"}),
        *({"name": "Priya", "phone": "ask"}, {"name": "Priya\u202e", "phone": "0161 496 0009"}),
    ],
    "escalation": [4, None, "soon", []],
    "left_team": ["Sam Okafor", 7, None, {}],
    "professional_follow_up": [0, 1, "yes", None, {}],
    "target_hours": [23, 337, 0, -72, 72.0, "72", True, None],
    "urgent_hours": [23, 337, 48.5, "48", False, None],
    "urgent_for_everyone": [0, "no", None, []],
}
PLAN = newest_form(registry.PLAN)


@pytest.fixture
def read(tmp_path: Path):
    def read_raw(raw: object) -> Site:
        path = tmp_path / "site.json"
        path.write_bytes(raw if isinstance(raw, bytes) else json.dumps(raw).encode())
        return read_site(path)

    return read_raw


def test_what_a_service_chose_is_read(read) -> None:
    chosen = Site(
        plan_title="My plan for staying well",
        left_out=frozenset({"plan_after"}),
        crisis_contacts=(LINE,),
        check_every_days=30,
        senior_on_duty=Senior("Priya Nair", "0161 496 0009"),
        escalation=Escalation(senior_told=2, second_attempt=4),
        left_team=("Sam Okafor",),
        professional_follow_up=False,
        target_hours=48,
        urgent_hours=24,
        urgent_for_everyone=True,
    )
    assert read(CHOSEN) == chosen
    assert chosen.clock_settings == ClockSettings(48, 24, True, 3, False)


def test_the_standard_clocks_are_those_of_the_framework() -> None:
    assert STANDARD.clock_settings == ClockSettings()
    assert STANDARD.senior_on_duty is None
    assert STANDARD.escalation == Escalation(senior_told=1, second_attempt=24)


def test_the_standard_title_is_that_of_the_plan() -> None:
    assert STANDARD.plan_title == PLAN.title


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b"null",
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"plan_title": "Mine"}'.ljust(MAX_BYTES + 1),
    ],
)
def test_a_file_that_cannot_be_read_is_the_standard(read, raw: bytes) -> None:
    assert read(raw) == STANDARD


def test_no_file_is_the_standard(tmp_path: Path) -> None:
    assert read_site(tmp_path / "none") == STANDARD
    assert read_site(tmp_path) == STANDARD


@pytest.mark.parametrize(
    ("name", "bad"),
    [(name, bad) for name, values in BAD.items() for bad in values],
)
def test_one_bad_value_is_its_default_and_spoils_no_other(read, name: str, bad: object) -> None:
    spoilt, whole = read({**CHOSEN, name: bad}), read(CHOSEN)
    for other in CHOSEN:
        assert getattr(spoilt, other) == getattr(STANDARD if other == name else whole, other)


@pytest.mark.parametrize("bad", [0, 73, -1, 1.5, "4", True, None, []])
def test_one_bad_hour_after_a_closed_door_is_its_default_and_spoils_not_the_other(read, bad: object) -> None:
    site = read({"escalation": {"senior_told": bad, "second_attempt": 4}})
    assert site.escalation == Escalation(senior_told=STANDARD.escalation.senior_told, second_attempt=4)


@pytest.mark.parametrize(
    "bad",
    [
        7,
        None,
        {},
        {"name": "Crisis line"},
        {"name": "", "number": "0161 496 0000"},
        {"name": "Crisis\u202eline", "number": "0161 496 0000"},
        {"name": "Crisis line", "number": "ask at the desk"},
        {"name": "Crisis line", "number": "12"},
        {"name": "Crisis line", "number": "0161 496 0000\u202e"},
        {"name": "Crisis line", "number": 1614960000},
    ],
)
def test_one_bad_contact_is_left_out_and_spoils_no_other(read, bad: object) -> None:
    assert read({"crisis_contacts": [bad, *CHOSEN["crisis_contacts"]]}).crisis_contacts == (LINE,)


@pytest.mark.parametrize("bad", ["19/11/2026", "soon", 20261119, None, [], "2026-02-30"])
def test_a_contact_without_a_real_day_counts_as_never_checked(read, bad: object) -> None:
    contact = {"name": LINE.name, "number": LINE.number, "checked_on": bad}
    site = read({"crisis_contacts": [contact]})
    assert site.crisis_contacts == (CrisisNumber(LINE.name, LINE.number),)
    assert crisis_contacts(site, TODAY) == ((), site.crisis_contacts)


def test_there_are_no_more_contacts_than_a_sheet_can_hold(read) -> None:
    assert len(read({"crisis_contacts": CHOSEN["crisis_contacts"] * 50}).crisis_contacts) == MAX_CONTACTS


@pytest.mark.parametrize(
    ("checked_on", "is_printed"),
    [
        (TODAY, True),
        (TODAY - timedelta(days=90), True),
        (TODAY - timedelta(days=91), False),
        (TODAY + timedelta(days=1), False),
        (None, False),
    ],
)
def test_a_number_is_printed_while_its_check_is_fresh(checked_on: date | None, is_printed: bool) -> None:
    one = CrisisNumber("Crisis line", "0161 496 0000", checked_on)
    to_print, overdue = crisis_contacts(Site(crisis_contacts=(one,)), TODAY)
    assert to_print == ((one,) if is_printed else ())
    assert overdue == (() if is_printed else (one,))


def test_each_number_is_judged_by_itself_and_keeps_its_place() -> None:
    old = CrisisNumber("Old line", "0161 496 0001", date(2020, 1, 1))
    second = CrisisNumber("Second line", "0161 496 0002", TODAY)
    site = Site(crisis_contacts=(LINE, old, second))
    assert crisis_contacts(site, TODAY) == ((LINE, second), (old,))


def test_without_choices_the_lines_are_the_standing_and_the_national_ones() -> None:
    assert all_lines() == (*standing_lines(), "Samaritans, at any hour: 116 123")


def test_the_services_own_number_stands_after_the_standing_lines() -> None:
    lines = all_lines(Site(crisis_contacts=(LINE,)), TODAY)
    assert lines[:2] == standing_lines()
    assert lines[2:] == ("Manchester crisis line: 0161 496 0000", "Samaritans, at any hour: 116 123")


def test_an_overdue_number_is_named_and_not_given() -> None:
    lines = all_lines(Site(crisis_contacts=(LINE,)), TODAY + timedelta(days=365))
    assert lines[:3] == all_lines()
    assert lines[3].startswith("Manchester crisis line: ")
    assert not any(LINE.number in line for line in lines)


def test_a_section_that_is_left_out_is_not_offered() -> None:
    site = Site(left_out=frozenset({"plan_after", "no_such_section"}))
    offered = [section.link_id for section in offered_sections(PLAN.sections, site)]
    assert offered == [section.link_id for section in PLAN.sections if section.link_id != "plan_after"]
    assert offered_sections(PLAN.sections, STANDARD) == PLAN.sections


def test_a_section_in_which_somebody_has_written_stays() -> None:
    site = Site(left_out=frozenset({"plan_after"}))
    assert offered_sections(PLAN.sections, site, {"plan_after"}) == PLAN.sections


def test_whose_plan_it_is_cannot_be_left_out() -> None:
    everything = frozenset(section.link_id for section in PLAN.sections)
    offered = offered_sections(PLAN.sections, Site(left_out=everything))
    assert [section.link_id for section in offered] == ["plan_mine"]


_NAMES = st.sampled_from([*CHOSEN, "x"])
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["name", "number", "checked_on"]), inner),
    max_leaves=12,
)


@given(st.dictionaries(_NAMES, _ANYTHING))
def test_nothing_in_the_file_stops_a_start(
    tmp_path_factory: pytest.TempPathFactory, raw: dict[str, Any]
) -> None:
    path = tmp_path_factory.getbasetemp() / "site.json"
    path.write_text(json.dumps(raw))
    site = read_site(path)
    assert all_lines(site, TODAY)[:2] == standing_lines()
    assert site.clock_settings.target_hours >= 24
    assert all(trouble_sentence(one) for one in site_troubles(path))


def test_reading_a_site_brings_no_model_library() -> None:
    told = "import sys, forms.site, forms.crisis_numbers; "
    told += "print([one for one in ('pydantic', 'fhir') if one in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", told], text=True).strip() == "[]"
