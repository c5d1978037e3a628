# SPDX-License-Identifier: Apache-2.0
"""The crisis plan as a sheet of its own, for whoever stands beside the person when it is needed.

Whom to ring comes first, then the person's own words in the order in which they are acted on. Never refused:
a number that is overdue for a check is named without it, and 999 and 111 always stand (domain M11).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forms.pdf.copy import CopySection, PlanCopy, what_shows
from forms.pdf.plan import compose_plan
from locales import _


def compose_crisis_sheet(copy: PlanCopy) -> bytes:
    """The PDF of the crisis sheet; the same copy gives the same bytes.

    Args:
        copy: holds only what belongs on this sheet (`records.copies.CRISIS_SHEET`).
    """
    return compose_plan(as_crisis_sheet(copy), opening=crisis_opening(), title=_("My sheet"))


def as_crisis_sheet(copy: PlanCopy) -> PlanCopy:
    """The copy as this sheet says it: what was said, and last what was not, which is no "no"."""
    return replace(copy, title=_("My crisis sheet"), sections=tuple(_sections(copy)))


def crisis_opening() -> str:
    """What whoever stands beside the person reads first."""
    # safety
    return _("If you are with me in a crisis, this is for you. It says what I want, and whom to ask.")


def _sections(copy: PlanCopy) -> Iterator[CopySection]:
    """What was said, without the parts where nothing was; those are named last, for they are no "no"."""
    empty: list[str] = []
    for section in copy.sections:
        said = tuple(part for part in section.parts if what_shows(part))
        empty += [part.title or section.title for part in section.parts if not what_shows(part)]
        if said:
            yield replace(section, parts=said)
    if empty:
        # safety
        names = _("This does not mean no. Please ask me about: {parts}.").format(parts="; ".join(empty))
        yield CopySection(_("What I have not written yet"), names, ())
