# SPDX-License-Identifier: Apache-2.0
"""Words in parts that a plan does not ask about any more: read, changed, moved on, never out of sight."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from forms.definition import Form, Kind
from forms.registry import newest_form
from records.earlier_parts import EARLIER, with_earlier_parts
from records.operation import Change, ItemClass
from records.operation import Kind as OperationKind
from records.people import PLAN_FORM
from records.reducer import reduce
from records.statements import move
from tests.records.conftest import OpenVault
from tests.records.operations import hex_id, operation
from tests.records.plans import PlanWriter, new_plan


def without(form: Form, *gone: str) -> Form:
    """The plan's form as a later definition that does not ask these."""
    sections = tuple(
        replace(one, questions=tuple(q for q in one.questions if q.link_id not in gone))
        for one in form.sections
    )
    known = {name: one for name, one in form.by_link_id.items() if name not in gone}
    return replace(form, sections=sections, by_link_id=MappingProxyType(known))


def sam_of(opened: OpenVault, tmp_path: Path) -> PlanWriter:
    return new_plan(opened(tmp_path / "sam"))[0]


def test_a_plan_whose_words_all_have_a_place_has_no_earlier_parts(opened: OpenVault, tmp_path: Path) -> None:
    sam, form = sam_of(opened, tmp_path), newest_form(PLAN_FORM)
    sam.say("the canal")
    assert with_earlier_parts(form, sam.plan) is form


def test_what_a_newer_definition_does_not_ask_stands_in_a_last_section(
    opened: OpenVault, tmp_path: Path
) -> None:
    sam, form = sam_of(opened, tmp_path), newest_form(PLAN_FORM)
    sam.say("the canal")
    sam.agreed("cp6_home", {"given": "at Mum’s"})
    sam.agreed("review_when", {"given": "2027-02-12"})
    shown = with_earlier_parts(without(form, "toolbox", "cp6_home", "review_when"), sam.plan)
    last = shown.sections[-1]
    assert last.link_id == EARLIER
    assert [one.link_id for one in last.questions] == ["toolbox", "cp6_home", "review_when"]
    assert [one.kind for one in last.questions] == [Kind.STATEMENTS, Kind.AGREED, Kind.AGREED]
    assert shown.by_link_id["toolbox"].text == form.by_link_id["toolbox"].text
    assert sam.plan.agreed_field(shown.field_of("cp6_home")).heads[0].value == {"given": "at Mum’s"}


def test_a_part_that_no_definition_here_knows_still_has_its_words(opened: OpenVault, tmp_path: Path) -> None:
    sam = sam_of(opened, tmp_path)
    sam.say("the canal")
    sam.keep(_moved_to_nowhere(sam))
    (question,) = with_earlier_parts(newest_form(PLAN_FORM), sam.plan).sections[-1].questions
    assert (question.link_id, question.text) == ("toolbox_of_old", "An earlier part of the plan")


def _moved_to_nowhere(sam: PlanWriter) -> list[Change]:
    return move(sam.person, sam.find("the canal"), "toolbox_of_old", None, sam.plan, ItemClass.WORDS)


def test_an_agreed_answer_meets_the_one_given_in_another_version_of_the_form() -> None:
    """Two laptops, one with the service's own style of plan, agreed two things about one question."""
    ours, theirs = (f"{PLAN_FORM}|{version}|cp6_home" for version in ("1", "riverside-1"))
    item_class = ItemClass.AGREED
    first = operation(1, OperationKind.SET, {"given": "at Mum’s"}, field=ours, item_class=item_class)
    apart = operation(2, OperationKind.SET, {"given": "at home"}, field=theirs, item_class=item_class)
    after = operation(
        3, OperationKind.SET, {"given": "at home"}, base=(1,), field=theirs, item_class=item_class
    )
    (state,) = reduce([first, apart]).values()
    (field,) = state.fields.values()
    assert field.needs_agreeing
    (state,) = reduce([first, after]).values()
    (field,) = state.fields.values()
    assert [one.operation for one in field.heads] == [hex_id(3)]
    assert [one.operation for one in field.past] == [hex_id(1)]


def test_an_observation_stays_in_the_version_in_which_it_was_made() -> None:
    ours, theirs = (f"{PLAN_FORM}|{version}|x" for version in ("1", "2"))
    made = [
        operation(n, OperationKind.SET, {"given": n}, field=name, item_class=ItemClass.OBSERVATION)
        for n, name in ((1, ours), (2, theirs))
    ]
    (state,) = reduce(made).values()
    assert sorted(state.fields) == [ours, theirs]
