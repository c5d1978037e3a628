# SPDX-License-Identifier: Apache-2.0
"""Who may see which part of a plan beside the person and the team: what the person's choices come to.

Never says yes by itself. Whatever was not chosen, has run out, was taken back, stands in two versions or
cannot be read is a no (hazards 12 and 14). The closest choice counts: the statement's, else its part's, else
its section's. A withdrawal stands for good against every choice whose author had not seen it, whichever of
them arrives first. Changes are made by `records.sharing_changes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from forms.definition import split_field
from forms.registry import CARER, newest_form
from records.kept_away import is_kept_away, kept_away_is_readable, read_kept_away
from records.people import PLAN_FORM
from records.person_record import PersonRecord
from records.plan import Plan, Statement, place_of
from records.sharing_choices import (
    SEES,
    Chosen,
    ReadChoice,
    Recipient,
    RecipientKind,
    Scope,
    SharedAs,
    folded,
    read_choice,
    recipient_of,
    scope_item,
    scope_of,
    sharing_entity,
    withdrawals_in,
)
from records.state import EMPTY_FIELD, FieldState, ItemState

# Names people who are not wanted: only a choice about this very part opens it, never its section's (M12).
ONLY_ON_PURPOSE = frozenset({"cp3_not"})


class Because(StrEnum):
    """Why a decision is as it is. Never says that somebody is kept away: that reads "not chosen"."""

    CHOSEN = "chosen"
    NOT_CHOSEN = "not_chosen"
    SAID_NO = "said_no"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    TWO_VERSIONS = "two_versions"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether and how a recipient may see something, and why.

    Attributes:
        until: the last day, or None: until the person says stop. Only with `CHOSEN`.
    """

    form: SharedAs
    because: Because
    until: date | None = None

    @property
    def allowed(self) -> bool:
        """Whether anything at all may be passed on; `form` says how."""
        return self.form is not SharedAs.NO


class Sharing:
    """All choices of one person as read at one moment."""

    def __init__(self, record: PersonRecord) -> None:
        self.person = record.card.person
        entity = sharing_entity(self.person)
        self._items = {item: state for (owner, item), state in record.items.items() if owner == entity}
        self._kept = read_kept_away(record)
        # What a newer Keepwell said about sharing may be a withdrawal: until it can be read, nobody sees.
        self._all_read = kept_away_is_readable(record) and not any(one.newer for one in self._items.values())
        self.withdrawals = tuple(withdrawals_in(self._items))

    def decide(self, recipient: Recipient, part: str, statement: Statement | None, on: date) -> Decision:
        """Whether and how a recipient may see a statement, or what else stands in a part, on this day."""
        if is_kept_away(self._kept, recipient.name, recipient.kind):
            return Decision(SharedAs.NO, Because.NOT_CHOSEN)
        if not self._all_read:
            return Decision(SharedAs.NO, Because.NOT_UNDERSTOOD)
        parts = {part} if statement is None else parts_of_statement(statement)
        decided = [self._in_part(recipient, one, statement, on) for one in sorted(parts)]
        # Moved to two places apart: until it is settled where it stands, the more careful of them counts.
        return min(decided, key=lambda one: list(SharedAs).index(one.form))

    def _in_part(self, recipient: Recipient, part: str, statement: Statement | None, on: date) -> Decision:
        if not part:
            # Its place has not arrived: nobody can know what the person said about it there.
            return Decision(SharedAs.NO, Because.NOT_CHOSEN)
        section = section_of(part)
        own = () if statement is None else (Scope(statement=statement.item),)
        places = frozenset({part, section, *(one.statement or "" for one in own)})
        wider = () if not section or part in ONLY_ON_PURPOSE else (Scope(section),)
        for scope in (*own, Scope(part), *wider):
            decision = self._at(scope, recipient, part, places, on)
            if decision is not None:
                return decision
        return Decision(SharedAs.NO, Because.NOT_CHOSEN)

    def _at(
        self, scope: Scope, recipient: Recipient, part: str, places: frozenset[str], on: date
    ) -> Decision | None:
        """What was chosen for just this scope; None where nothing was."""
        state = self._items.get(scope_item(self.person, scope))
        fields = [] if state is None else [state.fields[one] for one in self._fields(state, recipient)]
        if state is None or not fields:
            return None
        if state.retired or state.came_back or any(one.strikes for one in fields):
            return Decision(SharedAs.NO, Because.NOT_UNDERSTOOD)
        heads = [head for one in fields for head in one.heads]
        read = [one for one in map(read_choice, heads) if one is not None]
        if len(read) < len(heads):
            return Decision(SharedAs.NO, Because.NOT_UNDERSTOOD)
        if any(len(one.heads) != 1 for one in fields) or len({one.choice for one in read}) > 1:
            return Decision(SharedAs.NO, Because.TWO_VERSIONS)
        if scope.statement is None and scope.link_id != part and any(part not in one.covers for one in read):
            # This part came to the section with a newer definition of the plan: nobody was asked about it.
            return Decision(SharedAs.NO, Because.NOT_CHOSEN)
        return self._weigh(read, recipient, places, on)

    def _weigh(
        self, read: list[ReadChoice], recipient: Recipient, places: frozenset[str], on: date
    ) -> Decision:
        choice = read[0].choice
        if choice.form is SharedAs.NO:
            return Decision(SharedAs.NO, Because.SAID_NO)
        against = {
            one.operation for one in self.withdrawals if one.is_about(recipient) and one.reaches(places)
        }
        if any(against - one.knowing for one in read):
            return Decision(SharedAs.NO, Because.WITHDRAWN)
        if choice.until is not None and on > choice.until:
            return Decision(SharedAs.NO, Because.EXPIRED)
        return Decision(choice.form, Because.CHOSEN, choice.until)

    def _fields(self, state: ItemState, recipient: Recipient) -> Iterator[str]:
        for name, field in state.fields.items():
            if name.startswith(SEES):
                found = recipient_of(name, field)
                # Somebody whose name was erased may be anybody who has one.
                if found is None:
                    if recipient.kind is RecipientKind.CARER:
                        yield name
                elif found.is_same_as(recipient):
                    yield name

    def chosen_for(self, scope: Scope, recipient: Recipient) -> list[Chosen]:
        """What stands about just this scope and recipient: none, one, or one from each of two laptops."""
        item = scope_item(self.person, scope)
        state = self._items.get(item)
        names = [] if state is None else list(self._fields(state, recipient))
        return [Chosen(recipient, scope, item, one, state.fields[one]) for one in names if state]

    def all_chosen(self) -> list[Chosen]:
        """Every choice that can be read, in a steady order."""
        return [
            Chosen(recipient, scope, item, name, field)
            for item, state in sorted(self._items.items())
            for name, field in sorted(state.fields.items())
            if name.startswith(SEES)
            and (recipient := recipient_of(name, field)) is not None
            and (scope := scope_of(field)) is not None
        ]

    def recipients(self, record: PersonRecord) -> tuple[Recipient, ...]:
        """Whom the person may choose from: services, and people of their own network by name.

        Leaves out who is kept away, without a word about it.
        """
        named: list[Recipient] = [
            *_emergency_contacts(record),
            *_own_people(record),
            *(one.recipient for one in self.all_chosen()),
        ]
        services = [Recipient(one) for one in RecipientKind if one is not RecipientKind.CARER]
        found: dict[tuple[str, str], Recipient] = {}
        for one in (*services, *named):
            is_carer = one.kind is RecipientKind.CARER
            if not is_kept_away(self._kept, one.name, one.kind):
                found.setdefault((one.kind, folded(one.name) if is_carer else ""), one)
        return tuple(found.values())


