# SPDX-License-Identifier: Apache-2.0
"""A UK Core Patient as plain values. Never decides what to do about what is missing: that is Referral.lacks.

Addresses of UK Core extensions and code systems: domain E.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from forms.fhir.elements import (
    Element,
    child,
    children,
    codings,
    concept_words,
    current,
    extension,
    extensions,
    first_code,
    lines,
    words,
)
from forms.fhir.lacks import Lack
from forms.fhir.values import Coded, Language, NetworkContact, Phone, Proficiency, ReferredPerson
from forms.nhs_number import NhsNumber, NhsNumberFinding, VerificationStatus, check_nhs_number

MOST_KEPT: Final = 20
"""How many phones, languages or contacts one referral may bring; the rest is named as left out."""

_UK: Final = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"
_HL7: Final = "http://hl7.org/fhir/StructureDefinition/"
_NHS_NUMBER_SYSTEM: Final = "https://fhir.nhs.uk/Id/nhs-number"
_LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_WHOLE_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_METHODS: Final = frozenset("123456789")
_FORMATS: Final = frozenset({"11", "12", "13"})
_LEVELS: Final = frozenset("EFGP")
_RUNG: Final = frozenset({"phone", "sms"})
_NAME_USES: Final = ("official", "usual", "", "temp", "maiden", "anonymous", "nickname")
_ADDRESS_USES: Final = ("home", "", "temp", "work", "billing")
# Before UK Core took the numbers of the NHS Data Dictionary it had words, which older exports still carry.
_STATUSES: Final = {status.value: status for status in VerificationStatus} | {
    "number-present-and-verified": VerificationStatus.VERIFIED,
    "number-present-but-not-traced": VerificationStatus.NOT_TRACED,
    "trace-required": VerificationStatus.TRACE_REQUIRED,
    "trace-in-progress": VerificationStatus.IN_PROGRESS,
    "number-not-present-and-trace-not-required": VerificationStatus.NOT_PRESENT,
}


def read_person(patient: Element, today: str) -> tuple[ReferredPerson, frozenset[Lack]]:
    """The person, and what only the reading of a Patient can tell (a wrong number, lists too long, a death).

    Args:
        patient: a Patient that passed validation.
        today: ISO date; names, phones and addresses that ended before it are left out.
    """
    official, called = _names(patient, today)
    number, status, number_lacks = _nhs_number(patient, today)
    phones, emails = _telecoms(patient, today)
    languages, contacts = _languages(patient), _contacts(patient, today)
    lacks = set(number_lacks)
    if max(map(len, (phones, emails, languages, contacts))) > MOST_KEPT:
        lacks.add(Lack.MORE_THAN_KEPT)
    if patient.get("deceasedBoolean") is True or "deceasedDateTime" in patient:
        lacks.add(Lack.RECORDED_AS_DIED)
    preference = extension(patient, _UK + "ContactPreference")
    person = ReferredPerson(
        name=_whole_name(official),
        given=" ".join(lines(official, "given")),
        family=words(official, "family"),
        called=called,
        date_of_birth=whole_day(words(patient, "birthDate")),
        nhs_number=number.digits if number else None,
        nhs_number_status=status,
        nhs_number_missing=None if number else _why_missing(patient),
        languages=languages[:MOST_KEPT],
        interpreter=_interpreter(patient),
        contact_method=_preference(preference, "PreferredContactMethod", _METHODS),
        written_format=_preference(preference, "PreferredWrittenCommunicationFormat", _FORMATS),
        phones=phones[:MOST_KEPT],
        emails=emails[:MOST_KEPT],
        address=_address(patient, today),
        contacts=contacts[:MOST_KEPT],
    )
    return person, frozenset(lacks)


def whole_day(text: str) -> str | None:
    """An ISO date that exists, or None: FHIR also allows a year, or a year and a month."""
    if not _WHOLE_DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def nhs_numbers(identifiers: list[Element]) -> list[Element]:
    """Those identifiers that are NHS numbers, by their system."""
    return [each for each in identifiers if words(each, "system").rstrip("/") == _NHS_NUMBER_SYSTEM]


def _by_use(elements: list[Element], order: tuple[str, ...]) -> Element:
    """The one whose use comes first in the order; {} if there is none."""
    ranked = sorted(elements, key=lambda e: order.index(u) if (u := words(e, "use")) in order else len(order))
    return next(iter(ranked), {})


def _names(patient: Element, today: str) -> tuple[Element, str]:
    """The name on paper, and what they like to be called where the sender says so."""
    names = children(patient, "name")
    names = current(names, today) or names
    official = _by_use(names, _NAME_USES)
    liked = _by_use([n for n in names if n is not official and n.get("use") == "nickname"], ())
    liked = liked or _by_use([n for n in names if n is not official and n.get("use") == "usual"], ())
    return official, next(iter(lines(liked, "given")), "") or words(liked, "text")


def _whole_name(name: Element) -> str:
    """Given and family names as sent; the sender's own text only where there are no parts."""
    parts = " ".join((*lines(name, "given"), words(name, "family"))).strip()
    return parts or words(name, "text")


def _nhs_number(
    patient: Element, today: str
) -> tuple[NhsNumber | None, VerificationStatus | None, tuple[Lack, ...]]:
    """The one number that could exist, how it was checked, and what was wrong with any other."""
    identifiers = nhs_numbers(current(children(patient, "identifier"), today))
    checked = [(each, check_nhs_number(text)) for each in identifiers if (text := words(each, "value"))]
    numbers = {found.digits: (each, found) for each, found in checked if isinstance(found, NhsNumber)}
    wrong = tuple(Lack(found.value) for _, found in checked if isinstance(found, NhsNumberFinding))
    if len(numbers) > 1:
        return None, None, (Lack.NHS_NUMBER_CONFLICT, *wrong)
    if not numbers:
        # The status of a number that was left out would speak of a number that is not there.
        return None, None if wrong else _status(next(iter(identifiers), {})), wrong
    ((identifier, number),) = numbers.values()
    return number, _status(identifier), wrong


