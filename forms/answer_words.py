# SPDX-License-Identifier: Apache-2.0
"""An answer as words that can be read aloud, on a screen or on paper. Never a code where there are words.

Never makes up an answer: what was left, not asked or written by a newer app is said to be so (design 1.6).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from forms.answers import (
    Answer,
    AnswerType,
    AnswerValue,
    Given,
    LocalMoment,
    NamedPerson,
    NotAsked,
    NotNow,
    Unknown,
    answer_from_json,
)
from forms.definition import Question
from locales import _, format_language


def answer_words(raw: Any, question: Question | None) -> str:
    """What stands in a journal field, in words.

    Args:
        raw: a body's value: the words of a statement, or an answer's JSON.
        question: what it answers; None where its form is not on this laptop.
    """
    if isinstance(raw, str):
        return raw
    answer_type = AnswerType.TEXT if question is None else question.answer_type
    return said_words(answer_from_json(raw, answer_type), question)


def said_words(answer: Answer, question: Question | None) -> str:
    """A typed answer, in words."""
    match answer:
        case Given(value):
            return _value_words(value, question)
        case NotNow():
            return _("Not now")
        case NotAsked(reason) if reason:
            return _("Not asked: {reason}").format(reason=reason)
        case NotAsked():
            return _("Not asked")
        case Unknown(raw):
            return _unread_words(raw)


def _unread_words(raw: Any) -> str:
    """Plain words in a shape that the question does not ask for are shown all the same."""
    given = raw.get("given") if isinstance(raw, dict) else None
    lines: list[Any] = given if isinstance(given, list) else [given]
    if all(isinstance(one, str) for one in lines):
        return "\n".join(lines)
    return _("Written in a form that is not on this laptop")


def _value_words(value: AnswerValue, question: Question | None) -> str:
    match value:
        case bool():
            return _("Yes") if value else _("No")
        case int() | Decimal():
            number = f"{value:f}" if isinstance(value, Decimal) else str(value)
            return f"{number} {_(question.unit)}".strip() if question else number
        case LocalMoment() | date():
            return _when_words(value)
        case NamedPerson():
            return ", ".join(one for one in (value.name, value.relation, value.phone) if one)
        case tuple():
            return "\n".join(_value_words(one, question) for one in value)
        case str():
            return _choice_words(value, question)


def _choice_words(value: str, question: Question | None) -> str:
    options = () if question is None else question.options
    return next((_(one.text) for one in options if one.code == value), value)


def _when_words(when: LocalMoment | date) -> str:
    from babel.dates import format_date

    if isinstance(when, LocalMoment):
        day = _when_words(when.on)
        return day if when.at is None else _("{day}, {time}").format(day=day, time=f"{when.at:%H:%M}")
    return str(format_date(when, "d MMMM y", locale=format_language()))
