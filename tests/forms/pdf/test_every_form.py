# SPDX-License-Identifier: Apache-2.0
"""Every form in four scripts, small and large, as other programs find it. Never our own idea of a page."""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image

from forms.pdf.fonts import REGULAR, typeface_for
from tests.forms.pdf.every_form import FORMS, LANGUAGES, OF_ONE_SIZE, WORDS, Made, grid
from tests.forms.pdf.golden import (
    FOLDER,
    SIZES,
    difference,
    drawn,
    every,
    ink_beyond_margins,
    is_like,
    path_of,
    picture,
)  # fmt: skip
from tests.forms.pdf.test_plan import run, squeezed
from tests.forms.pdf.test_scripts import read_in_order
from tests.forms.pdf.verapdf import failed_rules_of_all

EVERY = every()
NAMES = [one.name for one in EVERY]
LARGE = [one for one in EVERY if one.size == 28]
# Which of the three sentences a form holds; a return card holds none of anybody's.
SAYS = {"plan": 3, "easy_read": 3, "crisis": 3, "agreement": 1, "gp_letter": 3, "visit_note": 3, "slip": 0}
_BOX = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


@cache
def made(one: Made) -> bytes:
    return one.compose()


def test_the_grid_has_every_form_in_every_language_small_and_large() -> None:
    two_sizes = len(FORMS) - len(OF_ONE_SIZE)
    assert len(EVERY) == len(LANGUAGES) * (two_sizes * len(SIZES) + len(OF_ONE_SIZE))
    assert sorted(path.stem for path in FOLDER.glob("*.png")) == sorted(NAMES)


@pytest.mark.parametrize("one", EVERY, ids=NAMES)
def test_it_looks_as_it_did_when_somebody_last_looked(one: Made) -> None:
    nastaliq = typeface_for("ک", REGULAR)
    if one.language == "ur" and (nastaliq is None or "Nastaliq" not in nastaliq.name):
        pytest.skip("Nastaliq is not here: Debian's fonts-noto-core has it")
    share = difference(picture(made(one)), Image.open(path_of(one)))
    assert is_like(picture(made(one)), Image.open(path_of(one))), (
        f"{share:.3%} of it differs. Look at it; then ./keepwell proofs --write"
    )


def test_a_picture_tells_another_size_another_language_and_a_missing_line() -> None:
    plain = Made("slip", "en-GB", 14)
    golden = Image.open(path_of(plain))
    for other in (Made("slip", "en-GB", 16), Made("slip", "cy", 14), Made("visit_note", "en-GB", 14)):
        assert not is_like(picture(made(other)), golden)
    without = Image.open(path_of(plain)).convert("L")
    without.paste(255, (0, 54, without.width, 60))
    assert not is_like(picture(made(plain)), without)


def test_the_independent_validator_finds_nothing_against_pdf_ua_on_any_of_them(tmp_path: Path) -> None:
    assert failed_rules_of_all({one.name: made(one) for one in EVERY if one.size == 14}, tmp_path) == ""


@pytest.mark.parametrize("form", FORMS)
def test_the_files_are_sound_and_carry_their_fonts(form: str, tmp_path: Path) -> None:
    for one in (one for one in EVERY if one.form == form and one.size == 14):
        file = tmp_path / f"{one.name}.pdf"
        file.write_bytes(made(one))
        said = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=True)
        assert "WARNING" not in said.stdout + said.stderr
        fonts = run("pdffonts", "-", pdf=made(one)).splitlines()[2:]
        assert fonts
        assert all(re.match(r"[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes ", font) for font in fonts)


@pytest.mark.parametrize("one", [one for one in EVERY if one.size == 14 and SAYS.get(one.form)])
def test_its_words_come_out_as_they_went_in(one: Made) -> None:
    text = squeezed(read_in_order(made(one)))
    for words in WORDS[one.language[:2]][: SAYS[one.form]]:
        assert squeezed(words) in text


@pytest.mark.parametrize("one", [Made("plan", language, 28) for language in LANGUAGES])
def test_whom_to_ring_is_on_the_first_page_at_28_point(one: Made) -> None:
    first = run("pdftotext", "-l", "1", "-raw", "-", "-", pdf=made(one))
    assert "999" in first
    assert "116 123" in first


@pytest.mark.parametrize("one", LARGE, ids=[one.name for one in LARGE])
def test_at_28_point_no_ink_leaves_the_margins(one: Made) -> None:
    for page in drawn(made(one), 30, most=4):
        assert not ink_beyond_margins(page, one.language)


def test_ink_beyond_a_margin_would_be_seen() -> None:
    page = drawn(made(Made("plan", "en-GB", 28)), 30, most=1)[0]
    page.putpixel((page.width - 15, 100), 0)
    assert ink_beyond_margins(page, "ur")


@pytest.mark.parametrize("one", LARGE, ids=[one.name for one in LARGE])
def test_at_28_point_no_words_lie_on_each_other(one: Made) -> None:
    for page in run("pdftotext", "-bbox", "-l", "6", "-", "-", pdf=made(one)).split("<page ")[1:]:
        lines: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
        for left, top, right, bottom, word in _BOX.findall(page):
            lines[round((float(top) + float(bottom)) / 2)].append((float(left), float(right), word))
        for words in lines.values():
            for first, second in combinations(words, 2):
                over = min(first[1], second[1]) - max(first[0], second[0])
                assert over < 3, (first, second)


def test_sizes_between_are_made_as_well() -> None:
    between = list(grid((12, 16, 18, 20, 24)))
    for one in between[:: len(between) // 12]:
        assert made(one).startswith(b"%PDF")
