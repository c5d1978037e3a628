# SPDX-License-Identifier: Apache-2.0
"""`./keepwell proofs`: how every form looks, kept as small pictures to look at and to compare with.

A picture shows the first pages of one PDF beside each other. Never trusted alone: another Poppler draws edges
a little differently, so small differences are forgiven and moved lines are not.

    ./keepwell proofs              compare every form, script and size that has a picture
    ./keepwell proofs --write      make the pictures anew; then look at each before committing
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from tests.forms.pdf.every_form import Made, grid

FOLDER = Path(__file__).parent / "goldens"
SIZES = (14, 28)
_DPI = 36
_PAGES = 3
_GREYS = 8
# Of a picture's pixels, blurred, this share may differ by more than that many of 255 levels.
_FORGIVEN_SHARE, _FORGIVEN_LEVELS = 0.0012, 40


def every() -> list[Made]:
    """What has a picture."""
    return list(grid(SIZES))


def path_of(one: Made) -> Path:
    """Where its picture is."""
    return FOLDER / f"{one.name}.png"


def picture(pdf: bytes) -> Image.Image:
    """The first pages of a PDF beside each other, in a few greys."""
    pages = []
    for page in range(1, _PAGES + 1):
        words = [
            "pdftoppm",
            "-r",
            str(_DPI),
            "-gray",
            "-f",
            str(page),
            "-l",
            str(page),
            "-",
        ]
        ended = subprocess.run(words, input=pdf, capture_output=True, check=False)
        if not ended.stdout:
            break
        pages.append(Image.open(BytesIO(ended.stdout)))
    beside = Image.new("L", (sum(one.width + 2 for one in pages), max(one.height for one in pages)), 128)
    left = 0
    for one in pages:
        beside.paste(one, (left, 0))
        left += one.width + 2
    return beside.quantize(_GREYS, dither=Image.Dither.NONE)


def difference(ours: Image.Image, golden: Image.Image) -> float:
    """The share of pixels that differ plainly; 1.0 where the pictures are not of one size."""
    if ours.size != golden.size:
        return 1.0
    first, second = (one.convert("L").filter(ImageFilter.BoxBlur(1)) for one in (ours, golden))
    histogram = ImageChops.difference(first, second).histogram()
    return sum(histogram[_FORGIVEN_LEVELS:]) / (ours.width * ours.height)


def is_like(ours: Image.Image, golden: Image.Image) -> bool:
    """Whether nobody would see a difference."""
    return difference(ours, golden) <= _FORGIVEN_SHARE


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare or write; returns the exit code."""
    parser = argparse.ArgumentParser(prog="./keepwell proofs", description="How every form of paper looks.")
    parser.add_argument("--write", action="store_true", help="make the pictures anew")
    chosen = parser.parse_args(arguments)
    unlike = 0
    for one in every():
        made = picture(one.compose())
        if chosen.write:
            FOLDER.mkdir(exist_ok=True)
            made.save(path_of(one), optimize=True)
            continue
        share = difference(made, Image.open(path_of(one))) if path_of(one).exists() else 1.0
        unlike += share > _FORGIVEN_SHARE
        print(f"{one.name:24} {share:.4%}{'' if share <= _FORGIVEN_SHARE else '  LOOK'}")
    return 1 if unlike else 0


if __name__ == "__main__":
    sys.exit(main())
