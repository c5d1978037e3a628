# SPDX-License-Identifier: Apache-2.0
"""A person as lists and banners show them: the card, computed from their items when those change.

Never asks the database for anything while a list is painted; never judges (forms.contacts does).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from records.operation import EntityId, ItemId, PersonId
from records.state import Entry, FieldState, ItemState

PERSON_FORM = "urn:keepwell:questionnaire:person"
DISCHARGE_FORM = "urn:keepwell:questionnaire:discharge"
PLAN_FORM = "urn:keepwell:questionnaire:plan"
VISIT_FORM = "urn:keepwell:questionnaire:visit"
CHECK_IN_FORM = "urn:keepwell:questionnaire:check_in"
CONTACT_FORM = "urn:keepwell:questionnaire:contact"
# Of the plan only when it is looked at again: its words are read when the person is opened.
CARD_FORMS = frozenset({PERSON_FORM, DISCHARGE_FORM, VISIT_FORM, CHECK_IN_FORM, CONTACT_FORM, PLAN_FORM})
_REVIEW = "review_when"

Answers = dict[str, Any]


def person_entity(person: PersonId) -> EntityId:
    """The entity that holds who a person is: the same on every laptop."""
    return EntityId(person)


def plan_entity(person: PersonId) -> EntityId:
    """The entity of a person's one plan: the same on every laptop, so that two never start two plans."""
    return EntityId(sha256(b"keepwell/plan/0\n" + person.encode()).hexdigest()[:32])


def link_id(field: str) -> str:
    """The question of a form field name `canonical|version|linkId`."""
    return field.rsplit("|", 1)[-1]


@dataclass(frozen=True, slots=True)
class Response:
    """One filled form as it stands: what it answers, when it was written and by whom.

    Attributes:
        answers: raw answer JSON (`{"given": …}`) by linkId: the newest head of each field.
        rows: repeated groups: the same for each row, by item id.
        at: newest wall clock among its heads, ms UTC.
    """

    form: str
    entity: EntityId
    at: int
    recorded_by: str
    answers: Answers
    rows: dict[str, Answers]

    def given(self, question: str) -> Any:
        """The answer's value, or None where nothing was given (not now, not asked, never reached)."""
        return _given(self.answers.get(question))


def _given(raw: Any) -> Any:
    return raw.get("given") if isinstance(raw, Mapping) else None


def _text(raw: Any) -> str | None:
    """A value that must be a text; anything else was written by a newer Keepwell and is not shown as one."""
    given = _given(raw)
    return given if isinstance(given, str) else None


@dataclass(frozen=True, slots=True)
class Card:
    """What lists, the banner and the clocks need of one person.

    Attributes:
        details: the person form.
        discharge: the newest discharge, if any is known.
        visits: the newest, newest last, each with only what the clocks ask of it.
        check_in: the newest check-in agreement, if any.
        review_when: when the plan is looked at again, ISO as it was written; of two versions the sooner.
    """

    person: PersonId
    details: Answers
    discharge: Response | None
    visits: tuple[Response, ...]
    check_in: Response | None
    check_in_contacts: tuple[Response, ...]
    review_when: str | None = None

    @property
    def name(self) -> str:
        """The full name, as the service knows it."""
        return str(_given(self.details.get("name")) or "")

    @property
    def called(self) -> str:
        """What the person likes to be called; their name where nothing else is known."""
        return str(_given(self.details.get("called")) or self.name)

    @property
    def born_on(self) -> str | None:
        """Date of birth, ISO."""
        return _text(self.details.get("dob"))

    @property
    def nhs_number(self) -> str | None:
        """Ten digits, or None."""
        return _text(self.details.get("nhs_no"))

    @property
    def sort_name(self) -> str:
        """For ordering without the locale's help: case and accents folded."""
        plain = unicodedata.normalize("NFKD", self.name).casefold()
        return "".join(one for one in plain if not unicodedata.combining(one))

    def given(self, question: str) -> Any:
        """A value from the person form, or None."""
        return _given(self.details.get(question))

    def to_json(self) -> dict[str, Any]:
        """Plain JSON for the read table."""
        return {
            "details": self.details,
            "discharge": None if self.discharge is None else _response_to_json(self.discharge),
            "visits": [_response_to_json(one) for one in self.visits],
            "check_in": None if self.check_in is None else _response_to_json(self.check_in),
            "check_in_contacts": [_response_to_json(one) for one in self.check_in_contacts],
            "review_when": self.review_when,
        }


