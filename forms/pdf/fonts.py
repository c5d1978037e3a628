# SPDX-License-Identifier: Apache-2.0
"""The typefaces of the paper, in the order in which they are asked. Never one that is not embedded.

A further script is one more line in `_FAMILIES`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Face = Literal["regular", "bold"]
REGULAR: Face = "regular"
BOLD: Face = "bold"

# They steer how their neighbours join and have no look of their own; a font need not hold them.
JOINERS = frozenset("\u200c\u200d")
_WEIGHTS = {REGULAR: 400.0, BOLD: 700.0}
# Where Debian's fonts-noto-core puts it. No package index that we install from has Nastaliq; without it,
# Urdu is set in Noto Sans Arabic, which is in the lock file (ADR 0023).
_DEBIAN = Path("/usr/share/fonts/truetype/noto")


@dataclass(frozen=True, slots=True)
class _Family:
    """Files of one family: of a Python package with a folder `files`, or of Debian's folder where None."""

    package: str | None
    regular: str
    bold: str
    share: float = 1.0


# The first has Latin, digits and the space; shares make letters look as large beside it at one point size.
_FAMILIES = (
    _Family(
        "fontpkg_atkinson_hyperlegible",
        "AtkinsonHyperlegible-Regular.ttf",
        "AtkinsonHyperlegible-Bold.ttf",
    ),
    _Family("fontpkg_hind_siliguri", "HindSiliguri-Regular.ttf", "HindSiliguri-Bold.ttf", 1.1),
    _Family(None, "NotoNastaliqUrdu-Regular.ttf", "NotoNastaliqUrdu-Bold.ttf"),
    _Family(
        "fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf", "NotoSansArabic[wdth,wght].ttf", 1.1
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class Typeface:
    """One face of one family; every length is a share of the point size.

    Attributes:
        name: as PDF names it.
        file: the bytes of the whole font.
        font: HarfBuzz's view of it; `Any`, for it has no types of its own.
        characters: what it has a glyph for.
        ascent: above the baseline.
        descent: below the baseline, as a positive share.
        share: drawn at this share of the point size, so that its letters look as large as the others'.
        axes: for a variable font, where it is pinned.
    """

    name: str
    file: bytes
    font: Any
    characters: frozenset[str]
    ascent: float
    descent: float
    share: float
    axes: dict[str, float]


@cache
def typefaces(face: Face) -> tuple[Typeface, ...]:
    """Every typeface of this weight, the first to be asked first."""
    found = (_open(family, face) for family in _FAMILIES)
    return tuple(one for one in found if one is not None)


@cache
def typeface_for(cluster: str, face: Face) -> Typeface | None:
    """The first typeface that has every letter of this cluster, or its parts; None where none has.

    Letters such as the Welsh ŵ look best put together by HarfBuzz in the typeface of their word.
    """
    whole = frozenset(cluster) - JOINERS
    parts = frozenset(unicodedata.normalize("NFD", cluster)) - JOINERS
    faces = typefaces(face)
    return next((one for one in faces if whole <= one.characters or parts <= one.characters), None)


@cache
def has_glyph(character: str) -> bool:
    """Whether this one character can be drawn in both weights."""
    return all(typeface_for(character, face) is not None for face in (REGULAR, BOLD))


def _open(family: _Family, face: Face) -> Typeface | None:
    import uharfbuzz as hb

    name = family.regular if face == REGULAR else family.bold
    folder: Traversable = _DEBIAN if family.package is None else files(family.package) / "files"
    if not (folder / name).is_file():
        return None
    with as_file(folder / name) as path:
        content = path.read_bytes()
    font_face = hb.Face(content)
    font = hb.Font(font_face)
    axes = {"wght": _WEIGHTS[face], "wdth": 100.0} if font_face.has_var_data else {}
    if axes:
        font.set_variations(axes)
    extents = font.get_font_extents("ltr")
    scale = family.share / font_face.upem
    return Typeface(
        name=_postscript_name(name, face),
        file=content,
        font=font,
        characters=_characters(font, font_face),
        ascent=extents.ascender * scale,
        descent=-extents.descender * scale,
        share=family.share,
        axes=axes,
    )


def _characters(font: Any, face: Any) -> frozenset[str]:
    # Glyph 0 is the silent box; a font may map the non-character U+FFFF to it.
    return frozenset(chr(code) for code in face.unicodes if font.get_nominal_glyph(code))


def _postscript_name(file: str, face: Face) -> str:
    stem = file.removesuffix(".ttf")
    return f"{stem.split('[')[0]}-{face.capitalize()}" if "[" in stem else stem
