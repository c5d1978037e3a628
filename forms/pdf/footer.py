# SPDX-License-Identifier: Apache-2.0
"""What stands at the foot of every page of a sheet. Never smaller than the words above it."""

from __future__ import annotations

from forms.pdf import wording
from forms.pdf.copy import CopyNumber, PlanCopy
from forms.pdf.drawing import draw_lines
from forms.pdf.page import HAIRLINE, MARGIN, PAGE_WIDTH, TEXT_WIDTH, Line, Style, set_lines
from forms.pdf.paper import Paper


class Footer:
    """Version, date, copy number and page x of y, at body size: on one line, or more if too long.

    Args:
        version: version and date in words, or the date alone; "" for neither.
        number: which copy it is, in words; "" for none.
        style: of all of it.
    """

    def __init__(self, version: str, number: str, style: Style) -> None:
        self.style = style
        together = set_lines(" · ".join(one for one in (number, version) if one), style, 10 * TEXT_WIDTH) or (
            Line("", style),
        )
        page = set_lines(wording.page_of(888, 888), style, 10 * TEXT_WIDTH)
        beside = TEXT_WIDTH - 2 * style.size - page[0].width
        if together[0].width <= beside:
            self.left = together
        else:
            # The last line stands beside the page number, so that it has to end before it.
            last = set_lines(number, style, beside) or (Line("", style),)
            self.left = (*set_lines(version, style, TEXT_WIDTH), *last)

    @classmethod
    def of_plan(cls, copy: PlanCopy, style: Style) -> Footer:
        """The footer of a sheet that is made of a plan."""
        return cls(
            wording.version_and_date(copy), wording.copy_number(copy.copy_number, copy.replaces), style
        )

    @classmethod
    def of_copy(cls, copy: CopyNumber | None, language: str, style: Style) -> Footer:
        """The footer of any other sheet: the page alone where it has no number."""
        if copy is None:
            return cls("", "", style)
        return cls(wording.written_date(copy.made_on, language), wording.number_and_code(copy), style)

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
