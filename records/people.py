# SPDX-License-Identifier: Apache-2.0
"""A person as lists and banners show them: the card, computed from their items when those change.

Never asks the database for anything while a list is painted; never judges (forms.contacts does).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from records.operation import EntityId, ItemId, PersonId
from records.state import Entry, FieldState, ItemState
from records.unfinished import is_open

PERSON_FORM = "urn:keepwell:questionnaire:person"
DISCHARGE_FORM = "urn:keepwell:questionnaire:discharge"
PLAN_FORM = "urn:keepwell:questionnaire:plan"
VISIT_FORM = "urn:keepwell:questionnaire:visit"
CHECK_IN_FORM = "urn:keepwell:questionnaire:check_in"
CONTACT_FORM = "urn:keepwell:questionnaire:contact"
LEAVING_FORM = "urn:keepwell:questionnaire:leaving"
CARER_FORM = "urn:keepwell:questionnaire:carer"
NO_REPLY_FORM = "urn:keepwell:questionnaire:no_reply"
SAFEGUARDING_FORM = "urn:keepwell:questionnaire:safeguarding"
NEAR_MISS_FORM = "urn:keepwell:questionnaire:near_miss"
COPY_OWED_FORM = "urn:keepwell:questionnaire:copy_owed"
HANDOVER_FORMS = frozenset({NO_REPLY_FORM, SAFEGUARDING_FORM, NEAR_MISS_FORM})
"""Forms that end with a named handover (forms.handover)."""
PROMISE = "promise"
"""Stands where a form's canonical does for an item that says only that a promise was kept."""
# Of the plan only when it is looked at again: its words are read when the person is opened.
CARD_FORMS = HANDOVER_FORMS | {
    *(PERSON_FORM, DISCHARGE_FORM, VISIT_FORM, CHECK_IN_FORM, CONTACT_FORM, LEAVING_FORM, PLAN_FORM),
    *(CARER_FORM, COPY_OWED_FORM, PROMISE),
}
KEPT = "kept"
"""The field that says that a promise was kept (records.promises): no form's, so never taken for an answer."""
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
        authors: ids of everybody who wrote in it, the first to write first (domain M4: joint visits).
    """

    form: str
    entity: EntityId
    at: int
    recorded_by: str
    answers: Answers
    rows: dict[str, Answers]
    authors: tuple[str, ...] = ()

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
        discharge: the newest discharge, if any is known; one that is dated ahead may not have been yet.
        visits: the newest, newest last, each with only what the clocks and the deadlines ask of it.
        check_in: the newest check-in agreement, if any.
        review_when: when the plan is looked at again, ISO as it was written; of two versions the sooner.
        discharges: the newest few as they were told, newest last.
        handovers: no replies, safeguarding and near misses, newest last, as `visits`.
        kept: when promises were kept, ms UTC, by the item that says so.
        unfinished: visits that were sent unfinished and that anybody may go on with, oldest first.
        support: every check-in agreement and decision about leaving, newest last, as `visits`.
        copies_owed: every copy that somebody said they would bring, newest last, as `visits`.
        carers: those who spoke for themselves, newest last, as `visits`: when to ask again, and no name.
    """

    person: PersonId
    details: Answers
    discharge: Response | None
    visits: tuple[Response, ...]
    check_in: Response | None
    check_in_contacts: tuple[Response, ...]
    review_when: str | None = None
    discharges: tuple[Response, ...] = ()
    handovers: tuple[Response, ...] = ()
    kept: Mapping[str, int] = field(default_factory=dict)
    unfinished: tuple[EntityId, ...] = ()
    support: tuple[Response, ...] = ()
    copies_owed: tuple[Response, ...] = ()
    carers: tuple[Response, ...] = ()

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
            # The newest stands above: cards are read by the hundred.
            "earlier": [_response_to_json(one) for one in self.discharges[:-1]],
            "handovers": [_response_to_json(one) for one in self.handovers],
            "kept": dict(self.kept),
            "unfinished": list(self.unfinished),
            "support": [_response_to_json(one) for one in self.support],
            "copies_owed": [_response_to_json(one) for one in self.copies_owed],
            "carers": [_response_to_json(one) for one in self.carers],
        }


