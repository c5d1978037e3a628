# SPDX-License-Identifier: Apache-2.0
"""Synthetic people for the demonstration, written through the one store door. Nobody is real."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from forms.answers import Given, LocalMoment, NamedPerson, NotNow
from forms.registry import CHECK_IN, DISCHARGE, PERSON, PLAN, VISIT, newest_form
from records.intake import Filled, new_person
from records.operation import EntityId, ItemClass, ItemId, PersonId, Typed, Who, new_id
from records.plan import Words, read_plan, say
from records.responses import changes_for
from records.store import RecordStore

# One person for each script that the paper is proven in: who they are, what they wrote, what they said at a
# visit. Invented, like everybody here.
WRITTEN = {
    "en-GB": (
        ("Joanne Carter", "Jo", "9990000204"),
        ("Walking the dog by the canal before anyone is up.", "Music with no words.", "Ring Nadia first."),
        "Quieter than I thought it would be.",
    ),
    "cy": (
        ("Carys Ŵyn Tŷ-nant", "Carys", "9990000212"),
        ("Mynd â’r ci am dro cyn i neb godi.", "Cerddoriaeth heb eiriau.", "Ffoniwch Siân yn gyntaf."),
        "Tawelach nag oeddwn i’n ei ddisgwyl.",
    ),
    "ur": (
        ("سمیرا خان", "سمیرا", "9990000220"),
        (
            "صبح سویرے نہر کے کنارے کتے کو ٹہلانا۔",
            "بغیر الفاظ کی موسیقی۔",
            "پہلے میری بہن کو 0161 496 0132 پر فون کریں۔",
        ),
        "جتنا سوچا تھا اس سے زیادہ سکون ہے۔",
    ),
    "bn": (
        ("শাহানা বেগম", "শাহানা", "9990000239"),
        (
            "সবাই ওঠার আগে খালের ধারে হাঁটা।",
            "কথা ছাড়া গান।",
            "আগে আমার বোনকে 0161 496 0132 নম্বরে ফোন করুন।",
        ),
        "যা ভেবেছিলাম তার চেয়ে শান্ত।",
    ),
}


def write_in_a_script(store: RecordStore, now: datetime, zone: str, language: str) -> PersonId:
    """Take in the person who writes in this language, with a plan, a visit and an agreement."""
    (name, called, number), (toolbox, more, helps), said = WRITTEN[language]
    person = _take_in(store, name, called, date(1989, 3, 14), number, _left(now, zone, hours=40))
    for part, words in (("toolbox", toolbox), ("toolbox", more), ("cp3_people", helps), ("cp8_help", more)):
        _say(store, person, part, Words(words, typed=Typed.WORKER, checked=True))
    _visit(store, person, now - timedelta(hours=2), zone, said)
    _agree_check_ins(store, person, now)
    return person


def fill(store: RecordStore, now: datetime, zone: str) -> None:
    """Put a handful of people into an empty vault, with deadlines around `now` (aware)."""
    _take_in(
        store,
        "Daniel Osei",
        "Dan",
        date(1997, 6, 3),
        "9990000018",
        _left(now, zone, hours=67, ward="Rowan ward"),
    )
    mina = _take_in(
        store,
        "Amina Rahman",
        "Mina",
        date(1989, 3, 14),
        "9990000026",
        _left(now, zone, hours=27, ward="Hawthorn ward"),
        [
            (None, "language", Given("Urdu")),
            (None, "interpreter", Given(True)),
            (None, "written_format", Given("11")),
            (None, "print_size", Given("18")),
            (None, "safe_contact", Given("Flat 4, side gate. Knock, not the bell.")),
        ],
    )
    _write_half_a_plan(store, mina)
    tom = _take_in(
        store, "Tom Whitlock", "Tom", date(1971, 11, 2), "9990000034", _left(now, zone, hours=24 * 40)
    )
    _visit(store, tom, now - timedelta(days=38), zone)
    _agree_check_ins(store, tom, now)
    _take_in(
        store,
        "Grace Ellery",
        "Grace",
        date(1958, 8, 30),
        "9990000050",
        _left(now, zone, hours=3, ward="Rowan ward"),
    )


def _left(now: datetime, zone: str, *, hours: int, ward: str = "Hawthorn ward") -> Filled:
    at = now - timedelta(hours=hours)
    moment = LocalMoment(at.date(), at.time().replace(second=0, microsecond=0, tzinfo=None), zone)
    return [
        (None, "disch_dt", Given(moment)),
        (None, "disch_ward", Given(ward)),
        (None, "sui_risk_at_disch", Given(False)),
    ]


def _take_in(
    store: RecordStore,
    name: str,
    called: str,
    born: date,
    number: str,
    left: Filled,
    more: Filled | None = None,
) -> PersonId:
    details: Filled = [
        (None, "name", Given(name)),
        (None, "called", Given(called)),
        (None, "dob", Given(born)),
        (None, "nhs_no", Given(number)),
        (None, "nhs_no_status", Given("01")),
        *(more or []),
    ]
    made = new_person(newest_form(PERSON), details, newest_form(DISCHARGE), left)
    store.take_in(made.person, made.nhs_number, made.changes)
    return made.person


def _write_half_a_plan(store: RecordStore, person: PersonId) -> None:
    for part, words in (
        ("hope", Words("Seeing my nephew grow up.", typed=Typed.WORKER, checked=True)),
        ("toolbox", Words("Walking the dog by the canal before anyone is up.", checked=True)),
        ("toolbox", Words("Ringing my sister on Sundays, even when I don’t feel like it.", typed=Typed.SELF)),
        ("early_signs", Words("I stop answering my phone.", checked=True)),
        ("others_notice", Words("She goes quiet at dinner.", Who.CARER, "Nadia Rahman")),
    ):
        _say(store, person, part, words)


def _say(store: RecordStore, person: PersonId, part: str, words: Words) -> None:
    plan = read_plan(person, store.items(person))
    item_class = ItemClass(newest_form(PLAN).by_link_id[part].item_class.value)
    store.record(person, say(person, part, words, item_class, plan))


def _visit(store: RecordStore, person: PersonId, at: datetime, zone: str, said: str = "") -> None:
    moment = LocalMoment(at.date(), at.time().replace(second=0, microsecond=0, tzinfo=None), zone)
    answers: Filled = [
        (None, "registered", Given(True)),
        (None, "contact_dt", Given(moment)),
        (None, "contact_mode", Given("01")),
        (None, "contact_outcome", Given("5")),
        (None, "with_person", Given(True)),
        (None, "fn_keys", Given("ok")),
        (None, "harm_others", NotNow()),
        (None, "home_feel", Given(said or "Quieter than I thought it would be.")),
    ]
    _finish(store, person, VISIT, answers)


def _agree_check_ins(store: RecordStore, person: PersonId, now: datetime) -> None:
    row = ItemId(new_id())
    answers: Filled = [
        (None, "ci_why", Given("So that I can try on my own, and know who to ring.")),
        (None, "ci_goals", Given(("I sleep most nights", "I go to the choir again"))),
        (None, "ci_start", Given(now.date() - timedelta(days=14))),
        (None, "ci_end", Given(now.date() + timedelta(days=28))),
        (None, "ci_end_who", Given("Sam and my sister")),
        (None, "ci_lead", Given(NamedPerson("Sam Okafor", "peer support worker", "01632 960123"))),
        (None, "ci_how", Given("Ring 01632 960123, weekdays. Sam rings back the same day.")),
        (None, "ci_silence", Given("Ring my sister.")),
        (row, "ci_date_on", Given(now.date() + timedelta(days=3))),
        (row, "ci_date_how", Given("phone, after 2 pm")),
        (None, "ci_after", Given("Ring the same number, any time, without a new referral.")),
        (None, "ci_gp", Given("My GP has the letter.")),
        (None, "ci_disagree", Given("Sam, or Priya who leads the team.")),
    ]
    _finish(store, person, CHECK_IN, answers)


def _finish(store: RecordStore, person: PersonId, form: str, answers: Filled) -> None:
    changes = changes_for(newest_form(form), EntityId(new_id()), answers, typed=Typed.WORKER)
    store.record(person, changes)
