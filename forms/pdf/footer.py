# SPDX-License-Identifier: Apache-2.0
"""What stands at the foot of every page of a copy. Never smaller than the words above it."""

from __future__ import annotations

from forms.pdf import wording
from forms.pdf.copy import PlanCopy
from forms.pdf.drawing import draw_lines
from forms.pdf.page import HAIRLINE, MARGIN, PAGE_WIDTH, TEXT_WIDTH, Line, Style, set_lines
from forms.pdf.paper import Paper


class Footer:
    """Version, date, copy number and page x of y, at body size: on one line, or two if too long."""

    def __init__(self, copy: PlanCopy, style: Style) -> None:
        self.style = style
        version = wording.version_and_date(copy)
        number = wording.copy_number(copy.copy_number, copy.replaces)
        together = set_lines(f"{number} · {version}" if number else version, style, 10 * TEXT_WIDTH)
        page = set_lines(wording.page_of(888, 888), style, 10 * TEXT_WIDTH)
        if together[0].width + 2 * style.size + page[0].width <= TEXT_WIDTH:
            self.left = together
        else:
            last = set_lines(number, style, TEXT_WIDTH) or (Line("", style),)
            self.left = (*set_lines(version, style, TEXT_WIDTH), *last)

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
