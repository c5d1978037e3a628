# SPDX-License-Identifier: Apache-2.0
"""Hazard 6: names that are easily taken for each other are seen, and others are left alone."""

import pytest

from desktop.models.similar_names import SimilarNames, alike_keys
from records.operation import PersonId
from records.people import Card


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amina Rahman", "Ameena Rehman"),
        ("Jon Smyth", "John Smith"),
        ("Catherine Okafor", "Katharine Okaffor"),
        ("Mohammed Ali", "Muhamad Aly"),
        ("Émile Durand", "Emile Durand"),
        ("Siobhán O’Neill", "Siobhan ONeil"),
        ("PRITCHARD Tomos", "Tomos Pritchard"),
        ("Amina Bibi Rahman", "Amina Rahman"),
        ("আমিনা রহমান", "আমিনা রহমান"),
    ],
)
def test_names_that_look_or_sound_alike_share_a_key(one: str, other: str):
    assert alike_keys(one) & alike_keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amina Rahman", "Daniel Rahman"),
        ("Tom Wilkins", "Tom Barker"),
        ("Person 10", "Person 12"),
        ("আমিনা রহমান", "করিম রহমান"),
        ("", "Amina Rahman"),
        ("", ""),
    ],
)
def test_other_names_share_none(one: str, other: str):
    assert not alike_keys(one) & alike_keys(other)


def test_what_somebody_likes_to_be_called_counts_as_their_first_name():
    assert alike_keys("Amina Rahman", "Mina") & alike_keys("Mina Rahman")


def card(person: str, name: str) -> Card:
    return Card(PersonId(person), {"name": {"given": name}}, None, (), None, ())


def test_both_of_two_similar_names_are_marked_until_one_changes():
    names = SimilarNames([card("a", "Jon Smyth"), card("b", "John Smith"), card("c", "Amina Rahman")])
    assert [names.has_similar(PersonId(one)) for one in "abc"] == [True, True, False]
    names.put(card("b", "Grace Okafor"))
    assert [names.has_similar(PersonId(one)) for one in "abc"] == [False, False, False]
    names.put(card("d", "Ameena Rehman"))
    assert [names.has_similar(PersonId(one)) for one in "abcd"] == [False, False, True, True]
