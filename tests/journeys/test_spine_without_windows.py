# SPDX-License-Identifier: Apache-2.0
"""The nine steps without a window: records, forms and sync of two laptops, and a centre in its own right."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from crypto.passphrase import FLOOR
from desktop.demo.centre import Centre
from desktop.session import enroller, exchange, opener, set_up
from forms.answers import Given, LocalMoment, NamedPerson, NotAsked, NotNow
from forms.definition import shared_field
from forms.draft import Draft
from forms.fhir.errors import ReferralNotJsonError
from forms.fhir.referral import read_referral
from forms.pdf.plan import compose_plan
from forms.registry import CHECK_IN, CONTACT, DISCHARGE, PERSON, PLAN, VISIT, newest_form
from records.copies import plan_copy
from records.copies_register import read_register
from records.drafts import DraftId
from records.intake import from_referral
from records.operation import Body, EntityId, ItemClass, PersonId, Typed, Who, new_id
from records.people import plan_entity
from records.person_record import PersonRecord, read_person_record
from records.plan import Words, amend, resolve, say, strike
from records.responses import changes_for, heads_on_screen
from records.store import RecordStore
from sync.engine import SyncReport
from sync.ports import LaptopStore

ZONE = "Europe/London"
PASSPHRASE = "river lantern seven oaks"
REFERRAL = Path(__file__).parents[1] / "fixtures" / "referrals" / "bundle_document.json"
HOME = "cp6_home"


@dataclass
class Desk:
    """One worker's laptop without its windows."""

    folder: Path
    store: RecordStore

    @classmethod
    def join(cls, centre: Centre, folder: Path, name: str, role: str) -> Desk:
        folder.mkdir()
        set_up(folder, PASSPHRASE, enroller(centre.url, centre.enrol(name, role)), FLOOR)
        return cls(folder, opener(folder, PASSPHRASE, ZONE)())

    def sync(self) -> SyncReport:
        # The port asks for nothing back from a page; the store says whom it touched.
        return exchange(self.store.enrolment, cast(LaptopStore, self.store))

    def open_again(self) -> None:
        self.store.close()
        self.store = opener(self.folder, PASSPHRASE, ZONE)()

    def read(self, person: PersonId) -> PersonRecord:
        record = read_person_record(self.store, person)
        assert record is not None
        return record

    def say(self, person: PersonId, part: str, words: Words) -> None:
        item_class = ItemClass(newest_form(PLAN).by_link_id[part].item_class.value)
        self.store.record(person, say(person, part, words, item_class, self.read(person).plan))

    def words(self, person: PersonId, part: str) -> list[str]:
        standing = self.read(person).plan.standing_in(part)
        return [str(head.value) for one in standing for head in one.words.heads]

    def agree(self, person: PersonId, question: str, answer: Given) -> None:
        """Set an agreed field, having seen what stands in it now."""
        entity = plan_entity(person)
        name = shared_field(newest_form(PLAN).field_of(question))
        mine = (state for (owner, _), state in self.store.items(person).items() if owner == entity)
        state = next((one for one in mine if name in one.fields), None)
        changes = changes_for(
            newest_form(PLAN),
            entity,
            [(None, question, answer)],
            typed=Typed.WORKER,
            seen=heads_on_screen(state),
        )
        self.store.record(person, changes)

    def versions(self, person: PersonId, question: str) -> set[str]:
        heads = self.read(person).plan.agreed_field(newest_form(PLAN).field_of(question)).heads
        return {str(one.value["given"]) for one in heads}


@dataclass
class World:
    centre: Centre
    sam: Desk
    priya: Desk


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    centre = Centre(tmp_path / "centre")
    centre.start()
    one = World(
        centre,
        Desk.join(centre, tmp_path / "a", "Sam Okafor", "peer"),
        Desk.join(centre, tmp_path / "b", "Priya Nair", "registered"),
    )
    yield one
    one.sam.store.close()
    one.priya.store.close()
    centre.stop()


def take_in_the_referral(desk: Desk) -> PersonId:
    with pytest.raises(ReferralNotJsonError):
        read_referral(REFERRAL.read_bytes()[:-100])
    assert desk.store.cards() == []
    made = from_referral(newest_form(PERSON), newest_form(DISCHARGE), read_referral(REFERRAL.read_bytes()))
    desk.store.take_in(made.person, made.nhs_number, made.changes)
    card = desk.read(made.person).card
    assert (card.name, card.called, card.nhs_number) == ("Sharmila Akter Choudhury", "Mitu", "9994107356")
    assert card.given("nhs_no_status") == "01"
    assert card.given("language") == "Bengali"
    assert card.given("written_format") == "11"
    assert card.discharge is not None
    return made.person


def write_the_plan(desk: Desk, person: PersonId) -> None:
    desk.say(person, "toolbox", Words("Walking by the canal.", checked=True))
    desk.say(person, "toolbox", Words("Tea at four.", typed=Typed.SELF))
    desk.say(person, "toolbox", Words("The choir on Wednesdays.", Who.WORKER))
    canal, _tea, choir = desk.read(person).plan.in_part("toolbox")
    desk.store.record(person, [amend(person, canal, Words("Walking by the canal at dawn."), ItemClass.WORDS)])
    desk.store.record(person, [strike(person, choir, Who.PERSON, ItemClass.WORDS)])
    desk.agree(person, HOME, Given("My sister stays with me."))
    assert desk.words(person, "toolbox") == ["Walking by the canal at dawn.", "Tea at four."]


