# SPDX-License-Identifier: Apache-2.0
"""Placed blocks to the bytes of a PDF. Never puts a name or a time into the file's metadata."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from forms.pdf.fonts import REGULAR
from forms.pdf.page import PAGE_HEIGHT, PAGE_WIDTH, Placed, draw

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

DrawPage = Callable[["Canvas", int, int], None]
"""Draws what is on every page besides its blocks: canvas, page and pages, both from 1."""


def draw_sheet(pages: Sequence[Sequence[Placed]], title: str, language: str, besides: DrawPage) -> bytes:
    """The PDF of these pages; the same pages give the same bytes.

    Args:
        pages: from `forms.pdf.page.paginate`.
        title: of the document, the same whoever it is for.
        language: BCP 47 tag, for screen readers.
        besides: draws the rest of each page.
    """
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString
    from reportlab.pdfgen.canvas import Canvas

    class OnlyATitle(PDFInfo):
        """Neutral document information: no name, no time, not even a wrong one."""

        def format(self, document: Any) -> Any:
            return PDFDictionary({"Title": PDFString(title)}).format(document)

    file = BytesIO()
    canvas = Canvas(
        file,
        (PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        lang=language,
        initialFontName=REGULAR,  # type: ignore[arg-type]  # a name, whatever the stub says
    )
    canvas._doc.info = OnlyATitle()  # type: ignore[attr-defined]  # the stub leaves it out
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for number, page in enumerate(pages, start=1):
        for placed in page:
            draw(canvas, placed)
        besides(canvas, number, len(pages))
        canvas.showPage()
    canvas.save()
    return file.getvalue()
