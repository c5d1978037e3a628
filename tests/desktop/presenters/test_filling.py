# SPDX-License-Identifier: Apache-2.0
"""What a form becomes, without a window: what stands beside the answers must not stand in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desktop.places import Place, PlaceKind
from desktop.presenters.filling import open_form
from forms.answers import Given, NamedPerson
from records.drafts import SavedDraft
from records.keeping_promises import keep_promise
from records.people import CARER_FORM, CONTACT_FORM, VISIT_FORM
from records.promises import open_promises, promises_of
from tests.records.laptops import MINA, Laptop
from tests.records.visiting import MET, at, fill


def now() -> datetime:
    return datetime(2026, 11, 22, tzinfo=UTC)


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


def test_what_a_carer_said_and_what_the_person_says_are_never_one_draft() -> None:
    laptop = Laptop()
    carer = fill(laptop, CARER_FORM, {"ca_name": NamedPerson("Nadia Begum")})
    other = fill(laptop, CARER_FORM, {"ca_name": NamedPerson("Rukhsana Rahman")})
    theirs = Place(PlaceKind.FORM, MINA, form=CONTACT_FORM, carer=carer)
    own = Place(PlaceKind.FORM, MINA, form=CONTACT_FORM)
    filling = open_form(laptop.read(), theirs, now)
    filling.draft.set_answer((None, "cc_carer_words"), Given("He does not sleep"))
    saved = SavedDraft(filling.draft_id, MINA, filling.form.canonical + "|1", 1, filling.snapshot())
    kept = replace(laptop.read(), drafts=(saved,))
    anew = open_form(kept, own, now)
    assert anew.draft_id != filling.draft_id
    assert anew.draft.answer((None, "cc_by")) != Given("carer")
    assert anew.draft.answer((None, "cc_carer_words")) is None
    assert open_form(kept, replace(theirs, carer=other), now).draft_id not in {
        filling.draft_id,
        anew.draft_id,
    }
    again = open_form(kept, theirs, now)
    assert again.draft_id == filling.draft_id
    assert again.draft.answer((None, "cc_carer_words")) == Given("He does not sleep")
