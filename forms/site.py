# SPDX-License-Identifier: Apache-2.0
"""What one service chooses for its laptops: titles, parts, deadlines, and whom to ring.

Never holds anything about a person, and never stops a start: what cannot be meant in `site.json` is the
default, each value by itself, and `site_troubles` names it (words: `forms.site_words`). Plain JSON and no
model library: it is read before the first window shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms.clocks import ClockSettings
from locales import N_

if TYPE_CHECKING:
    from forms.definition import Section

SITE_FILE = "site.json"
# The service's own style of plan: `forms.plan_style` reads it.
PLAN_STYLE_FILE = "plan.json"
MAX_BYTES = 64 * 1024
MAX_TITLE = 80
MAX_NAME = 60
MAX_CONTACTS = 8
MAX_LEFT = 500
MAX_CHECK_DAYS = 366
FEWEST_HOURS, MOST_HOURS = 24, 336
MOST_ESCALATION_HOURS = 72

_NUMBER = re.compile(r"\+?[0-9][0-9 ()-]{1,22}[0-9]")


@dataclass(frozen=True, slots=True)
class CrisisNumber:
    """Somebody to ring. `checked_on` is None where nobody here has rung it to check."""

    name: str
    number: str
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Senior:
    """The senior on duty: who is rung from a doorstep, before and after any call for help elsewhere."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Escalation:
    """After a door that nobody opened: within how many hours what is due, counted from the first attempt.

    Times are local choices (domain C, "No contact"): one coroner's finding was that there were none.

    Attributes:
        senior_told: until the senior on duty has been told; within the hour where nobody chose.
        second_attempt: until somebody tries again, the same or the next day where nobody chose.
    """

    senior_told: int = 1
    second_attempt: int = 24


class SiteProblem(StrEnum):
    """What is wrong with a value in the file."""

    FILE = "file"  # the whole of it cannot be read; `setting` is empty
    NOT_KNOWN = "not_known"  # no setting has this name: perhaps a slip of the pen
    NOT_USABLE = "not_usable"  # the default is used instead
    PARTLY = "partly"  # what cannot be used of a list was left out


@dataclass(frozen=True, slots=True)
class SiteTrouble:
    """One value of the file that could not be meant. `setting` is its name in the file."""

    setting: str
    problem: SiteProblem


@dataclass(frozen=True, slots=True)
class Site:
    """A service's choices.

    Attributes:
        plan_title: what the plan is called on screen and paper; shown through `_()`, which leaves a title
            that is the service's own as it is.
        left_out: linkIds of optional sections that this service does not offer.
        crisis_contacts: its own lines, beside the standing ones of `forms.crisis_numbers`.
        check_every_days: a number that was not rung for so long is not printed (domain, hazard 10).
        senior_on_duty: whom a worker rings; None where the service has not said.
        escalation: how soon what is due after a door that nobody opened.
        left_team: names of colleagues who work here no more: an agreement that names one is asked about.
        professional_follow_up: a visit by peers alone leaves a registered colleague's due (domain M4).
        target_hours, urgent_hours, urgent_for_everyone: the clocks that are local (domain A1, A4).
    """

    plan_title: str = N_("My wellness and recovery plan (WRAP)")
    left_out: frozenset[str] = frozenset()
    crisis_contacts: tuple[CrisisNumber, ...] = ()
    check_every_days: int = 90
    senior_on_duty: Senior | None = None
    escalation: Escalation = Escalation()
    left_team: tuple[str, ...] = ()
    professional_follow_up: bool = True
    target_hours: int = 72
    urgent_hours: int = 48
    urgent_for_everyone: bool = False

    @property
    def clock_settings(self) -> ClockSettings:
        """What the follow-up clocks are told of these choices."""
        return ClockSettings(
            target_hours=self.target_hours,
            urgent_hours=self.urgent_hours,
            urgent_for_everyone=self.urgent_for_everyone,
            professional_follow_up_required=self.professional_follow_up,
        )


STANDARD = Site()


def read_site(path: Path) -> Site:
    """The choices in this file.

    Shape: `{"plan_title": "…", "left_out": ["plan_after"], "check_every_days": 90, "crisis_contacts":
    [{"name": "…", "number": "…", "checked_on": "2026-11-19"}], "senior_on_duty": {"name": "…", "phone": "…"},
    "escalation": {"senior_told": 1, "second_attempt": 24}, "left_team": ["…"],
    "professional_follow_up": true, "target_hours": 72, "urgent_hours": 48, "urgent_for_everyone": false}`;
    all of it may be absent.
    """
    raw = _read_file(path) or {}
    chosen = {name: read(raw[name]) for name, read in _READERS.items() if name in raw}
    return Site(**{name: value for name, value in chosen.items() if value is not None})


def site_troubles(path: Path) -> tuple[SiteTrouble, ...]:
    """Everything in this file that could not be meant, in its order; none where there is no file."""
    raw = _read_file(path)
    if raw is None:
        return (SiteTrouble("", SiteProblem.FILE),) if path.exists() else ()
    return tuple(trouble for name, value in raw.items() for trouble in _troubles(str(name), value))


