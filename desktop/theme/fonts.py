# SPDX-License-Identifier: Apache-2.0
"""Puts the legible typeface at Qt's disposal; never downloads, never fails a start for want of a font.

Atkinson Hyperlegible (SIL OFL 1.1) covers Latin only: for other scripts Qt falls back to the fonts the
system or the installer brings (Noto, design 2).
"""

from functools import cache
from pathlib import Path

import fontpkg_atkinson_hyperlegible as atkinson
from PySide6.QtGui import QFontDatabase

FAMILY = "Atkinson Hyperlegible"


def font_files() -> tuple[Path, ...]:
    """Return the typeface's files: regular, bold, italic and bold italic."""
    return tuple(sorted((Path(atkinson.ROOT) / "files").glob("*.ttf")))


@cache
def register_fonts() -> bool:
    """Load the files once; needs a QGuiApplication. Returns whether the family can now be used."""
    for file in font_files():
        QFontDatabase.addApplicationFont(str(file))
    return FAMILY in QFontDatabase.families()
