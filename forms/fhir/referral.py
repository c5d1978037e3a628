# SPDX-License-Identifier: Apache-2.0
"""A referral: files as a hospital sends them → one person and the stay they left. Never writes anything.

records/intake.py makes the transaction of what is read here (design 10, Imports).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from forms.fhir.elements import Element, child, words
from forms.fhir.errors import ReferralInvalidError, ReferralNoIdentifiersError
from forms.fhir.lacks import Lack
from forms.fhir.opening import open_resources
from forms.fhir.person import read_person
from forms.fhir.stay import ZONE, Stays, choose_stay, is_inpatient, read_discharge
from forms.fhir.subjects import about_whom
from forms.fhir.validity import refuse_unless_valid
from forms.fhir.values import Discharge, Referral, ReferredPerson

MOST_STAYS: Final = 200
"""Hospital stays in one file; more is no referral."""

_OF_AGE: Final = 18
_DIED: Final = "4"
"""Discharge method "patient died" (domain A2)."""


def read_referral(file: bytes, *, today: date | None = None) -> Referral:
    """Read one file: a FHIR R4 Bundle of any type, or a Patient by itself.

    Args:
        file: the whole file, UTF-8 JSON.
        today: the day it is read, for what has ended and for the age of someone not discharged; now, if None.

    Raises:
        ReferralError: refused, with its own code; nothing was changed.
    """
    return read_referral_files([file], today=today)


def read_referral_files(files: Sequence[bytes], *, today: date | None = None) -> Referral:
    """Read files that belong together: a UK Core Patient in one and the Encounter in another.

    Raises:
        ReferralError: refused, with its own code; nothing was changed.
    """
    resources = [each for file in files for each in open_resources(file)]
    patient, encounters = about_whom(resources)
    refuse_unless_valid(patient)
    day = (today or datetime.now(ZoneInfo(ZONE)).date()).isoformat()
    person, noticed = read_person(patient, day)
    if not (person.nhs_number or (person.name and person.date_of_birth)):
        raise ReferralNoIdentifiersError
    stays = _choose_among_valid(encounters)
    discharge = read_discharge(stays.chosen, resources, left=stays.left) if stays else None
    lacks = {*noticed, *_about_person(person), *_about_stay(stays, discharge)}
    lacks |= _about_age(person, discharge, day)
    return Referral(person, discharge, tuple(lack for lack in Lack if lack in lacks))


def _choose_among_valid(encounters: list[Element]) -> Stays | None:
    """A broken stay is refused, not passed over: it may be the newest, and the clocks hang on it."""
    in_question = [
        each for each in encounters if is_inpatient(each) or not words(child(each, "class"), "code")
    ]
    if len(in_question) > MOST_STAYS:
        raise ReferralInvalidError("Bundle.entry")
    for each in in_question:
        refuse_unless_valid(each)
    return choose_stay(in_question)


def _missing(present: Iterable[tuple[object, Lack]]) -> set[Lack]:
    return {lack for found, lack in present if not found}


def _about_person(person: ReferredPerson) -> set[Lack]:
    return _missing(
        [
            (person.name, Lack.NO_NAME),
            (person.called, Lack.NO_CALLED),
            (person.date_of_birth, Lack.NO_BIRTH_DATE),
            (person.nhs_number, Lack.NO_NHS_NUMBER),
            (person.nhs_number_status or not person.nhs_number, Lack.NO_NHS_NUMBER_STATUS),
            (person.languages, Lack.NO_LANGUAGE),
            (person.interpreter is not None, Lack.NO_INTERPRETER),
            (person.contact_method, Lack.NO_CONTACT_METHOD),
            (person.written_format, Lack.NO_WRITTEN_FORMAT),
            (person.phones, Lack.NO_PHONE),
            (person.address, Lack.NO_ADDRESS),
            (person.contacts, Lack.NO_CONTACTS),
        ]
    )


def _about_stay(stays: Stays | None, discharge: Discharge | None) -> set[Lack]:
    if stays is None or discharge is None:
        return {Lack.NO_STAY, Lack.NO_SUICIDE_RISK}
    lacks = _missing(
        [
            (discharge.ward, Lack.NO_WARD),
            (discharge.bed_type, Lack.NO_BED_TYPE),
            (discharge.suicide_risk is not None, Lack.NO_SUICIDE_RISK),
            (stays.left, Lack.NOT_DISCHARGED),
            (not stays.back_in, Lack.IN_HOSPITAL_AGAIN),
        ]
    )
    return lacks | _about_leaving(discharge) if stays.left else lacks


def _about_leaving(discharge: Discharge) -> set[Lack]:
    """Only of someone who has left: of someone still in, none of this can be known."""
    died = discharge.method is not None and discharge.method.code == _DIED
    return _missing(
        [
            (discharge.date, Lack.NO_DISCHARGE_DATE),
            (discharge.time or not discharge.date, Lack.NO_DISCHARGE_TIME),
            (discharge.method, Lack.NO_DISCHARGE_METHOD),
            (discharge.destination, Lack.NO_DESTINATION),
            (not died, Lack.RECORDED_AS_DIED),
        ]
    )


def _about_age(person: ReferredPerson, discharge: Discharge | None, today: str) -> set[Lack]:
    """Under 18 on the day of discharge, or today if they have not left (domain M13)."""
    if person.date_of_birth is None:
        return set()
    born = date.fromisoformat(person.date_of_birth)
    then = date.fromisoformat((discharge.date if discharge else None) or today)
    age = then.year - born.year - ((then.month, then.day) < (born.month, born.day))
    return {Lack.UNDER_18} if age < _OF_AGE else set()
