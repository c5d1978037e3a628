# SPDX-License-Identifier: Apache-2.0
"""`./keepwell proofs`: how every form looks, kept as small pictures to look at and to compare with.

A picture shows the first pages of one PDF beside each other. Never trusted alone: another Poppler draws edges
a little differently, so small differences are forgiven and moved lines are not.

    ./keepwell proofs              compare every form, script and size that has a picture
    ./keepwell proofs --write      make the pictures anew; then look at each before committing
    ./keepwell proofs --all        every size there is: pages, seconds, margins, typefaces, and the validator
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from PIL import Image, ImageChops, ImageFilter

from forms.pdf.page import MARGIN, PAGE_WIDTH
from records.copies import POINT_SIZES
from tests.forms.pdf.every_form import Made, grid
from tests.forms.pdf.test_plan import run
from tests.forms.pdf.verapdf import failed_rules_of_all, is_here

FOLDER = Path(__file__).parent / "goldens"
SIZES = (14, 28)
_DPI = 36
_PAGES = 3
_GREYS = 8
_WHITE = 200
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
    pages = drawn(pdf, _DPI, _PAGES)
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
    parser.add_argument("--all", action="store_true", help="go through every size")
    chosen = parser.parse_args(arguments)
    if chosen.all:
        return _through_every_size()
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


def _through_every_size() -> int:
    """One line for each document, and one for what the validator says of them all."""
    made: dict[str, bytes] = {}
    troubles = 0
    for one in grid(POINT_SIZES):
        began = perf_counter()
        pdf = made[one.name] = one.compose()
        took = perf_counter() - began
        found = list(troubles_of(one, pdf))
        troubles += len(found)
        pages = run("pdfinfo", "-", pdf=pdf).split("Pages:")[1].split()[0]
        print(f"{one.name:22} {pages:>3} pages {took:6.2f} s  {'; '.join(found)}", flush=True)
    with TemporaryDirectory(prefix="keepwell-proofs-") as folder:
        rules = failed_rules_of_all(made, Path(folder)) if is_here() else "not run: it takes Java and Maven"
    print(f"{len(made)} documents, {troubles} troubles; veraPDF: {rules or 'nothing against PDF/UA-1'}")
    return 1 if troubles or rules else 0


def troubles_of(one: Made, pdf: bytes) -> Iterator[str]:
    """What other programs find wrong with a document."""
    fonts = run("pdffonts", "-", pdf=pdf).splitlines()[2:]
    if not all(" yes yes yes " in font for font in fonts):
        yield "a typeface is not embedded"
    # The line to cut along goes from edge to edge.
    if one.form != "slip" and any(ink_beyond_margins(page, one.language) for page in drawn(pdf, 30)):
        yield "ink beyond the margins"


def ink_beyond_margins(page: Image.Image, language: str) -> bool:
    """Whether something is drawn where a hole is punched or a printer does not print."""
    # Nastaliq's first letters reach a little over the place where they stand.
    edge = int((MARGIN - (10 if language == "ur" else 2)) * page.width / PAGE_WIDTH)
    left = page.crop((0, 0, edge, page.height))
    right = page.crop((page.width - edge, 0, page.width, page.height))
    return min(left.tobytes()) <= _WHITE or min(right.tobytes()) <= _WHITE


def drawn(pdf: bytes, dpi: int, most: int = 99) -> list[Image.Image]:
    """Its pages as Poppler draws them, in grey."""
    ended = subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-gray", "-l", str(most), "-"],
        input=pdf,
        capture_output=True,
        check=True,
    )
    pages: list[Image.Image] = []
    stream = BytesIO(ended.stdout)
    while stream.tell() < len(ended.stdout):
        _kind, size, _levels = (stream.readline() for _ in range(3))
        width, height = map(int, size.split())
        pages.append(Image.frombytes("L", (width, height), stream.read(width * height)))
    return pages


if __name__ == "__main__":
    sys.exit(main())
