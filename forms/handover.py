# SPDX-License-Identifier: Apache-2.0
"""The handover that some forms cannot be finished without: who was told, what they decided, by when.

One block of questions with the same linkIds in every form that has it (domain I3, M3; hazard 4). Never takes
a reason or an empty line for it: only who, when, what and by when will do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from forms.answers import Answer, Given, Path, is_blank
from forms.definition import Form

HANDOVER = (
    "handover_who",
    "handover_role",
    "handover_when",
    "handover_how",
    "handover_decided",
    "handover_next",
    "handover_by",
)
"""The linkIds of the block, in order."""
NEEDED = frozenset({"handover_who", "handover_when", "handover_decided", "handover_next", "handover_by"})
"""Those without which no handover has taken place."""


@dataclass(frozen=True, slots=True)
class Handover:
    """The block in one form. `section` is the linkId of the section it stands in."""

    section: str
    link_ids: tuple[str, ...] = HANDOVER


def handover_of(form: Form) -> Handover | None:
    """The handover block of a form, None where it has none."""
    found = [form.by_link_id[one] for one in HANDOVER if one in form.by_link_id]
    return Handover(found[0].section) if len(found) == len(HANDOVER) else None


def handover_recorded(answers: Mapping[Path, Answer]) -> bool:
    """Whether everything that a handover needs was answered; a reason why not is no answer to it."""
    given = {link_id for (row, link_id), answer in answers.items() if row is None and _is_given(answer)}
    return given >= NEEDED


def _is_given(answer: Answer) -> bool:
    return isinstance(answer, Given) and not is_blank(answer)
