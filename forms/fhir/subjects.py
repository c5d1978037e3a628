# SPDX-License-Identifier: Apache-2.0
"""Whom a file is about, and which stays are theirs. Never joins a stay to somebody else (hazard 6)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable

from forms.fhir.elements import Element, child, children, words
from forms.fhir.errors import ReferralManyPeopleError, ReferralNoPatientError, ReferralOtherPersonError
from forms.fhir.person import nhs_numbers
from forms.fhir.stay import is_inpatient
from forms.nhs_number import NhsNumber, check_nhs_number

Addressed = tuple[str, Element]
Keys = frozenset[tuple[str, str]]
"""What someone can be recognised by: ("Patient", id), ("urn", Bundle address), ("nhs", ten digits)."""


def about_whom(resources: list[Addressed]) -> tuple[Element, list[Element]]:
    """The one Patient, and the Encounters that are theirs or that name nobody.

    Args:
        resources: (Bundle address or "", resource) of everything that came.

    Raises:
        ReferralNoPatientError: nobody in it.
        ReferralManyPeopleError: several people, and the stays do not single one out.
        ReferralOtherPersonError: one person, and every stay is somebody else's.
    """
    patients = _different(each for each in resources if each[1].get("resourceType") == "Patient")
    stays = [each for _, each in _different(e for e in resources if e[1].get("resourceType") == "Encounter")]
    if not patients:
        raise ReferralNoPatientError
    if len(patients) > 1:
        return _singled_out(patients, stays)
    keys = _patient_keys(patients[0])
    theirs = [each for each in stays if not _contradict(keys, _subject_keys(each))]
    if stays and not theirs:
        raise ReferralOtherPersonError
    return patients[0][1], theirs


def _singled_out(patients: list[Addressed], stays: list[Element]) -> tuple[Element, list[Element]]:
    """Of several people, the one whose hospital stay this is; only stays that name them are theirs."""
    by_key: dict[tuple[str, str], set[int]] = defaultdict(set)
    known = [_patient_keys(each) for each in patients]
    for place, keys in enumerate(known):
        for key in keys:
            by_key[key].add(place)
    theirs: dict[int, list[Element]] = defaultdict(list)
    for stay in [each for each in stays if is_inpatient(each)] or stays:
        keys = _subject_keys(stay)
        named = set().union(*(by_key.get(key, set()) for key in keys))
        for place in named:
            # One that names two people, by address and by number, is left to be both: then it tells nothing.
            if len(named) > 1 or not _contradict(known[place], keys):
                theirs[place].append(stay)
    if len(theirs) != 1:
        raise ReferralManyPeopleError(len(patients))
    ((place, found),) = theirs.items()
    return patients[place][1], found


def _different(resources: Iterable[Addressed]) -> list[Addressed]:
    """Without repeats: a message Bundle may carry the very same Patient twice."""
    return list({json.dumps(each, sort_keys=True): (url, each) for url, each in resources}.values())


def _patient_keys(addressed: Addressed) -> Keys:
    address, patient = addressed
    own = f"Patient/{words(patient, 'id')}" if words(patient, "id") else ""
    return _address_keys(address) | _address_keys(own) | _number_keys(children(patient, "identifier"))


def _subject_keys(encounter: Element) -> Keys:
    subject = child(encounter, "subject")
    return _address_keys(words(subject, "reference")) | _number_keys([child(subject, "identifier")])


def _address_keys(address: str) -> Keys:
    """A relative or absolute reference by its id, without its version; a urn as it is."""
    if address.startswith("urn:"):
        return frozenset({("urn", address.casefold())})
    steps = address.split("/_history/", maxsplit=1)[0].split("/")
    return frozenset({("Patient", steps[-1])}) if len(steps) > 1 and steps[-2] == "Patient" else frozenset()


def _number_keys(identifiers: list[Element]) -> Keys:
    checked = (check_nhs_number(words(each, "value")) for each in nhs_numbers(identifiers))
    return frozenset(("nhs", found.digits) for found in checked if isinstance(found, NhsNumber))


def _contradict(known: Keys, named: Keys) -> bool:
    """Whether the two can be compared in some way, and differ in it. Silence contradicts nothing."""
    return any(
        {key for key in known if key[0] == kind} and (kind, value) not in known for kind, value in named
    )
