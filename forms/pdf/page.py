# SPDX-License-Identifier: Apache-2.0
"""Blocks of lines, put on pages. Never shrinks anything to fit; never knows what a plan is, never draws.

All lengths are PDF points (1/72 inch). Layout comes wholly before drawing, so "page x of y" is simply known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial

from forms.pdf.fonts import REGULAR, Face, has_glyph, typefaces
from forms.pdf.letters import break_lines, on_paper
from forms.pdf.shaping import Spot, is_right_to_left, set_line, word_width
from forms.pdf.tags import Role

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
# Unseen letters with a direction (UAX 9, 2.6): in a catalogue they say how a sentence runs that begins with a
# name in other letters.
_MARKED = {"\u200e": False, "\u200f": True, "\u061c": True}


class Edge(Enum):
    """What stands beside or round a block; lines differ in form, so no colour is needed (domain J 11)."""

    NONE = "none"
    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    PANEL = "panel"


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is set; `leading` is the height that it takes, where its script needs no more.

    `role` is what its paragraph is to a screen reader.
    """

    size: float
    leading: float
    colour: str = INK
    face: Face = REGULAR
    role: Role = "P"


@dataclass(frozen=True, slots=True)
class Line:
    """One set line, already in characters that can be drawn.

    Attributes:
        text: in the order in which it is read.
        right_to_left: the direction of its paragraph, which also says on which side it starts.
        above: the height needed above its baseline, and with `below` at least the style's leading.
        below: the height needed below its baseline.
        goes_on: whether the line before it is of the same paragraph.
    """

    text: str
    style: Style
    right_to_left: bool = False
    above: float = 0.0
    below: float = 0.0
    goes_on: bool = False

    @property
    def leading(self) -> float:
        """The height that it takes."""
        return max(self.style.leading, self.above + self.below)

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Its glyphs, in the order in which they are read."""
        return set_line(self.text, self.style.face, self.right_to_left)

    @property
    def width(self) -> float:
        """From where it starts to where it ends."""
        return sum(spot.run.width for spot in self.spots) * self.style.size


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together.

    Attributes:
        before: the space above it, left out at the top of a page.
        edge: what is drawn beside or round it.
        inset: where its lines start, from the left margin.
        tail: how many of its last lines stay together with two before them.
        keep_next: whether it must not end a page, as a heading must not.
        listed: whether it is an item of a list.
        goes_on: whether it started on the page before.
        picture: the name of what is drawn left of it (forms.pdf.pictures); "" for nothing.
        code: what the square code says that is drawn where its first line is empty; "" for none.
    """

    lines: tuple[Line, ...]
    before: float = 0.0
    edge: Edge = Edge.NONE
    inset: float = 0.0
    tail: int = 0
    keep_next: bool = False
    listed: bool = False
    goes_on: bool = False
    picture: str = ""
    code: str = ""

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
        return Block(
            self.lines[start:end],
            0.0,
            self.edge,
            self.inset,
            listed=self.listed,
            goes_on=start > 0,
            picture="" if start else self.picture,
            code="" if start else self.code,
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and how far below the top margin it starts."""

    block: Block
    top: float


@dataclass(slots=True)
class _Page:
    used: float = 0.0
    placed: list[Placed] = field(default_factory=list)


def set_lines(text: str, style: Style, width: float, right_to_left: bool = False) -> tuple[Line, ...]:
    """Any text at all, set in lines of this style; no line where it has nothing to show.

    Args:
        text: as it was typed.
        style: for all of it.
        width: of the column.
        right_to_left: the direction of a paragraph that has no letter to tell it by.
    """
    shown = on_paper(text, has_glyph)
    words = break_lines(shown, partial(word_width, face=style.face), width / style.size)
    directions = _directions(words, shown, right_to_left, _MARKED.get(text.lstrip()[:1]))
    lines = [Line(line, style, rtl, goes_on=True) for line, rtl in zip(words, directions, strict=True)]
    if not lines:
        return ()
    # Lines of one text stand at even distances, as far apart as its tallest letters ask for.
    above, below = _room(lines)
    return tuple(replace(one, above=above, below=below, goes_on=at > 0) for at, one in enumerate(lines))


def _directions(lines: Sequence[str], shown: str, default: bool, marked: bool | None) -> Iterator[bool]:
    """Each line's direction: that of the paragraph which it is a line of; a mark tells that of the first."""
    paragraphs = iter([one for one in shown.strip().split("\n") if one.strip()])
    rest, direction = "", default
    for line in lines:
        letters = line.replace(" ", "")
        if letters and not rest:
            paragraph = next(paragraphs)
            direction = is_right_to_left(paragraph, default) if marked is None else marked
            rest, marked = paragraph.replace(" ", ""), None
        rest = rest[len(letters) :]
        yield direction


def _room(lines: Sequence[Line]) -> tuple[float, float]:
    """The height above and below the baseline that these lines need."""
    style = lines[0].style
    latin = typefaces(style.face)[0]
    spare = (style.leading - (latin.ascent + latin.descent) * style.size) / 2
    runs = [spot.run for line in lines for spot in line.spots]
    top = max([latin.ascent, *(run.top for run in runs)])
    bottom = max([latin.descent, *(run.bottom for run in runs)])
    return top * style.size + spare, bottom * style.size + spare


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
    """Whether it is never torn while a page can hold it: a panel, a code, low, or few lines over a tail."""
    few = len(block.lines) < _FEWEST_LINES + block.tail + 2
    return few or block.edge is Edge.PANEL or bool(block.code) or block.height <= height * _WHOLE_SHARE


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
        room -= line.leading
        if room < 0:
            break
        count += 1
    whole = len(block.lines)
    if count == whole:
        return whole
    kept = whole - tail - 2
    return min(count, kept) if kept >= _FEWEST_LINES else count


def _height(lines: Sequence[Line]) -> float:
    return sum(line.leading for line in lines)
