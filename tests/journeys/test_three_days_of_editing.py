# SPDX-License-Identifier: Apache-2.0
"""Two laptops write one plan for three days, mostly apart: no word is lost and no conflict is hidden.

Real vaults, the real engine and the real centre in its own process. What is done is drawn from the seed in
the test's name. Ids are new every time and decide between two places, so a run may stray from the last one.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import TypeVar, cast
from uuid import uuid4

import pytest

from crypto.identity import DeviceIdentity
from crypto.vault_key import VaultKey
from desktop.demo.centre import Centre
from desktop.session import enroller, exchange
from forms.answers import Given
from forms.definition import shared_field
from forms.pdf.plan import compose_plan
from forms.registry import newest_form
from records import plan
from records.copies import plan_copy
from records.copies_register import read_register
from records.intake import new_person
from records.operation import (
    Body,
    Change,
    ItemClass,
    ItemId,
    Kind,
    Operation,
    PersonId,
    Typed,
    Who,
    canonical_json,
)
from records.people import DISCHARGE_FORM, PERSON_FORM, PLAN_FORM, plan_entity
from records.person_record import Disagreement
from records.plan import Plan, Statement, Words
from records.read_tables import STATEMENT
from records.reducer import PLACE
from records.state import FieldState, item_to_json
from records.statements import last_of_session, move, take_back
from records.store import RecordStore
from records.suggestions import Outcome, Suggestion, decline, read_suggestions, suggest, take
from records.vault import create_vault, open_vault
from records.versions import agree_change, is_all_here, plan_at, read_versions
from sync.ports import LaptopStore
from tests.records.plans import PlanWriter, class_of, standing
from tests.records.vaults import ZONE

T = TypeVar("T")
DAYS, EDITS_A_DAY = 3, 70
SAFETY = ("cp3_people", "cp4_allergy")
PARTS = ("toolbox", "early_plan", *SAFETY)
AGREED = ("cp6_home", "review_when")
# Words are checked letter by letter, so some are not English and one is no letter at all.
ENDINGS = ("by the canal", "at Nain’s, wrth y môr", "খালের ধারে", "ʻana — “no”", "with my dog 🐕")
_VALUES = {Kind.SAY, Kind.AMEND, Kind.SET, Kind.PLACE, Kind.RESOLVE}


@dataclass
class Chronicle:
    """What the two of them did, kept beside the records: what must be found again in the end."""

    random: Random
    said: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    agreed: dict[str, Plan] = field(default_factory=dict)
    edits: int = 0

    def words(self) -> str:
        """Something nobody has said yet; its first word is no beginning of any other."""
        text = f"w{len(self.said):04}x {self.random.choice(ENDINGS)}"
        self.said.append(text)
        return text

    def reason(self) -> str:
        self.reasons.append(f"because {len(self.reasons):04}")
        return self.reasons[-1]


@dataclass
class Laptop:
    """One worker at the plan; every edit is made in view of what this laptop shows now."""

    writer: PlanWriter
    chronicle: Chronicle
    offline_for: int = 0

    @property
    def person(self) -> PersonId:
        return self.writer.person

    @property
    def store(self) -> RecordStore:
        return self.writer.store

    def sync(self) -> int:
        """One exchange; how many operations went either way. Whatever stood is still there or answered."""
        before = {head.operation for one in self.fields() for head in one.heads}
        report = exchange(self.store.enrolment, cast(LaptopStore, self.store))
        assert (report.stopped, report.still_waiting, report.held) == (None, 0, 0)
        lost = before - {head.operation for one in self.fields() for head in one.heads}
        assert lost <= {seen for one in self.writer.history for seen in one.base}
        return report.sent + report.received

    def fields(self) -> list[FieldState]:
        return [one for item in self.store.items(self.person).values() for one in item.fields.values()]

    def statements(self) -> list[Statement]:
        now = self.writer.plan
        found = (one for part in PARTS for one in now.in_part(part))
        return sorted(found, key=lambda one: first_words(one.words))

    def standing(self) -> list[Statement]:
        return [one for one in self.statements() if not one.is_struck]

    def disagreements(self) -> list[Disagreement]:
        return sorted(self.writer.record.disagreements, key=lambda one: first_words(one.state))

    def open_suggestions(self) -> list[Suggestion]:
        found = read_suggestions(self.person, self.store.items(self.person))
        return sorted((one for one in found if one.outcome is Outcome.OPEN), key=lambda one: one.text)

    # Edits: each gives back whether there was anything to do

    def say(self) -> bool:
        part, whose = self.chronicle.random.choice(PARTS), self.chronicle.random.choice((*Who,)[:3])
        self.writer.say(self.chronicle.words(), part, whose)
        return True

    def say_differently(self) -> bool:
        return self._amend(self.standing())

    def bring_back(self) -> bool:
        return self._amend([one for one in self.statements() if one.is_struck or one.came_back])

    def _amend(self, among: Sequence[Statement]) -> bool:
        for one in self.one_of(among):
            words = Words(self.chronicle.words())
            self.writer.keep(plan.amend(self.person, one, words, class_of(one.part)))
            return True
        return False

    def strike(self) -> bool:
        for one in self.one_of(self.standing()):
            why = self.chronicle.reason()
            self.writer.keep(plan.strike(self.person, one, Who.PERSON, class_of(one.part), why))
            return True
        return False

    def move(self) -> bool:
        for one in self.one_of(self.statements()):
            part = self.chronicle.random.choice((one.part, self.chronicle.random.choice(PARTS)))
            others = [other for other in self.statements() if other.part == part and other.item != one.item]
            after = self.chronicle.random.choice([None, *(other.item for other in others)])
            return self._keep(move(self.person, one, part, after, self.writer.plan, class_of(part)))
        return False

    def set_agreed(self) -> bool:
        self.set_one(self.chronicle.random.choice(AGREED))
        return True

    def set_one(self, question: str) -> None:
        name = newest_form(PLAN_FORM).field_of(question)
        state, words = self.writer.plan.agreed_field(name), Words(self.chronicle.words())
        self.writer.keep(plan.set_agreed(self.person, name, state, words, ItemClass.AGREED))

    def suggest(self) -> bool:
        part = self.chronicle.random.choice(PARTS)
        self.writer.keep(suggest(self.person, part, self.chronicle.words()))
        return True

    def answer_a_suggestion(self) -> bool:
        for one in self.one_of(self.open_suggestions()):
            if self.chronicle.random.random() < 0.5:
                return self._keep([decline(self.person, one)])
            words = Words(self.chronicle.words())
            return self._keep(take(self.person, one, words, class_of(one.part), self.writer.plan))
        return False

    def take_the_last_back(self) -> bool:
        history, since_ever = self.writer.history, replace(self.store.position(), last_number=0)
        return self._keep(take_back(last_of_session(history, since_ever), history))

    def agree_a_version(self) -> bool:
        record = self.writer.record
        if not self.standing():
            return False
        name = f"Version {len(self.chronicle.agreed)}"
        number = self.store.plan_version(self.person)
        self.writer.keep(agree_change(self.person, record, name, ["Mina", "Sam Okafor"], number))
        self.chronicle.agreed[name] = record.plan
        return True

    def settle_one(self) -> bool:
        for one in self.one_of(self.disagreements()):
            self.settle(one)
            return True
        return False

    def settle(self, one: Disagreement) -> None:
        text = self.chronicle.words()
        value = text if one.field == STATEMENT else {"given": text}
        body = Body(value, Typed.WORKER, agreed_by=("Mina", "Sam Okafor"))
        item_class = self.store.items(self.person)[one.entity, one.item].item_class
        self.writer.keep(plan.resolve(one.entity, one.item, one.field, one.state, body, item_class))

    def edit(self) -> None:
        """One edit drawn from the seed; where there is nothing to do it to, something new is said."""
        edits: dict[Callable[[], bool], int] = {
            self.say: 5, self.say_differently: 6, self.strike: 3, self.bring_back: 3, self.move: 4,
            self.set_agreed: 3, self.suggest: 2, self.answer_a_suggestion: 2, self.take_the_last_back: 1,
            self.agree_a_version: 1, self.settle_one: 1,
        }  # fmt: skip
        (drawn,) = self.chronicle.random.choices(list(edits), list(edits.values()))
        if not drawn():
            self.say()
        self.chronicle.edits += 1

    def one_of(self, among: Sequence[T]) -> list[T]:
        return [self.chronicle.random.choice(among)] if among else []

    def _keep(self, changes: Sequence[Change]) -> bool:
        if changes:
            self.writer.keep(changes)
        return bool(changes)


def first_words(words: FieldState) -> str:
    """What to put things in order by, where ids are new every time."""
    return min((str(one.value) for one in (*words.heads, *words.past)), default="")


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    one = Centre(tmp_path / "centre")
    one.start()
    yield one
    one.stop()


@pytest.fixture
def stores(centre: Centre, tmp_path: Path) -> Iterator[list[RecordStore]]:
    """Two laptops of one team; keys straight from the generator, passphrases have their own tests."""
    opened = []
    for name, role in (("Sam Okafor", "peer"), ("Priya Nair", "registered")):
        identity, key = DeviceIdentity.generate(), VaultKey.new(uuid4().hex)
        folder = tmp_path / name[0]
        folder.mkdir()
        create_vault(folder, key, enroller(centre.url, centre.enrol(name, role))(identity, uuid4().hex))
        opened.append(open_vault(folder, key, ZONE, memory_security=False))
    yield opened
    for store in opened:
        store.close()


@pytest.fixture
def mina(stores: list[RecordStore]) -> PersonId:
    details = [(None, "name", Given("Amina Rahman")), (None, "called", Given("Mina"))]
    made = new_person(newest_form(PERSON_FORM), [*details], newest_form(DISCHARGE_FORM), [])
    stores[0].take_in(made.person, None, made.changes)
    return made.person


@dataclass(frozen=True)
class Contradicted:
    """What has two versions: fields somebody has to agree, and statements that show it in the plan."""

    to_agree: set[tuple[ItemId, str]]
    side_by_side: set[ItemId]
    came_back: set[ItemId]


def pair(stores: list[RecordStore], mina: PersonId, chronicle: Chronicle) -> list[Laptop]:
    laptops = [Laptop(PlanWriter(one, mina), chronicle) for one in stores]
    exchange_until_quiet(laptops)
    return laptops


def exchange_until_quiet(laptops: Sequence[Laptop]) -> None:
    rounds = 0
    while sum([one.sync() for one in laptops]):
        rounds += 1
        assert rounds < 5


def three_days(laptops: Sequence[Laptop], chronicle: Chronicle) -> None:
    """Each is away for stretches of up to thirty edits, and exchanges when it happens to be back."""
    random = chronicle.random
    for _day in range(DAYS):
        for _edit in range(EDITS_A_DAY):
            one = random.choice(laptops)
            one.edit()
            one.offline_for -= 1
            if one.offline_for <= 0:
                one.sync()
                one.offline_for = random.randint(1, 30)
        for one in random.sample(laptops, 2):
            one.sync()


def contradict(laptops: Sequence[Laptop]) -> Contradicted:
    """In the last hour both, apart, change the same things, of every kind there is."""
    sam, priya = laptops
    exchange_until_quiet(laptops)
    settle_everything(sam)
    texts = {part: sam.chronicle.words() for part in PARTS}
    for part, text in texts.items():
        sam.writer.say(text, part)
    struck = sam.chronicle.words()
    sam.writer.say(struck)
    exchange_until_quiet(laptops)
    for laptop in laptops:
        for question in AGREED:
            laptop.set_one(question)
        for text in texts.values():
            laptop.writer.amend(text, laptop.chronicle.words())
    sam.writer.strike(struck, sam.chronicle.reason())
    priya.writer.amend(struck, priya.chronicle.words())
    items = {part: sam.writer.find(text).item for part, text in texts.items()}
    return Contradicted(
        to_agree={(items[part], STATEMENT) for part in SAFETY}
        | {
            (ItemId(plan_entity(sam.person)), shared_field(newest_form(PLAN_FORM).field_of(one)))
            for one in AGREED
        },
        side_by_side=set(items.values()),
        came_back={sam.writer.find(struck).item},
    )


def write_over_what_is_open(laptop: Laptop, wanted: Contradicted) -> None:
    """Write on, with both versions in view: that is no agreement, and must close nothing."""
    for question in AGREED:
        laptop.set_one(question)
    for one in laptop.standing():
        if (one.item, STATEMENT) in wanted.to_agree:
            words = Words(laptop.chronicle.words())
            laptop.writer.keep(plan.amend(laptop.person, one, words, class_of(one.part)))


def reduced(laptop: Laptop) -> dict[str, bytes]:
    return {
        f"{entity} {item}": canonical_json(item_to_json(state))
        for (entity, item), state in laptop.store.items(laptop.person).items()
    }


def texts_in(fields: Sequence[FieldState]) -> set[str]:
    """Every word in a laptop's fields: what stands and what stood, of statements, agreed fields and ideas."""
    values = [one.value for words in fields for one in (*words.heads, *words.past)]
    found = [one.get("text", one.get("given")) if isinstance(one, dict) else one for one in values]
    return {str(one) for one in found if one is not None}


