# SPDX-License-Identifier: Apache-2.0
"""Cards for a wallet: two panels beside each other, with lines to cut and to fold along, as many as it takes.

Never a name on them: a card is lost more easily than a sheet (domain, hazard 13). Words are set at 12 point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from forms.pdf import wording
from forms.pdf.code import code_block
from forms.pdf.copy import PlanCopy
from forms.pdf.drawing import Frame, draw, draw_lines
from forms.pdf.fonts import BOLD
from forms.pdf.page import (
    MARGIN,
    OTHERS,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PRIMARY,
    SOFT_INK,
    TEXT_WIDTH,
    Block,
    Placed,
    Style,
    paginate,
    set_lines,
)
from forms.pdf.paper import Paper
from forms.pdf.sheet import draw_document
from locales import _

# ISO/IEC 7810 ID-1, the size of a bank card: 85.6 × 54 mm.
_WIDTH, _HEIGHT = 242.65, 153.07
_INSIDE = 10.0
_CARDS_ON_A_PAGE = 4
_CODE = 62.0  # 22 mm
CARD_SIZE = 12
"""Points: large enough to be read, small enough to fit a wallet."""
_BODY = Style(CARD_SIZE, 15)
_SOFT = Style(CARD_SIZE, 15, SOFT_INK)
_HEADING = Style(CARD_SIZE, 15.5, PRIMARY, BOLD, "H2")


@dataclass(frozen=True, slots=True)
class CardPart:
    """A heading and the lines under it; a part starts on a new panel where it does not fit whole."""

    heading: str
    lines: tuple[str, ...]


def compose_cards(parts: Sequence[CardPart], copy: PlanCopy, title: str) -> bytes:
    """The PDF of one set of cards; the same parts give the same bytes.

    Args:
        parts: what stands on them, in order.
        copy: for version, date, copy number and language.
        title: of the document, neutral.
    """
    panels = paginate([*_blocks(parts), *_foot(copy)], _HEIGHT - 2 * _INSIDE)
    each = 2 * _CARDS_ON_A_PAGE
    pages = [panels[start : start + each] for start in range(0, len(panels), each)]

    def draw_all(paper: Paper) -> None:
        heading = paper.tags.root.add("H1")
        for number, page in enumerate(pages, start=1):
            # Said once; on further pages it is for the eye.
            with paper.tagged(heading) if number == 1 else paper.decoration():
                draw_lines(paper, set_lines(_how(), _BODY, TEXT_WIDTH), MARGIN, PAGE_HEIGHT - MARGIN / 2)
            with paper.decoration():
                page_of = set_lines(wording.page_of(number, len(pages)), _SOFT, TEXT_WIDTH)
                draw_lines(paper, page_of, MARGIN, MARGIN, right=PAGE_WIDTH - MARGIN)
            for place, panel in enumerate(page):
                _draw_panel(paper, panel, place)
            paper.next_page()

    return draw_document(draw_all, title, copy.language)


def _how() -> str:
    return _("Cut along the broken lines. Fold along the dots.")


def _blocks(parts: Sequence[CardPart]) -> Iterator[Block]:
    width = _WIDTH - 2 * _INSIDE
    for part in parts:
        yield Block(set_lines(part.heading, _HEADING, width), 6.0, keep_next=True)
        for words in part.lines:
            if lines := set_lines(words, _BODY, width):
                yield Block(lines, 3.0)


def _foot(copy: PlanCopy) -> Iterator[Block]:
    width = _WIDTH - 2 * _INSIDE
    version = (wording.version_and_date(copy), wording.copy_number(copy.copy_number, copy.replaces))
    for words in (wording.unchecked_lines(copy.language), version):
        if lines := tuple(line for one in words for line in set_lines(one, _SOFT, width)):
            yield Block(lines, 6.0)
    if copy.code:
        yield code_block(copy.code, copy.language, _SOFT, width, side=_CODE, before=6.0)


def _draw_panel(paper: Paper, panel: Sequence[Placed], place: int) -> None:
    """Draw one panel; two beside each other are one card, read from the side where its language starts."""
    row, column = divmod(place, 2)
    left = (PAGE_WIDTH - 2 * _WIDTH) / 2
    top = PAGE_HEIGHT - MARGIN - 20 - row * (_HEIGHT + 20)
    if paper.right_to_left:
        column = 1 - column
    x = left + column * _WIDTH
    if not place % 2:
        with paper.decoration():
            _draw_edges(paper, left, top)
    frame = Frame(x + _INSIDE, x + _WIDTH - _INSIDE, top - _INSIDE)
    for placed in panel:
        draw(paper, placed, paper.tags.root, frame)


def _draw_edges(paper: Paper, left: float, top: float) -> None:
    canvas = paper.canvas
    canvas.setStrokeColor(OTHERS)
    canvas.setLineWidth(0.8)
    canvas.setLineCap(0)
    canvas.setDash([6, 4])
    canvas.rect(left, top - _HEIGHT, 2 * _WIDTH, _HEIGHT, stroke=1, fill=0)
    canvas.setLineCap(1)
    canvas.setDash([0.1, 4])
    canvas.line(left + _WIDTH, top, left + _WIDTH, top - _HEIGHT)
