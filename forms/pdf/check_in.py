# SPDX-License-Identifier: Apache-2.0
"""The agreement to check in as a page that the person keeps: whom I reach, how soon, and what if not.

Never holds anything about how a person is, and never a name on the list of people who must not be told: it is
given words that were looked through already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forms.pdf.copy import CopyNumber
from forms.pdf.fonts import BOLD
from forms.pdf.footer import Footer
from forms.pdf.page import (
    MARGIN,
    PAGE_HEIGHT,
    PRIMARY,
    SOFT_INK,
    TEXT_WIDTH,
    Block,
    Edge,
    Line,
    Style,
    paginate,
    set_lines,
)
from forms.pdf.sheet import draw_sheet
from forms.pdf.slip import SlipPart
from forms.pdf.wording import numbers_whole, unchecked_lines


@dataclass(frozen=True, slots=True)
class Letter:
    """A page of parts: the agreement that stays with a person, or the letter to their GP.

    Attributes:
        title: what it is.
        under: a line under the title, such as whose and of which day; "" for none.
        parts: headings with their lines; those without lines are left out.
        panel: the part that must be found at once, set in a frame at the end; None for none.
        point_size: the body size, 12 to 28. Large print goes on over as many pages as it takes.
        language: BCP 47 tag.
        copy: which copy it is; None for a page that is not counted.
    """

    title: str
    under: str
    parts: tuple[SlipPart, ...]
    panel: SlipPart | None = None
    point_size: int = 14
    language: str = "en-GB"
    copy: CopyNumber | None = None


def letter_lines(letter: Letter) -> tuple[tuple[bool, str], ...]:
    """Everything on it to copy by hand, in order; with each whether it is a heading."""
    parts = [SlipPart(letter.title, (letter.under,) if letter.under else ()), *_shown(letter)]
    if letter.panel is not None:
        parts.append(letter.panel)
    return tuple(
        (heading, line)
        for part in parts
        for heading, line in ((True, part.heading), *((False, one) for one in part.lines))
    )


def _shown(letter: Letter) -> list[SlipPart]:
    return [one for one in letter.parts if one.lines]


def compose_letter(letter: Letter) -> bytes:
    """The PDF; the same letter gives the same bytes."""
    size = float(letter.point_size)
    footer = Footer.of_copy(letter.copy, letter.language, Style(size, size * 1.3, SOFT_INK))
    pages = paginate(list(_blocks(letter)), PAGE_HEIGHT - 2 * MARGIN - footer.height)
    return draw_sheet(pages, letter.title, letter.language, footer.draw)


def _blocks(letter: Letter) -> Iterator[Block]:
    size = float(letter.point_size)
    heading, body = Style(size, size * 1.3, PRIMARY, BOLD, "H2"), Style(size, size * 1.35)
    title = Style(size + 6, (size + 6) * 1.2, face=BOLD, role="H1")
    yield Block(set_lines(letter.title, title, TEXT_WIDTH), keep_next=True)
    if under := set_lines(letter.under, Style(size, size * 1.3, SOFT_INK), TEXT_WIDTH):
        yield Block(under, size * 0.2)
    for part in _shown(letter):
        yield Block(set_lines(part.heading, heading, TEXT_WIDTH), size * 0.7, keep_next=True)
        for line in part.lines:
            if lines := set_lines(numbers_whole(line), body, TEXT_WIDTH):
                yield Block(lines, size * 0.15)
    for words in unchecked_lines(letter.language):
        yield Block(set_lines(words, Style(size, size * 1.3, SOFT_INK), TEXT_WIDTH), size * 0.5)
    if letter.panel is not None:
        inset = size * 0.8
        width = TEXT_WIDTH - 2 * inset
        lines_in: list[Line] = list(set_lines(letter.panel.heading, heading, width))
        for words in letter.panel.lines:
            lines_in += set_lines(numbers_whole(words), body, width)
        yield Block(tuple(lines_in), size * 0.9, Edge.PANEL, inset)
