# SPDX-License-Identifier: Apache-2.0
"""The sheets that were chosen, composed and numbered, beside everything else. Knows no window.

Never composes anything for anybody who may not have it, and counts nothing: that is for whoever leaves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.presenters.copy_choices import CopyBasis, CopyChoices, Medium, holder_name, plan_for
from locales import speaking
from records.check_in_page import agreement_page, gp_letter
from records.check_ins import open_agreements
from records.copies_register import CopiesRegister, CopyGiven, Sheet
from records.copy_code import copy_code
from records.names_in_text import NamedOther, names_in
from records.operation import EntityId
from records.promise_slip import promise_slip

HandLine = tuple[bool, str]
"""Whether it is a heading, and the line."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What stands on one sheet.

    Attributes:
        content: the PDF.
        lines: the same to be copied by hand, in order.
        said: what people wrote of it, where somebody else could be named.
    """

    content: bytes
    lines: tuple[HandLine, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComposedCopy:
    """One sheet with its number: what would be counted if it left."""

    copy: CopyGiven
    sheet: Composed


@dataclass(frozen=True, slots=True)
class ComposedSet:
    """Everything that was chosen, once for each copy, and who else is named in it."""

    choices: CopyChoices
    copies: tuple[ComposedCopy, ...]
    named: tuple[NamedOther, ...] = ()

    @property
    def first(self) -> tuple[ComposedCopy, ...]:
        """One of each sheet, in the order chosen."""
        return self.copies[: len(self.choices.sheets)]


def compose_set(basis: CopyBasis, choices: CopyChoices, *, copies: int = 1) -> ComposedSet:
    """Compose every sheet `copies` times, each with a number of its own: all first ones first."""
    wanted = [sheet_of(one, choices) for _each in range(copies) for one in choices.sheets]
    numbers = free_numbers(basis.register)
    made = tuple(_compose(basis, choices, sheet, next(numbers)) for sheet in wanted)
    said = dict.fromkeys(text for one in made for text in one.sheet.said)
    return ComposedSet(choices, made, names_in(basis.record, said, _name_of_holder(choices)))


def sheet_of(sheet: Sheet, choices: CopyChoices) -> Sheet:
    """The plan in Easy Read is another sheet than the plan."""
    easy = sheet is Sheet.PLAN and choices.medium is Medium.EASY_READ
    return Sheet.EASY_READ if easy else sheet


def free_numbers(register: CopiesRegister) -> Iterator[int]:
    """The numbers of the copies to come."""
    number, taken = register.next_number, {one.number for one in register.given}
    while True:
        if number not in taken:
            yield number
        number += 1


def _name_of_holder(choices: CopyChoices) -> str:
    return "" if choices.recipient is None else choices.recipient.name


def _compose(basis: CopyBasis, choices: CopyChoices, sheet: Sheet, number: int) -> ComposedCopy:
    match sheet:
        case Sheet.SLIP:
            composed, about = _slip(basis, choices), basis.visit
        case Sheet.AGREEMENT | Sheet.GP_LETTER:
            composed, about = _letter(basis, choices, sheet), _about(basis, sheet)
        case _of_the_plan:
            composed, about = _plan_sheet(basis, choices, sheet, number), None
    copy = CopyGiven(
        number=number,
        version=basis.register.version,
        size=choices.size,
        held_by=holder_name(basis, choices),
        made_at=0,
        safe="",
        sheet=sheet,
        language=choices.language,
        about=about,
    )
    return ComposedCopy(copy, composed)


def _about(basis: CopyBasis, sheet: Sheet) -> EntityId | None:
    agreements = open_agreements(basis.record.responses)
    return agreements[-1].entity if sheet is Sheet.AGREEMENT else None


def _plan_sheet(basis: CopyBasis, choices: CopyChoices, sheet: Sheet, number: int) -> Composed:
    # ReportLab is slow to import: only who makes a copy pays for it.
    from forms.pdf.by_hand import sheet_lines, statements_of
    from forms.pdf.sheets import compose_sheet

    code = copy_code(number, basis.register.version)
    copy = replace(plan_for(basis, choices.recipient, sheet, choices), copy_number=number, code=code)
    show_struck = choices.show_struck and sheet is Sheet.PLAN
    said = tuple(one.text for one in statements_of(copy, show_struck=show_struck))
    content = compose_sheet(sheet.value, copy, show_struck=show_struck)
    return Composed(content, sheet_lines(sheet.value, copy), said)


def _slip(basis: CopyBasis, choices: CopyChoices) -> Composed:
    from forms.pdf.slip import compose_slip, slip_parts

    assert basis.visit is not None
    with speaking(choices.language):
        # Under a plain cover nobody is named: a slip may be found by others (hazard 13).
        slip = promise_slip(basis.record, basis.visit, basis.site, basis.today, named=not choices.plain_cover)
        slip = replace(slip, point_size=choices.size, language=choices.language)
        lines = [
            line
            for part in slip_parts(slip)
            for line in ((True, part.heading), *((False, one) for one in part.lines))
        ]
        return Composed(compose_slip(slip), tuple(lines), tuple(one.what for one in slip.promises))


def _letter(basis: CopyBasis, choices: CopyChoices, sheet: Sheet) -> Composed:
    from forms.pdf.check_in import compose_letter, letter_lines

    record, site, today = basis.record, basis.site, basis.today
    with speaking(choices.language):
        if sheet is Sheet.GP_LETTER:
            letter = gp_letter(record, site, today)
        else:
            letter = agreement_page(record, open_agreements(record.responses)[-1], site, today)
        letter = replace(letter, point_size=choices.size, language=choices.language)
        said = tuple(line for part in letter.parts for line in part.lines)
        return Composed(compose_letter(letter), letter_lines(letter), said)
