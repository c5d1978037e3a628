# SPDX-License-Identifier: Apache-2.0
"""Blocks of lines, put on A4 pages and drawn. Never shrinks anything to fit; never knows what a plan is.

All lengths are PDF points (1/72 inch). Layout comes wholly before drawing, so "page x of y" is simply known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from forms.pdf.fonts import REGULAR, Face, has_glyph, metrics
from forms.pdf.letters import break_lines, on_paper

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PAGE_WIDTH, PAGE_HEIGHT = 595.276, 841.89  # A4, 210 × 297 mm
MARGIN = 56.693  # 20 mm, wide enough for a hole punch
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN

INK, SOFT_INK, PRIMARY, SOON = "#1D2B2F", "#4A5B60", "#0F5C63", "#7A4E00"
PERSON, OTHERS = "#6B3A80", "#52616B"
HAIRLINE, PANEL_TINT = "#B9C9C8", "#F3F8F7"

# A block lower than this share of a page is never torn in two.
_WHOLE_SHARE = 0.33
_FEWEST_LINES = 3
_ROUNDING = 1e-6


class Edge(Enum):
    """What stands beside or round a block; lines differ in form, so no colour is needed (domain J 11)."""

    NONE = "none"
    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    PANEL = "panel"


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set; `leading` is the height that it takes."""

    size: float
    leading: float
    colour: str = INK
    face: Face = REGULAR


@dataclass(frozen=True, slots=True)
class Line:
    """One set line, already in characters that its face can draw."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together.

    Attributes:
        before: the space above it, left out at the top of a page.
        edge: what is drawn beside or round it.
        inset: where its lines start, from the left margin.
        tail: how many of its last lines stay together with two before them.
        keep_next: whether it must not end a page, as a heading must not.
    """

    lines: tuple[Line, ...]
    before: float = 0.0
    edge: Edge = Edge.NONE
    inset: float = 0.0
    tail: int = 0
    keep_next: bool = False

    @property
    def padding(self) -> float:
        """The space between the lines and a panel's frame, above and below."""
        return self.lines[0].style.size * 0.8 if self.edge is Edge.PANEL else 0.0

    @property
    def height(self) -> float:
        """Its height without the space before it."""
        return _height(self.lines) + 2 * self.padding

    def part(self, start: int, end: int) -> Block:
        """Some of its lines, with the same edge."""
        return Block(self.lines[start:end], 0.0, self.edge, self.inset)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and how far below the top margin it starts."""

    block: Block
    top: float


@dataclass(slots=True)
class _Page:
    used: float = 0.0
    placed: list[Placed] = field(default_factory=list)


def set_lines(text: str, style: Style, width: float) -> tuple[Line, ...]:
    """Any text at all, set in lines of this style; no line where it has nothing to show."""
    shown = on_paper(text, has_glyph)
    return tuple(
        Line(line, style) for line in break_lines(shown, metrics(style.face).advances, width / style.size)
    )


def paginate(blocks: Sequence[Block], height: float) -> list[list[Placed]]:
    """Put blocks on pages whose text is `height` high; every page has something on it."""
    pages = [_Page()]
    for index, block in enumerate(blocks):
        page = pages[-1]
        if page.placed and page.used + block.before + _needs(blocks, index, height) > height + _ROUNDING:
            pages.append(_Page())
        _place(block, pages, height)
    return [page.placed for page in pages]


def _needs(blocks: Sequence[Block], index: int, height: float) -> float:
    """The room a block needs before it may start: a heading needs the start of what follows it as well."""
    block = blocks[index]
    if block.keep_next and index + 1 < len(blocks):
        following = blocks[index + 1]
        return min(height, block.height + following.before + _needs(blocks, index + 1, height))
    if _stays_whole(block, height):
        return min(height, block.height)
    return _height(block.lines[:_FEWEST_LINES]) + 2 * block.padding


def _stays_whole(block: Block, height: float) -> bool:
    """Whether it is never torn while a page can hold it: a panel, a low block, or few lines over a tail."""
    few = len(block.lines) < _FEWEST_LINES + block.tail + 2
    return few or block.edge is Edge.PANEL or block.height <= height * _WHOLE_SHARE


def _place(block: Block, pages: list[_Page], height: float) -> None:
    """Put one block on the last page, going on over as many further pages as it takes."""
    start, total = 0, len(block.lines)
    while start < total:
        page = pages[-1]
        before = block.before if page.placed and not start else 0.0
        rest = block.part(start, total)
        end = start + _fitting(rest, height - page.used - before, tail=block.tail)
        if end == start:
            if page.placed:
                pages.append(_Page())
                continue
            end = start + 1
        piece = block.part(start, end)
        page.placed.append(Placed(piece, page.used + before))
        page.used += before + piece.height
        start = end
        if start < total:
            pages.append(_Page())


def _fitting(block: Block, room: float, tail: int) -> int:
    """How many of its lines go into this room, without tearing its tail from the words above where it can."""
    room -= 2 * block.padding - _ROUNDING
    count = 0
    for line in block.lines:
        room -= line.style.leading
        if room < 0:
            break
        count += 1
    whole = len(block.lines)
    if count == whole:
        return whole
    kept = whole - tail - 2
    return min(count, kept) if kept >= _FEWEST_LINES else count


def _height(lines: Sequence[Line]) -> float:
    return sum(line.style.leading for line in lines)


def draw(canvas: Canvas, placed: Placed) -> None:
    """Draw one placed block on the current page."""
    block = placed.block
    top = PAGE_HEIGHT - MARGIN - placed.top
    _draw_edge(canvas, block, top)
    left = MARGIN + block.inset
    draw_lines(canvas, block.lines, left, top - block.padding)


def draw_lines(canvas: Canvas, lines: Sequence[Line], left: float, top: float, right: float = 0.0) -> None:
    """Draw lines below one another; where `right` is given they end there instead of starting at `left`."""
    for line in lines:
        style = line.style
        measures = metrics(style.face)
        glyphs = (measures.ascent + measures.descent) * style.size
        baseline = top - (style.leading - glyphs) / 2 - measures.ascent * style.size
        x = right - width_of(line) if right else left
        canvas.setFillColor(style.colour)
        canvas.setFont(style.face, style.size)
        if line.text:
            canvas.drawString(x, baseline, line.text)
        top -= style.leading


def _draw_edge(canvas: Canvas, block: Block, top: float) -> None:
    size = block.lines[0].style.size
    if block.edge is Edge.NONE:
        return
    if block.edge is Edge.PANEL:
        canvas.setFillColor(PANEL_TINT)
        canvas.setStrokeColor(PRIMARY)
        canvas.setLineWidth(1.2)
        canvas.setDash()
        canvas.roundRect(MARGIN, top - block.height, TEXT_WIDTH, block.height, 10, stroke=1, fill=1)
        return
    _draw_bar(canvas, block, top, thick=size * 0.28)


def _draw_bar(canvas: Canvas, block: Block, top: float, thick: float) -> None:
    """A bar left of the lines, from the top of their letters to the foot of the last."""
    first, last = block.lines[0].style, block.lines[-1].style
    above, below = (first.leading - first.size) / 2, (last.leading - last.size) / 2
    x = MARGIN + block.inset - first.size
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


def width_of(line: Line) -> float:
    """The width of a set line."""
    return metrics(line.style.face).width(line.text) * line.style.size
