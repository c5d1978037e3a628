# SPDX-License-Identifier: Apache-2.0
"""The note of a visit: what the person chose, what was promised, whom to ring; numbered like every copy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from forms.pdf.check_in import Letter, compose_letter
from forms.pdf.copy import CopyNumber
from forms.pdf.slip import SlipPart, compose_slip, fits_half_a_page
from forms.pdf.visit_note import VisitNote, compose_visit_note
from tests.forms.pdf.test_plan import pages_of, plain, squeezed, text_of
from tests.forms.pdf.test_scripts import SCRIPTS, read_in_order
from tests.forms.pdf.test_slip import SLIP
from tests.forms.pdf.verapdf import failed_rules

FOURTH = CopyNumber(4, date(2026, 11, 21), replaces=2, code="KW1-4-7-K")
TALKED = SlipPart("How has it been since I came home?", ("Quiet. The first night was the longest.",))
NOTE = VisitNote(replace(SLIP, copy=FOURTH), (TALKED,))


def test_it_says_what_was_kept_what_was_promised_and_whom_to_ring() -> None:
    text = plain(text_of(compose_visit_note(NOTE)))
    for one in (TALKED.heading, *TALKED.lines, "What we promised", "When we next meet or talk", "999", "111"):
        assert one in text
    assert text.index(TALKED.heading) < text.index("What we promised") < text.index("If I need help now")


def test_where_nothing_was_chosen_there_is_no_heading_for_it() -> None:
    assert TALKED.heading not in text_of(compose_visit_note(VisitNote(SLIP)))


@pytest.mark.parametrize("point_size", [12, 14, 28])
def test_every_page_has_its_number_its_day_and_page_x_of_y(point_size: int) -> None:
    slip = replace(NOTE.slip, point_size=point_size)
    letter = Letter("Our check-in plan", "", (TALKED,), None, point_size, copy=FOURTH)
    for pdf in (compose_visit_note(replace(NOTE, slip=slip)), compose_slip(slip), compose_letter(letter)):
        pages = pages_of(pdf)
        for number, page in enumerate(map(plain, pages), start=1):
            assert "Copy 4, replaces copy 2" in page
            assert "KW1-4-7-K" in page
            assert "21 November 2026" in page
            assert f"Page {number} of {len(pages)}" in page


def test_a_numbered_slip_is_still_half_a_page() -> None:
    assert fits_half_a_page(NOTE.slip)
    assert len(pages_of(compose_slip(NOTE.slip))) == 1
    assert "Copy" not in text_of(compose_slip(SLIP))


@pytest.mark.parametrize("language", ["en-GB", "cy", "ur", "bn"])
def test_it_passes_the_validator_with_every_script(language: str, tmp_path: Path) -> None:
    talked = tuple(SlipPart(TALKED.heading, (one,)) for one in SCRIPTS.values())
    pdf = compose_visit_note(VisitNote(replace(NOTE.slip, language=language), talked))
    assert failed_rules(pdf, tmp_path) == ""
    for one in SCRIPTS.values():
        assert squeezed(one) in squeezed(read_in_order(pdf))