def _troubles(name: str, value: Any) -> list[SiteTrouble]:
    if name not in _READERS:
        return [SiteTrouble(name, SiteProblem.NOT_KNOWN)]
    read = _READERS[name](value)
    if read is None:
        return [SiteTrouble(name, SiteProblem.NOT_USABLE)]
    if name == "escalation":
        return [
            SiteTrouble(f"{name}.{part}", SiteProblem.NOT_USABLE)
            for part, hours in value.items()
            if _hours(hours, 1, MOST_ESCALATION_HOURS) is None or part not in _ESCALATION_PARTS
        ]
    lost = isinstance(value, list) and len(read) < len(value)
    return [SiteTrouble(name, SiteProblem.PARTLY)] if lost else []


def _read_file(path: Path) -> dict[str, Any] | None:
    """The JSON object in this file, None where there is none or it is not one."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        raw = json.loads(content) if len(content) <= MAX_BYTES else None
    except (OSError, ValueError, RecursionError):
        return None
    return raw if isinstance(raw, dict) else None


def crisis_contacts(site: Site, today: date) -> tuple[tuple[CrisisNumber, ...], tuple[CrisisNumber, ...]]:
    """The site's own numbers: those to print, and those whose check is overdue.

    A number that was never checked, or is said to have been checked after today, is overdue: nobody knows
    that it answers. An overdue number is left out and named (domain M11), so that the sheet is never refused.
    """
    oldest = today - timedelta(days=site.check_every_days)
    to_print: list[CrisisNumber] = []
    overdue: list[CrisisNumber] = []
    for one in site.crisis_contacts:
        is_known = one.checked_on is not None and oldest <= one.checked_on <= today
        (to_print if is_known else overdue).append(one)
    return tuple(to_print), tuple(overdue)


def offered_sections(
    sections: Iterable[Section], site: Site, written: Container[str] = ()
) -> tuple[Section, ...]:
    """The sections that this service offers, in the form's order.

    A section is kept whatever the site says where it holds a question that is required, or where somebody has
    written already.

    Args:
        sections: of a form.
        site: what the service chose.
        written: linkIds of sections that hold something of this person's.
    """
    return tuple(
        section
        for section in sections
        if section.link_id not in site.left_out
        or section.link_id in written
        or any(question.required for question in section.questions)
    )


def _words(value: Any, longest: int) -> str | None:
    """One line that can be printed as it stands: no controls, no bidirectional overrides."""
    line = " ".join(value.split()) if isinstance(value, str) else ""
    return line if 0 < len(line) <= longest and line.isprintable() else None


def _title(value: Any) -> str | None:
    return _words(value, MAX_TITLE)


def _link_ids(value: Any) -> frozenset[str] | None:
    return frozenset(one for one in value if isinstance(one, str)) if isinstance(value, list) else None


def _days(value: Any) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return value if is_count and 1 <= value <= MAX_CHECK_DAYS else None


def _contacts(value: Any) -> tuple[CrisisNumber, ...] | None:
    if not isinstance(value, list):
        return None
    read = (_contact(one) for one in value)
    return tuple(one for one in read if one is not None)[:MAX_CONTACTS]


def _contact(value: Any) -> CrisisNumber | None:
    """One contact; a name or number that cannot be meant leaves only this one out."""
    if not isinstance(value, dict):
        return None
    name, number = _words(value.get("name"), MAX_NAME), _words(value.get("number"), MAX_NAME)
    if name is None or number is None or not _NUMBER.fullmatch(number):
        return None
    return CrisisNumber(name, number, _day(value.get("checked_on")))


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _yes_or_no(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _hours(value: Any, fewest: int, most: int) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return value if is_count and fewest <= value <= most else None


def _clock_hours(value: Any) -> int | None:
    return _hours(value, FEWEST_HOURS, MOST_HOURS)


def _senior(value: Any) -> Senior | None:
    if not isinstance(value, dict):
        return None
    name, phone = _words(value.get("name"), MAX_NAME), _words(value.get("phone"), MAX_NAME)
    return None if name is None or phone is None or not _NUMBER.fullmatch(phone) else Senior(name, phone)


def _names(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    read = (_words(one, MAX_NAME) for one in value)
    return tuple(one for one in read if one is not None)[:MAX_LEFT]


_ESCALATION_PARTS = ("senior_told", "second_attempt")


def _escalation(value: Any) -> Escalation | None:
    if not isinstance(value, dict):
        return None
    read = {one: _hours(value.get(one), 1, MOST_ESCALATION_HOURS) for one in _ESCALATION_PARTS}
    return Escalation(**{one: hours for one, hours in read.items() if hours is not None})


_READERS: dict[str, Callable[[Any], Any]] = {
    "plan_title": _title,
    "left_out": _link_ids,
    "crisis_contacts": _contacts,
    "check_every_days": _days,
    "senior_on_duty": _senior,
    "escalation": _escalation,
    "left_team": _names,
    "professional_follow_up": _yes_or_no,
    "target_hours": _clock_hours,
    "urgent_hours": _clock_hours,
    "urgent_for_everyone": _yes_or_no,
}