def _status(identifier: Element) -> VerificationStatus | None:
    said = child(extension(identifier, _UK + "NHSNumberVerificationStatus"), "valueCodeableConcept")
    return _STATUSES.get(first_code(said) or "")


def _why_missing(patient: Element) -> Coded | None:
    reason = child(extension(patient, _UK + "NHSNumberUnavailableReason"), "valueCodeableConcept")
    return coded(reason)


def coded(concept: Element, system_part: str = "") -> Coded | None:
    """A CodeableConcept as code and words; None if it says neither."""
    code, said = first_code(concept, system_part), concept_words(concept)
    return Coded(code, said) if code or said else None


def _preference(preference: Element, url: str, known: frozenset[str]) -> str | None:
    concept = child(extension(preference, url), "valueCodeableConcept")
    return next((c for each in codings(concept) if (c := words(each, "code")) in known), None)


def _telecoms(patient: Element, today: str) -> tuple[tuple[Phone, ...], tuple[str, ...]]:
    """Phones and e-mail addresses, the sender's first choice first."""
    telecoms = sorted(current(children(patient, "telecom"), today), key=lambda t: _rank(t.get("rank")))
    phones = {
        number: Phone(number, words(each, "use"))
        for each in reversed(telecoms)
        if words(each, "system") in _RUNG and (number := words(each, "value"))
    }
    emails = [text for t in telecoms if t.get("system") == "email" and (text := words(t, "value"))]
    return tuple(reversed(phones.values())), tuple(dict.fromkeys(emails))


def _rank(rank: Any) -> int:
    """Unranked comes last."""
    return rank if isinstance(rank, int) and rank > 0 else 10**9


def _address(patient: Element, today: str) -> tuple[str, ...]:
    address = _by_use(current(children(patient, "address"), today), _ADDRESS_USES)
    parts = (*lines(address, "line"), *(words(address, n) for n in ("city", "district", "postalCode")))
    known = tuple(dict.fromkeys(part for part in parts if part))
    return known or tuple(part.strip() for part in words(address, "text").split(",") if part.strip())


def _contacts(patient: Element, today: str) -> tuple[NetworkContact, ...]:
    found = [_contact(each, today) for each in current(children(patient, "contact"), today)]
    named = [contact for contact in found if contact.name or contact.phone]
    return tuple(sorted(named, key=lambda contact: _rank(contact.rank)))


def _contact(contact: Element, today: str) -> NetworkContact:
    rank = extension(contact, _UK + "ContactRank").get("valuePositiveInt")
    telecoms = sorted(current(children(contact, "telecom"), today), key=lambda t: _rank(t.get("rank")))
    phones = [words(each, "value") for each in telecoms if words(each, "system") in _RUNG]
    relations = (concept_words(each) for each in children(contact, "relationship"))
    return NetworkContact(
        name=_whole_name(child(contact, "name")),
        relation=", ".join(relation for relation in relations if relation),
        phone=next(filter(None, phones), ""),
        rank=rank if isinstance(rank, int) and rank > 0 else None,
    )


def _languages(patient: Element) -> tuple[Language, ...]:
    """Patient.communication, or the retired NHSCommunication extension, which is still being sent."""
    said = [
        _language(child(each, "language"), preferred=each.get("preferred") is True, levels=_levels(each))
        for each in children(patient, "communication")
    ] or [
        _language(
            child(extension(each, "language"), "valueCodeableConcept"),
            preferred=extension(each, "preferred").get("valueBoolean") is True,
            levels=(),
        )
        for each in extensions(patient, _UK + "NHSCommunication")
    ]
    return tuple(each for each in said if each.code or each.words)


def _language(concept: Element, *, preferred: bool, levels: tuple[Proficiency, ...]) -> Language:
    """A language tag is a language by its shape and by not being SNOMED, whichever system name is used."""
    tagged = [
        c
        for c in codings(concept)
        if "snomed" not in words(c, "system") and _is_language_tag(words(c, "code"))
    ]
    first = next(iter(tagged), {})
    shown = words(first, "display") or concept_words(concept)
    others = (words(each, "display") for each in codings(concept) if each is not first)
    also = tuple(dict.fromkeys(other for other in others if other and other != shown))
    return Language(words(first, "code") or None, shown, preferred, levels, also)


def _is_language_tag(code: str) -> bool:
    return _LANGUAGE_TAG.fullmatch(code) is not None


def _levels(communication: Element) -> tuple[Proficiency, ...]:
    """The proficiency extension: a level, for each way of using the language or for all of them."""
    found: list[Proficiency] = []
    for each in extensions(communication, _HL7 + "patient-proficiency"):
        level = words(child(extension(each, "level"), "valueCoding"), "code")
        modes = [words(child(kind, "valueCoding"), "code") for kind in extensions(each, "type")]
        if level in _LEVELS:
            found += [Proficiency(level, mode or None) for mode in modes or [""]]
    return tuple(found)


def _interpreter(patient: Element) -> bool | None:
    """Whether one is needed; a yes anywhere is a yes, and silence is None."""
    places = [
        extension(patient, _HL7 + "patient-interpreterRequired"),
        *(extension(each, "interpreterRequired") for each in extensions(patient, _UK + "NHSCommunication")),
    ]
    said = [value for each in places if isinstance(value := each.get("valueBoolean"), bool)]
    return any(said) if said else None
