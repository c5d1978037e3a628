# SPDX-License-Identifier: Apache-2.0
"""A new person, from a referral or a phone call: plain values become one transaction.

Never reads FHIR (forms.fhir does), never decides who somebody is, never guesses what was not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from forms.answers import Answer, AnswerValue, Given, LocalMoment, NamedPerson
from forms.definition import Form
from forms.fhir.values import Discharge, NetworkContact, Referral, ReferredPerson
from records.operation import Change, EntityId, PersonId, Typed, new_id
from records.people import person_entity
from records.responses import changes_for

Filled = list[tuple[str | None, str, Answer]]


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What `RecordStore.take_in` is given."""

    person: PersonId
    nhs_number: str | None
    changes: tuple[Change, ...]


def new_person(person_form: Form, details: Filled, discharge_form: Form, discharge: Filled) -> NewPerson:
    """One transaction for who they are and, where anything is known of it, how they left hospital."""
    person = PersonId(new_id())
    changes: Sequence[Change] = changes_for(person_form, person_entity(person), details, typed=Typed.WORKER)
    if discharge:
        entity = EntityId(new_id())
        changes = [*changes, *changes_for(discharge_form, entity, discharge, typed=Typed.WORKER)]
    return NewPerson(person, _nhs_number(details), tuple(changes))


def _nhs_number(details: Filled) -> str | None:
    found = next((answer for _, question, answer in details if question == "nhs_no"), None)
    return str(found.value) if isinstance(found, Given) else None


def from_referral(person_form: Form, discharge_form: Form, referral: Referral) -> NewPerson:
    """The transaction of a referral; what it lacks stays unanswered and is never guessed."""
    discharge = [] if referral.discharge is None else _discharge_answers(referral.discharge)
    return new_person(person_form, _person_answers(referral.person), discharge_form, discharge)


def _person_answers(person: ReferredPerson) -> Filled:
    preferred = [one for one in person.languages if one.preferred] or list(person.languages)
    spoken = ", ".join(one.words or one.code or "" for one in preferred[:1])
    return _given(
        [
            ("name", person.name),
            ("called", person.called),
            ("dob", date.fromisoformat(person.date_of_birth) if person.date_of_birth else None),
            ("nhs_no", person.nhs_number),
            ("nhs_no_status", person.nhs_number_status if person.nhs_number else None),
            ("nhs_no_reason", None if person.nhs_number_missing is None else person.nhs_number_missing.code),
            ("address", "\n".join(person.address)),
            ("phone", ", ".join(one.number for one in person.phones)),
            ("contact_preference", person.contact_method),
            ("emergency_contact", tuple(_named(one) for one in person.contacts)),
            ("language", spoken),
            ("interpreter", person.interpreter),
            ("written_format", person.written_format),
        ]
    )


def _named(contact: NetworkContact) -> NamedPerson:
    return NamedPerson(contact.name, contact.relation, contact.phone)


def _discharge_answers(discharge: Discharge) -> Filled:
    left = None
    if discharge.date:
        at = time.fromisoformat(discharge.time) if discharge.time else None
        left = LocalMoment(date.fromisoformat(discharge.date), at, discharge.zone)
    ward = ", ".join(one for one in (discharge.ward, discharge.hospital) if one)
    return _given(
        [
            ("disch_dt", left),
            ("disch_ward", ward),
            ("bed_type", None if discharge.bed_type is None else discharge.bed_type.code),
            ("disch_dest", None if discharge.destination is None else discharge.destination.code),
            ("disch_method", None if discharge.method is None else discharge.method.code),
            ("sui_risk_at_disch", discharge.suicide_risk),
        ]
    )


def _given(values: Iterable[tuple[str, AnswerValue | None]]) -> Filled:
    """Only what was said: an empty text is no answer, where "no" is one."""
    return [
        (None, name, Given(value)) for name, value in values if value is not None and value not in {"", ()}
    ]
