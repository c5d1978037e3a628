# SPDX-License-Identifier: Apache-2.0
"""Typed values out of raw answers, as cards and lists hold them. None for what is of another shape (I9).

Never raises for what somebody wrote, or what a newer Keepwell did: one odd answer must not hide the others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from forms.answers import AnswerType, Given, LocalMoment, answer_from_json

RawAnswers = Mapping[str, Any]
"""Raw answer JSON (`{"given": …}`) by linkId."""


def given_in(answers: RawAnswers, link_id: str) -> Any:
    """The raw value, or None where nothing was given."""
    raw = answers.get(link_id)
    return raw.get("given") if isinstance(raw, Mapping) else None


def text_in(answers: RawAnswers, link_id: str) -> str:
    """Words without the space around them; "" where there are none."""
    given = given_in(answers, link_id)
    return given.strip() if isinstance(given, str) else ""


def code_in(answers: RawAnswers, link_id: str) -> str | None:
    """A chosen code."""
    given = given_in(answers, link_id)
    return given if isinstance(given, str) else None


def moment_in(answers: RawAnswers, link_id: str) -> LocalMoment | None:
    """A date and time."""
    value = _value_in(answers, link_id, AnswerType.MOMENT)
    return value if isinstance(value, LocalMoment) else None


def date_in(answers: RawAnswers, link_id: str) -> dt.date | None:
    """A date."""
    value = _value_in(answers, link_id, AnswerType.DATE)
    return value if isinstance(value, dt.date) else None


def instant_of(moment: LocalMoment | None) -> dt.datetime | None:
    """The moment, aware; None too where this laptop does not know its zone or it is past all calendars."""
    try:
        return None if moment is None else moment.instant()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def instant_in(answers: RawAnswers, link_id: str) -> dt.datetime | None:
    """A date and time as a moment, in UTC, safe to compare."""
    instant = instant_of(moment_in(answers, link_id))
    try:
        return None if instant is None else instant.astimezone(dt.UTC)
    except OverflowError:
        return None


def _value_in(answers: RawAnswers, link_id: str, answer_type: AnswerType) -> Any:
    raw = answers.get(link_id)
    answer = None if raw is None else answer_from_json(raw, answer_type)
    return answer.value if isinstance(answer, Given) else None
