# SPDX-License-Identifier: Apache-2.0
"""What is folded bit by bit is what all of it would fold to, in whatever order and portions it arrives."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records import people
from records.card_renewal import renewed_card
from records.operation import EntityId, ItemClass, ItemId, Kind, Operation
from records.people import Card, make_card, plan_entity
from records.read_tables import form_of
from records.reducer import PLACE, reduce
from records.state import ItemState
from records.store import RecordStore
from records.vault import open_vault
from tests.records.operations import PERSON, hex_id, operation
from tests.records.vaults import ZONE, new_vault

Items = dict[tuple[EntityId, ItemId], ItemState]

PLAN = plan_entity(PERSON)
QUESTIONS = {
    people.PERSON_FORM: ("name", "nhs_no", "called"),
    people.DISCHARGE_FORM: ("disch_dt", "disch_ward"),
    people.VISIT_FORM: ("contact_dt", "sleep"),
    people.CHECK_IN_FORM: ("ci_how",),
    people.CONTACT_FORM: ("cic_how",),
    people.LEAVING_FORM: ("cd_decision",),
    people.CARER_FORM: ("ca_review", "ca_worry"),
    "urn:keepwell:questionnaire:another": ("why",),
}
PLAN_FIELDS = ("statement", PLACE, "suggestion", f"{people.PLAN_FORM}|1|review_when")


def field_names(form: str) -> st.SearchStrategy[str]:
    return st.sampled_from([f"{form}|1|{one}" for one in QUESTIONS[form]])


def value_of(field: str, number: int) -> Any:
    if field.endswith("disch_dt"):
        return {"given": {"date": f"2026-11-{number % 20 + 1:02}"}}
    return f"words {number}" if field == "statement" else {"given": f"answer {number}"}


@st.composite
def journals(draw: st.DrawFn) -> list[Operation]:
    """Forms that come, change, are removed and come back; now and then one that mixes two forms."""
    made: list[Operation] = []
    for number in range(1, draw(st.integers(1, 25)) + 1):
        form = draw(st.sampled_from([*QUESTIONS, *[people.VISIT_FORM] * 3, "plan"]))
        if form == "plan":
            entity, field = PLAN, draw(st.sampled_from(PLAN_FIELDS))
            own = "|" in field
            item = ItemId(entity if own else hex_id(draw(st.integers(50, 53))))
        else:
            mixed = draw(st.integers(0, 9)) == 0
            place = 0 if mixed else list(QUESTIONS).index(form)
            entity = EntityId(hex_id(100 + 10 * place + draw(st.integers(0, 4))))
            field = draw(field_names(form))
            item = ItemId(draw(st.sampled_from([entity, hex_id(60)])))
        kind = draw(st.sampled_from([Kind.SET, Kind.SET, Kind.SAY, Kind.STRIKE, Kind.RETIRE, Kind.RESTORE]))
        seen = [
            int(one.operation_id, 16)
            for one in made
            if (one.entity, one.item) == (entity, item) and (one.field == field or not one.field)
        ]
        made.append(
            operation(
                number,
                kind,
                value_of(field, number),
                base=tuple(draw(st.sets(st.sampled_from(seen), max_size=3))) if seen else (),
                item_class=draw(st.sampled_from([ItemClass.AGREED, ItemClass.LOGISTICS])),
                field=field,
                entity=entity,
                item=item,
                hlc=draw(st.integers(1, 30)),
            )
        )
    return made


def whole_card(items: Items) -> Card:
    return make_card(PERSON, {key: one for key, one in items.items() if form_of(one) in people.CARD_FORMS})


@given(journals(), st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=300, deadline=None)
def test_a_card_renewed_is_the_card_made_from_everything(
    journal: list[Operation], luck: Any, most: int
) -> None:
    luck.shuffle(journal)
    known: list[Operation] = []
    with pytest.MonkeyPatch.context() as fewer:
        # Short lists, so that the edge at which one must look at everything is met.
        fewer.setattr(people, "MOST_KEPT", 3)
        card = whole_card({})
        while journal:
            came, journal = journal[:most], journal[most:]
            known += came
            items = reduce(known)
            card_items = {key: one for key, one in items.items() if form_of(one) in people.CARD_FORMS}
            touched = {
                entity: {item: one for (whose, item), one in card_items.items() if whose == entity}
                for entity in {one.entity for one in came}
            }
            wrote = {one for one, its in touched.items() if its or one != PLAN}
            renewed = renewed_card(card, {one: touched[one] for one in sorted(wrote)})
            card = whole_card(items) if renewed is None else renewed
            assert card.to_json() == whole_card(items).to_json()


def test_a_visit_that_sinks_below_those_a_card_left_out_makes_room_for_them() -> None:
    def visit(number: int, question: str, at: int) -> Operation:
        field = f"{people.VISIT_FORM}|1|{question}"
        entity = EntityId(hex_id(100 + number))
        return operation(at, Kind.SET, {"given": "x"}, field=field, entity=entity, item=ItemId(entity))

    last = visit(4, "sleep", 50)
    journal = [visit(4, "contact_dt", 1), *(visit(one, "contact_dt", 10 * one) for one in (1, 2, 3)), last]
    struck = operation(
        60, Kind.STRIKE, None, base=(50,), field=last.field, entity=last.entity, item=last.item
    )
    with pytest.MonkeyPatch.context() as fewer:
        fewer.setattr(people, "MOST_KEPT", 3)
        before = whole_card(reduce(journal))
        after = reduce([*journal, struck])
        assert [one.entity for one in before.visits] == [hex_id(102), hex_id(103), last.entity]
        assert renewed_card(before, {last.entity: {last.item: after[last.entity, last.item]}}) is None
        assert [one.entity for one in whole_card(after).visits] == [hex_id(101), hex_id(102), hex_id(103)]


@contextmanager
def a_vault() -> Iterator[RecordStore]:
    with tempfile.TemporaryDirectory() as folder:
        key = new_vault(Path(folder))
        store = open_vault(Path(folder), key, ZONE, memory_security=False)
        try:
            yield store
        finally:
            store.close()


@given(journals(), st.randoms(use_true_random=False), st.integers(1, 5))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_tables_are_what_everything_reduces_to_whatever_comes_first(
    journal: list[Operation], luck: Any, most: int
) -> None:
    luck.shuffle(journal)
    known: list[Operation] = []
    with a_vault() as store:
        while journal:
            came, journal = journal[:most], journal[most:]
            # Some of it comes a second time, as after a page that was broken off.
            known += came
            store.apply_page([*luck.sample(known, min(2, len(known))), *came], None)
            items = reduce(known)
            assert store.items(PERSON) == items
            found = store.card(PERSON)
            expected = whole_card(items)
            assert (expected if found is None else found).to_json() == expected.to_json()
            history = {one.operation_id for one in store.plan_history(PERSON)}
            assert history == {one.operation_id for one in known if one.entity == PLAN}


def test_a_card_that_was_kept_is_known_to_be_whole_so_that_a_save_renews_it() -> None:
    """A key that is written under another name than it is looked for would fold everything at every save."""
    card = make_card(PERSON, {})
    assert people.is_whole(card.to_json())
    for missing in ("review_when", "earlier", "handovers", "kept", "unfinished"):
        assert not people.is_whole({key: one for key, one in card.to_json().items() if key != missing})
