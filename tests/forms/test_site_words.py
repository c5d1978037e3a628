# SPDX-License-Identifier: Apache-2.0
"""Bad settings are named in a clear sentence: what, what happens instead, and what it should be."""

import json
from pathlib import Path
from typing import Any

import pytest

from forms.site import MAX_BYTES, SiteProblem, SiteTrouble, site_troubles
from forms.site_words import trouble_sentence

GOOD: dict[str, Any] = {
    "plan_title": "My plan for staying well",
    "left_out": ["plan_after"],
    "check_every_days": 30,
    "crisis_contacts": [{"name": "Crisis line", "number": "0161 496 0000", "checked_on": "2026-11-01"}],
    "senior_on_duty": {"name": "Priya Nair", "phone": "0161 496 0009"},
    "escalation": {"senior_told": 1, "second_attempt": 4},
    "left_team": ["Sam Okafor"],
    "professional_follow_up": True,
    "target_hours": 72,
    "urgent_hours": 48,
    "urgent_for_everyone": False,
}


@pytest.fixture
def troubles(tmp_path: Path):
    def of(raw: object) -> list[tuple[str, str]]:
        path = tmp_path / "site.json"
        path.write_bytes(raw if isinstance(raw, bytes) else json.dumps(raw).encode())
        return [(one.setting, one.problem.value) for one in site_troubles(path)]

    return of


def test_good_settings_are_no_trouble_and_no_file_is_none(troubles, tmp_path: Path) -> None:
    assert troubles(GOOD) == []
    assert site_troubles(tmp_path / "none") == ()


@pytest.mark.parametrize("raw", [b"{", b"[]", b"\xff", b'{"plan_title": "Mine"}'.ljust(MAX_BYTES + 1)])
def test_a_file_that_cannot_be_read_is_one_trouble(troubles, raw: bytes) -> None:
    assert troubles(raw) == [("", "file")]


@pytest.mark.parametrize("name", list(GOOD))
def test_each_value_that_cannot_be_used_is_named_and_no_other(troubles, name: str) -> None:
    assert troubles({**GOOD, name: {"x": []} if name != "escalation" else 7}) == [(name, "not_usable")]


def test_a_slip_of_the_pen_is_named(troubles) -> None:
    assert troubles({"target_hour": 48}) == [("target_hour", "not_known")]


def test_what_was_left_out_of_a_list_is_said(troubles) -> None:
    contacts = [*GOOD["crisis_contacts"], {"name": "Crisis line", "number": "ask at the desk"}]
    assert troubles({"crisis_contacts": contacts}) == [("crisis_contacts", "partly")]
    assert troubles({"left_out": ["plan_after", 7]}) == [("left_out", "partly")]


def test_a_bad_hour_is_named_with_its_place(troubles) -> None:
    raw = {"escalation": {"senior_told": 0, "second_attempt": 4}}
    assert troubles(raw) == [("escalation.senior_told", "not_usable")]
    assert troubles({"escalation": {"third_attempt": 4}}) == [("escalation.third_attempt", "not_usable")]


@pytest.mark.parametrize(
    ("setting", "problem", "words"),
    [
        ("", "file", "the usual ones are used"),
        ("target_hour", "not_known", "“target_hour”"),
        ("target_hours", "not_usable", "24 to 336"),
        ("escalation.senior_told", "not_usable", "1 to 72"),
        ("senior_on_duty", "not_usable", "a name and a phone number"),
        ("professional_follow_up", "not_usable", "true or false"),
        ("left_team", "not_usable", "a list of at most 500 names"),
        ("crisis_contacts", "partly", "Part of “crisis_contacts”"),
    ],
)
def test_each_trouble_is_a_sentence_that_says_what_to_do(setting: str, problem: str, words: str) -> None:
    said = trouble_sentence(SiteTrouble(setting, SiteProblem(problem)))
    assert words in said
    assert said.endswith(".")
    assert "{" not in said


def test_no_sentence_is_as_long_as_the_name_that_somebody_made_up() -> None:
    assert len(trouble_sentence(SiteTrouble("x" * 5000, SiteProblem.NOT_KNOWN))) < 200
