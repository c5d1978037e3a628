# SPDX-License-Identifier: Apache-2.0
"""The table of colours and sizes keeps its promises to eyes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.theme import contrast as pairs
from desktop.theme import tokens
from desktop.theme.contrast import contrast
from desktop.theme.tokens import PALETTES, Scheme, length


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("pair", pairs.INK_PAIRS, ids="-on-".join)
def test_every_word_can_be_read_on_its_ground(scheme, pair):
    ink, ground = (getattr(PALETTES[scheme], role) for role in pair)
    least = 7.0 if scheme is Scheme.HIGH_CONTRAST else 4.5
    assert contrast(ink, ground) >= least


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("pair", pairs.READING_PAIRS, ids="-on-".join)
def test_the_persons_own_screen_has_seven_to_one_in_every_scheme(scheme, pair):
    ink, ground = (getattr(PALETTES[scheme], role) for role in pair)
    assert contrast(ink, ground) >= 7.0


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("pair", pairs.SHAPE_PAIRS, ids="-on-".join)
def test_lines_that_carry_meaning_can_be_seen(scheme, pair):
    shape, ground = (getattr(PALETTES[scheme], role) for role in pair)
    assert contrast(shape, ground) >= 3.0


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_role_has_a_whole_colour_in_every_scheme(scheme):
    for role in tokens.ROLES:
        assert re.fullmatch("#[0-9A-F]{6}", getattr(PALETTES[scheme], role)), role


def test_contrast_is_the_published_formula():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)


def test_the_sizes_of_the_mocks_at_hundred_per_cent():
    assert length("text_body", 1.0) == 17
    assert length("text_reading_body", 1.0) >= 20
    assert length("text_statement", 1.0) == 24
    assert length("target", 1.0) == 48


@pytest.mark.parametrize("name", list(tokens.TEXT))
def test_every_type_size_doubles_at_two_hundred_per_cent(name):
    assert length(name, 2.0) == pytest.approx(2 * length(name, 1.0), abs=1)


@given(scale=st.floats(0.8, 3.0))
def test_a_target_is_never_smaller_than_its_promise_and_no_line_vanishes(scale):
    if scale >= 1:
        assert length("target", scale) >= 48
    assert all(length(name, scale) >= 1 for name in tokens.LINES)


def test_a_size_that_is_not_there_is_our_bug():
    with pytest.raises(KeyError):
        length("text_enormous", 1.0)
