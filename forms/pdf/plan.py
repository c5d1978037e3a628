# SPDX-License-Identifier: Apache-2.0
"""A plan as an A4 PDF that a person holds. Never shows a word of the plan as anybody else's than it is.

Set as UKAAF G003 asks (domain H): sans serif, left aligned, no italics, underlining or block capitals, and
nothing smaller than the body, page numbers included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from forms.crisis_numbers import all_lines
from forms.pdf import wording
from forms.pdf.code import code_block
from forms.pdf.copy import CopySection, CopyStatement, OpenVersions, PlanCopy, Whose, what_shows
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
    Edge,
    Line,
    Style,
    paginate,
    set_lines,
)
from forms.pdf.sheet import draw_sheet
from locales import _

_EDGES: dict[Whose, Edge] = {
    "person": Edge.SOLID,
    "carer": Edge.DOTTED,
    "worker": Edge.DASHED,
    "clinician": Edge.DASHED,
}


def compose_plan(copy: PlanCopy, *, show_struck: bool = False, opening: str = "", title: str = "") -> bytes:
    """The PDF of one copy; the same copy gives the same bytes.

    Args:
        copy: what is on it.
        show_struck: also show statements that were taken out, each marked so.
        opening: the sentence under the title; the plan's own where it is empty.
        title: of the document, neutral; the plan's own where it is empty.
    """
    mine = _("This plan is mine. I choose what goes in it and who sees it.")
    sheet = _Sheet(copy, opening or mine, show_struck=show_struck)
    footer = Footer.of_plan(copy, sheet.soft)
    height = PAGE_HEIGHT - 2 * MARGIN - footer.height
    pages = paginate(list(sheet.blocks(height)), height)
    return draw_sheet(pages, title or _("My plan"), copy.language, footer.draw, plain_cover=copy.plain_cover)


class _Sheet:
    """One copy at its own point size: what stands on it, in order."""

    def __init__(self, copy: PlanCopy, opening: str, *, show_struck: bool) -> None:
        self.copy = copy
        self.opening = opening
        self.show_struck = show_struck
        size = float(copy.point_size)
        self.size = size
        self.body = Style(size, size * 1.4)
        self.soft = replace(self.body, colour=SOFT_INK)
        # Headings grow by steps, not in proportion: at 28 point a doubled heading would break every word.
        self.title = Style(size + 12, (size + 12) * 1.2, face=BOLD, role="H1")
        self.section = Style(size + 6, (size + 6) * 1.25, PRIMARY, BOLD, "H2")
        self.part = replace(self.body, face=BOLD, role="H3")
        self.panel = replace(self.part, colour=PRIMARY, role="H2")
        self.open = replace(self.body, colour=SOON, face=BOLD)

    def blocks(self, height: float) -> Iterator[Block]:
        """Everything on the sheet, whose pages are this high."""
        yield from self._opening(height)
        for section in self.copy.sections:
            yield from self._section(section)
        if self.copy.code:
            yield code_block(self.copy.code, self.copy.language, self.soft, TEXT_WIDTH, before=self.size * 2)

    def _opening(self, height: float) -> Iterator[Block]:
        size = self.size
        head = [
            *self._text(self.copy.title, self.title, keep_next=True),
            *self._text(wording.byline(self.copy), self.soft, before=size * 0.3),
        ]
        opening = list(self._text(self.opening, self.body, before=size))
        # Two panels, so that at 28 point the first still stands on the first page, where it is looked for.
        help_now = self._panel(_("If I need help now"), list(all_lines()), before=size * 1.2)
        together = [*head, *opening, help_now]
        if sum(one.before + one.height for one in together) > height:
            together = [*head, help_now, *opening]
        yield from together
        if local := wording.local_crisis_lines(self.copy):
            yield self._panel(_("People near me to call"), local, before=size * 0.7)
        for place, line in enumerate(wording.unchecked_lines(self.copy.language)):
            yield from self._text(line, self.soft, before=size * (0.2 if place else 1.2))
        yield from self._key()

    def _panel(self, heading: str, texts: list[str], before: float) -> Block:
        inset = self.size
        width = TEXT_WIDTH - 2 * inset
        lines = list(set_lines(heading, self.panel, width))
        for text in texts:
            lines += (self._gap(0.3), *set_lines(text, self.body, width))
        return Block(tuple(lines), before, Edge.PANEL, inset)

    def _gap(self, share: float) -> Line:
        """An empty line as high as this share of the body size."""
        return Line("", Style(self.size, self.size * share))

    def _key(self) -> Iterator[Block]:
        """What the bars mean, on a sheet where somebody besides the person has said something."""
        met: set[Whose] = {"worker" if one.whose == "clinician" else one.whose for one in self._statements()}
        if met <= {"person"}:
            return
        inset, before = self.size * 1.3, self.size * 1.2
        kinds = [whose for whose in _EDGES if whose in met]
        for whose in kinds:
            lines = set_lines(wording.line_key(whose), self.soft, TEXT_WIDTH - inset)
            yield Block(lines, before, _EDGES[whose], inset, keep_next=whose != kinds[-1])
            before = self.size * 0.4

    def _section(self, section: CopySection) -> Iterator[Block]:
        size = self.size
        yield from self._text(section.title, self.section, before=size * 2.2, keep_next=True)
        yield from self._text(section.lead, self.soft, before=size * 0.2, keep_next=bool(section.parts))
        shown = [(part, what_shows(part, show_struck=self.show_struck)) for part in section.parts]
        if shown and not any(statements for _part, statements in shown):
            yield from self._text(wording.left_for_now(whole_section=True), self.body, before=size * 0.6)
            return
        for part, statements in shown:
            yield from self._text(part.title, self.part, before=size * 1.2, keep_next=True)
            if not statements:
                yield from self._text(wording.left_for_now(whole_section=False), self.body, before=size * 0.3)
            for position, one in enumerate(statements):
                yield from self._said(one, before=size * (1.0 if position else 0.8))

    def _said(self, one: CopyStatement | OpenVersions, before: float) -> Iterator[Block]:
        if isinstance(one, CopyStatement):
            yield self._statement(one, before, step=1)
            return
        heading = wording.open_versions(len(one.versions))
        yield from self._text(heading, self.open, before=before, keep_next=True)
        for version in one.versions:
            block = self._statement(version, self.size * 0.6, step=2)
            # Versions are read beside each other, so they share a page where one can hold them.
            yield replace(block, keep_next=version is not one.versions[-1])

    def _statement(self, one: CopyStatement, before: float, step: int) -> Block:
        inset = self.size * 1.3 * step
        width = TEXT_WIDTH - inset
        words = set_lines(one.text, self.body, width) or set_lines(_("Nothing written."), self.body, width)
        said = set_lines(wording.attribution(one, self.copy.language), self.soft, width)
        beneath = (self._gap(0.15), *said)
        return Block(words + beneath, before, _EDGES[one.whose], inset, len(beneath), listed=True)

    def _text(self, text: str, style: Style, before: float = 0.0, keep_next: bool = False) -> Iterator[Block]:
        """A block of plain lines, or nothing where the text is empty."""
        if lines := set_lines(text, style, TEXT_WIDTH):
            yield Block(lines, before, keep_next=keep_next)

    def _statements(self) -> Iterator[CopyStatement]:
        """Each single statement on the sheet."""
        for section in self.copy.sections:
            for part in section.parts:
                for one in what_shows(part, show_struck=self.show_struck):
                    yield from one.versions if isinstance(one, OpenVersions) else (one,)
