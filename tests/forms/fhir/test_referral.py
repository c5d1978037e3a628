# SPDX-License-Identifier: Apache-2.0
"""What is read from good referrals. Our own copies have the shape of the published UK Core examples."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms.fhir.lacks import Lack, lack_sentence
from forms.fhir.referral import read_referral, read_referral_files
from forms.fhir.values import Coded, Language, NetworkContact, Phone, Proficiency, Referral
from forms.nhs_number import VerificationStatus

COPIES = Path(__file__).parents[2] / "fixtures" / "referrals"
PUBLISHED = Path(__file__).parents[4] / "shared" / "fixtures" / "ukcore"
TODAY = date(2026, 7, 4)
UK = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"


def copy(name: str) -> Any:
    return json.loads((COPIES / name).read_text("utf-8"))


def read(*resources: Any) -> Referral:
    entries = [{"resource": each} for each in resources]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return read_referral(json.dumps(bundle).encode(), today=TODAY)


def stay(**changed: Any) -> Any:
    return {"resourceType": "Encounter", "status": "finished", "class": {"code": "IMP"}} | changed


def leaving(end: str, **changed: Any) -> Any:
    return stay(period={"start": "2026-01-01", "end": end}, **changed)


def someone(**changed: Any) -> Any:
    return {
        "resourceType": "Patient",
        "id": "p",
        "name": [{"given": ["Ada"], "family": "Finch"}],
        "birthDate": "1990-05-01",
    } | changed


def numbered(*values: str, status: str = "02") -> list[Any]:
    said = {"url": UK + "NHSNumberVerificationStatus", "valueCodeableConcept": {"coding": [{"code": status}]}}
    system = "https://fhir.nhs.uk/Id/nhs-number"
    return [{"extension": [said], "system": system, "value": each} for each in values]


def test_a_document_bundle_gives_the_person():
    person = read_referral((COPIES / "bundle_document.json").read_bytes(), today=TODAY).person
    assert (person.name, person.given, person.family) == (
        "Sharmila Akter Choudhury",
        "Sharmila Akter",
        "Choudhury",
    )
    assert person.called == "Mitu"
    assert person.date_of_birth == "1984-02-29"
    assert person.nhs_number == "9994107356"
    assert person.nhs_number_status is VerificationStatus.VERIFIED
    assert person.nhs_number_missing is None
    assert person.languages == (
        Language("bn", "Bengali", True, (Proficiency("E", None),), ()),
        Language("en", "English", False, (Proficiency("P", "ESP"), Proficiency("F", "RWR")), ()),
    )
    assert person.interpreter is True
    assert (person.contact_method, person.written_format) == ("3", "11")
    assert person.phones == (Phone("07700 900318", "mobile"), Phone("01632 960411", "home"))
    assert person.emails == ("mitu@example.test",)
    assert person.address == ("Flat 2", "18 Lantern Row", "Wexcombe", "ZZ9 4QH")
    assert person.contacts == (
        NetworkContact("Nasima Akter", "Sister", "07700 900642", 1),
        NetworkContact("Delroy Pike", "Neighbour", "01632 960222", 2),
    )


def test_a_document_bundle_gives_the_discharge_in_local_time():
    referral = read_referral((COPIES / "bundle_document.json").read_bytes(), today=TODAY)
    discharge = referral.discharge
    assert discharge is not None
    assert (discharge.date, discharge.time, discharge.zone) == ("2026-07-03", "16:30", "Europe/London")
    assert discharge.method == Coded("1", "Discharged on clinical advice")
    assert discharge.destination == Coded("19", "Usual place of residence")
    assert (discharge.ward, discharge.hospital) == ("Harebell ward", "Wexcombe Hospital")
    assert discharge.bed_type == Coded("200", "Acute adult mental health")
    assert discharge.suicide_risk is None
    assert referral.lacks == (Lack.NO_SUICIDE_RISK,)


def test_a_patient_and_an_encounter_may_come_as_two_files_in_either_order():
    files = [(COPIES / name).read_bytes() for name in ("patient.json", "encounter.json")]
    referral = read_referral_files(files, today=TODAY)
    assert referral == read_referral_files(files[::-1], today=TODAY)
    assert referral.person.name == "Tomos PRITCHARD"
    assert referral.person.languages == (
        Language("bfi", "British Sign Language", False, (), ("Makaton vocabulary",)),
    )
    assert referral.person.contacts == (
        NetworkContact("Gwen Pritchard", "Personal relationship with the patient", "07700900119", 1),
    )
    assert (referral.person.contact_method, referral.person.written_format) == ("7", "12")
    assert referral.discharge is not None
    assert (referral.discharge.date, referral.discharge.time) == ("2026-01-16", "13:05")
    assert referral.discharge.method == Coded("2", "Self-discharge")
    assert referral.lacks == (
        Lack.NO_CALLED,
        Lack.NO_INTERPRETER,
        Lack.NO_WARD,
        Lack.NO_BED_TYPE,
        Lack.NO_SUICIDE_RISK,
    )


def test_a_patient_alone_is_read_and_says_what_is_lacking():
    referral = read_referral((COPIES / "patient_two_languages.json").read_bytes(), today=TODAY)
    assert referral.discharge is None
    assert [each.code for each in referral.person.languages] == ["en", "am"]
    assert referral.person.languages[1].proficiency == (Proficiency("P", "ESP"),)
    assert referral.lacks == (
        Lack.NO_CALLED,
        Lack.NO_NHS_NUMBER,
        Lack.NO_INTERPRETER,
        Lack.NO_CONTACT_METHOD,
        Lack.NO_WRITTEN_FORMAT,
        Lack.NO_PHONE,
        Lack.NO_ADDRESS,
        Lack.NO_CONTACTS,
        Lack.NO_STAY,
        Lack.NO_SUICIDE_RISK,
    )


@pytest.mark.parametrize("kind", ["document", "collection", "transaction", "message", "searchset", "batch"])
def test_a_bundle_of_any_type_is_read(kind: str):
    bundle = copy("bundle_document.json") | {"type": kind}
    bundle["entry"].append({"request": {"method": "DELETE", "url": "Flag/1"}})
    assert read_referral(json.dumps(bundle).encode(), today=TODAY).person.called == "Mitu"


@pytest.mark.parametrize(
    ("end", "day", "time"),
    [
        ("2026-07-03T15:30:00Z", "2026-07-03", "16:30"),
        ("2026-01-16T15:30:00Z", "2026-01-16", "15:30"),
        ("2026-07-03T23:30:00Z", "2026-07-04", "00:30"),
        ("2026-07-03T16:30:00+01:00", "2026-07-03", "16:30"),
        ("2026-07-03T16:30:59.987654321+01:00", "2026-07-03", "16:30"),
        ("2026-07-03T16:30:60+01:00", "2026-07-03", "16:30"),
        ("2026-10-25T00:59:00Z", "2026-10-25", "01:59"),
        ("2026-10-25T01:59:00Z", "2026-10-25", "01:59"),
        ("2026-07-03T01:00:00+14:00", "2026-07-02", "12:00"),
        ("2026-07-03", "2026-07-03", None),
        ("2026-07", None, None),
        ("2026", None, None),
    ],
)
def test_the_end_of_a_stay_of_any_precision_becomes_a_local_day_and_time(end: str, day: str, time: str):
    referral = read(someone(), leaving(end))
    assert referral.discharge is not None
    assert (referral.discharge.date, referral.discharge.time) == (day, time)
    assert (Lack.NO_DISCHARGE_DATE in referral.lacks) is (day is None)
    assert (Lack.NO_DISCHARGE_TIME in referral.lacks) is (day is not None and time is None)


def test_someone_still_in_hospital_has_no_discharge_date_even_if_one_is_planned():
    referral = read(someone(), leaving("2026-07-30T12:00:00Z", status="in-progress"))
    assert referral.discharge is not None
    assert referral.discharge.date is None
    assert Lack.NOT_DISCHARGED in referral.lacks
    assert Lack.NO_DISCHARGE_DATE not in referral.lacks


def test_a_finished_stay_without_an_end_asks_for_the_day():
    referral = read(someone(), stay(period={"start": "2026-06-01"}))
    assert Lack.NO_DISCHARGE_DATE in referral.lacks
    assert Lack.NOT_DISCHARGED not in referral.lacks


def test_of_several_stays_the_newest_finished_one_in_a_bed_is_taken():
    referral = read(
        someone(),
        leaving("2026-03-01T10:00:00Z"),
        leaving("2026-07-02T22:00:00Z", **{"class": {"code": "ACUTE"}}),
        leaving("2026-07-02T22:30:00+01:00", **{"class": {"code": "NONAC"}}),
        leaving("2026-07-03T10:00:00Z", **{"class": {"code": "AMB"}}),
        leaving("2026-07-03T11:00:00Z", status="cancelled"),
        leaving("2026-07-03T12:00:00Z", status="entered-in-error"),
        stay(),
    )
    assert referral.discharge is not None
    assert (referral.discharge.date, referral.discharge.time) == ("2026-07-02", "23:00")
    assert Lack.IN_HOSPITAL_AGAIN not in referral.lacks


def test_someone_back_in_hospital_after_the_discharge_is_said():
    again = stay(status="in-progress", period={"start": "2026-07-03T20:00:00Z"})
    assert Lack.IN_HOSPITAL_AGAIN in read(someone(), leaving("2026-07-03T15:30:00Z"), again).lacks


def test_contacts_that_were_no_stay_are_not_taken_for_one():
    referral = read(someone(), leaving("2026-07-03T10:00:00Z", **{"class": {"code": "AMB"}}))
    assert referral.discharge is None
    assert Lack.NO_STAY in referral.lacks


def test_of_several_people_the_one_the_stay_is_about_is_referred():
    baby = someone(id="baby", birthDate="2026-06-30", name=[{"text": "Baby Finch"}])
    referral = read(baby, someone(), leaving("2026-07-03", subject={"reference": "Patient/p/_history/2"}))
    assert referral.person.name == "Ada Finch"
    assert referral.discharge is not None


def test_a_stay_in_a_bed_tells_who_is_meant_and_a_clinic_visit_does_not():
    visit = leaving("2026-07-03", subject={"reference": "Patient/q"}, **{"class": {"code": "AMB"}})
    in_bed = leaving("2026-07-03", subject={"reference": "Patient/p"})
    assert (
        read(someone(id="q", name=[{"text": "Other"}]), someone(), visit, in_bed).person.name == "Ada Finch"
    )


def test_a_stay_may_name_its_person_by_nhs_number_only():
    mine, other = numbered("9994107356"), numbered("9996204812")
    subject = {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "999 410 7356"}}
    people = (someone(identifier=mine), someone(id="q", identifier=other, name=[{"text": "Other"}]))
    assert read(*people, leaving("2026-07-03", subject=subject)).person.name == "Ada Finch"


def test_the_same_patient_carried_twice_is_one_person():
    assert read(someone(), someone(), leaving("2026-07-03")).person.name == "Ada Finch"


def test_another_persons_stay_is_left_alone_beside_the_right_one():
    mine = leaving("2026-07-01", subject={"reference": "https://fhir.example.test/r4/Patient/p"})
    theirs = leaving("2026-07-03", subject={"reference": "Patient/somebody-else"})
    referral = read(someone(), mine, theirs)
    assert referral.discharge is not None
    assert referral.discharge.date == "2026-07-01"


@pytest.mark.parametrize(
    ("born", "end", "said"),
    [
        ("2008-07-03", "2026-07-03", False),
        ("2008-07-04", "2026-07-03", True),
        ("2008-02-29", "2026-02-28", True),
        ("2008-02-29", "2026-03-01", False),
    ],
)
def test_someone_under_18_on_the_day_of_discharge_is_said(born: str, end: str, said: bool):
    assert (Lack.UNDER_18 in read(someone(birthDate=born), leaving(end)).lacks) is said


def test_someone_not_discharged_is_counted_in_years_today():
    still_in = stay(status="in-progress")
    assert Lack.UNDER_18 in read(someone(birthDate="2008-07-05"), still_in).lacks
    assert Lack.UNDER_18 not in read(someone(birthDate="2008-07-04"), still_in).lacks


@pytest.mark.parametrize("death", [{"deceasedBoolean": True}, {"deceasedDateTime": "2026-07-03"}])
def test_a_recorded_death_is_said_first(death: Any):
    assert read(someone(**death), leaving("2026-07-03")).lacks[0] is Lack.RECORDED_AS_DIED


def test_a_discharge_by_death_is_said_first():
    method = {"url": UK + "DischargeMethod", "valueCodeableConcept": {"coding": [{"code": "4"}]}}
    assert read(someone(), leaving("2026-07-03", extension=[method])).lacks[0] is Lack.RECORDED_AS_DIED


@pytest.mark.parametrize(
    ("value", "lack"),
    [
        ("9994107357", Lack.NHS_NUMBER_CHECK_DIGIT),
        ("9999999999", Lack.NHS_NUMBER_SAME_DIGITS),
        ("999410", Lack.NHS_NUMBER_NOT_TEN_DIGITS),
    ],
)
def test_an_impossible_nhs_number_is_left_out_and_said(value: str, lack: Lack):
    referral = read(someone(identifier=numbered(value, status="01")))
    assert referral.person.nhs_number is None
    assert referral.person.nhs_number_status is None
    assert lack in referral.lacks
    assert Lack.NO_NHS_NUMBER in referral.lacks


def test_two_different_nhs_numbers_are_both_left_out_and_said():
    referral = read(someone(identifier=numbered("9994107356", "9996204812")))
    assert referral.person.nhs_number is None
    assert Lack.NHS_NUMBER_CONFLICT in referral.lacks


def test_the_same_nhs_number_written_twice_is_one():
    assert read(someone(identifier=numbered("9994107356", "999 410 7356"))).person.nhs_number == "9994107356"


def test_an_old_nhs_number_is_not_a_second_one():
    old, new = numbered("9994107356", "9996204812")
    referral = read(someone(identifier=[old | {"period": {"end": "2020-01-01"}}, new]))
    assert referral.person.nhs_number == "9996204812"


def test_a_number_without_a_status_says_so():
    bare = {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9994107356"}
    referral = read(someone(identifier=[bare]))
    assert referral.person.nhs_number_status is None
    assert Lack.NO_NHS_NUMBER_STATUS in referral.lacks


def test_a_status_in_the_words_of_older_exports_is_understood():
    referral = read(someone(identifier=numbered("9994107356", status="number-present-but-not-traced")))
    assert referral.person.nhs_number_status is VerificationStatus.NOT_TRACED


def test_why_there_is_no_nhs_number_is_kept():
    reason = {"coding": [{"code": "overseas-patient", "display": "Overseas patient"}]}
    person = read(
        someone(extension=[{"url": UK + "NHSNumberUnavailableReason", "valueCodeableConcept": reason}])
    ).person
    assert person.nhs_number_missing == Coded("overseas-patient", "Overseas patient")


def test_a_usual_name_beside_an_official_one_is_what_they_like_to_be_called():
    names = [
        {"use": "usual", "given": ["Bobbie"], "family": "Finch"},
        {"use": "official", "given": ["Ada"], "family": "Finch"},
    ]
    person = read(someone(name=names)).person
    assert (person.name, person.called) == ("Ada Finch", "Bobbie")


def test_a_usual_name_alone_is_the_name_and_not_a_wish():
    person = read(someone(name=[{"use": "usual", "text": "Ada Finch"}])).person
    assert (person.name, person.called) == ("Ada Finch", "")


def test_phones_and_addresses_of_before_are_left_out():
    phones = [
        {"system": "phone", "value": "01632 960001", "period": {"end": "2026-06"}},
        {"system": "phone", "value": "01632 960002", "period": {"end": "2026-07"}},
        {"system": "fax", "value": "01632 960003"},
    ]
    old = {"use": "home", "line": ["1 Old Road"], "period": {"end": "2025"}}
    person = read(
        someone(telecom=phones, address=[old, {"use": "temp", "text": "2 New Road, Wexcombe"}])
    ).person
    assert person.phones == (Phone("01632 960002", ""),)
    assert person.address == ("2 New Road", "Wexcombe")


def test_the_retired_language_extension_is_still_understood():
    spoken = {
        "url": UK + "NHSCommunication",
        "extension": [
            {"url": "language", "valueCodeableConcept": {"coding": [{"code": "pa", "display": "Panjabi"}]}},
            {"url": "preferred", "valueBoolean": True},
            {"url": "interpreterRequired", "valueBoolean": True},
        ],
    }
    person = read(someone(extension=[spoken])).person
    assert person.languages == (Language("pa", "Panjabi", True, (), ()),)
    assert person.interpreter is True


def test_no_interpreter_needed_is_an_answer():
    said = {
        "url": "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired",
        "valueBoolean": False,
    }
    referral = read(someone(extension=[said]))
    assert referral.person.interpreter is False
    assert Lack.NO_INTERPRETER not in referral.lacks


def test_more_than_can_be_kept_is_said():
    phones = [{"system": "phone", "value": f"01632 96{n:04}"} for n in range(30)]
    referral = read(someone(telecom=phones))
    assert len(referral.person.phones) == 20
    assert Lack.MORE_THAN_KEPT in referral.lacks


def test_texts_are_safe_to_store_and_to_show():
    half = {"resourceType": "Location", "id": "w", "name": "Teasel\ud800"}
    referral = read(
        someone(name=[{"given": ["A\u202eda\n"], "family": " Fi\u0000nch "}]),
        leaving("2026-07-03", location=[{"location": {"reference": "Location/w"}}]),
        half,
    )
    assert referral.person.name == "Ada Fi nch"
    assert referral.discharge is not None
    assert referral.discharge.ward == "Teasel\ufffd"


def test_a_ward_may_be_named_inside_the_stay():
    referral = read(
        someone(),
        leaving(
            "2026-07-03",
            contained=[{"resourceType": "Location", "id": "w", "name": "Teasel ward"}],
            location=[{"location": {"reference": "#w"}}],
        ),
    )
    assert referral.discharge is not None
    assert referral.discharge.ward == "Teasel ward"


def test_something_odd_carried_inside_a_stay_does_not_keep_the_person_out():
    odd = [{"resourceType": "Foo"}, {"resourceType": 5}, "?"]
    assert read(someone(contained=odd), leaving("2026-07-03", contained=odd)).discharge is not None


def test_every_lack_has_its_own_sentence():
    sentences = [lack_sentence(lack) for lack in Lack]
    assert all(sentence.endswith(".") for sentence in sentences)
    assert len(set(sentences)) == len(Lack)


def test_the_published_examples_read_as_our_copies_do():
    """The real UK Core examples where they lie beside the checkout; everywhere, copies of their shape."""
    patient, encounter, languages = [
        (PUBLISHED / f"UKCore-{name}-Example.json") if PUBLISHED.is_dir() else COPIES / copied
        for name, copied in (
            ("Patient-RichardSmith", "patient.json"),
            ("Encounter-InpatientEncounter", "encounter.json"),
            ("Patient-Sn-MultipleLanguages", "patient_two_languages.json"),
        )
    ]
    referral = read_referral_files([patient.read_bytes(), encounter.read_bytes()], today=TODAY)
    assert referral.person.nhs_number is not None
    assert referral.person.nhs_number_status is not None
    assert [(each.code, each.also) for each in referral.person.languages] == [
        ("bfi", ("Makaton vocabulary",))
    ]
    assert referral.discharge is not None
    assert referral.discharge.time in {"13:00", "13:05"}
    assert referral.discharge.destination is not None
    assert referral.discharge.destination.code == "19"
    spoken = json.loads(languages.read_bytes()) | {"birthDate": "1990-01-01"}
    levels = [each.proficiency[0].level for each in read(spoken).person.languages]
    assert levels == ["E", "P"]
