# SPDX-License-Identifier: Apache-2.0
"""Placed blocks to the bytes of a PDF. Never puts a name or a time into the file's metadata."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from forms.pdf.drawing import draw, draw_lines
from forms.pdf.page import (
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SOFT_INK,
    TEXT_WIDTH,
    Placed,
    Style,
    set_lines,
)
from forms.pdf.paper import Paper
from forms.pdf.wording import reads_right_to_left
from locales import N_, _

PLAIN = N_("Notes")
"""All that a plain cover says."""
DrawPage = Callable[[Paper, int, int], None]
"""Draws what is on every page besides its blocks: the paper, page and pages, both from 1."""


def draw_sheet(
    pages: Sequence[Sequence[Placed]],
    title: str,
    language: str,
    besides: DrawPage,
    *,
    plain_cover: bool = False,
) -> bytes:
    """The tagged PDF of these pages; the same pages give the same bytes.

    Args:
        pages: from `forms.pdf.page.paginate`.
        title: of the document, the same whoever it is for.
        language: BCP 47 tag, for screen readers; one that reads from right to left turns the page round.
        besides: draws the rest of each page, which screen readers pass by.
        plain_cover: whether a page that tells nothing lies on top; it is not counted, so that whoever takes
            it off still holds page 1.
    """

    def draw_all(paper: Paper) -> None:
        if plain_cover:
            draw_plain_cover(paper)
        for number, page in enumerate(pages, start=1):
            for placed in page:
                draw(paper, placed, paper.tags.root)
            with paper.decoration():
                besides(paper, number, len(pages))
            paper.next_page()

    return draw_document(draw_all, _(PLAIN) if plain_cover else title, language)


def draw_plain_cover(paper: Paper) -> None:
    """A page with one word that says nothing about anybody (hazard 13)."""
    style = Style(20.0, 26.0, SOFT_INK)
    with paper.tagged(paper.tags.root.add("P")):
        draw_lines(paper, set_lines(_(PLAIN), style, TEXT_WIDTH), MARGIN, PAGE_HEIGHT - MARGIN)
    paper.next_page()


def draw_document(
    draw_all: Callable[[Paper], None],
    title: str,
    language: str,
    size: tuple[float, float] = (PAGE_WIDTH, PAGE_HEIGHT),
) -> bytes:
    """The tagged PDF that this draws, page by page; its information names nobody.

    Args:
        draw_all: draws every page and ends it.
        title: of the document, the same whoever it is for.
        language: BCP 47 tag.
        size: of its pages, in points.
    """
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString
    from reportlab.pdfgen.canvas import Canvas

    class OnlyATitle(PDFInfo):
        """Neutral document information: no name, no time, not even a wrong one."""

        def format(self, document: Any) -> Any:
            return PDFDictionary({"Title": PDFString(title)}).format(document)

    file = BytesIO()
    canvas = _unlettered(Canvas)(file, size, invariant=1, lang=language, pdfVersion=(1, 7))
    canvas._doc.info = OnlyATitle()
    canvas.setViewerPreference("DisplayDocTitle", "true")
    paper = Paper(canvas, language, reads_right_to_left(language))
    draw_all(paper)
    paper.tags.finish(title)
    canvas.save()
    return file.getvalue()


def _unlettered(canvas: Any) -> Any:
    """A canvas that sets no typeface of ReportLab's own on its pages: those are not embedded."""

    class Unlettered(canvas):  # type: ignore[misc]  # a class known only when ReportLab is loaded
        def _make_preamble(self) -> None:
            self._preamble = "1 0 0 1 0 0 cm"

    return Unlettered
