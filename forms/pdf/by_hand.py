# SPDX-License-Identifier: Apache-2.0
"""The words of a sheet of the plan as lines: to be copied by hand in large letters, or read aloud.

Says all that the sheet says, in its order, whose words and which copy included; never anything more.
"""

from __future__ import annotations

from collections.abc import Iterator

from forms.crisis_numbers import all_lines
from forms.pdf import wording
from forms.pdf.copy import CopyStatement, OpenVersions, PlanCopy, what_shows
from forms.pdf.crisis_sheet import as_crisis_sheet, crisis_opening
from forms.pdf.return_card import return_card_parts
from locales import _, speaking

_CARDS = frozenset({"wallet", "return"})
_ONLY_WHAT_WAS_SAID = frozenset({"wallet", "crisis"})

Line = tuple[bool, str]
"""Whether it is a heading, and the line."""


def sheet_lines(sheet_name: str, copy: PlanCopy) -> tuple[Line, ...]:
    """The lines of one sheet, as `forms.pdf.sheets.compose_sheet` calls it, in the copy's language."""
    with speaking(copy.language):
        return tuple(_lines(sheet_name, copy))


def statements_of(copy: PlanCopy, *, show_struck: bool = False) -> Iterator[CopyStatement]:
    """Every statement on a sheet; of several versions each, what was taken out only where it shows."""
    for section in copy.sections:
        for part in section.parts:
            for one in part.statements:
                every = one.versions if isinstance(one, OpenVersions) else (one,)
                yield from (each for each in every if show_struck or not each.struck)


def _lines(sheet_name: str, copy: PlanCopy) -> Iterator[Line]:
    if sheet_name == "crisis":
        copy = as_crisis_sheet(copy)
    if sheet_name not in _CARDS:  # a card has no name on it: others may find it
        yield True, copy.title
        yield False, wording.byline(copy)
    else:
        yield False, wording.version_and_date(copy)
    yield False, wording.copy_number(copy.copy_number, copy.replaces)
    if sheet_name == "return":
        for card_part in return_card_parts(copy):
            yield True, card_part.heading
            yield from ((False, one) for one in card_part.lines)
        return
    if sheet_name == "crisis":
        yield False, crisis_opening()
    yield True, _("If I need help now")
    yield from ((False, wording.numbers_whole(one)) for one in all_lines())
    yield from ((False, one) for one in wording.local_crisis_lines(copy))
    yield from ((False, one) for one in wording.unchecked_lines(copy.language))
    for section in copy.sections:
        if not section.parts:  # only the crisis sheet has one: what is not written yet
            yield True, section.title
            yield False, section.lead
        for part in section.parts:
            shows = what_shows(part)
            if shows or sheet_name not in _ONLY_WHAT_WAS_SAID:
                yield True, part.title or section.title
                yield from _said(shows, copy.language)


def _said(shows: tuple[CopyStatement | OpenVersions, ...], language: str) -> Iterator[Line]:
    if not shows:
        yield False, wording.left_for_now(whole_section=False)
    for one in shows:
        every = one.versions if isinstance(one, OpenVersions) else (one,)
        if len(every) > 1:
            yield False, wording.open_versions(len(every))
        for each in every:
            yield False, each.text
            yield False, wording.attribution(each, language)
