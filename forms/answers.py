# SPDX-License-Identifier: Apache-2.0
"""What counts as an answer: given, not asked, or not now; three different things (design 1.6).

Never turns one of them into another, never guesses, never throws away a shape that it does not know: what a
newer app wrote is kept word for word as `Unknown` and survives the round trip.

    {"given": <value>} | {"not_asked": "<reason>"} | {"not_now": true}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NewType
from zoneinfo import ZoneInfo

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{2}:\d{2}")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_PERSON_KEYS = {"name", "relation", "phone", "ok_to_contact"}

RowId = NewType("RowId", str)
# The row of a repeating group, or None, and the linkId of the question.
Path = tuple[RowId | None, str]


class AnswerType(StrEnum):
    """The shape of the value inside `Given`; see `AnswerValue` for the Python type of each."""

    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    MULTI = "multi"
    YES_NO = "yes_no"
    DATE = "date"
    MOMENT = "moment"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERSON = "person"
    PEOPLE = "people"
    NOTHING = "nothing"  # a heading, a note or a repeating group: it is shown but never answered


@dataclass(frozen=True, slots=True)
class LocalMoment:
    """A date and time as the clock on the wall said it (design 10, "Bytes").

    Attributes:
        at: None when only the day is known.
        zone: IANA name, such as "Europe/London".
    """

    on: date
    at: time | None
    zone: str

    def instant(self) -> datetime:
        """The moment, aware; an unknown time counts as the start of that day (domain A4).

        Raises:
            ZoneInfoNotFoundError: this machine does not know the zone.
        """
        return datetime.combine(self.on, self.at or time(0), tzinfo=ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody who is named in an answer. `ok_to_contact` is None when nobody said."""

    name: str
    relation: str = ""
    phone: str = ""
    ok_to_contact: bool | None = None


AnswerValue = (
    str | bool | int | Decimal | date | LocalMoment | NamedPerson | tuple[str, ...] | tuple[NamedPerson, ...]
)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer. A text that could not be read as its date or number stays as typed, and is a finding."""

    value: AnswerValue


@dataclass(frozen=True, slots=True)
class NotAsked:
    """The worker did not ask, and says why in a few words."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """The person would rather not, for now. Neutral: it is neither a no nor a gap (design 1.6)."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A shape from a newer app, kept exactly as it came."""

    raw: Any


Answer = Given | NotAsked | NotNow | Unknown


def is_blank(answer: Answer) -> bool:
    """Whether nothing has been written yet: an empty line is no answer, where "no" and 0 are."""
    if not isinstance(answer, Given):
        return False
    value = answer.value
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, NamedPerson):
        return value == NamedPerson("")
    return isinstance(value, tuple) and not value


def answer_to_json(answer: Answer) -> Any:
    """The JSON value that a draft keeps and a body carries."""
    match answer:
        case Given(value):
            return {"given": _value_to_json(value)}
        case NotAsked(reason):
            return {"not_asked": reason}
        case NotNow():
            return {"not_now": True}
        case Unknown(raw):
            return raw


def answer_from_json(raw: Any, answer_type: AnswerType) -> Answer:
    """Read what `answer_to_json` wrote for a question of this type; anything else becomes `Unknown`."""
    match raw:
        case {"given": value, **rest} if not rest:
            read = _value_from_json(value, answer_type)
            return Unknown(raw) if read is None else Given(read)
        case {"not_asked": str(reason), **rest} if not rest:
            return NotAsked(reason)
        case {"not_now": True, **rest} if not rest:
            return NotNow()
        case _:
            return Unknown(raw)


def _value_to_json(value: AnswerValue) -> Any:
    match value:
        case bool() | str() | int():
            return value
        case Decimal():
            return f"{value:f}"
        case LocalMoment(on, at, zone):
            return {"date": on.isoformat(), "time": at and at.strftime("%H:%M"), "zone": zone}
        case NamedPerson(name, relation, phone, ok_to_contact):
            return {"name": name, "relation": relation, "phone": phone, "ok_to_contact": ok_to_contact}
        case tuple():
            return [_value_to_json(one) for one in value]
        case date():
            return value.isoformat()


def _value_from_json(value: Any, answer_type: AnswerType) -> AnswerValue | None:
    """The typed value, or None where the shape is not one we know for this type."""
    if isinstance(value, str):
        return _read_text(value, answer_type)
    if isinstance(value, Mapping):
        return _read_record(value, answer_type)
    if isinstance(value, list):
        return _read_list(value, answer_type)
    if isinstance(value, bool):
        return value if answer_type is AnswerType.YES_NO else None
    return value if isinstance(value, int) and answer_type is AnswerType.INTEGER else None


def _read_text(value: str, answer_type: AnswerType) -> AnswerValue | None:
    match answer_type:
        case AnswerType.TEXT | AnswerType.CHOICE | AnswerType.INTEGER | AnswerType.MOMENT:
            return value
        case AnswerType.DATE:
            return _read_date(value) or value
        case AnswerType.DECIMAL:
            return _read_decimal(value)
        case _:
            return None


def _read_decimal(value: str) -> Decimal | str:
    try:
        return Decimal(value) if _DECIMAL.fullmatch(value) else value
    except InvalidOperation:  # more digits than decimals hold
        return value


def _read_date(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if _DATE.fullmatch(value) else None
    except ValueError:
        return None


def _read_record(value: Mapping[str, Any], answer_type: AnswerType) -> AnswerValue | None:
    match answer_type:
        case AnswerType.MOMENT:
            return _read_moment(value)
        case AnswerType.PERSON:
            return _read_person(value)
        case _:
            return None


def _read_moment(value: Mapping[str, Any]) -> LocalMoment | None:
    if set(value) != {"date", "time", "zone"} or not isinstance(value["zone"], str):
        return None
    on = _read_date(value["date"]) if isinstance(value["date"], str) else None
    if on is None:
        return None
    if value["time"] is None:
        return LocalMoment(on, None, value["zone"])
    if not isinstance(value["time"], str) or not _TIME.fullmatch(value["time"]):
        return None
    try:
        return LocalMoment(on, time.fromisoformat(value["time"]), value["zone"])
    except ValueError:  # 25:00 has the shape of a time and is none
        return None


def _read_person(value: Any) -> NamedPerson | None:
    if not isinstance(value, Mapping) or set(value) != _PERSON_KEYS:
        return None
    words = (value["name"], value["relation"], value["phone"])
    ok_to_contact = value["ok_to_contact"]
    if not all(isinstance(word, str) for word in words) or not isinstance(ok_to_contact, bool | None):
        return None
    return NamedPerson(*words, ok_to_contact)


def _read_list(value: list[Any], answer_type: AnswerType) -> AnswerValue | None:
    if answer_type in (AnswerType.LINES, AnswerType.MULTI):
        return tuple(value) if all(isinstance(one, str) for one in value) else None
    if answer_type is not AnswerType.PEOPLE:
        return None
    people = [_read_person(one) for one in value]
    known = tuple(person for person in people if person is not None)
    return known if len(known) == len(people) else None
