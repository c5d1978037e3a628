# SPDX-License-Identifier: Apache-2.0
"""The promise slip: the half page that stays with a person after every visit (domain M2).

Who came, what we promised, who by when, when we next meet, whom to ring if we do not. Never a word of the
plan, of a diagnosis or of a risk: whoever finds it learns that somebody was promised help.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forms.pdf.copy import LARGEST_POINT_SIZE, SMALLEST_POINT_SIZE, CopyNumber
from forms.pdf.drawing import draw_lines
from forms.pdf.fonts import BOLD
from forms.pdf.footer import Footer
from forms.pdf.page import (
    HAIRLINE,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    PRIMARY,
    SOFT_INK,
    TEXT_WIDTH,
    Block,
    Edge,
    Line,
    Placed,
    Style,
    paginate,
    set_lines,
)
from forms.pdf.paper import Paper
from forms.pdf.sheet import draw_sheet
from forms.pdf.wording import copy_number, numbers_whole, page_of, unchecked_lines, written_date
from locales import _, format_language

_HALF = PAGE_HEIGHT / 2
# A slip is cut in two, so its words keep off the cut as they keep off the edge of a printer.
_SLIP_MARGIN = 28.346
_FULL_STOPS = ".\u06d4\u0964"  # in English and Welsh, Urdu, Bengali


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One promise. `by` is in words already, "" where no day was given; so is `who`."""

    what: str
    who: str
    by: str


@dataclass(frozen=True, slots=True)
class WhomToRing:
    """Whom to ring if we do not come. `by` is when to give up waiting, in words; "" for no time."""

    name: str
    number: str
    by: str


@dataclass(frozen=True, slots=True)
class PromiseSlip:
    """One slip.

    Attributes:
        called: what the person likes to be called; "" for a slip without a name.
        came: names of those who came.
        on: the day of the visit.
        promises: the soonest first.
        next_contact: when, how and with whom, in words; "" where nothing was agreed.
        ring: None where the service has named nobody: then the lines of `help_lines` stand for it.
        help_lines: whom to ring in a crisis (forms.crisis_numbers).
        point_size: the body size, 12 to 28.
        language: BCP 47 tag.
        copy: which copy it is; None for a slip that is not counted.
    """

    called: str
    came: tuple[str, ...]
    on: date
    promises: tuple[SlipLine, ...]
    next_contact: str
    ring: WhomToRing | None
    help_lines: tuple[str, ...]
    point_size: int = 14
    language: str = "en-GB"
    copy: CopyNumber | None = None

    def __post_init__(self) -> None:
        """Refuse a size that no setting offers.

        Raises:
            ValueError: the point size is outside 12 to 28.
        """
        if not SMALLEST_POINT_SIZE <= self.point_size <= LARGEST_POINT_SIZE:
            raise ValueError(f"point size {self.point_size} is outside 12 to 28")


@dataclass(frozen=True, slots=True)
class SlipPart:
    """A heading and its lines: the same on paper and on the large page from which it is copied by hand."""

    heading: str
    lines: tuple[str, ...]


def slip_parts(slip: PromiseSlip) -> tuple[SlipPart, ...]:
    """Everything on the slip, in order, in words."""
    promises = tuple(
        _("{number}. {promise}").format(number=number, promise=_promise(one))
        for number, one in enumerate(slip.promises, start=1)
    )
    parts = [
        SlipPart(_("What we promised"), (_byline(slip), *(promises or (_("Nothing more was promised."),)))),
        SlipPart(_("When we next meet or talk"), (slip.next_contact or _("No day is agreed yet."),)),
        SlipPart(_("If we do not ring or come"), (numbers_whole(_ring(slip)),)),
        SlipPart(_("If I need help now"), tuple(map(numbers_whole, slip.help_lines))),
    ]
    return tuple(parts)


def compose_slip(slip: PromiseSlip) -> bytes:
    """The PDF of one slip: half an A4 page with a line to cut along, or whole pages where it needs them."""
    half = _on_half_pages(slip)
    if len(half) == 1:
        head = _head(slip)

        def besides(paper: Paper, _page: int, _pages: int) -> None:
            _cut(paper)
            for line in head:
                draw_lines(paper, [line], MARGIN, PAGE_HEIGHT - MARGIN + line.leading * 1.4)

        return draw_sheet(half, _title(), slip.language, besides)
    size = float(slip.point_size)
    footer = Footer.of_copy(slip.copy, slip.language, Style(size, size * 1.3, SOFT_INK))
    whole = paginate(list(_blocks(slip, size)), PAGE_HEIGHT - 2 * MARGIN - footer.height)
    return draw_sheet(whole, _title(), slip.language, footer.draw)


