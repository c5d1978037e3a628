# SPDX-License-Identifier: Apache-2.0
"""A visit sent unfinished can be gone on with anywhere, and what either laptop finished is finished."""

from __future__ import annotations

from forms.answers import Given
from forms.registry import newest_form
from records.operation import EntityId, Typed, new_id
from records.people import VISIT_FORM
from records.responses import changes_for
from records.unfinished import close, is_open, leave_open
from tests.records.laptops import Laptop

VISIT = newest_form(VISIT_FORM)


def begin(laptop: Laptop) -> EntityId:
    entity = EntityId(new_id())
    said = [(None, "home_feel", Given("Quiet.")), (None, "sp_signs", Given(("I pace",)))]
    laptop.record(changes_for(VISIT, entity, said, typed=Typed.WORKER))
    return entity


def leave(laptop: Laptop, entity: EntityId) -> None:
    laptop.record([leave_open(VISIT, entity, laptop.read().items)])


def finish(laptop: Laptop, entity: EntityId) -> None:
    laptop.record([close(VISIT, entity, laptop.read().items)])


def test_only_what_was_sent_unfinished_is_open() -> None:
    sam = Laptop()
    entity = begin(sam)
    assert sam.read().card.unfinished == ()
    leave(sam, entity)
    assert sam.read().card.unfinished == (entity,)
    (visit,) = sam.read().responses_to(VISIT_FORM)
    assert is_open(visit.entity, visit.rows)
    finish(sam, entity)
    assert sam.read().card.unfinished == ()


def test_finished_by_either_is_finished_and_nobody_is_asked_which() -> None:
    sam, priya = Laptop(), Laptop()
    entity = begin(sam)
    leave(sam, entity)
    sam.meet(priya)
    finish(priya, entity)
    leave(sam, entity)  # Sam sends it once more without knowing
    sam.meet(priya)
    assert sam.read().card.unfinished == priya.read().card.unfinished == ()
    assert sam.read().disagreements == ()


def test_it_comes_back_as_it_was_kept() -> None:
    from records.people import card_from_json

    sam = Laptop()
    leave(sam, entity := begin(sam))
    card = sam.read().card
    assert card_from_json(card.person, card.to_json()).unfinished == (entity,)
    old = {name: value for name, value in card.to_json().items() if name != "unfinished"}
    assert card_from_json(card.person, old).unfinished == ()
