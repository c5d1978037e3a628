# SPDX-License-Identifier: Apache-2.0
"""Three forms share one handover; none of them is finished before somebody with a name knows (hazard 4)."""

import json
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import registry
from forms.answers import Answer, Given, LocalMoment, NotAsked, NotNow, Path, RowId
from forms.draft import Draft
from forms.handover import HANDOVER, NEEDED, handover_of, handover_recorded
from forms.registry import all_forms, newest_form

LONDON = "Europe/London"
NOW = datetime(2026, 7, 4, 14, 30, tzinfo=UTC)
WITH_A_HANDOVER = [registry.NO_REPLY, registry.SAFEGUARDING, registry.NEAR_MISS]
TOLD = {
    "handover_who": Given("Priya Nair"),
    "handover_when": Given(LocalMoment(date(2026, 7, 4), time(14, 20), LONDON)),
    "handover_decided": Given("Two of us go at six."),
    "handover_next": Given("Priya rings the ward now."),
    "handover_by": Given(LocalMoment(date(2026, 7, 4), time(18, 0), LONDON)),
}
HAPPENED = {
    registry.NO_REPLY: {"nc_type": Given("no_reply")},
    registry.SAFEGUARDING: {"sg_about": Given("child"), "sg_seen": Given("A bruise.")},
    registry.NEAR_MISS: {
        "nm_when": Given(LocalMoment(date(2026, 7, 4), time(13, 0), LONDON)),
        "nm_what": Given("The wrong letter went out."),
    },
}


def filled(canonical, **answers):
    draft = Draft(newest_form(canonical), now=lambda: NOW)
    for link_id, answer in {**HAPPENED[canonical], **TOLD, **answers}.items():
        if answer is not None:
            draft.set_answer((None, link_id), answer)
    return draft


def left(draft):
    return [one.path[1] for one in draft.finish_findings()]


def test_three_forms_have_a_handover_and_no_other_has():
    assert {one.canonical for one in all_forms() if handover_of(one)} == set(WITH_A_HANDOVER)


def test_the_handover_is_one_block_word_for_word():
    blocks = []
    for path in registry._DEFINITIONS.glob("*.json"):
        found = [one for one in json.loads(path.read_bytes())["item"] if one["linkId"] == "handover"]
        blocks += found
    assert len(blocks) == 3
    assert blocks[0] == blocks[1] == blocks[2]
    asked = [item["linkId"] for item in blocks[0]["item"][1:]]
    assert asked == list(HANDOVER)


@pytest.mark.parametrize("canonical", WITH_A_HANDOVER)
def test_what_a_handover_needs_is_what_each_form_asks_for_and_takes_no_reason_for(canonical):
    block = [one for one in newest_form(canonical).by_link_id.values() if one.link_id in HANDOVER]
    needed = {one.link_id for one in block if one.required and one.always_given}
    assert needed == {one.link_id for one in block if one.required} == NEEDED
    assert {f"handover_{one}" for one in ("who", "when", "decided", "next", "by")} == NEEDED


@pytest.mark.parametrize("canonical", WITH_A_HANDOVER)
def test_with_who_when_what_and_by_when_it_can_be_finished(canonical):
    draft = filled(canonical)
    assert left(draft) == []
    assert handover_recorded({(row, link_id): one for row, link_id, one in draft.answers()})


@pytest.mark.parametrize("canonical", WITH_A_HANDOVER)
@pytest.mark.parametrize("missing", sorted(NEEDED))
@pytest.mark.parametrize("instead", [None, NotAsked("no signal"), NotNow(), Given("  ")])
def test_nothing_else_will_do_for_any_part_of_it(canonical, missing, instead):
    draft = filled(canonical, **{missing: instead})
    assert left(draft) == [missing]
    assert not handover_recorded({(row, link_id): one for row, link_id, one in draft.answers()})


@pytest.mark.parametrize("canonical", WITH_A_HANDOVER)
def test_a_page_that_was_marked_as_not_covered_is_still_not_finished(canonical):
    draft = filled(canonical, **dict.fromkeys(NEEDED))
    draft.set_covered("handover", covered=False)
    assert set(left(draft)) == NEEDED


def test_a_handover_cannot_have_taken_place_tomorrow():
    later = LocalMoment(date(2026, 7, 5), time(9, 0), LONDON)
    draft = filled(registry.NO_REPLY, handover_when=Given(later))
    assert [one.code for one in draft.finish_findings()] == ["in_the_future"]


@given(st.sets(st.sampled_from(HANDOVER)))
def test_it_is_recorded_when_and_only_when_all_that_it_needs_is_there(parts):
    answers: dict[Path, Answer] = {(None, one): TOLD.get(one, Given("phone")) for one in parts}
    assert handover_recorded(answers) is (parts >= NEEDED)


def test_the_same_answers_in_a_row_are_no_handover():
    assert not handover_recorded({(RowId("row"), link_id): one for link_id, one in TOLD.items()})
