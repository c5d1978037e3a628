# SPDX-License-Identifier: Apache-2.0
"""The note of a visit that stays with the person: what they chose to keep, was promised, and comes next.

Never holds an assessment, a risk or a word that the person did not choose: whoever finds it reads what the
person would tell them (hazard 13).
"""

from __future__ import annotations

from dataclasses import dataclass

from forms.pdf.check_in import Letter, compose_letter
from forms.pdf.slip import PromiseSlip, SlipPart, slip_parts
from locales import _


@dataclass(frozen=True, slots=True)
class VisitNote:
    """One note.

    Attributes:
        slip: what was promised, when we next meet and whom to ring, with size, language and number.
        talked: what the person chose to keep: what was asked, and their words.
    """

    slip: PromiseSlip
    talked: tuple[SlipPart, ...] = ()


def note_page(note: VisitNote) -> Letter:
    """The note as a page: the same on paper and where it is copied by hand."""
    promised, *following, help_now = slip_parts(note.slip)
    byline, *promises = promised.lines
    parts = (*note.talked, SlipPart(promised.heading, tuple(promises)), *following)
    return Letter(
        title=_("What we talked about"),
        under=byline,
        parts=parts,
        panel=help_now,
        point_size=note.slip.point_size,
        language=note.slip.language,
        copy=note.slip.copy,
    )


def compose_visit_note(note: VisitNote) -> bytes:
    """The PDF; the same note gives the same bytes."""
    return compose_letter(note_page(note))
