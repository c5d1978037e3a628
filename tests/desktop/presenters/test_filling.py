# SPDX-License-Identifier: Apache-2.0
"""What a form becomes, without a window: what stands beside the answers must not stand in the way."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop.places import Place, PlaceKind
from desktop.presenters.filling import open_form
from records.keeping_promises import keep_promise
from records.people import VISIT_FORM
from records.promises import open_promises, promises_of
from tests.records.laptops import MINA, Laptop
from tests.records.visiting import MET, at, fill


def test_a_row_whose_promise_was_kept_can_still_be_taken_away() -> None:
    laptop = Laptop()
    visit = fill(laptop, VISIT_FORM, MET, [{"action_what": "Bring food", "action_by": at(21)}])
    laptop.record(keep_promise(laptop.read(), open_promises(laptop.read())[0]))
    place = Place(PlaceKind.FORM, MINA, form=VISIT_FORM, entity=visit)
    filling = open_form(laptop.read(), place, lambda: datetime(2026, 11, 22, tzinfo=UTC))
    (row,) = filling.draft.rows("agreed_actions")
    filling.draft.remove_row(row)
    laptop.record(filling.changes())
    assert promises_of(laptop.read()) == ()