def leave_the_visit_half_done_and_go_on(desk: Desk, person: PersonId) -> None:
    form, name = newest_form(VISIT), DraftId(new_id())
    draft = Draft(form)
    draft.set_answer((None, "fn_keys"), Given("need_help"))
    draft.set_answer((None, "home_feel"), Given("Quiet. Too quiet."))
    draft.set_answer((None, "harm_others"), NotNow())
    draft.set_answer((None, "pets"), NotAsked("the phone rang"))
    desk.store.save_draft(name, person, f"{form.canonical}|{form.version}", draft.snapshot())
    desk.open_again()
    saved = desk.read(person).draft_of(VISIT)
    assert saved is not None
    again = Draft.from_snapshot(form, saved.snapshot)
    assert again.snapshot() == draft.snapshot()
    at = datetime.now(UTC) - timedelta(minutes=20)
    moment = LocalMoment(at.date(), at.time().replace(second=0, microsecond=0), "Etc/UTC")
    for question, value in (
        ("registered", True),
        ("contact_dt", moment),
        ("contact_mode", "01"),
        ("contact_outcome", "5"),
        ("with_person", True),
    ):
        again.set_answer((None, question), Given(value))
    changes = changes_for(form, EntityId(new_id()), again.answers(), typed=Typed.WORKER)
    desk.store.record(person, changes, finishes=saved.draft)
    after = desk.read(person)
    assert after.draft_of(VISIT) is None
    (visit,) = after.responses_to(VISIT)
    assert visit.given("home_feel") == "Quiet. Too quiet."
    assert visit.answers["harm_others"] == {"not_now": True}
    assert visit.answers["pets"] == {"not_asked": "the phone rang"}


def agree_check_ins_and_record_one(desk: Desk, person: PersonId) -> None:
    today = datetime.now(UTC).date()
    agreed = [
        (None, "ci_start", Given(today)),
        (None, "ci_end", Given(today + timedelta(days=28))),
        (None, "ci_lead", Given(NamedPerson("Sam Okafor"))),
        (None, "ci_silence", Given("Ring my sister.")),
    ]
    held = [(None, "cc_by", Given("person")), (None, "cc_words", Given("I slept."))]
    for form, answers in ((CHECK_IN, agreed), (CONTACT, held)):
        changes = changes_for(newest_form(form), EntityId(new_id()), answers, typed=Typed.WORKER)
        desk.store.record(person, changes)
    card = desk.read(person).card
    assert card.check_in is not None
    assert card.check_in.given("ci_silence") == "Ring my sister."
    assert [one.given("cc_words") for one in card.check_in_contacts] == ["I slept."]


def print_the_plan(desk: Desk, person: PersonId, folder: Path) -> None:
    register = read_register(desk.store, person)
    copy = plan_copy(desk.read(person), register, date(2026, 11, 21))
    sheet = folder / "plan.pdf"
    sheet.write_bytes(compose_plan(copy))
    text = text_of(sheet)
    for wanted in ("Walking by the canal at dawn.", "Tea at four.", "My sister stays with me.", "Page 1 of"):
        assert wanted in text
    assert "The choir on Wednesdays." not in text


def text_of(sheet: Path) -> str:
    program = shutil.which("pdftotext")
    assert program is not None
    read = subprocess.run([program, "-layout", str(sheet), "-"], check=True, capture_output=True, text=True)
    return " ".join(read.stdout.split())


def send_only_when_the_centre_answers(world: World, person: PersonId) -> None:
    waiting = world.sam.store.waiting().by_person[person]
    assert waiting > 0
    stopped = world.sam.sync()
    assert stopped.stopped == "central_unreachable"
    assert world.sam.store.waiting().by_person[person] == waiting
    world.centre.start()
    assert world.sam.sync().stopped is None
    assert world.sam.store.waiting().total == 0
    held = " ".join(world.centre.words())
    for wanted in ("Walking by the canal at dawn.", "I slept.", "Quiet. Too quiet."):
        assert json.dumps(wanted, ensure_ascii=False)[1:-1] in held


def read_and_add_elsewhere(world: World, person: PersonId) -> None:
    assert world.priya.sync().received > 0
    assert world.priya.read(person).plan == world.sam.read(person).plan
    world.priya.say(person, "toolbox", Words("Singing in the kitchen."))
    world.priya.sync()
    world.sam.sync()
    assert world.sam.words(person, "toolbox")[-1] == "Singing in the kitchen."
    assert set(world.sam.store.team().values()) == {"Sam Okafor", "Priya Nair"}


def disagree_and_agree(world: World, person: PersonId) -> None:
    both = {"The crisis house.", "At Nadia’s."}
    for desk, words in zip((world.sam, world.priya), sorted(both), strict=True):
        desk.agree(person, HOME, Given(words))
    for desk in (world.sam, world.priya, world.sam):
        desk.sync()
    assert world.sam.versions(person, HOME) == world.priya.versions(person, HOME) == both
    (open_field,) = world.sam.read(person).disagreements
    body = Body({"given": "At Nadia’s."}, Typed.WORKER, agreed_by=("Mitu", "Sam Okafor"))
    change = resolve(
        open_field.entity, open_field.item, open_field.field, open_field.state, body, ItemClass.AGREED
    )
    world.sam.store.record(person, [change])
    world.sam.sync()
    world.priya.sync()
    assert world.sam.versions(person, HOME) == world.priya.versions(person, HOME) == {"At Nadia’s."}
    assert world.priya.read(person).disagreements == ()


def test_from_a_referral_to_two_versions_agreed(world: World, tmp_path: Path) -> None:
    person = take_in_the_referral(world.sam)
    assert world.sam.sync().stopped is None
    world.centre.stop()
    write_the_plan(world.sam, person)
    leave_the_visit_half_done_and_go_on(world.sam, person)
    agree_check_ins_and_record_one(world.sam, person)
    print_the_plan(world.sam, person, tmp_path)
    send_only_when_the_centre_answers(world, person)
    read_and_add_elsewhere(world, person)
    disagree_and_agree(world, person)
