# SPDX-License-Identifier: Apache-2.0
"""What was understood of a referral, in plain words for the worker to check.

Never fills in what was not said.
"""

from __future__ import annotations

from datetime import date

from desktop.wording import date_words
from forms.fhir.lacks import Lack, lack_sentence
from forms.fhir.values import Coded, Discharge, Referral, ReferredPerson
from forms.nhs_number import NhsNumber, status_words
from forms.registry import newest_form
from locales import _
from records.people import DISCHARGE_FORM, PERSON_FORM

Line = tuple[str, str]
"""A label and what was said; lines of which nothing was said are left out."""

_OF_WHAT_IS_MISSING = "no_"


def first_name(person: ReferredPerson) -> str:
    """What the button that adds them calls them; "" where the referral gives no name."""
    return person.called or person.given.split(" ")[0] or person.name


def understood(referral: Referral) -> list[Line]:
    """Who, how to reach and help them, and the stay they left."""
    stay = [] if referral.discharge is None else _stay_lines(referral.discharge)
    return [line for line in (*_person_lines(referral.person), *stay) if line[1]]


def to_know(referral: Referral) -> list[str]:
    """What to know before ringing, as sentences: someone died, is under 18, a number was left out."""
    return [lack_sentence(one) for one in referral.lacks if not _is_missing(one)]


def to_ask(referral: Referral) -> list[str]:
    """What the referral does not say, as sentences."""
    return [lack_sentence(one) for one in referral.lacks if _is_missing(one)]


def _is_missing(lack: Lack) -> bool:
    return lack.value.startswith(_OF_WHAT_IS_MISSING)


def _person_lines(person: ReferredPerson) -> list[Line]:
    born = date_words(date.fromisoformat(person.date_of_birth)) if person.date_of_birth else ""
    return [
        (_("Name"), person.name),
        (_("Likes to be called"), person.called),
        (_("Date of birth"), born),
        (_("NHS number"), _number_words(person)),
        (_("Language"), _language_words(person)),
        (_("How to reach them"), _option(PERSON_FORM, "contact_preference", person.contact_method)),
        (_("In writing"), _option(PERSON_FORM, "written_format", person.written_format)),
        (_("Phone"), ", ".join(one.number for one in person.phones)),
        (_("Address"), ", ".join(person.address)),
        (_("Who supports them"), "\n".join(_contact_lines(person))),
    ]


def _stay_lines(stay: Discharge) -> list[Line]:
    day = date_words(date.fromisoformat(stay.date)) if stay.date else ""
    left = _("{day}, {time}").format(day=day, time=stay.time) if day and stay.time else day
    return [
        (_("Left hospital"), left),
        (_("Ward"), ", ".join(one for one in (stay.ward, stay.hospital) if one)),
        (_("How they left"), _coded("disch_method", stay.method)),
        (_("Where they went"), _coded("disch_dest", stay.destination)),
        (_("What kind of bed"), _coded("bed_type", stay.bed_type)),
    ]


def _number_words(person: ReferredPerson) -> str:
    if not person.nhs_number:
        missing = person.nhs_number_missing
        code = None if missing is None else missing.code
        return _option(PERSON_FORM, "nhs_no_reason", code) or ("" if missing is None else missing.words)
    number = NhsNumber(person.nhs_number).display
    if person.nhs_number_status is None:
        return number
    return _("{number}. {how}.").format(number=number, how=status_words(person.nhs_number_status))


def _language_words(person: ReferredPerson) -> str:
    preferred = [one for one in person.languages if one.preferred] or list(person.languages)
    said = [one.words or one.code or "" for one in preferred[:1]]
    if person.interpreter is not None:
        said.append(_("needs an interpreter") if person.interpreter else _("no interpreter needed"))
    return ", ".join(said)


def _contact_lines(person: ReferredPerson) -> list[str]:
    return [
        ", ".join(part for part in (one.name, one.relation, one.phone) if part) for one in person.contacts
    ]


def _coded(question: str, coded: Coded | None) -> str:
    if coded is None:
        return ""
    return _option(DISCHARGE_FORM, question, coded.code) or coded.words


def _option(form: str, question: str, code: str | None) -> str:
    """The form's own words for a code; "" where it has none."""
    options = newest_form(form).by_link_id[question].options
    return next((_(one.text) for one in options if one.code == code), "")