def unanswered(history: Sequence[Operation]) -> list[Operation]:
    """Values that no operation on the same field names: worked out here, without the reducer."""
    named = {(one.item, shared_field(one.field), seen) for one in history for seen in one.base}
    values = (one for one in history if one.kind in _VALUES)
    return [one for one in values if (one.item, shared_field(one.field), one.operation_id) not in named]


def assert_every_word_is_there(laptops: Sequence[Laptop]) -> None:
    chronicle = laptops[0].chronicle
    for laptop in laptops:
        assert set(chronicle.said) <= texts_in(laptop.fields())
        heads = {head.operation for one in laptop.fields() for head in one.heads}
        history = laptop.writer.history
        assert {one.operation_id for one in unanswered(history)} <= heads
        # Why something was struck that stands again is in its history only.
        written = {str(one.body.value) for one in history if one.kind == Kind.STRIKE and one.body is not None}
        assert set(chronicle.reasons) <= written
    both = [{one.operation_id for one in laptop.writer.history} for laptop in laptops]
    assert both[0] == both[1]


def assert_every_conflict_is_shown(laptops: Sequence[Laptop], wanted: Contradicted) -> None:
    for laptop in laptops:
        shown = {(one.item, one.field) for one in laptop.writer.record.disagreements}
        items = {item: state for (_entity, item), state in laptop.store.items(laptop.person).items()}
        counted = Counter((one.item, shared_field(one.field)) for one in unanswered(laptop.writer.history))
        twice = {one for one, count in counted.items() if count > 1 and one[1] != PLACE}
        careful = {one for one in twice if items[one[0]].item_class in {ItemClass.AGREED, ItemClass.SAFETY}}
        assert wanted.to_agree | careful <= shown
        assert all(len(items[item].field(name).heads) > 1 for item, name in shown)
        assert laptop.store.people_to_agree() == {laptop.person: len(shown)}
        statements = laptop.statements()
        side_by_side = {item for item, name in twice if name == STATEMENT}
        assert wanted.side_by_side | side_by_side <= {one.item for one in statements if one.is_open}
        assert wanted.came_back <= {one.item for one in statements if one.came_back}


