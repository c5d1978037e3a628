# SPDX-License-Identifier: Apache-2.0
"""A sheet in the person's language: honest about who checked it, dated in it, and safe where nobody did."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from forms.crisis_numbers import standing_lines
from forms.pdf.copy import CopyNumber
from forms.pdf.footer import Footer
from forms.pdf.page import Style, set_lines
from forms.pdf.sheets import SHEET_NAMES, compose_sheet
from forms.pdf.visit_note import compose_visit_note
from forms.pdf.wording import unchecked_lines, whose_words
from locales import speaking
from tests.forms.pdf.test_plan import WORKER, squeezed
from tests.forms.pdf.test_scripts import read_in_order
from tests.forms.pdf.test_sheets import COPY
from tests.forms.pdf.test_visit_note import NOTE

ENGLISH = "Nobody who speaks this language has checked the headings on this sheet yet."
SAID_SO = {"cy": "Does neb sy’n siarad", "ur": "یہ زبان بولنے والے", "bn": "এই ভাষা বলেন"}
VERSION = {
    "cy": "Fersiwn 4 · 21 Tachwedd 2026",
    "ur": "ورژن 4 · 21 نومبر، 2026",
    "bn": "সংস্করণ 4 · 21 নভেম্বর, 2026",
}
NOW = {
    "cy": "Os bydd angen help arna i nawr",
    "ur": "اگر مجھے ابھی مدد چاہیے",
    "bn": "যদি আমার এখনই সাহায্য দরকার হয়",
}


def said(pdf: bytes) -> str:
    return squeezed(read_in_order(pdf))


@pytest.mark.parametrize("language", SAID_SO)
@pytest.mark.parametrize("name", SHEET_NAMES)
def test_a_sheet_is_headed_and_dated_in_its_language_and_says_that_nobody_checked_it(
    name: str, language: str
) -> None:
    text = said(compose_sheet(name, replace(COPY, language=language, called="")))
    for words in (VERSION[language], NOW[language], SAID_SO[language], ENGLISH):
        assert squeezed(words) in text


@pytest.mark.parametrize("language", SAID_SO)
@pytest.mark.parametrize("name", SHEET_NAMES)
def test_whom_to_ring_stays_in_english_until_a_speaker_has_checked_it(name: str, language: str) -> None:
    text = said(compose_sheet(name, replace(COPY, language=language)))
    for words in standing_lines():
        assert squeezed(words) in text


def test_the_opening_of_a_crisis_sheet_is_english_as_well() -> None:
    assert squeezed("If you are with me in a crisis") in said(
        compose_sheet("crisis", replace(COPY, language="ur"))
    )


@pytest.mark.parametrize("name", SHEET_NAMES)
@pytest.mark.parametrize("language", ["en-GB", "en", "pl", "zz-Nowhere"])
def test_english_words_need_no_check_whatever_the_sheet_is_called(name: str, language: str) -> None:
    assert squeezed(ENGLISH) not in said(compose_sheet(name, replace(COPY, language=language)))


def test_both_languages_say_so_in_one_line_each() -> None:
    with speaking("bn"):
        own, english = unchecked_lines("bn")
    assert own.startswith(SAID_SO["bn"])
    assert english == ENGLISH


@pytest.mark.parametrize("language", SAID_SO)
def test_a_note_of_a_visit_says_so_too(language: str) -> None:
    with speaking(language):
        text = said(compose_visit_note(replace(NOTE, slip=replace(NOTE.slip, language=language))))
    assert squeezed(SAID_SO[language]) in text
    assert squeezed(ENGLISH) in text


@pytest.mark.parametrize("name", ["Sam", "ثمینہ"])
def test_an_urdu_sentence_that_begins_with_a_name_runs_from_right_to_left_whatever_its_letters(
    name: str,
) -> None:
    with speaking("ur"):
        words = whose_words(replace(WORKER, said_name=name))
    lines = set_lines(words, Style(14, 20), 100)
    assert len(lines) > 1
    assert all(line.right_to_left for line in lines)
    assert "\u200f" not in "".join(line.text for line in lines)


def test_a_mark_counts_for_the_paragraph_it_begins_and_no_other() -> None:
    lines = set_lines("\u200fSam\nthen Rosa", Style(14, 20), 400)
    assert [line.right_to_left for line in lines] == [True, False]


def test_an_english_line_on_an_urdu_sheet_is_english_to_its_date() -> None:
    text = said(compose_sheet("plan", replace(COPY, language="ur")))
    assert squeezed("Night line: 0161 496 0999. Checked on 19 November 2026.") in text


def test_an_urdu_date_is_not_torn_by_the_code_beside_it() -> None:
    number = CopyNumber(3, date(2026, 11, 22), code="KW1-3-12-F")
    style = Style(12, 16)
    with speaking("ur"):
        (line,) = Footer.of_copy(number, "ur", style).left
    seen = sorted((spot.x, spot.run.text.strip()) for spot in line.spots)
    words = [word for _x, word in reversed(seen) if word]
    assert words[words.index("22") + 1].startswith("نومبر")
