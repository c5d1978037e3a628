# SPDX-License-Identifier: Apache-2.0
"""Which FHIR release a resource was written for, from what gives it away. Never guesses R4 from silence.

FHIR resources do not state their release. These marks are elements of Patient and Encounter that exist in
one release only, by the published definitions, and profile addresses with a release in them. R4B counts as
R4: those two resources are the same in both.
"""

from __future__ import annotations

import re
from typing import Any, Final

from forms.fhir.elements import Element, child, children, lines, words

_READ: Final = frozenset({"Bundle", "Patient", "Encounter"})
_PROFILE_MARKS: Final = (
    ("DSTU2", re.compile(r"/(DSTU2|1\.0)/", re.IGNORECASE)),
    ("STU3", re.compile(r"/(STU3|3\.0)/|CareConnect-", re.IGNORECASE)),
    ("R5", re.compile(r"/(R5|5\.0)/", re.IGNORECASE)),
)
_NUMBERED: Final = {"0": "DSTU2", "1": "DSTU2", "2": "DSTU2", "3": "STU3", "5": "R5"}
_R5_DATES: Final = frozenset({"actualPeriod", "plannedStartDate", "plannedEndDate"})
_R5_ENCOUNTER: Final = _R5_DATES | {"admission", "subjectStatus", "careTeam", "virtualService"}
_R5_STATUSES: Final = frozenset({"discharged", "completed", "discontinued", "on-hold"})


def other_release(resource: Element) -> str:
    """DSTU2, STU3 or R5 if something gives it away; "" if it can be R4, or if we would not read it anyway."""
    if resource.get("resourceType") not in _READ:
        return ""
    return _from_version(resource) or _from_profiles(resource) or _from_elements(resource)


def _from_version(resource: Element) -> str:
    version = resource.get("fhirVersion")
    return _NUMBERED.get(version[:1], "") if isinstance(version, str) else ""


def _from_profiles(resource: Element) -> str:
    """Profiles only: an R4 resource may carry extensions that are addressed by another release."""
    for address in lines(child(resource, "meta"), "profile"):
        for release, mark in _PROFILE_MARKS:
            if mark.search(address):
                return release
    return ""


def _from_elements(resource: Element) -> str:
    kind = resource.get("resourceType")
    if kind == "Patient":
        return _from_patient(resource)
    return _from_encounter(resource) if kind == "Encounter" else ""


def _from_patient(patient: Element) -> str:
    if "careProvider" in patient or any(isinstance(n.get("family"), list) for n in children(patient, "name")):
        return "DSTU2"
    return "STU3" if "animal" in patient else ""


def _from_encounter(encounter: Element) -> str:
    kind: Any = encounter.get("class")
    if isinstance(kind, str) or "patient" in encounter or "indication" in encounter:
        return "DSTU2"
    if (
        isinstance(kind, list)
        or _R5_ENCOUNTER & encounter.keys()
        or words(encounter, "status") in _R5_STATUSES
    ):
        return "R5"
    reasons = children(encounter, "reason")
    if any("use" in reason or "value" in reason for reason in reasons):
        return "R5"
    return "STU3" if reasons or "incomingReferral" in encounter else ""
