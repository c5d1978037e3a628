# SPDX-License-Identifier: Apache-2.0
"""Bad referrals: each is refused by its own code, soon, and without repeating what is in it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.errors import ExpectedError
from forms.fhir import errors
from forms.fhir.opening import DEEPEST, TOO_LARGE
from forms.fhir.referral import read_referral, read_referral_files

COPIES = Path(__file__).parents[2] / "fixtures" / "referrals"
PATIENT = {
    "resourceType": "Patient",
    "id": "p",
    "name": [{"given": ["Ada"], "family": "Finch"}],
    "birthDate": "1990-05-01",
}
STAY = {"resourceType": "Encounter", "status": "finished", "class": {"code": "IMP"}}


def as_file(resource: Any) -> bytes:
    return json.dumps(resource).encode()


def bundle(*resources: Any) -> bytes:
    return as_file({"resourceType": "Bundle", "entry": [{"resource": each} for each in resources]})


def refusal(file: bytes) -> ExpectedError:
    with pytest.raises(errors.ReferralError) as refused:
        read_referral(file)
    return refused.value


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"Dear colleague, please see this lady",
        b"%PDF-1.7 \xff\xfe",
        b"<!doctype html><html><body>502 Bad Gateway</body></html>",
        b'{"resourceType": "Patient"',
        b'{"resourceType": "Patient", "x": NaN}',
        b'{"resourceType": "Patient", "x": ' + b"9" * 5_000 + b"}",
        json.dumps(PATIENT).encode("utf-16"),
        b"\x00" * 1_000,
        b"]" * 1_000,
    ],
)
def test_what_is_not_json_is_refused(file: bytes):
    assert refusal(file).code == "referral_not_json"


@pytest.mark.parametrize(
    "value", [[PATIENT, STAY], {"name": "Ada"}, {"resourceType": 5}, {"resourceType": ""}, 7, None, "Patient"]
)
def test_json_that_is_not_fhir_is_refused(value: Any):
    assert refusal(as_file(value)).code == "referral_not_fhir"


def test_fhir_as_xml_is_refused_by_its_name():
    assert refusal((COPIES / "patient.xml").read_bytes()).code == "referral_is_xml"


def test_a_byte_order_mark_is_forgiven():
    assert read_referral(b"\xef\xbb\xbf" + as_file(PATIENT)).person.name == "Ada Finch"


@pytest.mark.parametrize(
    ("marked", "release"),
    [
        (PATIENT | {"meta": {"profile": ["https://fhir.hl7.org.uk/STU3/X/CareConnect-Patient-1"]}}, "STU3"),
        (PATIENT | {"meta": {"profile": ["http://hl7.org/fhir/5.0/StructureDefinition/Patient"]}}, "R5"),
        (PATIENT | {"meta": {"profile": ["http://hl7.org/fhir/DSTU2/x"]}}, "DSTU2"),
        (PATIENT | {"animal": {"species": {"text": "cat"}}}, "STU3"),
        (PATIENT | {"name": [{"family": ["Finch"]}]}, "DSTU2"),
        (PATIENT | {"careProvider": [{"display": "GP"}]}, "DSTU2"),
        (STAY | {"class": [{"coding": [{"code": "IMP"}]}]}, "R5"),
        (STAY | {"actualPeriod": {"end": "2026-07-03"}}, "R5"),
        (STAY | {"admission": {"dischargeDisposition": {"text": "home"}}}, "R5"),
        (STAY | {"status": "discharged"}, "R5"),
        (STAY | {"reason": [{"use": [{"text": "AD"}]}]}, "R5"),
        (STAY | {"reason": [{"text": "low mood"}]}, "STU3"),
        (STAY | {"incomingReferral": [{"display": "x"}]}, "STU3"),
        (STAY | {"class": "inpatient"}, "DSTU2"),
        (STAY | {"patient": {"reference": "Patient/p"}}, "DSTU2"),
    ],
)
def test_another_release_of_fhir_is_refused_by_its_name(marked: Any, release: str):
    for file in (as_file(marked), bundle(PATIENT, marked)):
        refused = refusal(file)
        assert isinstance(refused, errors.ReferralNotR4Error)
        assert (refused.code, refused.release) == ("referral_not_r4", release)


def test_a_bundle_that_states_another_release_is_refused():
    stated = {
        "resourceType": "Bundle",
        "meta": {"profile": ["http://hl7.org/fhir/3.0/StructureDefinition/x"]},
    }
    assert refusal(as_file(stated)).code == "referral_not_r4"


def test_an_extension_addressed_by_another_release_may_stand_in_r4():
    backport = {
        "url": "http://hl7.org/fhir/5.0/StructureDefinition/extension-Patient.x",
        "valueBoolean": True,
    }
    assert read_referral(as_file(PATIENT | {"extension": [backport]})).person.name == "Ada Finch"


def test_ten_megabytes_are_refused_and_a_byte_less_is_read():
    padded = as_file(PATIENT).ljust(TOO_LARGE - 1)
    assert read_referral(padded).person.name == "Ada Finch"
    refused = refusal(padded + b" ")
    assert isinstance(refused, errors.ReferralTooLargeError)
    assert (refused.code, refused.size, refused.limit) == ("referral_too_large", 10_000_000, 10_000_000)


def nested(levels: int) -> bytes:
    """A Patient with a list in a list in a list, as deep as asked."""
    return b'{"resourceType": "Patient", "x": ' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"


def test_more_than_64_levels_are_refused_and_64_are_not():
    assert refusal(nested(DEEPEST + 1)).code == "referral_too_deep"
    assert refusal(nested(DEEPEST)).code == "referral_invalid"


@pytest.mark.parametrize(
    "file",
    [b"[" * 9_000_000, b'{"a":' * 1_800_000, b'["\\"",' * 1_000_000, nested(4_000_000)],
)
def test_a_bottomless_file_is_refused_soon(file: bytes):
    started = time.monotonic()
    assert refusal(file).code == "referral_too_deep"
    assert time.monotonic() - started < 10


def test_brackets_inside_texts_do_not_count_as_levels():
    loud = PATIENT | {"name": [{"family": '[{"\\' * 200 + "Finch", "given": ["\\", '"[' * 100]}]}
    assert read_referral(as_file(loud)).person.family.endswith("Finch")


@pytest.mark.parametrize(
    "file", [b'"' + b'\\"' * 4_000_000, b'{"a":"' + b"\\" * 8_000_000, b"[]," * 3_000_000]
)
def test_a_spiteful_file_is_refused_soon(file: bytes):
    started = time.monotonic()
    assert refusal(file).code == "referral_not_json"
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("file", [bundle(), bundle(STAY), as_file(STAY), as_file({"resourceType": "Flag"})])
def test_a_file_about_nobody_is_refused(file: bytes):
    assert refusal(file).code == "referral_no_patient"


def test_several_people_with_nothing_to_tell_who_is_meant_are_refused():
    other = PATIENT | {"id": "q"}
    about = [STAY | {"subject": {"reference": f"Patient/{who}"}} for who in "pq"]
    for file in (bundle(PATIENT, other), bundle(PATIENT, other, STAY), bundle(PATIENT, other, *about)):
        refused = refusal(file)
        assert isinstance(refused, errors.ReferralManyPeopleError)
        assert (refused.code, refused.people) == ("referral_many_people", 2)


def test_a_stay_that_names_two_people_at_once_singles_out_neither():
    number = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9994107356"}
    people = (PATIENT | {"identifier": [number]}, PATIENT | {"id": "q", "identifier": []})
    both = STAY | {"subject": {"reference": "Patient/q", "identifier": number}}
    assert refusal(bundle(*people, both)).code == "referral_many_people"
    torn = STAY | {"subject": {"reference": "Patient/r", "identifier": number}}
    assert refusal(bundle(*people, torn)).code == "referral_many_people"


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "Patient/q"},
        {"reference": "https://fhir.example.test/Patient/q/_history/1"},
        {
            "reference": "Patient/p",
            "identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9996204812"},
        },
    ],
)
def test_somebody_elses_stay_is_never_joined_to_the_person(subject: Any):
    known = PATIENT | {"identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9994107356"}]}
    assert refusal(bundle(known, STAY | {"subject": subject})).code == "referral_other_person"
    with pytest.raises(errors.ReferralOtherPersonError):
        read_referral_files([as_file(known), as_file(STAY | {"subject": subject})])


@pytest.mark.parametrize(
    "changed",
    [
        {"name": [], "birthDate": "1990-05-01"},
        {"birthDate": "1990-05"},
        {"birthDate": "1990-05", "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number"}]},
        {
            "name": [],
            "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9999999999"}],
        },
        {"name": [], "identifier": [{"system": "https://example.test/local", "value": "9994107356"}]},
    ],
)
def test_neither_name_with_birth_date_nor_nhs_number_is_refused(changed: Any):
    assert refusal(as_file(PATIENT | changed)).code == "referral_no_identifiers"


def test_an_nhs_number_alone_identifies():
    known = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9994107356"}
    assert read_referral(as_file({"resourceType": "Patient", "identifier": [known]})).person.name == ""


@pytest.mark.parametrize(
    ("broken", "element"),
    [
        (bundle(PATIENT | {"birthDate": "1990-13-01"}), "Patient.birthDate"),
        (bundle(PATIENT | {"name": [{"given": ["Ada"], "secretvalue": "x"}]}), "Patient.name"),
        (bundle(PATIENT, STAY | {"period": {"end": "2026-07-03T16:30"}}), "Encounter.period.end"),
        (bundle(PATIENT, STAY | {"period": {"end": "2026-02-30"}}), "Encounter.period.end"),
        (bundle(PATIENT, STAY | {"period": {"end": "9999-12-31T23:59:59-14:00"}}), "Encounter.period.end"),
        (bundle(PATIENT, STAY | {"location": [{}]}), "Encounter.location.location"),
        (bundle(PATIENT, {"resourceType": "Encounter", "status": "finished"}), "Encounter.class"),
        (bundle(PATIENT, STAY | {"period": "secretvalue"}), "Encounter.period"),
        (bundle(PATIENT, STAY | {"period": '{"end": "2026-07-03"}'}), "Encounter"),
        (bundle(PATIENT, STAY | {"location": [{"location": '{"display": "secretvalue"}'}]}), "Encounter"),
        (bundle(PATIENT, STAY | {"_status": "[]"}), "Encounter"),
        (bundle("secretvalue"), "Bundle.entry.resource"),
        (bundle({"name": "secretvalue"}), "Bundle.entry.resource"),
        (as_file({"resourceType": "Bundle", "entry": {"resource": PATIENT}}), "Bundle.entry"),
        (bundle(PATIENT, *({**STAY, "id": str(n)} for n in range(201))), "Bundle.entry"),
        (b'{"resourceType": "Patient", "birthDate": "1990-01-01", "birthDate": "1991-01-01"}', ""),
    ],
)
def test_broken_fhir_is_refused_with_the_element_and_never_the_value(broken: bytes, element: str):
    refused = refusal(broken)
    assert isinstance(refused, errors.ReferralInvalidError)
    assert (refused.code, refused.element) == ("referral_invalid", element)
    assert "secretvalue" not in f"{refused!r}{refused.__cause__!r}"
    assert refused.__suppress_context__ or refused.__context__ is None


def test_a_broken_newer_stay_is_refused_rather_than_passed_over():
    older = STAY | {"period": {"end": "2026-05-01"}}
    newer = STAY | {"period": {"end": "03/07/2026"}}
    assert refusal(bundle(PATIENT, older, newer)).code == "referral_invalid"


def test_something_else_broken_in_the_bundle_does_not_keep_the_person_out():
    medicine = {"resourceType": "MedicationRequest", "status": 5, "nonsense": [None]}
    assert read_referral(bundle(PATIENT, medicine)).person.name == "Ada Finch"


def test_every_refusal_has_a_code_of_its_own():
    kinds = errors.ReferralError.__subclasses__()
    assert len({kind.code for kind in kinds} | {errors.ReferralError.code}) == len(kinds) + 1


def test_nothing_heavy_is_loaded_until_a_referral_is_read():
    """Design 10: fhir.resources must not make the unlock window wait."""
    asked = "import sys, forms.fhir.referral; sys.exit('fhir' in sys.modules or 'pydantic' in sys.modules)"
    subprocess.run([sys.executable, "-c", asked], check=True, cwd=Path(__file__).parents[3], timeout=60)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)
NAMES = st.sampled_from(
    [
        *(
            "resourceType",
            "id",
            "identifier",
            "system",
            "value",
            "name",
            "given",
            "family",
            "text",
            "birthDate",
        ),
        *("telecom", "rank", "use", "period", "start", "end", "class", "status", "subject", "reference"),
        *(
            "extension",
            "url",
            "coding",
            "code",
            "display",
            "language",
            "communication",
            "contact",
            "contained",
        ),
        *("location", "hospitalization", "dischargeDisposition", "valueCodeableConcept", "meta", "profile"),
    ]
)
WORDS = st.sampled_from(
    [
        *(
            "Patient",
            "Encounter",
            "Patient/p",
            "#p",
            "urn:uuid:1",
            "IMP",
            "finished",
            "in-progress",
            "official",
        ),
        *("2026-07-03", "2026", "2026-07-03T10:00:00Z", "9994107356", "phone", "01", "bn", "old", "home"),
        *("https://fhir.nhs.uk/Id/nhs-number", "\ud800", "\u202e", ""),
    ]
)
LIKE_FHIR = st.recursive(
    WORDS | JSON,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)


def reads_or_refuses(file: bytes) -> None:
    with contextlib.suppress(ExpectedError):
        read_referral(file)


@given(st.binary())
@settings(deadline=10_000)
def test_no_bytes_do_more_than_be_refused(file: bytes):
    reads_or_refuses(file)


@given(JSON)
@settings(deadline=10_000)
def test_no_json_does_more_than_be_refused(value: Any):
    reads_or_refuses(as_file(value))
    reads_or_refuses(bundle(value))


@given(
    st.dictionaries(NAMES, LIKE_FHIR, max_size=4),
    st.dictionaries(NAMES, LIKE_FHIR, max_size=4),
    st.booleans(),
)
@settings(deadline=10_000, max_examples=300)
def test_no_odd_patient_or_stay_does_more_than_be_refused(person: Any, stay: Any, whole: bool):
    identified = PATIENT | person | {"resourceType": "Patient"}
    in_hospital = STAY | stay | {"resourceType": "Encounter"}
    reads_or_refuses(bundle(identified, in_hospital) if whole else bundle(identified | {"contact": [stay]}))


@given(st.data())
@settings(deadline=10_000, max_examples=300)
def test_no_damage_in_one_place_of_a_good_bundle_does_more_than_be_refused(data: st.DataObject):
    good = json.loads((COPIES / "bundle_document.json").read_bytes())
    place: Any = good
    while True:
        step = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[step], dict | list) or not place[step] or data.draw(st.booleans()):
            break
        place = place[step]
    place[step] = data.draw(LIKE_FHIR)
    reads_or_refuses(as_file(good))
