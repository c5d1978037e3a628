# SPDX-License-Identifier: Apache-2.0
"""Any text becomes characters that the paper can show. Never checks against the code's own tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.pdf.fonts import REGULAR, has_glyph
from forms.pdf.letters import break_lines, on_paper
from forms.pdf.shaping import word_width


def measure(word: str) -> float:
    return word_width(word, REGULAR)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("I ♥ this", "I [black heart suit] this"),
        ("❤️🐶", "[heavy black heart, dog face]"),
        ("नमः", "[devanagari letter na, devanagari letter ma, devanagari sign visarga]"),
        ("\ue000\U0010ffff", "[character U+E000, character U+10FFFF]"),
        ("\ud800", "[character U+D800]"),
        ("\uffff", "[character U+FFFF]"),
        ("a\x00b\x07c", "abc"),
        ("\u06a9\u200c\u06c1 co\u200cop", "\u06a9\u200c\u06c1 coop"),
        ("no\u202eevil\u202c\u2066\u200f", "noevil"),
        ("co\u00adop\u200b\ufeff", "coop"),
        ("\u0709", "[syriac sublinear colon skewed right]"),
        (
            "one\r\ntwo\rthree\u2028four\u2029five\x0bsix\x0cseven\x85eight",
            "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight",
        ),
        ("a\tb\u3000c\u2003d\x1fe", "a b c d e"),
        ("10\u202f000\u00a0km", "10\u00a0000\u00a0km"),
        ("cafe\u0301", "café"),
        ("g\u0301", "\u01f5"),
        ("o\ufb03ce \u2010 \u2011", "office - -"),
        ("<b>&amp;</b> {name} %s \\n", "<b>&amp;</b> {name} %s \\n"),
        ("", ""),
    ],
)
def test_what_is_typed_is_shown_or_named(typed: str, shown: str) -> None:
    assert on_paper(typed, has_glyph) == shown


def test_every_code_point_ends_in_something_that_can_be_drawn() -> None:
    for code in range(0, 0x110000, 5):
        shown = on_paper(chr(code), has_glyph)
        assert all(one == "\n" or has_glyph(one) for one in shown), hex(code)


@given(st.text(max_size=300), st.floats(min_value=2.0, max_value=40.0))
def test_lines_keep_every_letter_in_order_and_never_run_over(text: str, width: float) -> None:
    shown = on_paper(text, has_glyph)
    lines = break_lines(shown, measure, width)
    assert squeezed("".join(lines)) == squeezed(shown)
    assert all(measure(line) <= width + 1e-9 for line in lines)


def test_lines_are_filled_before_a_new_one_starts() -> None:
    lines = break_lines("one two three four five", measure, measure("one two three") + 0.01)
    assert lines == ["one two three", "four five"]


def test_words_held_by_a_no_break_space_stay_on_one_line() -> None:
    width = measure("on 21 November")
    assert break_lines("on 21\u00a0November", measure, width - 0.01) == ["on", "21\u00a0November"]


def test_an_address_is_cut_after_a_slash_where_it_has_one() -> None:
    width = measure("https://example.org/adv")
    assert break_lines("https://example.org/advance", measure, width) == ["https://example.org/", "advance"]


def test_one_empty_line_at_most_stands_between_paragraphs() -> None:
    assert break_lines("\n\none\n\n\n\ntwo\nthree\n", measure, 40) == ["one", "", "two", "three"]
