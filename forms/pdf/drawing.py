# SPDX-License-Identifier: Apache-2.0
"""Draws placed blocks, and tells screen readers what each is. Never decides where anything stands.

All lengths are PDF points, as in `forms.pdf.page`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forms.pdf.code import alternative, draw_code
from forms.pdf.page import (
    MARGIN,
    OTHERS,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PANEL_TINT,
    PERSON,
    PRIMARY,
    Block,
    Edge,
    Line,
    Placed,
)
from forms.pdf.paper import Paper
from forms.pdf.pictures import draw_picture
from forms.pdf.tags import Element


@dataclass(frozen=True, slots=True)
class Frame:
    """Where on the page blocks stand."""

    left: float
    right: float
    top: float


WHOLE_PAGE = Frame(MARGIN, PAGE_WIDTH - MARGIN, PAGE_HEIGHT - MARGIN)


def draw(paper: Paper, placed: Placed, within: Element, frame: Frame = WHOLE_PAGE) -> None:
    """Draw one placed block on the current page, as part of this element of the structure."""
    block = placed.block
    top = frame.top - placed.top
    with paper.decoration():
        _draw_edge(paper, block, top, frame)
        _draw_picture(paper, block, top, frame)
    left, right = _column(block, paper.right_to_left, frame)
    if block.code:
        _draw_code(paper, block, top, within, frame)
    owner = _owner(block, within)
    element = _newest(owner) if block.goes_on else None
    top -= block.padding
    for line in block.lines:
        if line.text:
            if element is None or not line.goes_on:
                element = owner.add(line.style.role)
            with paper.tagged(element):
                _write(paper, line, top, right - line.width if line.right_to_left else left)
        top -= line.leading


def draw_lines(paper: Paper, lines: Sequence[Line], left: float, top: float, right: float = 0.0) -> None:
    """Draw lines below one another; where `right` is given they end there instead of starting at `left`.

    Both are turned round on a page that is laid out from right to left.
    """
    for line in lines:
        if line.text:
            width = line.width
            x = right - width if right else left
            _write(paper, line, top, PAGE_WIDTH - x - width if paper.right_to_left else x)
        top -= line.leading


def _write(paper: Paper, line: Line, top: float, x: float) -> None:
    style = line.style
    spare = line.leading - line.above - line.below
    paper.write_line(line.spots, x, top - spare / 2 - line.above, style.size, style.colour)


def _column(block: Block, right_to_left: bool, frame: Frame) -> tuple[float, float]:
    """Where its lines may start and end; on a page laid out from right to left all is mirrored."""
    start, end = block.inset, block.inset if block.edge is Edge.PANEL else 0.0
    if right_to_left:
        start, end = end, start
    return frame.left + start, frame.right - end


def _owner(block: Block, within: Element) -> Element:
    """What its paragraphs belong to: the flow of the page, or an item of a list."""
    if not block.listed:
        return within
    newest = _newest(within)
    items = newest if newest is not None and newest.role == "L" else within.add("L")
    item = _newest(items) if block.goes_on else None
    body = None if item is None else _newest(item)
    return body or items.add("LI").add("LBody")


def _newest(element: Element) -> Element | None:
    last = element.children[-1] if element.children else None
    return last if isinstance(last, Element) else None


def _draw_edge(paper: Paper, block: Block, top: float, frame: Frame) -> None:
    canvas = paper.canvas
    if block.edge is Edge.NONE:
        return
    if block.edge is Edge.PANEL:
        canvas.setFillColor(PANEL_TINT)
        canvas.setStrokeColor(PRIMARY)
        canvas.setLineWidth(1.2)
        canvas.setDash()
        canvas.roundRect(
            frame.left, top - block.height, frame.right - frame.left, block.height, 10, stroke=1, fill=1
        )
        return
    _draw_bar(paper, block, top, frame)


def _draw_picture(paper: Paper, block: Block, top: float, frame: Frame) -> None:
    if block.picture:
        side = block.inset * 0.75
        draw_picture(
            paper.canvas,
            block.picture,
            frame.right - side if paper.right_to_left else frame.left,
            top - side,
            side,
        )


def _draw_code(paper: Paper, block: Block, top: float, within: Element, frame: Frame) -> None:
    side = block.lines[0].leading
    with paper.tagged(within.add("Figure", alternative(block.code))):
        left = frame.right - side if paper.right_to_left else frame.left
        draw_code(paper.canvas, block.code, left, top - side, side)


def _draw_bar(paper: Paper, block: Block, top: float, frame: Frame) -> None:
    """A bar before the lines, from the top of their letters to the foot of the last."""
    canvas, thick = paper.canvas, block.lines[0].style.size * 0.28
    first, last = block.lines[0].style, block.lines[-1].style
    above, below = (first.leading - first.size) / 2, (last.leading - last.size) / 2
    aside = block.inset - first.size
    x = frame.right - aside if paper.right_to_left else frame.left + aside
    start, end = top - above, top - block.height + below
    dashes = {Edge.DASHED: _even(start - end, thick * 1.8, thick), Edge.DOTTED: (0.0, thick * 1.9)}.get(
        block.edge
    )
    canvas.setStrokeColor(PERSON if block.edge is Edge.SOLID else OTHERS)
    canvas.setLineWidth(thick)
    canvas.setLineCap(1 if block.edge is Edge.DOTTED else 0)
    canvas.setDash(list(dashes) if dashes else [])
    reach = thick / 2 if block.edge is Edge.DOTTED else 0.0
    canvas.line(x, start - reach, x, end + reach)


def _even(length: float, dash: float, gap: float) -> tuple[float, float]:
    """Dashes of about this length that end where the bar ends."""
    count = max(2, round((length + gap) / (dash + gap)))
    return (length + gap) / count - gap, gap
