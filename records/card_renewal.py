# SPDX-License-Identifier: Apache-2.0
"""A card brought up to date from what one save touched, where that is provably what everything would give.

Never guesses: where only all of a person's items can tell, it says so, and the card is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from records import people
from records.operation import EntityId, ItemId
from records.people import (
    CARER_FORM,
    CHECK_IN_FORM,
    CONTACT_FORM,
    COPY_OWED_FORM,
    DISCHARGE_FORM,
    HANDOVER_FORMS,
    LEAVING_FORM,
    PLAN_FORM,
    VISIT_FORM,
    Card,
    Response,
    discharged_on,
    for_today,
    kept_at,
    plan_entity,
    responses,
    review_when_of,
)
from records.state import ItemState
from records.unfinished import is_open

# Forms of which a card keeps the newest, so that one of them can be put in its place.
_RENEWED = HANDOVER_FORMS | {
    *(DISCHARGE_FORM, VISIT_FORM, CHECK_IN_FORM, CONTACT_FORM, LEAVING_FORM, PLAN_FORM),
    COPY_OWED_FORM,
    CARER_FORM,
}


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
    handed = {entity: one for form in HANDOVER_FORMS for entity, one in fresh.get(form, {}).items()}
    visits = _renewed(card.visits, fresh.get(VISIT_FORM, {}), people.MOST_KEPT)
    handovers = _renewed(card.handovers, handed, people.MOST_KEPT)
    contacts = _renewed(card.check_in_contacts, fresh.get(CONTACT_FORM, {}), people.MOST_KEPT)
    discharges = _renewed(
        card.discharges, fresh.get(DISCHARGE_FORM, {}), people.MOST_DISCHARGES, discharged_on
    )
    agreements = _renewed(_one(card.check_in), fresh.get(CHECK_IN_FORM, {}), 1)
    deciding = {**fresh.get(CHECK_IN_FORM, {}), **fresh.get(LEAVING_FORM, {})}
    support = _renewed(card.support, deciding, people.MOST_KEPT)
    copies_owed = _renewed(card.copies_owed, fresh.get(COPY_OWED_FORM, {}), people.MOST_KEPT)
    carers = _renewed(card.carers, fresh.get(CARER_FORM, {}), people.MOST_KEPT)
    unfinished = _still_unfinished(card, fresh.get(VISIT_FORM, {}))
    if visits is None or handovers is None or contacts is None or carers is None:
        return None
    if discharges is None or agreements is None or unfinished is None:
        return None
    if support is None or copies_owed is None:
        return None
    plan = plan_entity(card.person)
    review_when = card.review_when
    if plan in fresh.get(PLAN_FORM, {}):
        review_when = review_when_of(
            card.person, {(plan, item): state for item, state in touched[plan].items()}
        )
    return replace(
        card,
        discharge=discharges[-1] if discharges else None,
        discharges=discharges,
        visits=tuple(map(for_today, visits)),
        handovers=tuple(map(for_today, handovers)),
        kept=_kept_since(card, touched),
        unfinished=unfinished,
        check_in=agreements[-1] if agreements else None,
        check_in_contacts=contacts,
        review_when=review_when,
        support=tuple(map(for_today, support)),
        copies_owed=tuple(map(for_today, copies_owed)),
        carers=tuple(map(for_today, carers)),
    )


def _kept_since(card: Card, touched: Mapping[EntityId, Mapping[ItemId, ItemState]]) -> dict[str, int]:
    items = {(entity, item): state for entity, found in touched.items() for item, state in found.items()}
    renewed = {item for _entity, item in items}
    return {item: at for item, at in card.kept.items() if item not in renewed} | kept_at(items)


def _still_unfinished(card: Card, visits: Mapping[EntityId, Response | None]) -> tuple[EntityId, ...] | None:
    """None where several are open, because a card does not know in which order they were written."""
    if not visits:
        return card.unfinished
    still = {one for one in card.unfinished if one not in visits}
    still |= {entity for entity, one in visits.items() if one is not None and is_open(entity, one.rows)}
    return tuple(still) if len(still) <= 1 else None


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
