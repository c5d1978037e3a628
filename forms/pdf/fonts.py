# SPDX-License-Identifier: Apache-2.0
"""The fonts of the paper, registered once when first asked for. Never uses one that is not embedded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Literal

Face = Literal["AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold"]
REGULAR: Face = "AtkinsonHyperlegible-Regular"
BOLD: Face = "AtkinsonHyperlegible-Bold"


@dataclass(frozen=True, slots=True)
class Metrics:
    """How wide and high one face is; every length is a share of the point size.

    Attributes:
        advances: by character; a character that is not here has no glyph.
        ascent: above the baseline.
        descent: below the baseline, as a positive share.
    """

    advances: dict[str, float]
    ascent: float
    descent: float

    def width(self, text: str) -> float:
        """The width of this text at one point; every character must have a glyph."""
        return sum(map(self.advances.__getitem__, text))


@cache
def metrics(face: Face) -> Metrics:
    """The measures of a face, which is registered with ReportLab the first time."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    with as_file(files("fontpkg_atkinson_hyperlegible") / "files" / f"{face}.ttf") as path:
        font = TTFont(face, str(path))
    pdfmetrics.registerFont(font)
    glyphs: dict[int, int] = font.face.charToGlyph
    # Glyph 0 is the silent box; the font maps the non-character U+FFFF to it.
    advances = {chr(code): font.face.charWidths[code] / 1000 for code, glyph in glyphs.items() if glyph}
    return Metrics(advances, font.face.ascent / 1000, -font.face.descent / 1000)


def has_glyph(character: str) -> bool:
    """Whether both faces can draw this one character."""
    return character in metrics(REGULAR).advances and character in metrics(BOLD).advances
