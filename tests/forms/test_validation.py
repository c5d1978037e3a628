# SPDX-License-Identifier: Apache-2.0
"""Validation: one finding for each thing to look at again, and none for a fair answer."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from forms.answers import Given, LocalMoment, NamedPerson, NotAsked, NotNow, Unknown
from forms.definition import Option, Question, QuestionType
from forms.validation import CHECKS, Finding, answer_findings, finding_sentence, required_finding

NOW = datetime(2026, 7, 3, 22, 30, tzinfo=UTC)  # 23:30 in London
PATH = (None, "q")
LONDON = "Europe/London"


def codes(question_type, answer, **about):
    question = Question("q", "Ask?", question_type, "s", **about)
    return [(one.code, one.limit) for one in answer_findings(question, PATH, answer, NOW)]


@pytest.mark.parametrize(
    ("question_type", "about", "answer", "found"),
    [
        (QuestionType.LINE, {}, NotAsked(" "), [("reason_missing", "")]),
        (QuestionType.LINE, {}, NotAsked("no time"), []),
        (QuestionType.LINE, {}, NotNow(), []),
        (QuestionType.LINE, {}, Unknown({"new": 1}), []),
        (QuestionType.LINE, {"max_length": 3}, Given("four"), [("too_long", "3")]),
        (QuestionType.LINE, {"max_length": 4}, Given("four"), []),
        (QuestionType.LINE, {"max_length": 3, "repeats": True}, Given(("a", "four")), [("too_long", "3")]),
        (QuestionType.DATE, {}, Given("soon"), [("not_a_date", "")]),
        (QuestionType.MOMENT, {}, Given("soon"), [("not_a_date", "")]),
        (QuestionType.DATE, {}, Given(date(2026, 1, 1)), []),
        (QuestionType.INTEGER, {}, Given("lots"), [("not_a_number", "")]),
        (QuestionType.DECIMAL, {}, Given("lots"), [("not_a_number", "")]),
        (QuestionType.INTEGER, {"minimum": Decimal(0)}, Given(-1), [("too_small", "0")]),
        (QuestionType.INTEGER, {"minimum": Decimal(0)}, Given(0), []),
        (QuestionType.DECIMAL, {"maximum": Decimal("2.5")}, Given(Decimal("2.6")), [("too_big", "2.5")]),
        (QuestionType.DECIMAL, {"maximum": Decimal("2.5")}, Given(Decimal("2.5")), []),
        (QuestionType.DATE, {"past_only": True}, Given(date(2026, 7, 4)), [("in_the_future", "")]),
        (QuestionType.DATE, {"past_only": True}, Given(date(2026, 7, 3)), []),
        (QuestionType.DATE, {}, Given(date(2026, 7, 4)), []),
        (QuestionType.CHOICE, {"options": (Option("a", "A"),)}, Given("b"), [("not_an_option", "")]),
        (QuestionType.CHOICE, {"options": (Option("a", "A"),)}, Given("a"), []),
        (
            QuestionType.CHOICE,
            {"options": (Option("a", "A", "urn:there"), Option("b", "B"))},
            Given("a"),
            [("continues_elsewhere", "urn:there")],
        ),
        (QuestionType.CHOICE, {"options": (Option("a", "A", "urn:there"), Option("b", "B"))}, Given("b"), []),
        (
            QuestionType.CHOICE,
            {"options": (Option("a", "A", "urn:there"), Option("b", "B")), "repeats": True},
            Given(("b", "a")),
            [("continues_elsewhere", "urn:there")],
        ),
        (
            QuestionType.CHOICE,
            {"options": (Option("a", "A"),), "repeats": True},
            Given(("a", "b")),
            [("not_an_option", "")],
        ),
        (
            QuestionType.CHOICE,
            {"options": (Option("a", "A"), Option("b", "B")), "repeats": True, "least": 2},
            Given(("a", "a")),
            [("too_few", "2")],
        ),
        (
            QuestionType.CHOICE,
            {"options": (Option("a", "A"), Option("b", "B")), "repeats": True, "least": 2},
            Given(("a", "b")),
            [],
        ),
        (QuestionType.PERSON, {}, Given(NamedPerson(" ", phone="0161")), [("nameless_person", "")]),
        (QuestionType.PERSON, {}, Given(NamedPerson("Jo")), []),
        (
            QuestionType.PERSON,
            {"repeats": True},
            Given((NamedPerson("Jo"), NamedPerson(""))),
            [("nameless_person", "")],
        ),
        (QuestionType.NHS_NUMBER, {}, Given("999 999 9999"), [("nhs_number", "nhs_number_same_digits")]),
        (QuestionType.NHS_NUMBER, {}, Given("943 476 5919"), []),
        (QuestionType.NHS_NUMBER, {}, NotNow(), []),
    ],
)
def test_each_check_finds_its_own_fault_and_nothing_in_a_fair_answer(question_type, about, answer, found):
    assert codes(question_type, answer, **about) == found


@pytest.mark.parametrize(
    ("moment", "found"),
    [
        (LocalMoment(date(2026, 7, 3), time(23, 30), LONDON), False),
        (LocalMoment(date(2026, 7, 3), time(23, 31), LONDON), True),
        (LocalMoment(date(2026, 7, 3), None, LONDON), False),
        (LocalMoment(date(2026, 7, 4), None, LONDON), True),
        (LocalMoment(date(2026, 7, 4), None, "Asia/Kolkata"), False),  # there it is the 4th already
        (LocalMoment(date(2026, 7, 3), time(23, 0), "Nowhere/At_All"), False),
        (LocalMoment(date(2026, 7, 4), time(0, 0), "Nowhere/At_All"), True),
        (LocalMoment(date(2026, 7, 4), time(0, 0), "../etc"), True),
    ],
)
def test_the_future_begins_after_this_very_minute_where_the_clock_hangs(moment, found):
    assert codes(QuestionType.MOMENT, Given(moment), past_only=True) == (
        [("in_the_future", "")] if found else []
    )


@pytest.mark.parametrize(
    ("answer", "missing", "missing_when_always_given"),
    [
        (None, "required", "required_given"),
        (Given(" "), "required", "required_given"),
        (NotNow(), None, "required_given"),
        (NotAsked("no time"), None, "required_given"),
        (Given("no"), None, None),
        (Unknown({"new": 1}), None, None),
    ],
)
def test_a_reason_or_not_now_is_enough_except_where_only_the_answer_will_do(
    answer, missing, missing_when_always_given
):
    for always_given, code in ((False, missing), (True, missing_when_always_given)):
        question = Question("q", "Ask?", QuestionType.LINE, "s", required=True, always_given=always_given)
        finding = required_finding(question, PATH, answer)
        assert (finding and finding.code) == code


def test_nothing_is_missing_where_nothing_is_required():
    assert required_finding(Question("q", "Ask?", QuestionType.LINE, "s"), PATH, None) is None


def test_every_finding_has_a_sentence_that_names_its_limit():
    for code in [check.code for check in CHECKS] + ["required", "required_given"]:
        limit = "nhs_number_check_digit" if code == "nhs_number" else "7"
        sentence = finding_sentence(Finding(code, PATH, limit))
        assert sentence.endswith(".")
        assert "{" not in sentence
    assert "7" in finding_sentence(Finding("too_long", PATH, "7"))


def test_a_finding_holds_no_word_that_anybody_wrote():
    question = Question("q", "Ask?", QuestionType.LINE, "s", max_length=3)
    (finding,) = answer_findings(question, PATH, Given("my secret"), NOW)
    assert "secret" not in repr(finding)
