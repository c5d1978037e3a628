# SPDX-License-Identifier: Apache-2.0
"""Every answer can be read aloud: no codes, no ISO dates, and nothing that was left becomes a no."""

from __future__ import annotations

from datetime import date, time

import pytest

from forms.answer_words import answer_words
from forms.answers import Answer, Given, LocalMoment, NamedPerson, NotAsked, NotNow, answer_to_json
from forms.registry import DISCHARGE, PERSON, PLAN, newest_form

ASKED = {
    link_id: question
    for form in (PERSON, DISCHARGE, PLAN)
    for link_id, question in newest_form(form).by_link_id.items()
}


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("print_size", Given("20"), "20 point"),
        ("print_size", Given("99"), "99"),
        ("interpreter", Given(True), "Yes"),
        ("interpreter", Given(False), "No"),
        ("dob", Given(date(1989, 3, 4)), "4 March 1989"),
        ("dob", Given("some time in spring"), "some time in spring"),
        (
            "disch_dt",
            Given(LocalMoment(date(2026, 11, 19), time(16, 5), "Europe/London")),
            "19 November 2026, 16:05",
        ),
        ("disch_dt", Given(LocalMoment(date(2026, 11, 19), None, "Europe/London")), "19 November 2026"),
        (
            "emergency_contact",
            Given((NamedPerson("Rukhsana", "sister", "0161 496 0000"), NamedPerson("Mum"))),
            "Rukhsana, sister, 0161 496 0000\nMum",
        ),
        ("name", Given("Amina"), "Amina"),
        ("name", NotNow(), "Not now"),
        ("name", NotAsked("asleep"), "Not asked: asleep"),
        ("name", NotAsked(""), "Not asked"),
    ],
)
def test_an_answer_is_read_in_words(question: str, answer: Answer, words: str) -> None:
    asked = ASKED[question]
    assert answer_words(answer_to_json(answer), asked) == words


def test_the_words_of_a_statement_stay_as_they_are() -> None:
    assert answer_words("  canal\n", None) == "  canal\n"


def test_several_choices_stand_one_below_the_other() -> None:
    asked = ASKED["legal_links"]
    first, second = asked.options[:2]
    raw = answer_to_json(Given((first.code, second.code)))
    assert answer_words(raw, asked) == f"{first.text}\n{second.text}"


def test_words_in_an_unexpected_shape_are_shown_all_the_same() -> None:
    assert answer_words({"given": ["Rukhsana, sister", "Mum"]}, ASKED["emergency_contact"]) == (
        "Rukhsana, sister\nMum"
    )
    assert answer_words({"given": "Mum"}, ASKED["emergency_contact"]) == "Mum"


def test_what_a_newer_app_wrote_is_said_to_be_so() -> None:
    assert answer_words({"sung": "la"}, ASKED["name"]) == "Written in a form that is not on this laptop"
    assert answer_words({"given": 1}, None) == "Written in a form that is not on this laptop"
