# SPDX-License-Identifier: Apache-2.0
"""Whether section 117 applies, row by row as the framework lists it (domain A3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import registry
from forms.discharge_words import section_117_sentence
from forms.registry import newest_form
from forms.section117 import BRINGS_AFTERCARE, BRINGS_NONE, LEAVE, Section117, section_117

CODES = [one.code for one in newest_form(registry.DISCHARGE).by_link_id["dh_legal"].options]

RULES = [
    ("section 3, admission for treatment", ["s3"], True),
    ("section 37, hospital order", ["s37"], True),
    ("section 37 with 41", ["s37_41"], True),
    ("section 45A, from a criminal court", ["s45a"], True),
    ("section 47, transfer of a prisoner", ["s47"], True),
    ("section 48, transfer of a prisoner", ["s48"], True),
    ("on leave under section 17, living elsewhere", ["s17_leave"], True),
    ("on a community treatment order", ["cto"], True),
    ("section 2, for assessment", ["s2"], False),
    ("section 4, emergency", ["s4"], False),
    ("section 5(2), held while in hospital", ["s5_2"], False),
    ("no section, by choice", ["informal"], False),
    ("section 2 and then 3", ["s2", "s3"], True),
    ("section 5(2), then 2, then by choice", ["s5_2", "s2", "informal"], False),
    ("section 3 and then by choice: it stays", ["s3", "informal"], True),
    ("leave from section 3", ["s3", "s17_leave"], True),
    ("leave beside section 2: leave from what?", ["s2", "s17_leave"], None),
    ("nobody knows", ["not_known"], None),
    ("section 2, and nobody knows the rest", ["s2", "not_known"], None),
    ("section 3, and nobody knows the rest", ["s3", "not_known"], True),
    ("a section from another version of the form", ["s35"], None),
    ("nothing told", [], None),
]


@pytest.mark.parametrize(("rule", "told", "applies"), RULES, ids=[row[0] for row in RULES])
def test_the_sections_of_a_stay_say_whether_aftercare_is_owed(rule, told, applies) -> None:
    assert section_117(told).applies is applies, rule
    assert set(section_117(told).because) <= set(told)


def test_every_section_that_can_be_chosen_has_a_rule() -> None:
    assert set(CODES) == BRINGS_AFTERCARE | BRINGS_NONE | {LEAVE, "not_known"}
    assert {code for _rule, told, _applies in RULES for code in told} >= set(CODES)


@given(st.lists(st.sampled_from(CODES)), st.sampled_from(CODES))
def test_one_section_more_never_takes_aftercare_away(told, more) -> None:
    if section_117(told).applies and set(told) != {LEAVE}:
        assert section_117([*told, more]).applies


@given(st.lists(st.sampled_from(CODES)), st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_told_changes_nothing(told, chance) -> None:
    assert section_117(chance.sample(told, len(told))).applies is section_117(told).applies


@given(st.lists(st.sampled_from(CODES)))
def test_it_is_only_ruled_out_where_every_section_is_known_to_bring_none(told) -> None:
    if section_117(told).applies is False:
        assert set(told) <= BRINGS_NONE


def test_each_answer_has_its_own_sentence() -> None:
    said = [section_117_sentence(Section117(applies)) for applies in (True, False, None)]
    assert len(set(said)) == 3
    assert "Ask" in said[2]
