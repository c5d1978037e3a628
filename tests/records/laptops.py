# SPDX-License-Identifier: Apache-2.0
"""Laptops that write and share one plan in memory: real operations, the real reducer, no disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from uuid import uuid4

from forms.answers import LocalMoment
from forms.definition import Kind as QuestionKind
from forms.registry import newest_form
from records import plan
from records.operation import (
    Body,
    Change,
    DeviceId,
    ItemId,
    Kind,
    Operation,
    PersonId,
    Position,
    TransactionId,
    UserId,
    Who,
    encode,
)
from records.operation import ItemClass as Class
from records.people import PLAN_FORM, disagreements, make_card, plan_entity
from records.people import responses as responses_in
from records.person_record import Disagreement, PersonRecord
from records.plan import Plan, Statement, Words, read_plan
from records.reducer import PLACE, reduce
from records.sharing import Decision, section_of, visible_plan
from records.sharing_changes import (
    choose,
    withdraw,
)
from records.sharing_choices import (
    Choice,
    Recipient,
    RecipientKind,
    Scope,
    SharedAs,
)
from tests.records.sharings import may_see

TODAY = date(2026, 11, 21)
SOMEBODY = UserId("8" * 32)
MINA = PersonId("1" * 32)
GP = Recipient(RecipientKind.GP)
COUNCIL = Recipient(RecipientKind.COUNCIL)
RUKHSANA = Recipient(RecipientKind.CARER, "Rukhsana Begum", "sister")
TARIQ = Recipient(RecipientKind.CARER, "Tariq Rahman")
EVERYONE = (*(Recipient(one) for one in RecipientKind if one is not RecipientKind.CARER), RUKHSANA, TARIQ)
SEE, COPY, TELL, NO = (Choice(one) for one in (SharedAs.SEE, SharedAs.COPY, SharedAs.TOLD, SharedAs.NO))
PARTS = [
    one.link_id for one in newest_form(PLAN_FORM).by_link_id.values() if one.kind is QuestionKind.STATEMENTS
]
LATER = 1_830_297_600_000
"""1 January 2028 in ms UTC: later than the days that tests write about, as what is written down is."""
AT_TWO = LocalMoment(TODAY, time(14), "Europe/London")


@dataclass
class Laptop:
    """What one laptop knows of Mina: real operations and the real reducer; only the disk is left out."""

    device: DeviceId = field(default_factory=lambda: DeviceId(uuid4().hex))
    known: dict[str, Operation] = field(default_factory=dict)
    person: PersonId = MINA
    user: UserId = SOMEBODY
    clock: int = 0

    def record(self, changes: Sequence[Change]) -> None:
        for change in changes:
            number = len(self.known) + 1
            position = Position(
                self.device, 1, number, "0" * 64, TransactionId(uuid4().hex), True, self.person,
                self.user, (number, 0), self.clock + number, "Europe/London",
            )  # fmt: skip
            self.known[change.operation_id] = encode(change, position)

    def read(self) -> PersonRecord:
        items = reduce(self.known.values())
        return PersonRecord(
            card=make_card(self.person, items),
            items=items,
            plan=read_plan(self.person, items),
            responses=tuple(responses_in(items)),
            disagreements=tuple(Disagreement(*one) for one in disagreements(items)),
            drafts=(),
            only_here=0,
            last_received_at=None,
            team={},
        )

    def meet(self, other: Laptop) -> None:
        both = {**self.known, **other.known}
        self.known, other.known = dict(both), dict(both)

    # What a person does at this laptop

    def say(self, part: str, text: str = "words") -> ItemId:
        spoken = plan.say(self.person, part, Words(text), Class.WORDS, self.read().plan)
        self.record(spoken)
        return spoken[0].item

    def move(self, item: ItemId, part: str) -> None:
        seen = tuple(one.operation for one in self.read().items[plan_entity(MINA), item].field(PLACE).heads)
        body = Body({"section": part, "after": None})
        entity = plan_entity(self.person)
        self.record([Change(entity, item, PLACE, Kind.PLACE, Class.WORDS, Who.PERSON, body, seen)])

    def choose(self, who: Recipient, scope: Scope, choice: Choice, *agreed_by: str) -> None:
        self.record(choose(self.read(), who, scope, choice, agreed_by=agreed_by))

    def withdraw(self, who: Recipient, *scopes: Scope) -> None:
        self.record(withdraw(self.read(), who, scopes))

    def decide(self, who: Recipient, item: ItemId, on: date = TODAY) -> Decision:
        found = self.statement(item)
        return may_see(self.read(), who, found.part, found, on=on)

    def statement(self, item: ItemId) -> Statement:
        said = self.read().plan.statements.values()
        return next(one for statements in said for one in statements if one.item == item)

    def seen_by(self, who: Recipient, form: SharedAs = SharedAs.SEE) -> set[ItemId]:
        return items_of(visible_plan(self.read(), who, on=TODAY, form=form))


def items_of(seen: Plan) -> set[ItemId]:
    return {one.item for said in seen.statements.values() for one in said}


def the(item: ItemId) -> Scope:
    return Scope(statement=item)


TOOLBOX = Scope("toolbox")
KEEPS_ME_WELL = Scope(section_of("toolbox"))
CRISIS_PLAN = Scope(section_of("cp3_not"))
