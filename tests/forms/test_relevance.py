# SPDX-License-Identifier: Apache-2.0
"""Relevance: which questions apply, by the rules of R4 enableWhen."""

import json
from datetime import date
from decimal import Decimal

import pytest

from forms.answers import Answer, Given, LocalMoment, NotAsked, NotNow, Path, RowId, Unknown
from forms.definition import Condition, Operator
from forms.questionnaire import parse_questionnaire
from forms.relevance import condition_holds, relevant_paths


def item(link_id, kind="string", *conditions, behaviour=None, **about):
    entry = {"linkId": link_id, "type": kind, "text": "Ask?", **about}
    if conditions:
        entry["enableWhen"] = [
            {"question": question, "operator": operator, **value} for question, operator, value in conditions
        ]
    if behaviour:
        entry["enableBehavior"] = behaviour
    return entry


def form(*items):
    return parse_questionnaire(
        json.dumps(
            {
                "resourceType": "Questionnaire",
                "url": "urn:example:toy",
                "title": "Toy",
                "item": [{"linkId": "s", "type": "group", "text": "S", "item": list(items)}],
            }
        ).encode()
    )


def applies(toy, link_id, **answers):
    given: dict[Path, Answer] = {(None, name): answer for name, answer in answers.items()}
    return (None, link_id) in relevant_paths(toy, {}, given)


IS_YES = {"answerBoolean": True}
IS_NO = {"answerBoolean": False}


@pytest.mark.parametrize(
    ("operator", "wanted", "value", "holds"),
    [
        (Operator.EQUAL, True, True, True),
        (Operator.EQUAL, True, False, False),
        (Operator.EQUAL, "a", ("b", "a"), True),
        (Operator.EQUAL, "a", ("b",), False),
        (Operator.UNEQUAL, "a", "b", True),
        (Operator.UNEQUAL, "a", "a", False),
        (Operator.UNEQUAL, "a", None, False),
        (Operator.UNEQUAL, "a", ("a", "b"), True),
        (Operator.EXISTS, True, False, True),
        (Operator.EXISTS, True, None, False),
        (Operator.EXISTS, False, None, True),
        (Operator.EXISTS, False, 0, False),
        (Operator.ABOVE, 3, 4, True),
        (Operator.ABOVE, 3, 3, False),
        (Operator.BELOW, 3, Decimal("2.9"), True),
        (Operator.BELOW, 3, 3, False),
        (Operator.AT_LEAST, Decimal("2.5"), Decimal("2.5"), True),
        (Operator.AT_LEAST, 3, 2, False),
        (Operator.AT_MOST, 3, 3, True),
        (Operator.AT_MOST, 3, 4, False),
        (Operator.ABOVE, date(2026, 1, 1), date(2026, 1, 2), True),
        (Operator.BELOW, date(2026, 1, 1), date(2026, 1, 2), False),
        (Operator.ABOVE, 3, "a lot", False),
        (Operator.EXISTS, True, LocalMoment(date(2026, 1, 1), None, "Europe/London"), True),
    ],
)
def test_each_operator_compares_as_r4_says(operator, wanted, value, holds):
    assert condition_holds(Condition("a", operator, wanted), value) is holds


def test_any_needs_one_condition_and_all_needs_every_one():
    conditions = (("a", "=", IS_YES), ("b", "=", IS_YES))
    toy = form(
        item("a", "boolean"),
        item("b", "boolean"),
        item("one", "string", *conditions, behaviour="any"),
        item("both", "string", *conditions, behaviour="all"),
    )
    yes, no = Given(value=True), Given(value=False)
    assert applies(toy, "one", a=yes, b=no)
    assert not applies(toy, "both", a=yes, b=no)
    assert applies(toy, "both", a=yes, b=yes)
    assert not applies(toy, "one", a=no, b=no)


@pytest.mark.parametrize("answer", [NotAsked("no time"), NotNow(), Unknown({"new": 1})])
def test_not_asked_and_not_now_are_not_taken_for_no(answer):
    toy = form(
        item("a", "boolean"),
        item("b", "string", ("a", "=", IS_NO)),
        item("c", "string", ("a", "exists", IS_NO)),
    )
    assert not applies(toy, "b", a=answer)
    assert applies(toy, "c", a=answer)
    assert applies(toy, "b", a=Given(value=False))


def test_an_answer_that_does_not_apply_makes_nothing_else_apply():
    toy = form(
        item("a", "boolean"),
        item("b", "boolean", ("a", "=", IS_YES)),
        item("c", "string", ("b", "=", IS_YES)),
    )
    yes = Given(value=True)
    assert applies(toy, "c", a=yes, b=yes)
    assert not applies(toy, "c", a=Given(value=False), b=yes)


def test_each_row_follows_its_own_answers_and_those_outside_the_rows():
    toy = form(
        item("open", "boolean"),
        {
            "linkId": "rows",
            "type": "group",
            "text": "Rows",
            "repeats": True,
            "enableWhen": [{"question": "open", "operator": "=", "answerBoolean": True}],
            "item": [item("a", "boolean"), item("b", "string", ("a", "=", IS_YES))],
        },
    )
    one, two = RowId("1"), RowId("2")
    answers = {
        (None, "open"): Given(value=True),
        (one, "a"): Given(value=True),
        (two, "a"): Given(value=False),
    }
    rows = {"rows": [one, two]}
    assert relevant_paths(toy, rows, answers) == (
        (None, "open"),
        (None, "rows"),
        (one, "a"),
        (one, "b"),
        (two, "a"),
    )
    answers[None, "open"] = Given(value=False)
    assert relevant_paths(toy, rows, answers) == ((None, "open"),)
