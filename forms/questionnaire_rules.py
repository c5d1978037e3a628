# SPDX-License-Identifier: Apache-2.0
"""enableWhen of a FHIR Questionnaire to the rules of a `Form`.

Never leaves a rule that could not be worked out: a question that is not there, a value of another type than
the question's, or two questions that wait for each other are found when the form is read, not in a home.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from forms.answers import AnswerType
from forms.definition import (
    Condition,
    ConditionValue,
    Form,
    MalformedFormError,
    Operator,
    Question,
    Rule,
    UnsupportedFormError,
)
from forms.questionnaire_elements import optional, required_text

_ANY, _ALL = "any", "all"
_OPERATORS = {one.value: one for one in Operator}
_EQUALITY = {Operator.EQUAL, Operator.UNEQUAL}
_TEXTS = {AnswerType.TEXT, AnswerType.LINES, AnswerType.CHOICE, AnswerType.MULTI}


def read_rules(item: dict[str, Any], link_id: str) -> tuple[Rule, ...]:
    """The rule of one item, if it has any; R4 wants enableBehavior as soon as there are two conditions."""
    entries = optional(item, "enableWhen", list, [], link_id)
    behaviour = optional(item, "enableBehavior", str, None, link_id)
    if behaviour not in (None, _ANY, _ALL):
        raise UnsupportedFormError(link_id, f"enableBehavior {behaviour}")
    if not entries:
        return ()
    if len(entries) > 1 and behaviour is None:
        raise MalformedFormError(link_id, "enableBehavior")
    return (Rule(tuple(_condition(entry, link_id) for entry in entries), behaviour != _ANY),)


def _condition(entry: Any, link_id: str) -> Condition:
    if not isinstance(entry, dict):
        raise MalformedFormError(link_id, "enableWhen")
    operator = required_text(entry, "operator", link_id)
    if operator not in _OPERATORS:
        raise UnsupportedFormError(link_id, f"enableWhen.operator {operator}")
    names = [name for name in entry if name not in ("question", "operator", "id")]
    if len(names) != 1:
        raise MalformedFormError(link_id, "enableWhen")
    value = _value(entry, names[0], link_id)
    if _OPERATORS[operator] is Operator.EXISTS and not isinstance(value, bool):
        raise MalformedFormError(link_id, "enableWhen")
    return Condition(required_text(entry, "question", link_id), _OPERATORS[operator], value)


def _value(entry: dict[str, Any], name: str, link_id: str) -> ConditionValue:
    try:
        match name:
            case "answerBoolean":
                return optional(entry, name, bool, default=False, link_id=link_id)
            case "answerString":
                return required_text(entry, name, link_id)
            case "answerCoding":
                return required_text(optional(entry, name, dict, {}, link_id), "code", link_id)
            case "answerInteger":
                return optional(entry, name, int, 0, link_id)
            case "answerDecimal":
                return _number(entry[name], link_id)
            case "answerDate":
                return date.fromisoformat(required_text(entry, name, link_id))
    except ValueError as error:
        raise MalformedFormError(link_id, f"enableWhen.{name}") from error
    raise UnsupportedFormError(link_id, f"enableWhen.{name}")


def _number(value: Any, link_id: str) -> Decimal:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise MalformedFormError(link_id, "enableWhen.answerDecimal")
    return Decimal(str(value))


def check_rules(form: Form) -> None:
    """Every condition must name an answer that it can be compared with, and none may go in circles."""
    for question in form.by_link_id.values():
        for condition in _conditions(question):
            _check_condition(form, question, condition)
    settled: set[str] = set()
    for link_id in form.by_link_id:
        _check_circle(form, link_id, (), settled)


def _conditions(question: Question) -> list[Condition]:
    return [condition for rule in question.enable_when for condition in rule.conditions]


def _check_condition(form: Form, question: Question, condition: Condition) -> None:
    asked = form.by_link_id.get(condition.link_id)
    if asked is None or asked.answer_type is AnswerType.NOTHING:
        raise MalformedFormError(question.link_id, "enableWhen.question")
    if asked.group not in (None, question.group):
        raise UnsupportedFormError(question.link_id, "enableWhen on a repeating row")
    if condition.operator is not Operator.EXISTS and not _is_comparable(asked, condition):
        raise UnsupportedFormError(question.link_id, f"enableWhen {condition.operator} on {asked.type}")


def _is_comparable(asked: Question, condition: Condition) -> bool:
    value = condition.value
    match asked.answer_type:
        case AnswerType.YES_NO:
            return isinstance(value, bool) and condition.operator in _EQUALITY
        case AnswerType.INTEGER | AnswerType.DECIMAL:
            return isinstance(value, int | Decimal) and not isinstance(value, bool)
        case AnswerType.DATE:
            return isinstance(value, date)
        case answer_type if answer_type in _TEXTS:
            return isinstance(value, str) and condition.operator in _EQUALITY
        case _:
            return False


def _check_circle(form: Form, link_id: str, path: tuple[str, ...], settled: set[str]) -> None:
    if link_id in path:
        raise MalformedFormError(link_id, "enableWhen")
    if link_id in settled:
        return
    for condition in _conditions(form.by_link_id[link_id]):
        _check_circle(form, condition.link_id, (*path, link_id), settled)
    settled.add(link_id)
