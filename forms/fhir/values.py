# SPDX-License-Identifier: Apache-2.0
"""What a referral says, as plain values. Never holds FHIR."""

from __future__ import annotations

from dataclasses import dataclass

from forms.fhir.lacks import Lack
from forms.nhs_number import VerificationStatus


@dataclass(frozen=True, slots=True)
class Coded:
    """A code with the sender's words for it. Either may be missing: code None, words ""."""

    code: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as sent. `use` is home, work, mobile, temp or ""."""

    number: str
    use: str


@dataclass(frozen=True, slots=True)
class Proficiency:
    """How well someone uses a language (HL7 v3 codes): level E, G, F or P; mode as ESP, None for all."""

    level: str
    mode: str | None


@dataclass(frozen=True, slots=True)
class Language:
    """A language someone communicates in.

    `code` is BCP 47 (`bfi`, `fr-CA`) or None when only words came. `also` holds the words of further
    codings of the same entry: senders put a second way of communicating there (Makaton beside BSL).
    """

    code: str | None
    words: str
    preferred: bool
    proficiency: tuple[Proficiency, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NetworkContact:
    """Someone in the person's network, as the sender knew them. `rank` 1 is rung first; None is not said."""

    name: str
    relation: str
    phone: str
    rank: int | None


@dataclass(frozen=True, slots=True)
class ReferredPerson:
    """Who is referred. Texts are "" and codes None where the sender said nothing: see `Referral.lacks`.

    Attributes:
        name: what to show, for example "Rosalind Okafor".
        called: what they like to be called, only where the sender says so (nickname or usual name).
        date_of_birth: ISO date, only if a whole day is known.
        nhs_number: ten digits that could exist, else None.
        nhs_number_missing: why there is none, as UK Core says it (`nhs-number-not-known`, `overseas-patient`,
            `devolved-nation`).
        contact_method: PreferredContactMethod "1" to "9" (domain E).
        written_format: PreferredWrittenCommunicationFormat "11" to "13" (domain E).
        address: lines from the door to the postcode.
    """

    name: str
    given: str
    family: str
    called: str
    date_of_birth: str | None
    nhs_number: str | None
    nhs_number_status: VerificationStatus | None
    nhs_number_missing: Coded | None
    languages: tuple[Language, ...]
    interpreter: bool | None
    contact_method: str | None
    written_format: str | None
    phones: tuple[Phone, ...]
    emails: tuple[str, ...]
    address: tuple[str, ...]
    contacts: tuple[NetworkContact, ...]


@dataclass(frozen=True, slots=True)
class Discharge:
    """Leaving hospital, as the sender says it (domain A2, I2). None or "" where it says nothing.

    Attributes:
        date: local ISO date, or None while the person is still in, or when no whole day is known.
        time: local "HH:MM", or None when only the day is known.
        zone: IANA zone of date and time.
        method: how they left; `code` of the NHS Data Dictionary ("1" on advice, "2" self-discharge).
        destination: where to; `code` "19" is the usual home.
        bed_type: `MHAdmittedPatientClass` (domain A2), which UK Core has no element for: rarely present.
        suicide_risk: always None: FHIR has no element for it, so the worker asks the ward.
    """

    date: str | None
    time: str | None
    zone: str
    method: Coded | None
    destination: Coded | None
    ward: str
    hospital: str
    bed_type: Coded | None
    suicide_risk: bool | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """One person, the stay they left (None if no hospital stay came), and what to tell and to ask."""

    person: ReferredPerson
    discharge: Discharge | None
    lacks: tuple[Lack, ...]