def card_from_json(person: PersonId, raw: dict[str, Any]) -> Card:
    """The card that `Card.to_json` wrote."""
    newest = None if raw["discharge"] is None else _response_from_json(raw["discharge"])
    earlier = tuple(_response_from_json(one) for one in raw.get("earlier", ()))
    return Card(
        person=person,
        details=raw["details"],
        discharge=newest,
        visits=tuple(_response_from_json(one) for one in raw["visits"]),
        check_in=None if raw["check_in"] is None else _response_from_json(raw["check_in"]),
        check_in_contacts=tuple(_response_from_json(one) for one in raw["check_in_contacts"]),
        # A card that an earlier Keepwell folded has none of these.
        review_when=raw.get("review_when"),
        discharges=earlier if newest is None else (*earlier, newest),
        handovers=tuple(_response_from_json(one) for one in raw.get("handovers", ())),
        kept=raw.get("kept", {}),
        unfinished=tuple(EntityId(one) for one in raw.get("unfinished", ())),
        support=tuple(_response_from_json(one) for one in raw.get("support", ())),
        copies_owed=tuple(_response_from_json(one) for one in raw.get("copies_owed", ())),
        carers=tuple(_response_from_json(one) for one in raw.get("carers", ())),
    )


def make_card(person: PersonId, items: Mapping[tuple[EntityId, ItemId], ItemState]) -> Card:
    """A person's card from their items."""
    found = responses(items)
    details = next((one.answers for one in found if one.form == PERSON_FORM), {})
    discharges = sorted((one for one in found if one.form == DISCHARGE_FORM), key=discharged_on)
    agreements = [one for one in found if one.form == CHECK_IN_FORM]
    return Card(
        person=person,
        details=details,
        discharge=discharges[-1] if discharges else None,
        visits=tuple(for_today(one) for one in found if one.form == VISIT_FORM)[-MOST_KEPT:],
        check_in=agreements[-1] if agreements else None,
        check_in_contacts=tuple(one for one in found if one.form == CONTACT_FORM)[-MOST_KEPT:],
        review_when=review_when_of(person, items),
        discharges=tuple(discharges)[-MOST_DISCHARGES:],
        handovers=tuple(for_today(one) for one in found if one.form in HANDOVER_FORMS)[-MOST_KEPT:],
        kept=kept_at(items),
        unfinished=tuple(
            one.entity for one in found if one.form == VISIT_FORM and is_open(one.entity, one.rows)
        ),
        support=tuple(for_today(one) for one in found if one.form in _SUPPORT)[-MOST_KEPT:],
        copies_owed=tuple(for_today(one) for one in found if one.form == COPY_OWED_FORM)[-MOST_KEPT:],
        carers=tuple(for_today(one) for one in found if one.form == CARER_FORM)[-MOST_KEPT:],
    )


def kept_at(items: Mapping[tuple[EntityId, ItemId], ItemState]) -> dict[str, int]:
    """When promises were kept, ms UTC, by the item that says so; of two laptops that say so, the first."""
    return {
        item: min(head.at for head in state.fields[KEPT].heads)
        for (_entity, item), state in items.items()
        if state.retired is None and state.field(KEPT).heads
    }


def is_whole(raw: dict[str, Any]) -> bool:
    """Whether a card that was kept says all that this Keepwell's cards say."""
    said = {"review_when", "earlier", "handovers", "kept", "unfinished", "support", "copies_owed", "carers"}
    return said <= set(raw)


