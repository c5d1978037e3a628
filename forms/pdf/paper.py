# SPDX-License-Identifier: Apache-2.0
"""What a sheet is drawn with: set lines, tagged, on ReportLab's canvas. Never lays anything out.

All lengths are PDF points; x grows to the right, y upwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from forms.pdf.embedding import EmbeddedFonts, nominal
from forms.pdf.shaping import Glyph, Run, Spot, Syllable
from forms.pdf.tags import Element, Tags
from locales import SOURCE_TAG

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_NEAR = 1e-4


class Paper:
    """One document while it is drawn.

    Attributes:
        canvas: for lines and tints; what is drawn with it belongs inside `decoration`.
        tags: the structure that screen readers follow.
        right_to_left: whether the page is laid out from right to left.
    """

    def __init__(self, canvas: Canvas, language: str, right_to_left: bool) -> None:
        self.canvas = canvas
        self.language = language
        self.right_to_left = right_to_left
        self._document = canvas._doc  # type: ignore[attr-defined]  # the stub leaves it out
        self._fonts = EmbeddedFonts(self._document)
        self.tags = Tags(self._document, language)

    @contextmanager
    def decoration(self) -> Iterator[None]:
        """Whatever is drawn inside has no meaning of its own: screen readers pass it by."""
        self._write("/Artifact BMC")
        yield
        self._write("EMC")

    @contextmanager
    def tagged(self, element: Element) -> Iterator[None]:
        """Whatever is drawn inside belongs to this element of the structure."""
        self._write(f"/{element.role} <</MCID {self.tags.number(element)}>> BDC")
        yield
        self._write("EMC")

    def next_page(self) -> None:
        """End this page."""
        self.canvas.showPage()
        self.tags.end_page()

    def write_line(self, spots: Sequence[Spot], x: float, y: float, size: float, colour: str) -> None:
        """Set one line's runs from x on; y is the baseline."""
        self.canvas.setFillColor(colour)
        self._write("BT")
        # What is read first is written first, wherever it stands: so the text comes out in reading order.
        for spot in spots:
            run, start = spot.run, x + spot.x * size
            self._write(f"/{self._fonts.resource(run.typeface)} {_number(size * run.typeface.share)} Tf")
            for part, plain in self._parts(run):
                self._write_part(part, plain, run, (start, y, size))
        self._write("ET")

    def _parts(self, run: Run) -> Iterator[tuple[list[Syllable], bool]]:
        """Pieces of a run that are marked as one, and whether their glyphs alone tell their text."""
        plain = [self._fonts.use(run.typeface, one) and _stands(run, one) for one in run.syllables]
        if not run.right_to_left:
            yield list(run.syllables), all(plain)
            return
        # Readers sort letters by where they stand, so that from right to left each needs its own place.
        for one, is_plain in zip(run.syllables, plain, strict=True):
            yield [one], is_plain

    def _write_part(
        self, part: list[Syllable], plain: bool, run: Run, at: tuple[float, float, float]
    ) -> None:
        x, y, size = at
        text = "".join(one.text for one in part)
        words = []
        if not plain:
            words.append(f"/ActualText <FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>")
        if language := language_of(run.text, self.language):
            words.append(f"/Lang ({language})")
        if words:
            self._write(f"/Span <<{' '.join(words)}>> BDC")
        glyphs = [glyph for one in part for glyph in one.glyphs]
        x += part[0].start * size
        framed = run.right_to_left and not plain
        if framed:
            self._write_foot(run, x, y)
        self._write(_glyphs(run, glyphs, x, y, size))
        if framed:
            self._write_foot(run, x + sum(one.advance for one in glyphs) * size, y, ends=size)
        if words:
            self._write("EMC")

    def _write_foot(self, run: Run, x: float, y: float, ends: float = 0.0) -> None:
        """An unseen space on the baseline, before and after a letter.

        Nastaliq hangs its letters and reaches under their neighbours, but programs that take the text out
        tell lines and words by where the first glyph stands and where the last one ends.
        """
        space = run.typeface.font.get_nominal_glyph(0x20)
        if space:
            self._fonts.use(run.typeface, Syllable(" ", 0.0, (Glyph(space, 0.0, 0.0, 0.0),)))
            x -= nominal(run.typeface, space) * ends
            self._write(f"1 0 0 1 {_number(x)} {_number(y)} Tm <{space:04X}> Tj")

    def _write(self, code: str) -> None:
        self.canvas._code.append(code)  # type: ignore[attr-defined]  # the stub leaves it out


def language_of(text: str, language: str) -> str:
    """The language that a script gives away, where it cannot be the document's; "" where it may well be."""
    spoken = language.split("-", maxsplit=1)[0]
    for first, last, tags in _SCRIPTS:
        if any(first <= letter <= last for letter in text):
            return "" if spoken in tags else tags[0]
    # Latin words on a sheet in another script are ours for safety, or a worker's: English here.
    elsewhere = any(spoken in tags for _first, _last, tags in _SCRIPTS)
    return SOURCE_TAG if elsewhere and any("A" <= letter <= "z" for letter in text) else ""


# The first is the one most often met at the centres we write for (domain H); the others use the script too.
_SCRIPTS = (("\u0600", "\u06ff", ("ur", "ar", "fa", "ps", "ku", "pnb")), ("\u0980", "\u09ff", ("bn", "as")))


def _stands(run: Run, syllable: Syllable) -> bool:
    """Whether its glyph stands on the baseline and takes just the room that is its own."""
    return not run.right_to_left or all(
        max(abs(one.right), abs(one.up), abs(one.advance - nominal(run.typeface, one.number))) < _NEAR
        for one in syllable.glyphs
    )


def _glyphs(run: Run, glyphs: Sequence[Glyph], x: float, y: float, size: float) -> str:
    """The operators that show these glyphs of a run where they were placed."""
    parts = [f"1 0 0 1 {_number(x)} {_number(y)} Tm"]
    shown = ""
    for glyph in glyphs:
        aside = abs(glyph.right) > _NEAR or abs(glyph.up) > _NEAR
        kerned = abs(glyph.advance - nominal(run.typeface, glyph.number)) > _NEAR
        if aside:
            parts += _shown(shown)
            shown = ""
            parts.append(f"1 0 0 1 {_number(x + glyph.right * size)} {_number(y + glyph.up * size)} Tm")
        shown += f"{glyph.number:04X}"
        x += glyph.advance * size
        if aside or kerned:
            parts += _shown(shown)
            shown = ""
            parts.append(f"1 0 0 1 {_number(x)} {_number(y)} Tm")
    return "\n".join([*parts, *_shown(shown)])


def _shown(codes: str) -> list[str]:
    return [f"<{codes}> Tj"] if codes else []


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