def visible_plan(
    record: PersonRecord, recipient: Recipient, *, on: date, form: SharedAs = SharedAs.SEE
) -> Plan:
    """The plan as a recipient may see it ("what your GP would see"); copies ask with `SharedAs.COPY`.

    Holds what stands, in order, and nothing of what was said or stood before. What was struck out anywhere
    stays out, also where it came back by being changed elsewhere, until somebody agreed that it stands.
    """
    sharing = Sharing(record)
    statements = {
        part: tuple(
            replace(one, words=words, place=EMPTY_FIELD)
            for one in found
            if not (one.is_struck or one.came_back)
            and sharing.decide(recipient, part, one, on).form.covers(form)
            and (words := _what_stands(one.words)).heads
        )
        for part, found in record.plan.statements.items()
    }
    agreed = {
        name: stands
        for name, field in record.plan.agreed.items()
        if (names := split_field(name)) is not None
        and sharing.decide(recipient, names[2], None, on).form.covers(form)
        and (stands := _answers_that_stand(field)).heads
    }
    return Plan(record.plan.person, {part: said for part, said in statements.items() if said}, agreed)


def _what_stands(field: FieldState) -> FieldState:
    heads = tuple(one for one in field.heads if not one.erased)
    return FieldState(heads, (), (), field.needs_agreeing)


def _answers_that_stand(field: FieldState) -> FieldState:
    """Without "not now" and why something was not asked: those are between the person and the team."""
    heads = tuple(one for one in field.heads if isinstance(one.value, Mapping) and "given" in one.value)
    return _what_stands(replace(field, heads=heads))


def parts_of_statement(statement: Statement) -> set[str]:
    """Every part that somebody put it in and nobody has answered yet; "" for a place that cannot be read."""
    heads = statement.place.heads
    return {place_of(replace(statement.place, heads=(one,)))[0] for one in heads} or {statement.part}


def section_of(part: str) -> str:
    """The section of a part in the newest plan; "" for a part that only older plans have."""
    question = newest_form(PLAN_FORM).by_link_id.get(part)
    return "" if question is None else question.section


def parts_of(section: str) -> frozenset[str]:
    """The parts of a section in the newest plan; none where it is not a section."""
    found = newest_form(PLAN_FORM).by_link_id.values()
    return frozenset(one.link_id for one in found if one.section == section)


_OWN_PEOPLE = "cp3_people"
# "Nadia, my sister" names somebody; a whole sentence about people does not.
_MOST_WORDS_OF_A_NAME = 4


def _own_people(record: PersonRecord) -> Iterator[Recipient]:
    """People the person named in their plan as wanted, and carers who have spoken for themselves."""
    for one in record.plan.standing_in(_OWN_PEOPLE):
        for head in one.words.heads:
            name, _comma, relation = str(head.value).partition(",")
            if 0 < len(name.split()) <= _MOST_WORDS_OF_A_NAME:
                yield Recipient(RecipientKind.CARER, name.strip(), relation.split(",")[0].strip())
    for carer in record.responses_to(CARER):
        if (found := _named(carer.given("ca_name"))) is not None:
            yield found


def _emergency_contacts(record: PersonRecord) -> Iterator[Recipient]:
    value = record.card.given("emergency_contact")
    for one in value if isinstance(value, list) else ():
        if (found := _named(one)) is not None:
            yield found


def _named(value: object) -> Recipient | None:
    name = value.get("name") if isinstance(value, Mapping) else None
    if not isinstance(name, str) or not name.strip() or not isinstance(value, Mapping):
        return None
    return Recipient(RecipientKind.CARER, name, str(value.get("relation") or ""))