def fits_half_a_page(slip: PromiseSlip) -> bool:
    """Whether the slip is half a page, so that two can be cut from one sheet."""
    return len(_on_half_pages(slip)) == 1


def _on_half_pages(slip: PromiseSlip) -> list[list[Placed]]:
    pages = paginate(list(_blocks(slip, float(slip.point_size))), _HALF - _SLIP_MARGIN - MARGIN)
    # A number that takes two lines has no room above half a page.
    return pages if len(_head(slip)) < 2 else [*pages, []]


def _head(slip: PromiseSlip) -> tuple[Line, ...]:
    """What stands at the foot of a whole page, above the words of half a one: its foot is cut off."""
    if slip.copy is None:
        return ()
    size = float(slip.point_size)
    day = written_date(slip.copy.made_on, slip.language)
    number = copy_number(slip.copy.number, slip.copy.replaces)
    words = " · ".join(one for one in (number, day, page_of(1, 1), slip.copy.code) if one)
    return set_lines(words, Style(size, size * 1.3, SOFT_INK), TEXT_WIDTH)


def _title() -> str:
    return _("What we promised")


def _byline(slip: PromiseSlip) -> str:
    from babel.lists import format_list

    day = written_date(slip.on, slip.language)
    names = str(format_list(slip.came, locale=format_language()))
    who = _("{day}. {names} came.").format(day=day, names=names) if names else _("{day}.").format(day=day)
    return _("{called}, {who}").format(called=slip.called, who=who) if slip.called else who


def _promise(one: SlipLine) -> str:
    what = one.what.strip().rstrip(_FULL_STOPS)
    if one.who and one.by:
        return _("{what}. {who}, by {when}.").format(what=what, who=one.who, when=one.by)
    if one.who:
        return _("{what}. {who}.").format(what=what, who=one.who)
    if one.by:
        return _("{what}. By {when}.").format(what=what, when=one.by)
    return _("{what}.").format(what=what)


def _ring(slip: PromiseSlip) -> str:
    ring = slip.ring
    if ring is None:
        # safety
        return _("Ring one of the numbers below, at any hour.")
    if not ring.by:
        # safety
        return _("Ring {name}: {number}.").format(name=ring.name, number=ring.number)
    # safety
    return _("If we have not rung or come by {when}: ring {name}, {number}.").format(
        when=ring.by, name=ring.name, number=ring.number
    )


def _blocks(slip: PromiseSlip, size: float) -> Iterator[Block]:
    heading = Style(size, size * 1.3, PRIMARY, BOLD, "H2")
    body = Style(size, size * 1.3)
    first, *middle, last = slip_parts(slip)
    title = Style(size + 4, (size + 4) * 1.2, face=BOLD, role="H1")
    yield Block(set_lines(first.heading, title, TEXT_WIDTH), keep_next=True)
    for place, line in enumerate(first.lines):
        style = Style(size, size * 1.3, SOFT_INK) if place == 0 else body
        yield from _block(line, style, size * 0.3)
    for part in middle:
        yield Block(set_lines(part.heading, heading, TEXT_WIDTH), size * 0.6, keep_next=True)
        for line in part.lines:
            yield from _block(line, body, size * 0.1)
    for words in unchecked_lines(slip.language):
        yield from _block(words, Style(size, size * 1.3, SOFT_INK), size * 0.4)
    inset = size * 0.8
    width = TEXT_WIDTH - 2 * inset
    lines: list[Line] = list(set_lines(last.heading, heading, width))
    for words in last.lines:
        lines += set_lines(words, body, width)
    yield Block(tuple(lines), size * 0.7, Edge.PANEL, inset)


def _block(line: str, style: Style, before: float) -> Iterator[Block]:
    if lines := set_lines(line, style, TEXT_WIDTH):
        yield Block(lines, before)


def _cut(paper: Paper) -> None:
    paper.canvas.setStrokeColor(HAIRLINE)
    paper.canvas.setLineWidth(0.8)
    paper.canvas.setDash([4, 4])
    paper.canvas.line(0, _HALF, PAGE_WIDTH, _HALF)