def review_when_of(person: PersonId, items: Mapping[tuple[EntityId, ItemId], ItemState]) -> str | None:
    """When the plan is looked at again, ISO; of two versions the sooner."""
    entity = plan_entity(person)
    agreed = items.get((entity, ItemId(entity)))
    fields = {} if agreed is None else agreed.fields
    asked = [one for one in fields if one.startswith(f"{PLAN_FORM}|") and link_id(one) == _REVIEW]
    said = [_text(head.value) for one in asked for head in fields[one].heads]
    return min((one for one in said if one is not None), default=None)


# A card answers "what is due?"; the whole history is read when the person is opened.
MOST_KEPT = 20
MOST_DISCHARGES = 5
_ASKED_BY_CLOCKS = {"contact_dt", "contact_mode", "contact_outcome", "with_person", "registered"}
_DEADLINES = {
    *("action_what", "action_who", "action_by", "promised_what", "promised_state", "promised_who"),
    *("promised_by", "s117", "care_act", "chc", "d2a_by", "d2a_when", "next_appt_when", "next_appt_where"),
    *("next_appt_who", "registered_review", "registered_review_when", "need_registered"),
    *("need_registered_why", "safety_now", "safety_now_when", "safety_now_done", "meds_days"),
}
_HANDED_OVER = {
    *("nc_type", "nc_attempt_when", "nc_attempt_how", "nc_found_since", "nc_next_when", "nc_next_who"),
    *("nc_close", "handover_who", "handover_when", "handover_decided", "handover_next", "handover_by"),
}
_AGREED = {
    *("ci_start", "ci_end", "ci_end_who", "ci_lead", "ci_date_on", "ci_date_how", "ci_silence_by"),
    *("cd_when", "cd_decision", "cd_again_when", "cd_advocate", "cd_review", "cd_review_by"),
    *("ca_review", "ca_assess"),
}
_OWED = {"co_sheet", "co_for", "co_who", "co_by"}
_SUPPORT = frozenset({CHECK_IN_FORM, LEAVING_FORM})
_ASKED_BY_TODAY = _ASKED_BY_CLOCKS | _DEADLINES | _HANDED_OVER | _AGREED | _OWED


def for_today(response: Response) -> Response:
    """Without what nobody looks for on Today: above all without anybody's own words about how they are."""
    rows = {item: _asked_by_today(answers) for item, answers in response.rows.items()}
    asked = {item: answers for item, answers in rows.items() if answers}
    return replace(response, answers=_asked_by_today(response.answers), rows=asked)


def _asked_by_today(answers: Answers) -> Answers:
    return {one: value for one, value in answers.items() if one in _ASKED_BY_TODAY}


def discharged_on(response: Response) -> tuple[str, int, str]:
    """By which discharges stand in order: the day, then when it was written down."""
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
        authors=_authors(states),
    )


def _authors(states: dict[ItemId, ItemState]) -> tuple[str, ...]:
    entries = [
        entry
        for state in states.values()
        for name, field in state.fields.items()
        if "|" in name
        for entry in (*field.heads, *field.past)
    ]
    # Nearly always one: then there is nothing to put in order.
    alone = {entry.recorded_by for entry in entries}
    if len(alone) == 1:
        return tuple(alone)
    return tuple(dict.fromkeys(one.recorded_by for one in sorted(entries, key=lambda one: one.hlc)))


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
    alone = response.authors in ((), (response.recorded_by,))
    return {
        **({} if alone else {"authors": list(response.authors)}),
        "form": response.form,
        "entity": response.entity,
        "at": response.at,
        "by": response.recorded_by,
        "answers": response.answers,
        "rows": response.rows,
    }


def _response_from_json(raw: dict[str, Any]) -> Response:
    return Response(
        form=raw["form"],
        entity=EntityId(raw["entity"]),
        at=raw["at"],
        recorded_by=raw["by"],
        answers=raw["answers"],
        rows=raw["rows"],
        authors=tuple(raw.get("authors", (raw["by"],))),
    )


def search_names(card: Card) -> str:
    """What a search for a person's name looks through."""
    numbers: Iterable[str | None] = (card.nhs_number, card.born_on)
    return " ".join([card.name, card.called, *(one for one in numbers if one)])
