# SPDX-License-Identifier: Apache-2.0
"""The sheets that were chosen, composed and numbered, beside everything else. Knows no window.

Never composes anything for anybody who may not have it, and counts nothing: that is for whoever leaves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.presenters.copy_choices import CopyBasis, CopyChoices, Medium, holder_name, plan_for
from forms.pdf.copy import CopyNumber
from forms.pdf.slip import PromiseSlip
from locales import speaking
from records.check_in_page import agreement_page, gp_letter
from records.check_ins import open_agreements
from records.copies_register import CopiesRegister, CopyGiven, Sheet
from records.copy_code import copy_code
from records.names_in_text import NamedOther, names_in
from records.operation import EntityId
from records.promise_slip import promise_slip
from records.visit_note import visit_note

WITH_COVER = frozenset({Sheet.PLAN, Sheet.EASY_READ, Sheet.CRISIS})
"""Sheets of several pages, on which a plain cover can lie; a card or a slip is small enough to put away."""
HandLine = tuple[bool, str]
"""Whether it is a heading, and the line."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What stands on one sheet.

    Attributes:
        content: the PDF.
        lines: the same to be copied by hand, in order.
        said: what people wrote of it, where somebody else could be named.
        has_cover: whether a page lies on top that no page number counts.
    """

    content: bytes
    lines: tuple[HandLine, ...]
    said: tuple[str, ...]
    has_cover: bool = False


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
    code = copy_code(number, basis.register.version)
    own = choices.recipient is None
    replaces = basis.register.replaced_by(holder_name(basis, choices), sheet, own=own)
    counted = CopyNumber(number, basis.today, replaces, code)
    copy = CopyGiven(
        number=number,
        version=basis.register.version,
        size=_size_set(sheet, choices.size),
        held_by=holder_name(basis, choices),
        made_at=0,
        safe="",
        sheet=sheet,
        language=choices.language,
        about=_about(basis, sheet),
        own=own,
    )
    with speaking(choices.language):
        match sheet:
            case Sheet.SLIP:
                composed = _slip(basis, choices, counted)
            case Sheet.VISIT_NOTE:
                composed = _visit_note(basis, choices, counted)
            case Sheet.AGREEMENT | Sheet.GP_LETTER:
                composed = _letter(basis, choices, counted, sheet)
            case _of_the_plan:
                composed = _plan_sheet(basis, choices, counted, sheet)
    return ComposedCopy(copy, composed)


def _size_set(sheet: Sheet, chosen: int) -> int:
    """The size in which a sheet is really set: a card has one of its own, Easy Read a smallest."""
    from forms.pdf.cards import CARD_SIZE
    from forms.pdf.easy_read import SMALLEST_EASY_READ

    if sheet in {Sheet.WALLET, Sheet.RETURN}:
        return CARD_SIZE
    return max(chosen, SMALLEST_EASY_READ) if sheet is Sheet.EASY_READ else chosen


def _about(basis: CopyBasis, sheet: Sheet) -> EntityId | None:
    """The visit or the agreement that a sheet is of."""
    if sheet in {Sheet.SLIP, Sheet.VISIT_NOTE}:
        return basis.visit
    return None if sheet is not Sheet.AGREEMENT else open_agreements(basis.record.responses)[-1].entity


def _plan_sheet(basis: CopyBasis, choices: CopyChoices, counted: CopyNumber, sheet: Sheet) -> Composed:
    # ReportLab is slow to import: only who makes a copy pays for it.
    from forms.pdf.by_hand import sheet_lines, statements_of
    from forms.pdf.sheets import compose_sheet

    copy = plan_for(basis, choices.recipient, sheet, choices)
    copy = replace(copy, copy_number=counted.number, code=counted.code)
    show_struck = choices.show_struck and sheet is Sheet.PLAN
    statements = tuple(statements_of(copy, show_struck=show_struck))
    others = tuple(one.said_name for one in statements if one.whose == "carer")
    back = copy.way_back if sheet is Sheet.RETURN else ()
    said = (*(one.text for one in statements), *others, *back)
    content = compose_sheet(sheet.value, copy, show_struck=show_struck)
    return Composed(content, sheet_lines(sheet.value, copy), said, copy.plain_cover and sheet in WITH_COVER)


def _slip(basis: CopyBasis, choices: CopyChoices, counted: CopyNumber) -> Composed:
    from forms.pdf.slip import compose_slip, slip_parts

    assert basis.visit is not None
    named = not choices.plain_cover
    slip = promise_slip(basis.record, basis.visit, basis.site, basis.today, named=named)
    slip = replace(slip, point_size=choices.size, language=choices.language, copy=counted)
    lines = [
        line
        for part in slip_parts(slip)
        for line in ((True, part.heading), *((False, one) for one in part.lines))
    ]
    said = _promised(slip)
    return Composed(compose_slip(slip), (*_number_line(counted), *lines), said)


def _promised(slip: PromiseSlip) -> tuple[str, ...]:
    """What was typed of a slip, where somebody may be named."""
    return (*(words for one in slip.promises for words in (one.what, one.who)), slip.next_contact)


def _visit_note(basis: CopyBasis, choices: CopyChoices, counted: CopyNumber) -> Composed:
    from forms.pdf.check_in import letter_lines
    from forms.pdf.visit_note import compose_visit_note, note_page

    assert basis.visit is not None
    named = not choices.plain_cover
    note = visit_note(
        basis.record, basis.visit, basis.site, basis.today, choices.topics, named=named, copy=counted
    )
    slip = replace(note.slip, point_size=choices.size, language=choices.language)
    note = replace(note, slip=slip)
    said = (*(line for part in note.talked for line in part.lines), *_promised(slip))
    return Composed(compose_visit_note(note), (*_number_line(counted), *letter_lines(note_page(note))), said)


def _letter(basis: CopyBasis, choices: CopyChoices, counted: CopyNumber, sheet: Sheet) -> Composed:
    from forms.pdf.check_in import compose_letter, letter_lines

    record, site, today = basis.record, basis.site, basis.today
    if sheet is Sheet.GP_LETTER:
        letter = gp_letter(record, site, today)
    else:
        letter = agreement_page(record, open_agreements(record.responses)[-1], site, today)
    letter = replace(letter, point_size=choices.size, language=choices.language, copy=counted)
    said = tuple(line for part in letter.parts for line in part.lines)
    return Composed(compose_letter(letter), (*_number_line(counted), *letter_lines(letter)), said)


def _number_line(counted: CopyNumber) -> tuple[HandLine, ...]:
    from forms.pdf.wording import copy_number

    return ((False, copy_number(counted.number, counted.replaces)),)