def settle_everything(laptop: Laptop) -> None:
    """Settle what needs agreeing, and say once more what stands twice or came back after it was struck."""
    for one in laptop.disagreements():
        laptop.settle(one)
    for said in laptop.statements():
        if said.is_open or said.came_back:
            words = Words(laptop.chronicle.words())
            laptop.writer.keep(plan.amend(laptop.person, said, words, class_of(said.part)))


def assert_nothing_is_open(laptops: Sequence[Laptop]) -> None:
    for laptop in laptops:
        assert laptop.writer.record.disagreements == ()
        assert laptop.store.people_to_agree() == {}
        assert not any(one.is_open or one.came_back for one in laptop.statements())


def assert_search_finds_what_stands(laptop: Laptop) -> None:
    texts = [str(head.value) for one in laptop.standing() for head in one.words.heads]
    assert len(texts) > 10
    for text in texts:
        assert laptop.store.find(text) == [laptop.person]
    while laptop.store.index_due():
        pass
    for text in texts:
        assert laptop.store.find(text) == [laptop.person]


def assert_versions_read_as_they_were_agreed(laptops: Sequence[Laptop]) -> None:
    agreed = laptops[0].chronicle.agreed
    for laptop in laptops:
        versions, history = read_versions(laptop.store, laptop.person), laptop.writer.history
        assert {one.name for one in versions} == set(agreed)
        for one in versions:
            assert is_all_here(history, one)
            assert plan_at(history, one) == agreed[one.name]
    newest = [read_versions(one.store, one.person)[0] for one in laptops]
    assert newest[0] == newest[1]


