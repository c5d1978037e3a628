# SPDX-License-Identifier: Apache-2.0
"""A referral as a hospital sends it: a FHIR R4 bundle with a UK Core patient and stay. Nobody is real."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

NAME, CALLED, NHS_NUMBER = "Amina Rahman", "Mina", "9990000026"
WARD = "Hawthorn ward"
_EXTENSION = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"
_SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-"


def referral(left: datetime) -> bytes:
    """The file that comes with somebody who left hospital at this moment (aware)."""
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"fullUrl": "urn:uuid:6c0f3a58-0d0f-4a31-9f27-51a5c7d20e01", "resource": _patient()},
            {"fullUrl": "urn:uuid:6c0f3a58-0d0f-4a31-9f27-51a5c7d20e02", "resource": _stay(left)},
        ],
    }
    return json.dumps(bundle, indent=1).encode()


def _patient() -> dict[str, Any]:
    return {
        "resourceType": "Patient",
        "meta": {"profile": ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient"]},
        "extension": [
            {
                "url": f"{_EXTENSION}ContactPreference",
                "extension": [
                    _preference("PreferredContactMethod", "3", "Telephone"),
                    _preference("PreferredWrittenCommunicationFormat", "11", "Large print"),
                ],
            },
            {
                "url": "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired",
                "valueBoolean": True,
            },
        ],
        "identifier": [
            {
                "extension": [
                    {
                        "url": f"{_EXTENSION}NHSNumberVerificationStatus",
                        "valueCodeableConcept": _coded("NHSNumberVerificationStatusEngland", "01"),
                    }
                ],
                "system": "https://fhir.nhs.uk/Id/nhs-number",
                "value": NHS_NUMBER,
            }
        ],
        "name": [
            {"use": "official", "given": ["Amina"], "family": "Rahman"},
            {"use": "nickname", "text": CALLED},
        ],
        "telecom": [{"system": "phone", "value": "07700 900461", "use": "mobile"}],
        "birthDate": "1989-03-14",
        "address": [{"use": "home", "line": ["Flat 4", "3 Lock Street"], "postalCode": "ZZ9 1AB"}],
        "contact": [
            {
                "relationship": [{"text": "Sister"}],
                "name": {"given": ["Nadia"], "family": "Rahman"},
                "telecom": [{"system": "phone", "value": "07700 900462"}],
            }
        ],
        "communication": [
            {
                "language": {
                    "coding": [{"system": "urn:ietf:bcp:47", "code": "ur", "display": "Urdu"}],
                },
                "preferred": True,
            }
        ],
    }


def _preference(name: str, code: str, display: str) -> dict[str, Any]:
    return {"url": name, "valueCodeableConcept": _coded(name, code, display)}


def _coded(system: str, code: str, display: str = "") -> dict[str, Any]:
    coding = {"system": f"{_SYSTEM}{system}", "code": code}
    return {"coding": [coding | ({"display": display} if display else {})]}


def _stay(left: datetime) -> dict[str, Any]:
    return {
        "resourceType": "Encounter",
        "extension": [
            {
                "url": f"{_EXTENSION}DischargeMethod",
                "valueCodeableConcept": _coded("DischargeMethodEngland", "1"),
            }
        ],
        "status": "finished",
        "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IMP"},
        "subject": {"reference": "urn:uuid:6c0f3a58-0d0f-4a31-9f27-51a5c7d20e01"},
        "period": {"end": left.isoformat(timespec="seconds")},
        "hospitalization": {
            "dischargeDisposition": _coded("DischargeDestinationEngland", "19", "Usual place of residence")
        },
        "location": [{"location": {"display": WARD}}],
    }
