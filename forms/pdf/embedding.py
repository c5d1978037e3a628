# SPDX-License-Identifier: Apache-2.0
"""The glyphs that a document uses, embedded as subsets of their fonts. Never embeds a whole font.

Each typeface becomes one composite font (PDF 32000-1, 9.7) whose codes are the glyph numbers of the font, so
that what was shaped is drawn as it is. ToUnicode maps back each glyph that stands for one character
throughout; where it does not, what is drawn carries its text as ActualText (`forms.pdf.paper`).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from forms.pdf.fonts import Typeface
from forms.pdf.shaping import Syllable

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDictionary

_DROPPED = ("GSUB", "GPOS", "GDEF", "kern", "name", "post", "OS/2", "DSIG", "cmap", "STAT", "meta", "gasp")
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{ranges}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class EmbeddedFonts:
    """The fonts of one document. ReportLab asks `addObjects` for them when it saves."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._names: dict[Typeface, str] = {}
        self._letters: dict[Typeface, tuple[dict[int, str], set[int]]] = {}
        document.delayedFonts.append(self)

    def resource(self, typeface: Typeface) -> str:
        """The name by which a page's content calls this typeface."""
        return self._names.setdefault(typeface, f"K{len(self._names) + 1}")

    def use(self, typeface: Typeface, syllable: Syllable) -> bool:
        """Keep these glyphs; returns whether ToUnicode alone gives their text back."""
        known, exact = self._letters.setdefault(typeface, ({}, set()))
        for glyph in syllable.glyphs:
            # PDF/UA-1 wants a text for every glyph (7.21.7), also for one that is only part of a letter.
            known.setdefault(glyph.number, syllable.text)
        if len(syllable.glyphs) != 1 or len(syllable.text) != 1:
            return False
        number = syllable.glyphs[0].number
        if number not in exact:
            exact.add(number)
            known[number] = syllable.text
        return known[number] == syllable.text

    def addObjects(self, document: Any) -> None:  # noqa: N802 - ReportLab's own name for it
        """Put every font used into the document."""
        fonts = document.idToObject["BasicFonts"].dict
        for typeface, name in self._names.items():
            fonts[name] = document.Reference(self._font(typeface), f"font.{name}")

    def _font(self, typeface: Typeface) -> PDFDictionary:
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

        letters, _exact = self._letters[typeface]
        numbers = sorted({0, *letters})
        tag = hashlib.sha256(repr(numbers).encode()).digest()[:6]
        name = PDFName("".join(chr(65 + byte % 26) for byte in tag) + "+" + typeface.name)
        system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": PDFDictionary(system),
                "CIDToGIDMap": PDFName("Identity"),
                "FontDescriptor": self._reference(self._descriptor(typeface, name, numbers)),
                "DW": 0,
                "W": PDFArray([part for one in numbers for part in (one, PDFArray([_width(typeface, one)]))]),
            }
        )
        return PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": name,
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([self._reference(descendant)]),
                "ToUnicode": self._stream(_to_unicode(letters).encode("ascii")),
            }
        )

    def _descriptor(self, typeface: Typeface, name: Any, numbers: list[int]) -> PDFDictionary:
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

        ascent, descent = (round(one * 1000 / typeface.share) for one in (typeface.ascent, typeface.descent))
        file = subset(typeface, numbers)
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": 4,  # symbolic: codes are glyph numbers
                "FontBBox": PDFArray([-1000, -descent, 3000, ascent]),
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": -descent,
                "CapHeight": 700,
                "StemV": 140 if typeface.name.endswith("Bold") else 80,
                "FontFile2": self._stream(file, Length1=len(file)),
            }
        )

    def _stream(self, content: bytes, **words: int) -> Any:
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream, PDFZCompress

        return self._reference(PDFStream(PDFDictionary(words), content, [PDFZCompress]))

    def _reference(self, one: Any) -> Any:
        return self._document.Reference(one)


def subset(typeface: Typeface, numbers: list[int]) -> bytes:
    """A font with these glyphs alone, under the numbers they have; the same glyphs give the same bytes."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.glyph_set.update(numbers)
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NOTDEF_OUTLINE
    )  # fmt: skip
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    for axis, value in typeface.axes.items():
        wanted.pin_axis_location(typeface.font.face, axis, value)
    return bytes(wanted.subset(typeface.font.face).blob.data)


def _width(typeface: Typeface, number: int) -> float:
    """A glyph's own advance, in thousandths of its em."""
    advance: int = typeface.font.get_glyph_h_advance(number)
    upem: int = typeface.font.face.upem
    return round(advance * 1000 / upem, 3)


def nominal(typeface: Typeface, number: int) -> float:
    """A glyph's own advance, as a share of the point size."""
    return _width(typeface, number) * typeface.share / 1000


def _to_unicode(letters: dict[int, str]) -> str:
    lines = [
        f"<{number:04X}> <{letter.encode('utf-16-be', 'replace').hex().upper()}>"
        for number, letter in sorted(letters.items())
    ]
    groups = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    return _CMAP.format(
        ranges="\n".join(f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups)
    )
