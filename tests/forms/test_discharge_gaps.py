# SPDX-License-Identifier: Apache-2.0
"""What a ward did not hand over is something to chase; what the person did not want is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import registry
from forms.answers import Answer, Given, LocalMoment, NotAsked, NotNow, Path, RowId
from forms.discharge_gaps import Gap, GapState, gaps
from forms.discharge_words import _GAPS, gap_sentence
from forms.draft import Draft
from forms.registry import newest_form

FORM = newest_form(registry.DISCHARGE)
S = GapState
EVERY_NEED = ("medicines", "talking", "body", "social", "culture", "housing", "money")
# A handover with which nothing is left to chase.
WHOLE = {
    "dh_notice": ("person", "carer", "team"),
    "dh_safety": "yes",
    "dh_plan": "agreed",
    "dh_shared": ("person", "carer", "team", "gp"),
    "dh_meeting": "yes",
    "dh_meeting_when": LocalMoment(date(2026, 7, 6), None, "Europe/London"),
    "dh_meeting_who": "Priya and the council",
    "dh_crisis": "yes",
    "dh_covers": EVERY_NEED,
    "dh_for_now": False,
    "dh_medicines": "Olanzapine",
    "dh_medicines_days": 14,
    "dh_legal": ("s2", "s3"),
    "dh_s117": "done",
    "dh_care_act": "done",
    "dh_chc": "not_needed",
    "dh_pathway": "1",
    "dh_advocate": "not_wanted",
    "dh_capacity": "yes",
}
TEAM = {"dh_team_role": "lead", "dh_team_name": "Priya Nair"}


def found(team=TEAM, *, peer=False, **changes):
    """The gaps of a whole handover with these changes; None takes an answer away."""
    answers: dict[Path, Answer] = {}
    for link_id, value in {**WHOLE, **changes}.items():
        if value is not None:
            answers[None, link_id] = value if isinstance(value, NotAsked | NotNow) else Given(value)
    for link_id, value in (team or {}).items():
        answers[RowId("r"), link_id] = Given(value)
    return list(gaps(FORM, answers, peer=peer))


def test_a_whole_handover_leaves_nothing_to_chase() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dh_notice": ("nobody",)}, [Gap("dh_notice", S.NOT_DONE)]),
        ({"dh_notice": ("not_known",)}, [Gap("dh_notice", S.NOT_KNOWN)]),
        ({"dh_notice": ("person", "gp")}, [Gap("dh_notice", S.PARTLY, ("carer", "team"))]),
        ({"dh_safety": "no"}, [Gap("dh_safety", S.NOT_DONE)]),
        ({"dh_safety": "not_known"}, [Gap("dh_safety", S.NOT_KNOWN)]),
        ({"dh_safety": NotAsked("the ward was busy")}, [Gap("dh_safety", S.NOT_KNOWN)]),
        ({"dh_plan": "declined"}, []),
        ({"dh_plan": "unfinished"}, [Gap("dh_plan", S.PARTLY)]),
        ({"dh_plan": "not_offered"}, [Gap("dh_plan", S.NOT_DONE)]),
        ({"dh_shared": ("not_agreed",)}, []),
        ({"dh_shared": ("person", "not_agreed")}, []),
        ({"dh_shared": ("person", "carer", "team")}, [Gap("dh_shared", S.PARTLY, ("gp",))]),
        ({"dh_shared": ("nobody",)}, [Gap("dh_shared", S.NOT_DONE)]),
        ({"dh_meeting": "no"}, [Gap("dh_meeting", S.NOT_DONE)]),
        ({"dh_meeting_when": None}, [Gap("dh_meeting_when", S.NOT_KNOWN)]),
        ({"dh_meeting_who": " "}, [Gap("dh_meeting_who", S.NOT_KNOWN)]),
        ({"dh_crisis": "no"}, [Gap("dh_crisis", S.NOT_DONE)]),
        ({"dh_covers": EVERY_NEED[:-1]}, [Gap("dh_covers", S.PARTLY, ("money",))]),
        ({"dh_for_now": None}, [Gap("dh_for_now", S.NOT_KNOWN)]),
        (
            {"dh_for_now": None, "disch_dest": "29"},
            [Gap("dh_for_now_why", S.NOT_DONE), Gap("dh_for_now_exit", S.NOT_DONE)],
        ),
        ({"dh_for_now": True, "dh_for_now_why": "No keys"}, [Gap("dh_for_now_exit", S.NOT_DONE)]),
        ({"dh_medicines": None}, [Gap("dh_medicines", S.NOT_KNOWN)]),
        ({"dh_medicines_days": None}, [Gap("dh_medicines_days", S.NOT_KNOWN)]),
        ({"dh_medicines_days": 0}, []),
        ({"dh_legal": None}, [Gap("dh_legal", S.NOT_KNOWN)]),
        ({"dh_legal": None, "dh_s117": None}, [Gap("dh_legal", S.NOT_KNOWN), Gap("dh_s117", S.NOT_KNOWN)]),
        ({"dh_legal": ("informal",), "dh_s117": None}, []),
        ({"dh_s117": "not_needed"}, [Gap("dh_s117", S.NOT_DONE)]),
        ({"dh_s117": None}, [Gap("dh_s117", S.NOT_KNOWN)]),
        (
            {"dh_s117": "due"},
            [Gap("dh_s117", S.TO_DO), Gap("dh_assess_by", S.NOT_KNOWN), Gap("dh_assess_when", S.NOT_KNOWN)],
        ),
        (
            {"dh_care_act": "due", "dh_assess_by": "The council"},
            [Gap("dh_assess_when", S.NOT_KNOWN)],
        ),
        ({"dh_care_act": "not_known"}, [Gap("dh_care_act", S.NOT_KNOWN)]),
        ({"dh_chc": NotNow()}, [Gap("dh_chc", S.NOT_KNOWN)]),
        ({"dh_pathway": None}, [Gap("dh_pathway", S.NOT_KNOWN)]),
        ({"dh_advocate": "wants"}, [Gap("dh_advocate", S.TO_DO)]),
        ({"dh_advocate": "not_asked"}, [Gap("dh_advocate", S.NOT_DONE)]),
        ({"dh_advocate": "has"}, []),
        ({"dh_capacity": "not_all"}, [Gap("dh_capacity_words", S.NOT_DONE)]),
        ({"dh_capacity": None}, [Gap("dh_capacity", S.NOT_KNOWN)]),
        ({"team": None}, [Gap("dh_team", S.NOT_KNOWN)]),
        ({"team": {"dh_team_role": "gp", "dh_team_name": "Dr Amin"}}, [Gap("dh_team", S.PARTLY, ("lead",))]),
        ({"team": {"dh_team_role": "lead"}}, [Gap("dh_team", S.NOT_KNOWN)]),
    ],
)
def test_each_thing_that_is_missing_is_one_to_chase(changes, expected) -> None:
    assert found(**changes) == expected


def test_a_handover_of_which_nothing_came_names_everything_in_the_order_of_the_form() -> None:
    every = list(gaps(FORM, {}))
    order = list(FORM.by_link_id)
    assert [order.index(one.link_id) for one in every] == sorted(order.index(one.link_id) for one in every)
    assert len(every) >= 16
    assert {one.state for one in every} == {S.NOT_KNOWN}


def test_a_peer_chases_nothing_that_only_a_registered_colleague_is_asked() -> None:
    left = {one.link_id for one in gaps(FORM, {})} - {one.link_id for one in gaps(FORM, {}, peer=True)}
    assert left == {"dh_legal", "dh_s117", "dh_care_act", "dh_chc", "dh_capacity"}


def test_every_gap_has_a_sentence_that_says_whom_to_ask() -> None:
    for link_id in _GAPS:
        assert link_id in FORM.by_link_id
        for state in GapState:
            sentence = gap_sentence(Gap(link_id, state), FORM)
            assert "Ask " in sentence
            assert "{" not in sentence
    assert gap_sentence(Gap("dh_notice", S.PARTLY, ("carer", "team")), FORM) == (
        "Notice, two days before, that they would leave: without family, friends or carer or the community"
        " team. Ask the ward."
    )


CHOICES = [one for one in FORM.by_link_id.values() if one.options and one.group is None]


@given(st.data())
def test_whatever_was_handed_over_each_gap_can_be_said_and_an_answer_never_adds_one_elsewhere(data) -> None:
    draft = Draft(FORM)
    for question in data.draw(st.lists(st.sampled_from(CHOICES), max_size=12)):
        codes = st.sampled_from([one.code for one in question.options])
        value = data.draw(st.lists(codes, min_size=1, unique=True)) if question.repeats else data.draw(codes)
        draft.set_answer((None, question.link_id), Given(tuple(value) if question.repeats else value))
    answers = {(row, link_id): answer for row, link_id, answer in draft.answers()}
    seen = gaps(FORM, answers)
    assert len({one.link_id for one in seen}) == len(seen)
    assert all(gap_sentence(one, FORM) for one in seen)
