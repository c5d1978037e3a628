# SPDX-License-Identifier: Apache-2.0
"""The plan in Easy Read: a drawing left, words right, never under 14 point. Never changes anybody's words.

After the Department of Health's guidelines as domain H gives them; what a person said stays as they said it,
however long their sentences are.
"""

from __future__ import annotations

from collections.abc import Iterator

from forms.crisis_numbers import all_lines
from forms.pdf import wording
from forms.pdf.code import code_block
from forms.pdf.copy import CopySection, CopyStatement, OpenVersions, PlanCopy
from forms.pdf.fonts import BOLD
from forms.pdf.footer import Footer
from forms.pdf.page import (
    MARGIN,
    PAGE_HEIGHT,
    PRIMARY,
    SOFT_INK,
    SOON,
    TEXT_WIDTH,
    Block,
    Line,
    Style,
    paginate,
    set_lines,
)
from forms.pdf.sheet import draw_sheet
from locales import _

SMALLEST_EASY_READ = 14
_COLUMN = 104.0  # of the drawings


def compose_easy_read(copy: PlanCopy) -> bytes:
    """The PDF in Easy Read; a smaller point size than 14 is set at 14."""
    size = float(max(copy.point_size, SMALLEST_EASY_READ))
    footer = Footer.of_plan(copy, Style(size, size * 1.4, SOFT_INK))
    pages = paginate(list(_blocks(copy, size)), PAGE_HEIGHT - 2 * MARGIN - footer.height)
    return draw_sheet(pages, _("My plan"), copy.language, footer.draw, plain_cover=copy.plain_cover)


def _blocks(copy: PlanCopy, size: float) -> Iterator[Block]:
    body = Style(size, size * 1.5)
    title = Style(size + 12, (size + 12) * 1.2, face=BOLD, role="H1")
    heading = Style(size + 4, (size + 4) * 1.3, PRIMARY, BOLD, "H2")
    yield Block(set_lines(copy.title, title, TEXT_WIDTH), keep_next=True)
    yield Block(set_lines(wording.byline(copy), Style(size, size * 1.4, SOFT_INK), TEXT_WIDTH), size * 0.3)
    yield _row(_("This plan is mine. I choose what goes in it and who sees it."), body, "page", size)
    yield Block(set_lines(_("If I need help now"), heading, TEXT_WIDTH), size * 1.6, keep_next=True)
    for words in (*all_lines(), *wording.local_crisis_lines(copy)):
        yield _row(wording.numbers_whole(words), body, "telephone", size)
    for words in wording.unchecked_lines(copy.language):
        yield Block(set_lines(words, Style(size, size * 1.4, SOFT_INK), TEXT_WIDTH), size * 0.6)
    for section in copy.sections:
        yield Block(set_lines(section.title, heading, TEXT_WIDTH), size * 1.6, keep_next=True)
        yield from _section(section, copy.language, size)
    if copy.code:
        yield code_block(
            copy.code, copy.language, Style(size, size * 1.4, SOFT_INK), TEXT_WIDTH, before=size * 2
        )


def _section(section: CopySection, language: str, size: float) -> Iterator[Block]:
    body = Style(size, size * 1.5)
    part_of = Style(size, size * 1.5, face=BOLD, role="H3")
    said = [(part, list(_standing(part.statements))) for part in section.parts]
    if not any(statements for _part, statements in said):
        yield _row(wording.left_for_now(whole_section=True), body, section.picture, size)
    for part, statements in said:
        if statements and part.title:
            yield Block(set_lines(part.title, part_of, TEXT_WIDTH), size, keep_next=True)
        for one, is_open in statements:
            said_by = Style(size, size * 1.4, SOON if is_open else SOFT_INK)
            whose = wording.attribution(one, language)
            if is_open:
                whose = " ".join((_("Not agreed yet."), whose))
            beneath = set_lines(whose, said_by, TEXT_WIDTH - _COLUMN)
            yield _row(one.text or _("Nothing written."), body, section.picture, size, beneath)


def _standing(statements: tuple[CopyStatement | OpenVersions, ...]) -> Iterator[tuple[CopyStatement, bool]]:
    """Each statement that was not taken out, and whether it is one of several versions."""
    for one in statements:
        every = one.versions if isinstance(one, OpenVersions) else (one,)
        left = [each for each in every if not each.struck]
        yield from ((each, len(left) > 1) for each in left)


def _row(words: str, style: Style, picture: str, size: float, beneath: tuple[Line, ...] = ()) -> Block:
    """One idea: its drawing, and its words beside it."""
    lines = (*(set_lines(words, style, TEXT_WIDTH - _COLUMN) or (Line("", style),)), *beneath)
    # As high as its drawing at least, so that the next one never stands on it.
    missing = _COLUMN * 0.78 - sum(line.leading for line in lines)
    if missing > 0:
        lines += (Line("", Style(size, missing)),)
    return Block(lines, size * 0.9, inset=_COLUMN, tail=len(beneath), listed=True, picture=picture)
