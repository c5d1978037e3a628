# SPDX-License-Identifier: Apache-2.0
"""The half page that stays with a person, read back by programs that others read paper with."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.crisis_numbers import standing_lines
from forms.pdf.fonts import has_glyph
from forms.pdf.letters import on_paper
from forms.pdf.slip import PromiseSlip, SlipLine, WhomToRing, compose_slip, fits_half_a_page, slip_parts
from tests.forms.pdf.test_plan import pages_of, plain, run, squeezed, text_of
from tests.forms.pdf.test_scripts import read_in_order

FOOD = SlipLine("Bring a food parcel round", "Sam", "Saturday 18:00")
SLIP = PromiseSlip(
    called="Mina",
    came=("Sam Okafor", "Priya Nair"),
    on=date(2026, 11, 21),
    promises=(FOOD, SlipLine("A new key", "Housing", "Tuesday"), SlipLine("Ring the surgery", "Priya", "")),
    next_contact="Tuesday 24 November, 14:00, at home, with Sam",
    ring=WhomToRing("Priya Nair", "0161 496 0009", "Tuesday 14:00"),
    help_lines=(*standing_lines(), "Crisis line: 0161 496 0000"),
)


def test_everything_that_was_promised_is_on_it_in_order() -> None:
    text = plain(text_of(compose_slip(SLIP)))
    wanted = [
        "What we promised",
        "Mina, 21 November 2026. Sam Okafor and Priya Nair came.",
        "1. Bring a food parcel round. Sam, by Saturday 18:00.",
        "2. A new key. Housing, by Tuesday.",
        "3. Ring the surgery. Priya.",
        "Tuesday 24 November, 14:00, at home, with Sam",
        "If we have not rung or come by Tuesday 14:00: ring Priya Nair, 0161 496 0009.",
        "999",
        "111",
        "Crisis line: 0161 496 0000",
    ]
    places = [text.find(one) for one in wanted]
    assert -1 not in places, [one for one, at in zip(wanted, places, strict=True) if at < 0]
    assert places == sorted(places)


def lowest_in(pdf: bytes) -> float:
    words = run("pdftotext", "-bbox", "-", "-", pdf=pdf)
    return max(float(one) for one in re.findall(r'yMax="([\d.]+)"', words))


@pytest.mark.parametrize("point_size", [12, 14])
def test_a_usual_visit_leaves_half_a_page(point_size: int) -> None:
    slip = replace(SLIP, point_size=point_size)
    assert fits_half_a_page(slip)
    assert len(pages_of(compose_slip(slip))) == 1


@pytest.mark.parametrize("point_size", range(12, 17))
def test_half_a_page_never_reaches_the_line_to_cut_along(point_size: int) -> None:
    halves = [replace(SLIP, promises=(FOOD,) * count, point_size=point_size) for count in range(14)]
    fullest = [one for one in halves if fits_half_a_page(one)][-1]
    frame = point_size * 0.8  # below the last words, round the numbers to ring
    assert lowest_in(compose_slip(fullest)) + frame <= 841.89 / 2 - 25


def test_a_visit_with_many_promises_goes_on_and_says_on_which_page() -> None:
    slip = replace(SLIP, promises=(FOOD,) * 40, point_size=18)
    assert not fits_half_a_page(slip)
    pages = pages_of(compose_slip(slip))
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert plain(page).endswith(f"Page {number} of {len(pages)}")
    assert sum(page.count("Bring a food parcel round") for page in pages) == 40


def test_with_nothing_promised_it_says_so_and_whom_to_ring_all_the_same() -> None:
    bare = replace(SLIP, promises=(), next_contact="", ring=None, called="", came=())
    text = plain(text_of(compose_slip(bare)))
    for one in ("Nothing more was promised.", "No day is agreed yet.", "Ring one of the numbers below"):
        assert one in text
    assert "999" in text
    assert "Mina" not in text


@pytest.mark.parametrize("point_size", [12, 14, 18, 24, 28])
def test_a_number_is_never_torn_at_the_end_of_a_line(point_size: int) -> None:
    text = text_of(compose_slip(replace(SLIP, point_size=point_size)))
    for number in ("0161 496 0009", "0161 496 0000"):
        assert any(plain(number) in plain(line) for line in text.splitlines())


def test_whom_to_ring_without_a_time_is_only_whom_to_ring() -> None:
    slip = replace(SLIP, ring=WhomToRing("Priya Nair", "0161 496 0009", ""))
    assert "Ring Priya Nair: 0161 496 0009." in plain(text_of(compose_slip(slip)))


def test_the_large_page_to_copy_by_hand_says_what_the_paper_says() -> None:
    for slip in (SLIP, replace(SLIP, promises=(), ring=None, next_contact="")):
        text = squeezed(text_of(compose_slip(slip), "-raw"))
        for part in slip_parts(slip):
            assert squeezed(part.heading) in text
            for line in part.lines:
                assert squeezed(line) in text


def test_its_information_names_nobody_and_the_same_slip_gives_the_same_bytes() -> None:
    pdf = compose_slip(SLIP)
    information = run("pdfinfo", "-", pdf=pdf)
    assert re.search(r"^Title: +What we promised$", information, re.MULTILINE)
    assert not re.search(r"Mina|Sam|Priya|Author|Subject|Creator|Date", information)
    assert b"Mina" not in pdf
    assert compose_slip(SLIP) == pdf


@pytest.mark.parametrize("point_size", [11, 29])
def test_a_size_that_no_setting_offers_is_refused(point_size: int) -> None:
    with pytest.raises(ValueError, match="outside 12 to 28"):
        replace(SLIP, point_size=point_size)


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=200), st.text(max_size=60), st.sampled_from([12, 14, 20, 28]))
def test_any_words_that_were_promised_extract_back(what: str, who: str, point_size: int) -> None:
    slip = replace(SLIP, promises=(SlipLine(what, who, "Tuesday"),), point_size=point_size)
    shown = squeezed(on_paper(slip_parts(slip)[0].lines[1], has_glyph))
    # By the marked content: pdftotext puts marks and words from right to left where it thinks they belong.
    assert shown in squeezed(read_in_order(compose_slip(slip)))
