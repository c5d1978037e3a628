# SPDX-License-Identifier: Apache-2.0
"""What goes into one copy of a plan, as plain values. Never knows pages or ReportLab."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Whose = Literal["person", "carer", "worker", "clinician"]
Typed = Literal["self", "worker", "interpreter"]

SMALLEST_POINT_SIZE = 12
LARGEST_POINT_SIZE = 28


@dataclass(frozen=True, slots=True)
class CopyStatement:
    """One statement, with everything its line beneath says (design 1.1, domain J 11).

    Attributes:
        text: the words exactly as they were typed; any character may be in them.
        said_name: whose words; not shown for the person's own, who is "I" on their own paper.
        typed_by_name: who typed them; not used when `typed` is "self".
        checked: the one who said them has read them, or heard them read, and agreed.
        struck: taken out by its author; left off the sheet unless asked for.
        when: the day it was said.
    """

    text: str
    whose: Whose
    said_name: str
    typed: Typed
    typed_by_name: str
    checked: bool
    struck: bool
    when: date


@dataclass(frozen=True, slots=True)
class OpenVersions:
    """One statement that stands in two or more versions, until the person has chosen (domain J 8)."""

    versions: tuple[CopyStatement, ...]


@dataclass(frozen=True, slots=True)
class CopyPart:
    """A titled part of a section; the title may be empty when the section has only this part."""

    title: str
    statements: tuple[CopyStatement | OpenVersions, ...]


def what_shows(part: CopyPart, *, show_struck: bool = False) -> tuple[CopyStatement | OpenVersions, ...]:
    """What of a part goes on a sheet; versions of which one is left are an ordinary statement."""
    shown: list[CopyStatement | OpenVersions] = []
    for one in part.statements:
        every = one.versions if isinstance(one, OpenVersions) else (one,)
        left = tuple(each for each in every if show_struck or not each.struck)
        if left:
            shown.append(left[0] if len(left) == 1 else OpenVersions(left))
    return tuple(shown)


@dataclass(frozen=True, slots=True)
class CopySection:
    """A section of the plan; `lead` is the sentence under its heading and may be empty.

    `picture` is the name of a drawing for Easy Read (forms.pdf.pictures), or "".
    """

    title: str
    lead: str
    parts: tuple[CopyPart, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class CrisisContact:
    """One line of the site's own crisis list; `reach` is a number, or words such as "0800 …, any time"."""

    name: str
    reach: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class CopyNumber:
    """Which copy a slip, a letter or a note is, by the register of copies.

    Attributes:
        number: of the copy.
        made_on: the day it was made.
        replaces: the number of the copy that this one is left in place of; None where there is none.
        code: copy and version number in short, to ask about later; "" for none.
    """

    number: int
    made_on: date
    replaces: int | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class PlanCopy:
    """One copy of a plan for paper.

    Attributes:
        title: what the plan is called here (a site setting); on the sheet, never in the file's metadata.
        called: what the person likes to be called; empty for a copy without a name.
        made_on: the day of this version, printed on each page.
        sections: in the order of the sheet.
        point_size: the body size, 12 to 28; everything is set anew at that size (UKAAF G003, domain H).
        copy_number: the number in the copies register; None leaves it off.
        replaces: the number of the copy that this one is left in place of; None where there is none.
        language: the BCP 47 tag of the copy's language, for screen readers and dates.
        agreed_on: of a copy of an older version, the day it was agreed; None for the plan as it stands.
        crisis: the site's checked contacts; 999 and 111 are always printed and do not belong here.
        crisis_left_out: names whose number is overdue for a check: named, without the number (domain M 11).
        plain_cover: whether a first page without name and title lies on top, by the person's choice.
        way_back: how to come back, as it was agreed when support ended; on the return card alone.
        code: copy and version number as the register writes them, to ask whether this is the
            newest; "" for none.
    """

    title: str
    called: str
    version: int
    made_on: date
    sections: tuple[CopySection, ...]
    point_size: int = 14
    copy_number: int | None = None
    language: str = "en-GB"
    crisis: tuple[CrisisContact, ...] = ()
    crisis_left_out: tuple[str, ...] = ()
    agreed_on: date | None = None
    replaces: int | None = None
    plain_cover: bool = False
    code: str = ""
    way_back: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a size that no setting offers.

        Raises:
            ValueError: the point size is outside 12 to 28.
        """
        if not SMALLEST_POINT_SIZE <= self.point_size <= LARGEST_POINT_SIZE:
            raise ValueError(f"point size {self.point_size} is outside 12 to 28")
