# SPDX-License-Identifier: Apache-2.0
"""What a screen reader follows on a sheet. Never our own idea of the file: pikepdf and veraPDF read it."""

from __future__ import annotations

import subprocess
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from forms.pdf.copy import CopySection
from forms.pdf.plan import compose_plan
from forms.pdf.sheets import compose_sheet
from tests.forms.pdf.test_plan import FULL, SAID, copy_of
from tests.forms.pdf.test_scripts import SCRIPTS
from tests.forms.pdf.verapdf import failed_rules

LANGUAGES = ["en-GB", "cy", "ur", "bn"]


def every_script(language: str, point_size: int = 14) -> bytes:
    statements = tuple(replace(SAID, text=text) for text in SCRIPTS.values())
    return compose_plan(replace(copy_of(*statements, point_size=point_size), language=language))


def outline(element: Any, depth: int = 0) -> list[tuple[int, str]]:
    """Each element's role with its depth, in the order of reading."""
    found = [(depth, str(element.S))]
    for child in element.K:
        if "/S" in child:
            found += outline(child, depth + 1)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_independent_validator_finds_nothing_against_pdf_ua(language: str, tmp_path: Path) -> None:
    assert failed_rules(every_script(language), tmp_path) == ""


def test_the_validator_would_notice_a_sheet_without_structure(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(every_script("en-GB"))) as document:
        del document.Root.StructTreeRoot
        bare = BytesIO()
        document.save(bare)
    assert "FAIL" in failed_rules(bare.getvalue(), tmp_path)


@pytest.mark.parametrize("point_size", [12, 28])
def test_the_file_is_sound(point_size: int, tmp_path: Path) -> None:
    file = tmp_path / "copy.pdf"
    file.write_bytes(every_script("ur", point_size))
    said = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=True)
    assert "WARNING" not in said.stdout + said.stderr


def test_headings_paragraphs_and_lists_are_told_apart_and_go_on_over_pages() -> None:
    with pikepdf.open(BytesIO(compose_plan(replace(FULL, point_size=20)))) as document:
        assert document.Root.Lang == "en-GB"
        assert document.Root.MarkInfo.Marked
        root = document.Root.StructTreeRoot.K
        roles = Counter(role for _depth, role in outline(root))
        titles = [role for depth, role in outline(root) if depth == 1 and role.startswith("/H")]
    statements = sum(len(part.statements) for section in FULL.sections for part in section.parts)
    assert roles["/H1"] == 1
    assert titles[0] == "/H1"
    assert roles["/H2"] == 1 + len(FULL.sections)
    assert 0 < roles["/LI"] <= statements + 3
    assert roles["/LI"] == roles["/LBody"]


def test_words_in_another_script_say_in_which_language_they_are() -> None:
    urdu = CopySection("وہ چیزیں", "", ())
    pdf = compose_plan(replace(copy_of(SAID), sections=(urdu,)))
    with pikepdf.open(BytesIO(pdf)) as document:
        said = [str(one.operands[1].get("/Lang")) for one in marked(document) if "/Lang" in one.operands[1]]
    assert set(said) == {"ur"}


@pytest.mark.parametrize("language", ["ur", "bn"])
def test_what_stays_english_on_a_sheet_in_another_script_is_read_by_an_english_voice(language: str) -> None:
    with pikepdf.open(BytesIO(compose_sheet("crisis", replace(copy_of(), language=language)))) as document:
        said = {str(one.operands[1].get("/Lang")) for one in marked(document) if "/Lang" in one.operands[1]}
    assert said == {"en-GB"}


def marked(document: Any) -> list[Any]:
    return [
        one
        for page in document.pages
        for one in pikepdf.parse_content_stream(page)
        if str(one.operator) == "BDC"
    ]
