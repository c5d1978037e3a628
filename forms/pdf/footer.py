# SPDX-License-Identifier: Apache-2.0
"""What stands at the foot of every page of a sheet. Never smaller than the words above it."""

from __future__ import annotations

from collections.abc import Sequence

from forms.pdf import wording
from forms.pdf.copy import CopyNumber, PlanCopy
from forms.pdf.drawing import draw_lines
from forms.pdf.page import HAIRLINE, MARGIN, PAGE_WIDTH, TEXT_WIDTH, Line, Style, set_lines
from forms.pdf.paper import Paper


class Footer:
    """Copy number, version, date and page x of y, at body size: on one line, or each on its own if too long.

    Args:
        number: which copy it is, in words; "" for none. On its own it stands beside the page number.
        others: version, date and code, in this order; empty ones are left out. A code comes last: after its
            letters a date would be torn on a page that runs from right to left (UAX 9, W7).
        style: of all of it.
    """

    def __init__(self, number: str, others: Sequence[str], style: Style) -> None:
        self.style = style
        beside = (
            TEXT_WIDTH - style.size * 0.8 - set_lines(wording.page_of(88, 88), style, TEXT_WIDTH)[0].width
        )
        words = " · ".join(one for one in (number, *others) if one)
        together = set_lines(words, style, 10 * TEXT_WIDTH) or (Line("", style),)
        if together[0].width <= beside:
            self.left = together
        else:
            above = [line for one in others for line in set_lines(one, style, TEXT_WIDTH)]
            last = set_lines(number, style, TEXT_WIDTH)
            # What is too long to stand beside the page number has the line above it.
            under = () if len(last) == 1 and last[0].width <= beside else (Line("", style),)
            self.left = (*above, *last, *under)

    @classmethod
    def of_plan(cls, copy: PlanCopy, style: Style) -> Footer:
        """The footer of a sheet that is made of a plan."""
        number = wording.copy_number(copy.copy_number, copy.replaces)
        return cls(number, (wording.version_and_date(copy),), style)

    @classmethod
    def of_copy(cls, copy: CopyNumber | None, language: str, style: Style) -> Footer:
        """The footer of any other sheet: the page alone where it has no number."""
        if copy is None:
            return cls("", (), style)
        day = wording.written_date(copy.made_on, language)
        return cls(wording.copy_number(copy.number, copy.replaces), (day, copy.code), style)

    @property
    def height(self) -> float:
        """Its height with the space above it."""
        return len(self.left) * self.style.leading + self.style.size * 1.4

    def draw(self, paper: Paper, page: int, pages: int) -> None:
        """Draw it at the foot of the current page."""
        leading = self.style.leading
        top = MARGIN + len(self.left) * leading
        paper.canvas.setStrokeColor(HAIRLINE)
        paper.canvas.setLineWidth(0.8)
        paper.canvas.setLineCap(0)
        paper.canvas.setDash()
        paper.canvas.line(
            MARGIN, top + self.style.size * 0.4, PAGE_WIDTH - MARGIN, top + self.style.size * 0.4
        )
        draw_lines(paper, self.left, MARGIN, top)
        right = set_lines(wording.page_of(page, pages), self.style, TEXT_WIDTH)
        draw_lines(paper, right, MARGIN, MARGIN + leading, right=PAGE_WIDTH - MARGIN)
