# SPDX-License-Identifier: Apache-2.0
"""Pseudo-locales lengthen and mirror words, and leave alone what programs read."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.pseudo import PseudoTranslations, lengthen, mirror, without_marks

TEXTS = st.text(alphabet=string.ascii_letters + " .,\n", min_size=1, max_size=200)


@pytest.mark.parametrize(
    "kept",
    [
        "{name}",
        "{when:%H:%M}",
        "%(count)d",
        "%s",
        "{{",
        "}}",
        "<strong>",
        "</strong>",
        "&nbsp;",
        "&#39;",
        "\n",
        "%%",
    ],
)
@pytest.mark.parametrize("transform", [lengthen, mirror])
def test_what_programs_read_stays_as_it_is(kept, transform):
    assert transform(f"Before {kept} after").count(kept) == 1


def test_a_shortcut_letter_keeps_its_mark():
    assert "&F" in lengthen("&Finish")


@given(TEXTS)
def test_a_lengthened_text_is_longer_by_two_fifths_and_closed_at_both_ends(text):
    longer = lengthen(text)
    letters = sum(not one.isspace() for one in text)
    assert longer[0] == "["
    assert longer[-1] == "]"
    assert len(longer) >= len(text) + int(letters * 0.4)
    assert longer.count("\n") == text.count("\n")


@given(TEXTS)
def test_a_mirrored_text_is_the_lengthened_one_under_marks(text):
    mirrored = mirror(text)
    assert without_marks(mirrored) == lengthen(text)
    assert all(line.startswith("\u200f") for line in mirrored.split("\n"))


@given(TEXTS)
def test_every_override_ends_on_its_line(text):
    for line in mirror(text).split("\n"):
        assert line.count("\u202e") == line.count("\u202c")


@given(TEXTS)
def test_a_placeholder_is_filled_after_the_transform_and_outside_the_override(text):
    mirrored = mirror(text.replace("\n", " ") + "{name}" + "afterwards").format(name="Sam")
    before = mirrored[: mirrored.index("Sam")]
    assert before.count("\u202e") == before.count("\u202c")


def test_nothing_but_a_space_is_not_turned_round():
    assert " ".join(["{given}", "{family}"]) in mirror("Is {given} {family} here?")


def test_words_without_accents_show_what_missed_gettext():
    assert "Visit" not in lengthen("Visit")


def test_plurals_are_chosen_as_in_english():
    words = PseudoTranslations(mirrored=False)
    assert words.ngettext("{n} visit", "{n} visits", 1) == lengthen("{n} visit")
    assert words.ngettext("{n} visit", "{n} visits", 0) == lengthen("{n} visits")
    assert words.pgettext("a month", "May") == lengthen("May")
