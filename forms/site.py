# SPDX-License-Identifier: Apache-2.0
"""What one service chooses for its laptops: the plan's title, the parts it offers, whom to ring in a crisis.

Never holds anything about a person, and never stops a start: what cannot be meant in `site.json` is the
default, each value by itself. Plain JSON and no model library: it is read before the first window shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
MAX_CHECK_DAYS = 366

_NUMBER = re.compile(r"\+?[0-9][0-9 ()-]{1,22}[0-9]")


@dataclass(frozen=True, slots=True)
class CrisisNumber:
    """Somebody to ring. `checked_on` is None where nobody here has rung it to check."""

    name: str
    number: str
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A service's choices.

    Attributes:
        plan_title: what the plan is called on screen and paper; shown through `_()`, which leaves a title
            that is the service's own as it is.
        left_out: linkIds of optional sections that this service does not offer.
        crisis_contacts: its own lines, beside the standing ones of `forms.crisis_numbers`.
        check_every_days: a number that was not rung for so long is not printed (domain, hazard 10).
    """

    plan_title: str = N_("My wellness and recovery plan (WRAP)")
    left_out: frozenset[str] = frozenset()
    crisis_contacts: tuple[CrisisNumber, ...] = ()
    check_every_days: int = 90


STANDARD = Site()


def read_site(path: Path) -> Site:
    """The choices in this file.

    Shape: `{"plan_title": "…", "left_out": ["plan_after"], "check_every_days": 90, "crisis_contacts":
    [{"name": "…", "number": "…", "checked_on": "2026-11-19"}]}`; all of it may be absent.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        raw = json.loads(content) if len(content) <= MAX_BYTES else None
    except (OSError, ValueError, RecursionError):
        return STANDARD
    if not isinstance(raw, dict):
        return STANDARD
    chosen = {name: read(raw[name]) for name, read in _READERS.items() if name in raw}
    return Site(**{name: value for name, value in chosen.items() if value is not None})


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


_READERS: dict[str, Callable[[Any], Any]] = {
    "plan_title": _title,
    "left_out": _link_ids,
    "crisis_contacts": _contacts,
    "check_every_days": _days,
}
