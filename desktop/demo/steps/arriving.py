# SPDX-License-Identifier: Apache-2.0
"""Step 2: a referral and a phone call from a ward become two people on Today, with their clocks."""

from __future__ import annotations

from datetime import timedelta

from desktop.demo.journey import PASSPHRASE, Journey
from desktop.demo.referral import CALLED, NAME, WARD, referral
from desktop.demo.spoken import plain, said
from desktop.messages import sentence_for
from desktop.wording import date_words
from forms.fhir.errors import ReferralNotJsonError
from forms.fhir.lacks import Lack, lack_sentence
from forms.nhs_number import VerificationStatus, status_words

RUNG_IN = "Thomas Whitlock"
# What one hand types while the other holds the telephone: three keys a second for a minute.
_KEYS_IN_A_MINUTE = 180


def take_people_in(journey: Journey) -> None:
    """Unlock, see Today, refuse a broken file, add one person from a file and one from the telephone."""
    a = journey.a
    a.unlock(PASSPHRASE)
    a.see(said("Nobody is on this laptop yet."))
    journey.shoot(a, "today-first")
    journey.check("After unlocking, Today says that nobody is on this laptop yet")
    a.press("Someone new")
    a.see(said("From a referral file"))
    journey.shoot(a, "new-person")
    _refuse_a_broken_file(journey)
    _add_from_a_file(journey)
    _add_from_the_telephone(journey)
    a.press("Today")
    a.see(*(said("{action}: {name}", action=said("Start visit"), name=name) for name in (NAME, RUNG_IN)))
    a.see(said("likes to be called {called}", called=CALLED))
    journey.shoot(a, "today")
    journey.check("Today shows both, each with a 72-hour clock and a visit to start")


def _refuse_a_broken_file(journey: Journey) -> None:
    broken = journey.folder / "broken.json"
    broken.write_bytes(referral(journey.now)[:-200])
    journey.a.give_files(broken)
    journey.a.press("Open a referral file")
    journey.a.see(sentence_for(ReferralNotJsonError.code))
    journey.shoot(journey.a, "referral-refused")
    journey.check("A malformed referral is refused with its reason, on the same screen")


def _add_from_a_file(journey: Journey) -> None:
    a, whole = journey.a, journey.folder / "referral.json"
    whole.write_bytes(referral(journey.now - timedelta(hours=27)))
    a.give_files(whole)
    a.press("Open a referral file")
    a.see(said("Is this the person?"), NAME, CALLED, "Urdu", said("Large print"), WARD, "Nadia Rahman")
    number = "999 000 0026"
    how = status_words(VerificationStatus("01"))
    a.see(said("{number}. {how}.", number=number, how=how))
    journey.check(
        "The referral is shown to be checked: name, NHS number with its status, language, format, ward"
    )
    a.see(said("What it does not say"), lack_sentence(Lack.NO_SUICIDE_RISK))
    journey.check("What the referral lacks is said, and nothing is guessed")
    journey.shoot(a, "referral")
    a.press("Add {name}", name=CALLED)
    a.see(said("{called}’s plan", called=CALLED), number)
    born = date_words(journey.now.date().replace(year=1989, month=3, day=14))
    journey.check(
        "Their page opens, with name, date of birth and NHS number in its banner",
        any(all(one in text for one in (NAME, born, number)) for text in a.texts()),
    )
    journey.shoot(a, "person-first")


def _add_from_the_telephone(journey: Journey) -> None:
    a = journey.a
    a.press("Today")
    a.see(said("{action}: {name}", action=said("Start visit"), name=NAME))
    a.press("Someone new")
    a.see(said("From a phone call"))
    left = journey.now - timedelta(hours=20)
    keys = "\n".join(
        [
            RUNG_IN,
            "Tom",
            "2 11 1971",
            "999 000 0034",
            "01632 960461",
            "",
            f"{left.day} {left.month} {left.year} {left:%H:%M}",
        ]
    )
    a.write(keys + "\n")
    a.see(plain(f"{left:%H:%M}"))
    a.write("Rowan\n")
    journey.shoot(a, "phone-call")
    a.choose("When they left, was anyone worried that they might end their life?", "Not known")
    a.press("Add {name}", name="Tom")
    a.see(said("{called}’s plan", called="Tom"), "999 000 0034")
    pressed = len(keys) + len("Rowan\n") + 2
    journey.check(
        f"A second person is typed from a phone call, on the same screen, in {pressed} key presses",
        pressed <= _KEYS_IN_A_MINUTE,
    )
