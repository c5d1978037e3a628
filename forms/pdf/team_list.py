# SPDX-License-Identifier: Apache-2.0
"""Today on paper for the team: who, by when, and how it stands. Never a word of anybody's plan or visit.

Colour is for deadlines that have passed, never for a person (design 1.5), and the words say it as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms.pdf.drawing import draw_lines
from forms.pdf.fonts import BOLD
from forms.pdf.page import (
    HAIRLINE,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SOFT_INK,
    SOON,
    TEXT_WIDTH,
    Block,
    Edge,
    Style,
    paginate,
    set_lines,
)
from forms.pdf.paper import Paper
from forms.pdf.sheet import draw_sheet
from forms.pdf.wording import page_of
from locales import _

_SIZE = 12.0
_BODY = Style(_SIZE, _SIZE * 1.35)
_SOFT = replace(_BODY, colour=SOFT_INK)
_NAME = replace(_BODY, face=BOLD)
_TITLE = Style(_SIZE + 8, (_SIZE + 8) * 1.25, face=BOLD, role="H1")


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One person on the list.

    Attributes:
        name: as the team knows them.
        deadline: what ends when, in words; "" where nothing is due.
        state: how it stands, a sentence each; what was promised is counted, never told.
        late: whether that deadline has passed.
    """

    name: str
    deadline: str
    state: tuple[str, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class TeamList:
    """The list as of one moment.

    Attributes:
        as_of: day and time, in words.
        made_by: the worker who printed it.
        lines: in the order of Today.
        language: BCP 47 tag.
    """

    as_of: str
    made_by: str
    lines: tuple[TeamLine, ...]
    language: str = "en-GB"


def compose_team_list(team_list: TeamList) -> bytes:
    """The PDF of the list; the same list gives the same bytes."""
    keep = set_lines(
        _("There are names on this sheet. Keep it with you, and shred it when the day is over."),
        _SOFT,
        TEXT_WIDTH,
    )
    foot = (len(keep) + 1) * _SOFT.leading

    def footer(paper: Paper, page: int, pages: int) -> None:
        paper.canvas.setStrokeColor(HAIRLINE)
        paper.canvas.setLineWidth(0.8)
        paper.canvas.setDash()
        paper.canvas.line(MARGIN, MARGIN + foot + 4, PAGE_WIDTH - MARGIN, MARGIN + foot + 4)
        draw_lines(paper, keep, MARGIN, MARGIN + foot)
        right = set_lines(page_of(page, pages), _SOFT, TEXT_WIDTH)
        draw_lines(paper, right, MARGIN, MARGIN + _SOFT.leading, right=PAGE_WIDTH - MARGIN)

    pages = paginate(list(_blocks(team_list)), PAGE_HEIGHT - 2 * MARGIN - foot - _SIZE)
    return draw_sheet(pages, _("Today’s list"), team_list.language, footer)


def _blocks(team_list: TeamList) -> Iterator[Block]:
    yield Block(set_lines(_("Today’s list"), _TITLE, TEXT_WIDTH), keep_next=True)
    by = _("As of {when}, printed by {name}.").format(when=team_list.as_of, name=team_list.made_by)
    yield Block(set_lines(by, _SOFT, TEXT_WIDTH), _SIZE * 0.3)
    for one in team_list.lines:
        yield _line(one)
    if not team_list.lines:
        yield Block(set_lines(_("Nobody is on this laptop."), _BODY, TEXT_WIDTH), _SIZE)


def _line(one: TeamLine) -> Block:
    """A person's lines stay together, so that no deadline stands under somebody else's name."""
    inset = _SIZE
    width = TEXT_WIDTH - inset
    due = replace(_BODY, colour=SOON, face=BOLD) if one.late else _BODY
    lines = [*set_lines(one.name, _NAME, width), *set_lines(one.deadline or _("Nothing is due."), due, width)]
    for sentence in one.state:
        lines += set_lines(sentence, _SOFT, width)
    return Block(tuple(lines), _SIZE * 0.9, Edge.NONE, inset)
