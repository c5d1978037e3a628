# SPDX-License-Identifier: Apache-2.0
"""Synthetic people for the bench, through the store's own doors. Never a real name with a real story."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path

from crypto.vault_key import VaultKey
from forms.answers import AnswerValue, Given, LocalMoment, NamedPerson
from forms.definition import Form
from forms.registry import newest_form
from records import people, plan
from records.intake import Filled, new_person
from records.operation import Change, EntityId, ItemClass, PersonId, Typed, new_id
from records.responses import changes_for
from records.state import EMPTY_FIELD
from records.store import RecordStore
from records.vault import open_vault
from tests.records.vaults import ZONE, new_vault

OPERATIONS_EACH = 200  # what one of `lived_in` comes to
_STILL_WAITING = 40  # operations: an afternoon's work that the centre has not heard of yet
_SAID_AT_ONCE = 5  # statements in one transaction
_TODAY = date(2026, 11, 23)


def _each(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GIVEN_NAMES = _each("""
    Amina Samuel Zofia Kwame Priya Owen Leila Tomasz Grace Yusuf Niamh Desmond Mei Callum Farida Joan
    Idris Ruth Emeka Siân Björn Ayesha Patrick Lucía Harpreet Winston Olena Malik Bronwen José Chidi
    Agnieszka
""")
FAMILY_NAMES = _each("""
    Rahman Okafor Kowalska Mensah Patel Hughes Haddad Nowak Osei Ali Byrne Campbell Chen Fraser Begum
    Baker Khan Lindqvist Adeyemi Davies Singh Murphy Fernández Clarke Shevchenko Evans Hussain Wójcik
    Brown Núñez
""")
WORDS = _each("""
    I walk along the canal before breakfast and ring my sister when evening feels long choir practice
    tea with Mrs next door garden radio sleep late quiet music swimming allotment bus library letters
    bread soup cat medicine morning window neighbour football prayer drawing phone promise shopping keys
    heating bicycle kitchen laughter worry crowd noise alone friend steady slow breathe notebook cinema
    market river