@pytest.mark.parametrize("seed", [1], ids=lambda one: f"seed_{one}")
def test_no_word_is_lost_and_no_conflict_hidden(
    stores: list[RecordStore], mina: PersonId, centre: Centre, seed: int
) -> None:
    chronicle = Chronicle(Random(seed))
    laptops = pair(stores, mina, chronicle)
    three_days(laptops, chronicle)
    assert chronicle.edits >= 200
    wanted = contradict(laptops)
    exchange_until_quiet(laptops[::-1])
    assert reduced(laptops[0]) == reduced(laptops[1])
    assert_every_word_is_there(laptops)
    assert_every_conflict_is_shown(laptops, wanted)
    write_over_what_is_open(laptops[0], wanted)
    exchange_until_quiet(laptops)
    assert_every_conflict_is_shown(laptops, wanted)
    settle_everything(laptops[1])
    exchange_until_quiet(laptops)
    assert reduced(laptops[0]) == reduced(laptops[1])
    assert_nothing_is_open(laptops)
    assert_every_word_is_there(laptops)
    for one in laptops:
        assert_search_finds_what_stands(one)
    assert_versions_read_as_they_were_agreed(laptops)
    held = "".join(centre.words())
    assert all(one in held for one in (*chronicle.said, *chronicle.reasons))


def test_a_plan_of_sixty_statements_is_read_and_printed_whole(
    stores: list[RecordStore], mina: PersonId, tmp_path: Path
) -> None:
    chronicle = Chronicle(Random(60))
    laptops = pair(stores, mina, chronicle)
    for number in range(60):
        laptops[number % 2].writer.say(chronicle.words(), PARTS[number // 2 % len(PARTS)])
    exchange_until_quiet(laptops)
    first, second = (one.writer.plan for one in laptops)
    assert first == second
    assert sorted(words for part in standing(first).values() for ((words, *_),) in part) == chronicle.said
    record, register = laptops[1].writer.record, read_register(laptops[1].store, mina)
    sheet = tmp_path / "plan.pdf"
    sheet.write_bytes(compose_plan(plan_copy(record, register, date(2026, 11, 21))))
    program = shutil.which("pdftotext")
    assert program is not None
    read = subprocess.run([program, "-layout", str(sheet), "-"], check=True, capture_output=True, text=True)
    assert all(text.split()[0] in read.stdout for text in chronicle.said)