def card_from_json(person: PersonId, raw: dict[str, Any]) -> Card:
    """The card that `Card.to_json` wrote."""
    return Card(
        person=person,
        details=raw["details"],
        discharge=None if raw["discharge"] is None else _response_from_json(raw["discharge"]),
        visits=tuple(_response_from_json(one) for one in raw["visits"]),
        check_in=None if raw["check_in"] is None else _response_from_json(raw["check_in"]),
        check_in_contacts=tuple(_response_from_json(one) for one in raw["check_in_contacts"]),
        # A card that an earlier Keepwell folded has none.
        review_when=raw.get("review_when"),
    )


def make_card(person: PersonId, items: Mapping[tuple[EntityId, ItemId], ItemState]) -> Card:
    """A person's card from their items."""
    found = responses(items)
    details = next((one.answers for one in found if one.form == PERSON_FORM), {})
    discharges = [one for one in found if one.form == DISCHARGE_FORM]
    agreements = [one for one in found if one.form == CHECK_IN_FORM]
    return Card(
        person=person,
        details=details,
        discharge=max(discharges, key=_discharged_on, default=None),
        visits=tuple(_for_the_clocks(one) for one in found if one.form == VISIT_FORM)[-_KEPT:],
        check_in=agreements[-1] if agreements else None,
        check_in_contacts=tuple(one for one in found if one.form == CONTACT_FORM)[-_KEPT:],
        review_when=_review_when(person, items),
    )


def is_whole(raw: dict[str, Any]) -> bool:
    """Whether a card that was kept says all that this Keepwell's cards say."""
    return "review_when" in raw


def renewed_card(card: Card, touched: Mapping[EntityId, Mapping[ItemId, ItemState]]) -> Card | None:
    """What `make_card` would give, from the card before and every card item of the entities touched since.

    None where only all of a person's items can tell: their details changed, an entity mixes forms, or
    something left a list that may have left others out. An item's fields are only ever added to, so an
    entity that has one form now had no other before.
    """
    fresh: dict[str, dict[EntityId, Response | None]] = {}
    for entity, items in touched.items():
        forms = {name.split("|", 1)[0] for one in items.values() for name in one.fields if "|" in name}
        if len(forms) != 1 or not forms <= _RENEWED:
            return None
        found = responses({(entity, item): state for item, state in items.items()})
        fresh.setdefault(forms.pop(), {})[entity] = found[0] if found else None
    visits = _renewed(card.visits, fresh.get(VISIT_FORM, {}), _KEPT)
    contacts = _renewed(card.check_in_contacts, fresh.get(CONTACT_FORM, {}), _KEPT)
    discharges = _renewed(_one(card.discharge), fresh.get(DISCHARGE_FORM, {}), 1, _discharged_on)
    agreements = _renewed(_one(card.check_in), fresh.get(CHECK_IN_FORM, {}), 1)
    if visits is None or contacts is None or discharges is None or agreements is None:
        return None
    plan = plan_entity(card.person)
    review_when = card.review_when
    if plan in fresh.get(PLAN_FORM, {}):
        review_when = _review_when(
            card.person, {(plan, item): state for item, state in touched[plan].items()}
        )
    return replace(
        card,
        discharge=discharges[-1] if discharges else None,
        visits=tuple(map(_for_the_clocks, visits)),
        check_in=agreements[-1] if agreements else None,
        check_in_contacts=contacts,
        review_when=review_when,
    )


def _one(response: Response | None) -> tuple[Response, ...]:
    return () if response is None else (response,)


def _written(response: Response) -> tuple[Any, ...]:
    return response.at, response.entity


def _renewed(
    kept: tuple[Response, ...],
    fresh: Mapping[EntityId, Response | None],
    limit: int,
    order: Callable[[Response], tuple[Any, ...]] = _written,
) -> tuple[Response, ...] | None:
    """The last `limit` of all; None where one that `kept` had left out might be among them now."""
    there = [one for one in kept if one.entity not in fresh]
    found = sorted([*there, *(one for one in fresh.values() if one is not None)], key=order)[-limit:]
    if len(kept) == limit and (len(found) < limit or order(found[0]) < order(kept[0])):
        return None
    return tuple(found)


