# SPDX-License-Identifier: Apache-2.0
"""The square code on a copy, to ask whether it is the newest. Never holds more than the code beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from forms.pdf.fonts import BOLD
from forms.pdf.page import INK, Block, Line, Style, set_lines
from forms.pdf.wording import reads_right_to_left
from locales import _

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_RIGHT_TO_LEFT = "\u200f"
_QUIET = 4  # modules kept clear on each side (ISO/IEC 18004, 9.1)


def code_block(
    code: str, language: str, style: Style, width: float, *, side: float = 72.0, before: float = 0.0
) -> Block:
    """The square with the code in letters beneath it, and what it is for.

    Args:
        code: from the register of copies: the copy's number and the plan's version, nothing else.
        language: BCP 47 tag of the sheet: the letters stand beneath the square on its side of the page.
        style: of the words.
        width: of the column.
        side: of the square with the clear edge that it needs, in points; 25 mm unless told.
        before: the space above.
    """
    letters = Style(style.size, style.leading, INK, BOLD)
    ask = _("Is this my newest copy? Anybody from my team can tell by this code.")
    mark = _RIGHT_TO_LEFT if reads_right_to_left(language) else ""
    lines = (
        Line("", Style(style.size, side)),
        *set_lines(mark + code, letters, width),
        *set_lines(ask, style, width),
    )
    return Block(lines, before, code=code)


def alternative(code: str) -> str:
    """What a screen reader says in place of the square."""
    return _("A square code. It says: {code}").format(code=code)


def draw_code(canvas: Canvas, code: str, x: float, y: float, side: float) -> None:
    """Draw the square, lower left corner at x and y, as one filled shape; with its clear edge."""
    modules = _modules(code)
    step = side / (len(modules) + 2 * _QUIET)
    canvas.setFillColor("#000000")
    path = canvas.beginPath()
    for row, line in enumerate(modules):
        bottom = y + side - (_QUIET + row + 1) * step
        for start, end in _stretches(line):
            path.rect(x + (_QUIET + start) * step, bottom, (end - start) * step, step)
    canvas.drawPath(path, stroke=0, fill=1)


def _modules(code: str) -> Sequence[Sequence[Any]]:
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    # A quarter of it may be under a thumb or a fold.
    square = QRCode(None, QRErrorCorrectLevel.Q)
    square.addData(code)
    square.make()
    return square.modules  # type: ignore[no-any-return]  # the stub does not say


def _stretches(line: Sequence[Any]) -> list[tuple[int, int]]:
    """Where dark modules beside each other start and end."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(line):
        if dark and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        elif dark:
            found.append((at, at + 1))
    return found
