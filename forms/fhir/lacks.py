# SPDX-License-Identifier: Apache-2.0
"""What a referral leaves open, and what a worker must know before ringing. Never refuses anything.

In the order they are shown: first what to know, then what to ask.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from locales import N_, _


class Lack(StrEnum):
    """One thing that a referral does not say, or says in a way that a worker must look at."""

    RECORDED_AS_DIED = "recorded_as_died"
    UNDER_18 = "under_18"
    NOT_DISCHARGED = "not_discharged"
    IN_HOSPITAL_AGAIN = "in_hospital_again"
    NHS_NUMBER_NOT_TEN_DIGITS = "nhs_number_not_ten_digits"
    NHS_NUMBER_SAME_DIGITS = "nhs_number_same_digits"
    NHS_NUMBER_CHECK_DIGIT = "nhs_number_check_digit"
    NHS_NUMBER_CONFLICT = "nhs_number_conflict"
    MORE_THAN_KEPT = "more_than_kept"
    NO_NAME = "no_name"
    NO_CALLED = "no_called"
    NO_BIRTH_DATE = "no_birth_date"
    NO_NHS_NUMBER = "no_nhs_number"
    NO_NHS_NUMBER_STATUS = "no_nhs_number_status"
    NO_LANGUAGE = "no_language"
    NO_INTERPRETER = "no_interpreter"
    NO_CONTACT_METHOD = "no_contact_method"
    NO_WRITTEN_FORMAT = "no_written_format"
    NO_PHONE = "no_phone"
    NO_ADDRESS = "no_address"
    NO_CONTACTS = "no_contacts"
    NO_STAY = "no_stay"
    NO_DISCHARGE_DATE = "no_discharge_date"
    NO_DISCHARGE_TIME = "no_discharge_time"
    NO_DISCHARGE_METHOD = "no_discharge_method"
    NO_DESTINATION = "no_destination"
    NO_WARD = "no_ward"
    NO_BED_TYPE = "no_bed_type"
    NO_SUICIDE_RISK = "no_suicide_risk"


_WORDS: Final = {
    Lack.RECORDED_AS_DIED: N_("The hospital has recorded that this person died. Check before anyone rings."),
    Lack.UNDER_18: N_("This person is under 18. This version of Keepwell is made for adults."),
    Lack.NOT_DISCHARGED: N_(
        "The referral says they are still in hospital. The clocks start when they leave."
    ),
    Lack.IN_HOSPITAL_AGAIN: N_("The referral says they went back into hospital after this discharge."),
    Lack.NHS_NUMBER_NOT_TEN_DIGITS: N_("The NHS number in it does not have ten digits, so it was left out."),
    Lack.NHS_NUMBER_SAME_DIGITS: N_("The NHS number in it is one digit ten times, so it was left out."),
    Lack.NHS_NUMBER_CHECK_DIGIT: N_("The NHS number in it cannot exist: a digit is wrong. It was left out."),
    Lack.NHS_NUMBER_CONFLICT: N_(
        "It gives two different NHS numbers, so neither was kept. Ask which is right."
    ),
    Lack.MORE_THAN_KEPT: N_(
        "It lists more phones, languages or contacts than were kept. Look at it yourself."
    ),
    Lack.NO_NAME: N_("It gives no name."),
    Lack.NO_CALLED: N_("It does not say what they like to be called."),
    Lack.NO_BIRTH_DATE: N_("It does not give the whole date of birth."),
    Lack.NO_NHS_NUMBER: N_("It gives no NHS number."),
    Lack.NO_NHS_NUMBER_STATUS: N_("It does not say how the NHS number was checked."),
    Lack.NO_LANGUAGE: N_("It does not say which language they use."),
    Lack.NO_INTERPRETER: N_("It does not say whether they need an interpreter."),
    Lack.NO_CONTACT_METHOD: N_("It does not say how they like to be contacted."),
    Lack.NO_WRITTEN_FORMAT: N_("It does not say whether they need large print, Braille or audio."),
    Lack.NO_PHONE: N_("It gives no phone number for them."),
    Lack.NO_ADDRESS: N_("It gives no address."),
    Lack.NO_CONTACTS: N_("It names nobody who supports them."),
    Lack.NO_STAY: N_("It says nothing about a stay in hospital."),
    Lack.NO_DISCHARGE_DATE: N_("It does not give the day they left hospital."),
    Lack.NO_DISCHARGE_TIME: N_("It gives the day they left hospital, not the time."),
    Lack.NO_DISCHARGE_METHOD: N_("It does not say how they left: agreed with the ward, or on their own."),
    Lack.NO_DESTINATION: N_("It does not say where they went."),
    Lack.NO_WARD: N_("It does not name the ward."),
    Lack.NO_BED_TYPE: N_("It does not say what kind of ward it was."),
    Lack.NO_SUICIDE_RISK: N_("It cannot say whether the ward saw a risk of suicide. Ask the ward."),
}


def lack_sentence(lack: Lack) -> str:
    """One plain sentence for the person at the screen, in the language shown now."""
    return _(_WORDS[lack])
