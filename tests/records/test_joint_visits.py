# SPDX-License-Identifier: Apache-2.0
"""One visit on two laptops is shown as one with both authors; nothing that either wrote is lost (M4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Given as GivenAnswer
from forms.answers import answer_to_json
from records.joint_visits import Sameness, visits_shown
from records.known import contacts_of
from records.operation import EntityId, UserId
from records.people import VISIT_FORM, Response, card_from_json
from tests.records.laptops import Laptop
from tests.records.visiting import MET, at, fill

SAM, PRIYA = "a" * 32, "b" * 32


def visit(by: str, when: Any = None, mode: str = "01", *, written: int = 1, **about: Any) -> Response:
    raw = {"contact_mode": {"given": mode}}
    if when is not None:
        raw["contact_dt"] = answer_to_json(GivenAnswer(when))
    entity = EntityId(f"{written:032x}")
    return Response(VISIT_FORM, entity, written, by, raw, {}, about.get("authors", (by,)))


@pytest.mark.parametrize(
    ("what", "first", "second", "sameness"),
    [
        ("two workers at one time", (SAM, at(21)), (PRIYA, at(21)), Sameness.JOINT),
        ("within the hour", (SAM, at(21)), (PRIYA, at(21, "15:00")), Sameness.JOINT),
        ("one worker twice", (SAM, at(21)), (SAM, at(21, "14:05")), Sameness.PERHAPS_TWICE),
        ("of a day without a time the day", (SAM, at(21)), (PRIYA, at(21, None)), Sameness.JOINT),
        ("over an hour apart", (SAM, at(21)), (PRIYA, at(21, "15:01")), None),
        ("another day", (SAM, at(21)), (PRIYA, at(22)), None),
        ("another way of meeting", (SAM, at(21)), (PRIYA, at(21), "02"), None),
        ("no time written", (SAM, None), (PRIYA, None), None),
    ],
)  # fmt: skip
def test_two_that_look_like_one_are_shown_as_one(what, first, second, sameness) -> None:
    shown = visits_shown([visit(*first, written=1), visit(*second, written=2)])
    if sameness is None:
        assert [one.sameness for one in shown] == [Sameness.SINGLE] * 2, what
    else:
        assert [(one.sameness, len(one.responses)) for one in shown] == [(sameness, 2)], what


def test_a_joint_visit_has_two_authors_the_first_to_write_first() -> None:
    (one,) = visits_shown([visit(PRIYA, at(21), written=2), visit(SAM, at(21), written=1)])
    assert one.authors == (SAM, PRIYA)


def test_a_visit_that_one_began_and_another_finished_has_two_authors() -> None:
    (one,) = visits_shown([visit(PRIYA, at(21), authors=(SAM, PRIYA))])
    assert (one.sameness, one.authors) == (Sameness.SINGLE, (SAM, PRIYA))


def test_two_of_whom_one_also_finished_the_others_may_be_twice() -> None:
    shown = visits_shown([visit(SAM, at(21), authors=(SAM, PRIYA)), visit(PRIYA, at(21), written=2)])
    assert shown[0].sameness is Sameness.PERHAPS_TWICE


def test_who_wrote_is_read_from_the_operations() -> None:
    laptop = Laptop()
    fill(laptop, VISIT_FORM, MET)
    (one,) = laptop.read().responses
    assert one.authors == (one.recorded_by,)


def test_what_one_began_and_another_went_on_with_has_both_the_first_to_write_first() -> None:
    mine = Laptop(user=UserId(PRIYA))
    theirs = Laptop(user=UserId(SAM))
    entity = fill(mine, VISIT_FORM, MET)
    mine.meet(theirs)
    fill(theirs, VISIT_FORM, {"home_feel": "Quiet"}, entity=entity)
    theirs.meet(mine)
    for laptop in (mine, theirs):
        (one,) = laptop.read().responses
        assert (one.authors, one.recorded_by) == ((PRIYA, SAM), SAM)
        card = laptop.read().card
        assert card_from_json(laptop.person, card.to_json()).visits[0].authors == (PRIYA, SAM)


def test_both_laptops_keep_their_words_and_both_contacts_stand() -> None:
    mine, theirs = Laptop(), Laptop()
    fill(mine, VISIT_FORM, {**MET, "home_feel": "Quiet", "registered": False})
    fill(theirs, VISIT_FORM, {**MET, "home_feel": "Very quiet"})
    mine.meet(theirs)
    record = mine.read()
    assert {one.given("home_feel") for one in record.responses} == {"Quiet", "Very quiet"}
    assert [one.by_registered for one in contacts_of(record.card)].count(True) == 1


VISITS = st.lists(
    st.tuples(
        st.sampled_from([SAM, PRIYA]),
        st.sampled_from([at(21), at(21, "14:40"), at(21, "15:20"), at(21, None), at(22), None]),
        st.sampled_from(["01", "02"]),
    ),
    max_size=6,
)


@given(VISITS, st.randoms(use_true_random=False))
def test_each_stands_in_one_place_and_the_order_of_arrival_changes_nothing(drawn, chance) -> None:
    every = [visit(*one, written=number + 1) for number, one in enumerate(drawn)]
    shown = visits_shown(every)
    assert sorted(one.at for group in shown for one in group.responses) == [one.at for one in every]
    assert visits_shown(chance.sample(every, len(every))) == shown
    assert all({one.recorded_by for one in group.responses} == set(group.authors) for group in shown)


def test_a_response_that_an_earlier_keepwell_folded_has_whoever_wrote_it_last() -> None:
    old = replace(visit(SAM, at(21)), authors=())
    assert visits_shown([old])[0].authors == (SAM,)
