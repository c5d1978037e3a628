# SPDX-License-Identifier: Apache-2.0
"""The square code, read by another program from what comes out of a printer. Never by our own reckoning."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from forms.pdf.code import draw_code
from forms.pdf.sheets import SHEET_NAMES, compose_sheet
from tests.forms.pdf.test_plan import plain, run, text_of
from tests.forms.pdf.test_sheets import COPY
from tests.forms.pdf.verapdf import failed_rules

CODE = "KW1-3-12-F"


def seen_on(pdf: bytes, dpi: int = 150) -> list[str]:
    """What a reader of codes finds on the pages, printed at this resolution."""
    pages = run_ppm(pdf, dpi)
    return [one.text for page in pages for one in zxingcpp.read_barcodes(page)]


def run_ppm(pdf: bytes, dpi: int) -> list[Image.Image]:
    count = text_of(pdf).count("\f")
    made: list[Image.Image] = []
    for page in range(1, count + 1):
        words = ["pdftoppm", "-r", str(dpi), "-gray", "-f", str(page), "-l", str(page), "-"]
        ended = subprocess.run(words, input=pdf, capture_output=True, check=True)
        made.append(Image.open(BytesIO(ended.stdout)))
    return made


@pytest.mark.parametrize("name", SHEET_NAMES)
@pytest.mark.parametrize("language", ["en-GB", "ur"])
def test_another_program_reads_the_code_off_the_paper_and_nothing_more(name: str, language: str) -> None:
    pdf = compose_sheet(name, replace(COPY, code=CODE, language=language))
    assert seen_on(pdf) == [CODE]
    assert CODE in plain(text_of(pdf))


@pytest.mark.parametrize("name", SHEET_NAMES)
def test_a_copy_without_a_code_has_no_square(name: str) -> None:
    assert seen_on(compose_sheet(name, COPY), 75) == []


@pytest.mark.parametrize("point_size", [12, 28])
def test_the_square_is_drawn_as_lines_and_keeps_its_size(point_size: int) -> None:
    pdf = compose_sheet("plan", replace(COPY, code=CODE, point_size=point_size))
    assert run("pdfimages", "-list", "-", pdf=pdf).count("\n") == 2
    assert seen_on(pdf, 100) == [CODE]


def test_a_screen_reader_hears_what_the_square_says(tmp_path: Path) -> None:
    pdf = compose_sheet("crisis", replace(COPY, code=CODE))
    with pikepdf.open(BytesIO(pdf)) as document:
        told = [
            str(one.Alt) for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]  # fmt: skip
    assert told == [f"A square code. It says: {CODE}"]
    assert failed_rules(pdf, tmp_path) == ""


def test_the_longest_code_of_the_register_fits() -> None:
    longest = "KW1-99999999-99999999-Z"
    for name in SHEET_NAMES:
        assert seen_on(compose_sheet(name, replace(COPY, code=longest))) == [longest]


def test_the_square_keeps_the_clear_edge_that_readers_need() -> None:
    document = Canvas(BytesIO(), pageCompression=0)
    draw_code(document, CODE, 0, 0, 100)
    shapes = re.findall(r"([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re", " ".join(document._code))  # type: ignore[attr-defined]  # the stub leaves it out
    left = min(float(x) for x, _y, _width, _height in shapes)
    right = max(float(x) + float(width) for x, _y, width, _height in shapes)
    module = min(float(width) for _x, _y, width, _height in shapes)
    # ISO/IEC 18004, 9.1: four modules on each side.
    assert left >= 4 * module - 0.01
    assert right <= 100 - 4 * module + 0.01
