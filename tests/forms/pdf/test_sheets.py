# SPDX-License-Identifier: Apache-2.0
"""The crisis sheet, the cards and Easy Read, read back by others. Never our own idea of a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from forms.pdf.copy import CopyPart, CopySection, CrisisContact, PlanCopy
from forms.pdf.crisis_sheet import compose_crisis_sheet
from forms.pdf.easy_read import compose_easy_read
from forms.pdf.pictures import PICTURES
from forms.pdf.plan import compose_plan
from forms.pdf.return_card import compose_return_card
from forms.pdf.sheets import SHEET_NAMES, compose_sheet
from forms.pdf.wallet_card import compose_wallet_card, own_words
from locales import LENGTHENING, SOURCE_LANGUAGE, activate
from records.copies import _PICTURES
from records.copies_register import Sheet
from tests.forms.pdf.test_plan import (
    ROSA,
    SAID,
    STRUCK,
    VERSIONS,
    copy_of,
    pages_of,
    plain,
    run,
    squeezed,
    text_of,
)
from tests.forms.pdf.test_scripts import SCRIPTS, read_in_order
from tests.forms.pdf.verapdf import failed_rules

FORMS = [partial(compose_sheet, name) for name in ("plan", "crisis", "easy_read", "wallet", "return")]
Compose = Callable[[PlanCopy], bytes]
HELPS = CopyPart("What helps", (SAID, ROSA, STRUCK, VERSIONS))
COPY = replace(
    copy_of(),
    sections=(
        CopySection("My crisis plan", "", (HELPS, CopyPart("What makes it worse", ())), "people"),
        CopySection(
            "My words", "", (CopyPart("", tuple(replace(SAID, text=one) for one in SCRIPTS.values())),), "sun"
        ),
    ),
    crisis=(CrisisContact("Night line", "0161 496 0999", SAID.when),),
    crisis_left_out=("Day centre",),
    replaces=2,
)


@pytest.mark.parametrize("compose", FORMS)
def test_every_form_carries_its_numbers_and_whom_to_ring(compose: Compose) -> None:
    text = plain(text_of(compose(COPY), "-raw"))
    assert "Copy 3, replaces copy 2" in text
    assert "Version 4" in text
    assert re.search(r"Page 1 of \d", text)
    for needed in ("999", "111", "116 123", "0161 496 0999", "Day centre: left out here"):
        assert needed in text


@pytest.mark.parametrize("compose", FORMS[:4])
def test_every_statement_is_on_it_in_its_own_words_and_what_was_taken_out_is_not(compose: Compose) -> None:
    text = squeezed(read_in_order(compose(COPY)))
    for words in (SAID.text, ROSA.text, *SCRIPTS.values(), *(one.text for one in VERSIONS.versions)):
        assert squeezed(words) in text
    assert squeezed(STRUCK.text) not in text
    assert squeezed("Words of Rosa, who cares for me.") in text


@pytest.mark.parametrize("compose", [compose_wallet_card, compose_return_card])
def test_a_card_names_nobody_it_belongs_to(compose: Compose) -> None:
    pdf = compose(replace(COPY, called="Zebedee", sections=COPY.sections[1:]))
    assert "Zebedee" not in text_of(pdf)


def test_the_crisis_sheet_names_the_parts_that_are_empty_and_says_it_is_no_no() -> None:
    text = plain(text_of(compose_crisis_sheet(COPY)))
    assert "This does not mean no. Please ask me about: What makes it worse." in text


def test_easy_read_is_never_under_14_point_and_every_section_has_its_drawing() -> None:
    pdf = compose_easy_read(replace(COPY, point_size=12))
    with pikepdf.open(BytesIO(pdf)) as document:
        sizes = {
            round(float(one.operands[1]))
            for page in document.pages
            for one in pikepdf.parse_content_stream(page)
            if str(one.operator) == "Tf"
        }
    assert min(sizes) == 14
    assert set(_PICTURES.values()) <= set(PICTURES)
    bare = [replace(one, picture="") for one in COPY.sections]
    assert len(compose_easy_read(replace(COPY, sections=tuple(bare)))) < len(compose_easy_read(COPY))


@pytest.mark.parametrize("compose", FORMS[:3])
@pytest.mark.parametrize("word", ["Donaudampfschifffahrtsgesellschaft" * 9, "ক্ষমাশ্রদ্ধা" * 25, "خاندان" * 50])
def test_the_longest_words_at_28_point_stay_on_the_paper(compose: Compose, word: str) -> None:
    part = CopyPart("Part", (replace(SAID, text=word),))
    copy = replace(COPY, sections=(CopySection("Section", "", (part,), "sun"),), point_size=28)
    pdf = compose(copy)
    assert squeezed(word) in squeezed(read_in_order(pdf))
    boxes = re.findall(
        r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"',
        run("pdftotext", "-bbox", "-", "-", pdf=pdf),
    )
    assert len(boxes) > 20
    for left, _top, right, _bottom in (tuple(map(float, box)) for box in boxes):
        assert left >= 56
        assert right <= 595.3 - 56


def test_the_door_knows_the_sheets_of_the_register_and_no_other() -> None:
    assert set(SHEET_NAMES) == {"plan", "easy_read", "crisis", "wallet", "return"} <= set(Sheet)
    with pytest.raises(ValueError, match="'slip'"):
        compose_sheet("slip", COPY)


def test_the_door_makes_each_sheet_and_shows_what_was_taken_out_where_asked() -> None:
    made = [compose_sheet(name, COPY) for name in SHEET_NAMES]
    assert made == [
        compose(COPY)
        for compose in (
            compose_plan, compose_easy_read, compose_crisis_sheet, compose_wallet_card, compose_return_card
        )
    ]  # fmt: skip
    assert STRUCK.text in plain(text_of(compose_sheet("plan", COPY, show_struck=True)))


def test_a_sheet_speaks_the_language_of_its_copy_whatever_the_screen_speaks() -> None:
    activate(LENGTHENING)
    try:
        assert "Page 1 of" in plain(text_of(compose_sheet("plan", COPY)))
    finally:
        activate(SOURCE_LANGUAGE)


@pytest.mark.parametrize("name", ["plan", "easy_read", "crisis"])
def test_a_plain_cover_says_nothing_about_anybody_and_is_not_counted(name: str, tmp_path: Path) -> None:
    pdf = compose_sheet(name, replace(COPY, called="Zebedee", plain_cover=True))
    cover, first, *_rest = pages_of(pdf)
    assert plain(cover) == "Notes"
    assert "Page 1 of" in plain(first)
    assert "Title: Notes" in plain(run("pdfinfo", "-", pdf=pdf))
    assert failed_rules(pdf, tmp_path) == ""
    assert plain(pages_of(compose_sheet(name, COPY))[0]) != "Notes"


def test_on_a_card_no_words_are_torn_from_whose_they_are() -> None:
    lines = [line for part in own_words(COPY) for line in part.lines]
    said = next(line for line in lines if ROSA.text in line)
    assert said == f"{ROSA.text}\nWords of Rosa, who cares for me."
    open_words = next(line for line in lines if "not agreed yet" in line)
    assert all(one.text in open_words for one in VERSIONS.versions)
