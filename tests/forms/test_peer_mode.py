# SPDX-License-Identifier: Apache-2.0
"""What a peer worker is asked by themselves: people's own words and help, no clinical and no legal fields."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import registry
from forms.answers import Given, LocalMoment
from forms.definition import Filler
from forms.draft import Draft
from forms.registry import all_forms, newest_form

NOW = datetime(2026, 7, 4, 14, 10, tzinfo=UTC)
VISIT = newest_form(registry.VISIT)
LEFT_IN_A_VISIT = {
    *("safety_understand", "safety_means"),
    *("meds_old", "meds_next", "meds_next_when", "meds_due"),
    *("s117", "care_act", "chc", "d2a_by", "d2a_when", "advocate_kind"),
}
NEEDED = {
    "registered": Given(value=False),
    "id_check": Given(("name", "dob")),
    "contact_dt": Given(LocalMoment(date(2026, 7, 4), time(14, 0), "Europe/London")),
    "contact_mode": Given("01"),
    "contact_outcome": Given("5"),
    "with_person": Given(value=True),
    "safety_ask": Given(value=True),
    "crisis_known": Given(value=True),
    "next_appt_when": Given(LocalMoment(date(2026, 7, 7), None, "Europe/London")),
    "registered_review": Given("Priya Nair"),
}


def a_visit(*, peer, **more):
    draft = Draft(VISIT, peer=peer, now=lambda: NOW)
    for link_id, answer in {**NEEDED, **more}.items():
        draft.set_answer((None, link_id), answer)
    return draft


def asked(draft):
    return {link_id for _row, link_id in draft.relevant()}


def test_clinical_and_legal_fields_of_a_visit_are_left_for_a_registered_colleague():
    assert {one.link_id for one in VISIT.by_link_id.values() if one.registered_only} == LEFT_IN_A_VISIT
    everything, peers = a_visit(peer=False), a_visit(peer=True)
    both = {"advocate": Given(value=True)}
    for draft in (everything, peers):
        for link_id, answer in both.items():
            draft.set_answer((None, link_id), answer)
    assert asked(everything) - asked(peers) == LEFT_IN_A_VISIT
    assert {link_id for _row, link_id in peers.left_for_registered()} == LEFT_IN_A_VISIT
    assert everything.left_for_registered() == ()


def test_a_peer_can_finish_a_visit_by_themselves():
    assert a_visit(peer=True).finish_findings() == ()


def test_whether_somebody_thinks_of_dying_is_asked_by_a_peer_as_by_anybody():
    assert {"safety_ask", "safety_words", "safety_now", "hurt_by_others", "crisis_known"} <= asked(
        a_visit(peer=True)
    )


def test_a_peer_can_call_for_a_registered_colleague_and_somebody_registered_need_not():
    assert "need_registered" in asked(a_visit(peer=True))
    assert "need_registered" not in asked(a_visit(peer=False, registered=Given(value=True)))


def test_no_words_of_a_handover_and_nothing_required_is_left_for_others():
    """Else a peer on a doorstep could not finish what keeps somebody safe."""
    for form in all_forms():
        left = [one for one in form.by_link_id.values() if one.registered_only]
        assert not any(one.required for one in left)
        assert not any(one.link_id.startswith("handover_") for one in left)


def test_the_persons_own_words_are_asked_by_everybody():
    for form in all_forms():
        theirs = {
            one.link_id
            for one in form.by_link_id.values()
            if one.registered_only and one.filler is Filler.PERSON
        }
        assert theirs <= {"advocate_kind"}


def test_what_a_registered_colleague_wrote_is_kept_and_not_shown_to_a_peer():
    draft = a_visit(peer=False, meds_old=Given("Two boxes, back to the chemist"))
    again = Draft.from_snapshot(VISIT, draft.snapshot(), peer=True)
    assert not again.is_relevant((None, "meds_old"))
    assert (None, "meds_old") not in again.left_for_registered()
    assert again.snapshot() == draft.snapshot()
    assert Draft.from_snapshot(VISIT, again.snapshot()).answer((None, "meds_old")) == Given(
        "Two boxes, back to the chemist"
    )


@pytest.mark.parametrize("canonical", [one.canonical for one in all_forms()])
@given(codes=st.data())
def test_a_peer_is_never_asked_more_than_anybody_and_the_rest_is_named(canonical, codes):
    form = newest_form(canonical)
    everything, peers = Draft(form, now=lambda: NOW), Draft(form, peer=True, now=lambda: NOW)
    choices = [one for one in form.by_link_id.values() if one.options and not one.repeats and not one.group]
    for question in codes.draw(st.lists(st.sampled_from(choices), max_size=6)) if choices else ():
        answer = Given(codes.draw(st.sampled_from([option.code for option in question.options])))
        everything.set_answer((None, question.link_id), answer)
        peers.set_answer((None, question.link_id), answer)
    unanswered = {path for path in everything.relevant() if everything.answer(path) is None}
    assert set(peers.relevant()) <= set(everything.relevant())
    assert set(peers.left_for_registered()) == unanswered - set(peers.relevant())
