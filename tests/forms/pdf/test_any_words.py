# SPDX-License-Identifier: Apache-2.0
"""Whatever somebody wrote: it stands on every form, whole or named, and never stops one (domain M11)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.pdf.check_in import Letter, compose_letter
from forms.pdf.copy import CopyPart, CopySection, PlanCopy
from forms.pdf.fonts import has_glyph
from forms.pdf.letters import on_paper
from forms.pdf.sheets import SHEET_NAMES, compose_sheet
from forms.pdf.slip import SlipPart, compose_slip
from forms.pdf.visit_note import VisitNote, compose_visit_note
from tests.forms.pdf.test_plan import SAID, run, squeezed
from tests.forms.pdf.test_scripts import read_in_order
from tests.forms.pdf.test_slip import SLIP

HOLDING_WORDS = tuple(name for name in SHEET_NAMES if name != "return")
BAD = {
    "20,000 characters": ("I want the flat warm. " * 910)[:20_000],
    "one word of 300 letters": "Donaudampfschifffahrt" * 14 + "sgesel",
    "only emoji": "🐶❤️🎶" * 20,
    "control characters": "before\x00\x07\x1b\x7f\x85after",
    "mixed directions": "ring \u202eabc\u202c بہن Dr Khan کو 0161 496 0132 now ক্ষমা",
    "a script without a font": "ሰላም ආයුබෝවන් ᏣᎳᎩ",
    "half a pair": "a\ud800b",
    "nothing but spaces": " \u00a0\u3000\n\t ",
}


def holding(words: str, size: int = 14, language: str = "en-GB") -> PlanCopy:
    part = CopyPart("Part", (replace(SAID, text=words),))
    section = CopySection("Section", "", (part,), "sun")
    return PlanCopy("My plan", "Mina", 4, date(2026, 11, 21), (section,), size, 3, language, code="KW1-3-4-X")


def said(pdf: bytes) -> str:
    return squeezed(read_in_order(pdf))


@pytest.mark.parametrize("name", HOLDING_WORDS)
@pytest.mark.parametrize("bad", BAD)
def test_odd_words_stand_on_every_sheet_and_whom_to_ring_beside_them(name: str, bad: str) -> None:
    text = said(compose_sheet(name, holding(BAD[bad])))
    assert squeezed(on_paper(BAD[bad], has_glyph)) in text
    assert "call999" in text


@pytest.mark.parametrize("bad", BAD)
def test_odd_words_stand_on_slip_letter_and_note(bad: str) -> None:
    words = BAD[bad]
    parts = (SlipPart("What I said", (words,)),)
    for pdf in (
        compose_slip(replace(SLIP, next_contact=words)),
        compose_letter(Letter("A page", words, parts)),
        compose_visit_note(VisitNote(SLIP, parts)),
    ):
        assert squeezed(on_paper(words, has_glyph)) in said(pdf)


def test_what_no_font_has_is_named_in_words_and_never_a_box() -> None:
    text = said(compose_sheet("crisis", holding(BAD["only emoji"][:3] + BAD["a script without a font"][:2])))
    assert "[dogface" in text
    assert "ethiopicsyllable" in text


@pytest.mark.parametrize("language", ["ps", "he", "am", "si", "zh-Hant", "x-private", "", "not a tag"])
@pytest.mark.parametrize("name", SHEET_NAMES)
def test_a_language_without_a_font_or_a_catalogue_is_written_in_english_words(
    name: str, language: str
) -> None:
    text = said(compose_sheet(name, holding("Warm.", language=language)))
    assert squeezed("If I need help now") in text


@settings(max_examples=12, deadline=None)
@given(
    words=st.text(st.characters(), max_size=300),
    name=st.sampled_from(HOLDING_WORDS),
    size=st.sampled_from((12, 20, 28)),
    language=st.sampled_from(("en-GB", "cy", "ur", "bn")),
)
def test_any_text_of_unicode_stands_on_any_sheet_in_any_language(
    words: str, name: str, size: int, language: str
) -> None:
    pdf = compose_sheet(name, holding(words, size, language))
    assert squeezed(on_paper(words, has_glyph)) in said(pdf)
    boxes = re.findall(
        r'xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"', run("pdftotext", "-bbox", "-", "-", pdf=pdf)
    )
    assert all(float(left) >= 40 and float(right) <= 595.3 - 40 for left, right in boxes)