def _review_when(person: PersonId, items: Mapping[tuple[EntityId, ItemId], ItemState]) -> str | None:
    entity = plan_entity(person)
    agreed = items.get((entity, ItemId(entity)))
    fields = {} if agreed is None else agreed.fields
    asked = [one for one in fields if one.startswith(f"{PLAN_FORM}|") and link_id(one) == _REVIEW]
    if not asked:
        return None
    # The same question in two versions of the form is two fields: the newer form's counts.
    newest = fields[max(asked, key=lambda one: (len(one), one))]
    return min((said for head in newest.heads if (said := _text(head.value)) is not None), default=None)


# Forms of which a card keeps the newest, so that one of them can be put in its place.
_RENEWED = frozenset({DISCHARGE_FORM, VISIT_FORM, CHECK_IN_FORM, CONTACT_FORM, PLAN_FORM})
# A card answers "what is due?"; the whole history is read when the person is opened.
_KEPT = 20
_ASKED_BY_CLOCKS = ("contact_dt", "contact_mode", "contact_outcome", "with_person", "registered")


def _for_the_clocks(visit: Response) -> Response:
    kept = {one: visit.answers[one] for one in _ASKED_BY_CLOCKS if one in visit.answers}
    return replace(visit, answers=kept, rows={})


def _discharged_on(response: Response) -> tuple[str, int, str]:
    moment = response.given("disch_dt")
    day = str(moment.get("date", "")) if isinstance(moment, Mapping) else ""
    return day, response.at, response.entity


def responses(items: Mapping[tuple[EntityId, ItemId], ItemState]) -> list[Response]:
    """Every filled form among these items, oldest first."""
    by_entity: dict[EntityId, dict[ItemId, ItemState]] = {}
    for (entity, item), state in items.items():
        if state.retired is None:
            by_entity.setdefault(entity, {})[item] = state
    found = [_response(entity, states) for entity, states in by_entity.items() if _stands(states)]
    return sorted(found, key=lambda one: (one.at, one.entity))


def _stands(states: dict[ItemId, ItemState]) -> bool:
    return any(
        field.heads and "|" in name for state in states.values() for name, field in state.fields.items()
    )


def _response(entity: EntityId, states: dict[ItemId, ItemState]) -> Response:
    heads = [
        (item, name, field.heads[0])
        for item, state in sorted(states.items())
        for name, field in state.fields.items()
        if field.heads and "|" in name
    ]
    newest: Entry = max((entry for _, _, entry in heads), key=lambda one: (one.hlc, one.operation))
    rows: dict[str, Answers] = {}
    answers: Answers = {}
    for item, name, entry in heads:
        into = answers if str(item) == entity else rows.setdefault(item, {})
        into[link_id(name)] = entry.value
    return Response(
        form=heads[0][1].split("|", 1)[0],
        entity=entity,
        at=newest.at,
        recorded_by=newest.recorded_by,
        answers=answers,
        rows=rows,
    )


def disagreements(
    items: Mapping[tuple[EntityId, ItemId], ItemState],
) -> list[tuple[EntityId, ItemId, str, FieldState]]:
    """Every field with two versions to agree, in a steady order."""
    return [
        (entity, item, name, field)
        for (entity, item), state in sorted(items.items())
        for name, field in sorted(state.fields.items())
        if field.needs_agreeing
    ]


def _response_to_json(response: Response) -> dict[str, Any]:
    return {
        "form": response.form,
        "entity": response.entity,
        "at": response.at,
        "by": response.recorded_by,
        "answers": response.answers,
        "rows": response.rows,
    }


def _response_from_json(raw: dict[str, Any]) -> Response:
    return Response(raw["form"], EntityId(raw["entity"]), raw["at"], raw["by"], raw["answers"], raw["rows"])


def search_names(card: Card) -> str:
    """What a search for a person's name looks through."""
    numbers: Iterable[str | None] = (card.nhs_number, card.born_on)
    return " ".join([card.name, card.called, *(one for one in numbers if one)])