""")
PARTS = ("hope", "well_like", "toolbox", "daily_must", "stressors", "early_signs", "cp3_people", "cp8_help")
_FIRST_NIGHT = ("fn_tonight", "fn_keys", "fn_clothes", "fn_food", "fn_electric", "fn_gas", "fn_heat")


def sentence(luck: random.Random, longest: int = 14) -> str:
    """A few words such as people write in plans."""
    return " ".join(luck.choices(WORDS, k=luck.randint(4, longest)))


def name(luck: random.Random) -> str:
    """A given name and one or two family names."""
    return " ".join([luck.choice(GIVEN_NAMES), *luck.sample(FAMILY_NAMES, luck.choice((1, 1, 2)))])


@dataclass
class Somebody:
    """One person being written, transaction by transaction."""

    luck: random.Random
    person: PersonId = field(default_factory=lambda: PersonId(new_id()))
    _last: dict[str, tuple[plan.Statement, ...]] = field(default_factory=dict)

    def arrives(self) -> list[Change]:
        """Who they are and how they left hospital: 14 operations."""
        return self._taken_in(self._details(), self._left())

    def _taken_in(self, details: Filled, left: Filled) -> list[Change]:
        forms = newest_form(people.PERSON_FORM), newest_form(people.DISCHARGE_FORM)
        made = new_person(forms[0], details, forms[1], left)
        self.person = made.person
        return list(made.changes)

    def _details(self) -> Filled:
        full = name(self.luck)
        born = date(1940, 1, 1) + timedelta(days=self.luck.randrange(24_000))
        known: list[tuple[str, AnswerValue]] = [
            ("name", full),
            ("called", full.split()[0]),
            ("dob", born),
            ("address", f"{self.luck.randint(1, 300)} Canal Street"),
            ("phone", f"07700 900{self.luck.randint(100, 999)}"),
            ("language", "English"),
            ("interpreter", False),
            ("adjust", sentence(self.luck)),
        ]
        return [(None, question, Given(value)) for question, value in known]

    def _left(self) -> Filled:
        left = _moment(_TODAY - timedelta(days=self.luck.randrange(40)), self.luck)
        known: list[tuple[str, AnswerValue]] = [
            ("disch_dt", left),
            ("disch_ward", "Willow Ward"),
            ("bed_type", "200"),
            ("disch_dest", "19"),
            ("disch_method", "1"),
            ("sui_risk_at_disch", self.luck.random() < 0.2),
        ]
        return [(None, question, Given(value)) for question, value in known]

    def visit(self, answers: int = 20) -> list[Change]:
        """A finished visit with this many answers."""
        met: list[tuple[str, AnswerValue]] = [
            ("contact_dt", _moment(_TODAY - timedelta(days=self.luck.randrange(30)), self.luck)),
            ("contact_mode", "01"),
            ("contact_outcome", "5"),
            ("with_person", True),
            ("registered", self.luck.random() < 0.5),
        ]
        met += [(question, "ok") for question in _FIRST_NIGHT]
        told = ("home_feel", "sleep", "eating", "mood_words", "physical", "what_went_well", "carer_view")
        met += [(question, sentence(self.luck, 40)) for question in (*told, "what_matters_next")]
        return _filled(newest_form(people.VISIT_FORM), met[:answers])

    def check_in(self) -> list[Change]:
        """A check-in agreement: 6 operations."""
        agreed: list[tuple[str, AnswerValue]] = [
            ("ci_why", sentence(self.luck)),
            ("ci_start", _TODAY),
            ("ci_end", _TODAY + timedelta(days=self.luck.randrange(90))),
            ("ci_how", sentence(self.luck)),
            ("ci_silence", sentence(self.luck)),
            ("ci_after", sentence(self.luck)),
        ]
        return _filled(newest_form(people.CHECK_IN_FORM), agreed)

    def says(self, statements: int = 4, part: str | None = None) -> list[Change]:
        """Statements at the end of one part of the plan: 2 operations each."""
        chosen = part or self.luck.choice(PARTS)
        changes: list[Change] = []
        for _ in range(statements):
            so_far = plan.Plan(self.person, self._last, {})
            words = plan.Words(sentence(self.luck))
            said = plan.say(self.person, chosen, words, ItemClass.WORDS, so_far)
            self._last[chosen] = (plan.Statement(said[0].item, chosen, EMPTY_FIELD, came_back=False),)
            changes += said
        return changes

    def lived_in(self) -> Iterator[list[Change]]:
        """Everything about somebody who has been known for a while: `OPERATIONS_EACH`, in transactions."""
        yield self.arrives()
        for _ in range(5):
            yield self.visit()
        yield self.check_in()
        for _ in range(10):
            yield self.says()

    def plans(self, operations: int, parts: tuple[str, ...]) -> Iterator[list[Change]]:
        """A plan of so many operations in these parts, by turns, after who they are."""
        yield self.arrives()
        for written in range(0, operations // 2, _SAID_AT_ONCE):
            part = parts[written // _SAID_AT_ONCE % len(parts)]
            yield self.says(min(_SAID_AT_ONCE, operations // 2 - written), part)

    def checked_in_with(self, quiet_days: int) -> Iterator[list[Change]]:
        """Home for a while, with so many quiet days and a planned end agreed, and one contact so far."""
        first = _TODAY - timedelta(days=self.luck.randrange(28))
        yield self.arrives()
        agreed: list[tuple[str, AnswerValue]] = [
            ("ci_start", first),
            ("ci_end", first + timedelta(days=70)),
            ("ci_lead", NamedPerson("Sam Okafor")),
        ]
        rows: Filled = []
        for week in range(quiet_days):
            item = new_id()
            day = first + timedelta(weeks=week)
            rows += [(item, "ci_date_on", Given(day)), (item, "ci_date_how", Given("Ring"))]
        filled_in: Filled = [*((None, one, Given(value)) for one, value in agreed), *rows]
        form = newest_form(people.CHECK_IN_FORM)
        yield changes_for(form, EntityId(new_id()), filled_in, typed=Typed.WORKER)
        yield self.contact(first)

    def contact(self, day: date = _TODAY) -> list[Change]:
        """A check-in that we began."""
        told: list[tuple[str, AnswerValue]] = [("cc_dt", _moment(day, self.luck)), ("cc_by", "worker")]
        return _filled(newest_form(people.CONTACT_FORM), told)

    def newly_known(self) -> Iterator[list[Change]]:
        """A name, a birthday and a few words in one transaction, for many people: 9 operations."""
        named = self._taken_in(self._details()[:3], [])
        yield [*named, *self.says(3)]


def _filled(form: Form, answers: list[tuple[str, AnswerValue]]) -> list[Change]:
    filled_in: Filled = [(None, question, Given(value)) for question, value in answers]
    return changes_for(form, EntityId(new_id()), filled_in, typed=Typed.WORKER)


def _moment(day: date, luck: random.Random) -> LocalMoment:
    return LocalMoment(day, time(luck.randrange(9, 18), 30), ZONE)


@dataclass(frozen=True, slots=True)
class Vault:
    """A vault that the bench has built and closed."""

    folder: Path
    key: VaultKey
    people: tuple[PersonId, ...]
    operations: int

    def open(self) -> RecordStore:
        """Open it as the app does."""
        return open_vault(self.folder, self.key, ZONE)


def build(folder: Path, luck: random.Random, operations: int) -> Vault:
    """A vault of people who have been known for a while, all but the last afternoon acknowledged."""
    count = max(1, round(operations / OPERATIONS_EACH))
    return _build(folder, [Somebody(luck) for _ in range(count)], lambda one: one.lived_in())


def build_newly_known(folder: Path, luck: random.Random, count: int) -> Vault:
    """A vault of many people with a few words each, every one of them indexed."""
    return _build(folder, [Somebody(luck) for _ in range(count)], lambda one: one.newly_known())


def build_checked_in_with(folder: Path, luck: random.Random, count: int, quiet_days: int) -> Vault:
    """A vault of people with check-ins agreed: so many quiet days each, and a planned end."""
    return _build(folder, [Somebody(luck) for _ in range(count)], lambda one: one.checked_in_with(quiet_days))


def build_planning(folder: Path, luck: random.Random, operations: int, parts: tuple[str, ...]) -> Vault:
    """A vault of one person with this many operations on their plan, in these parts of it."""
    return _build(folder, [Somebody(luck)], lambda one: one.plans(operations, parts))


def _build(folder: Path, many: list[Somebody], life) -> Vault:
    folder.mkdir()
    key = new_vault(folder)
    store = open_vault(folder, key, ZONE, memory_security=False)
    # Nobody's work is in it yet: waiting for the disk here would only make the bench longer.
    for setting in ("synchronous = OFF", "cache_size = -200000", "wal_autocheckpoint = 20000"):
        store._database._connection.execute(f"PRAGMA {setting}")
    for one in many:
        for changes in life(one):
            store.record(one.person, changes)
    written = store.position().last_number
    store.acknowledge(max(0, written - _STILL_WAITING), max(0, written - _STILL_WAITING))
    while store.index_due():
        pass
    store.close()
    return Vault(folder, key, tuple(one.person for one in many), written)
