# SPDX-License-Identifier: Apache-2.0
"""What a person chooses about sharing, and changes their mind about, as changes to record.

Each answers what was on screen: build it from the record that the screen showed. A withdrawal is never held
up by anything: not by two versions, not by how much was shared (hazard 14).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from forms.answers import Answer, Given, LocalMoment
from forms.registry import newest_form
from records.copies_register import SHARED_SHEETS, CopiesRegister, CopyGiven
from records.operation import (
    Body,
    Change,
    EntityId,
    ItemClass,
    ItemId,
    Kind,
    OperationId,
    PersonId,
    Typed,
    Who,
    new_id,
)
from records.person_record import PersonRecord
from records.reducer import DONE
from records.responses import changes_for
from records.sharing import Sharing, parts_of, parts_of_statement
from records.sharing_choices import (
    SEES,
    WITHDRAWN,
    Choice,
    Chosen,
    Recipient,
    RecipientKind,
    Scope,
    SharedAs,
    folded,
    scope_item,
    sharing_entity,
)

SHARING_FORM = "urn:keepwell:questionnaire:sharing"
STOPPED_FORM = "urn:keepwell:questionnaire:sharing_stopped"
CRISIS_ASKED = "crisis_asked"
# Far below what one transaction holds: the withdrawal itself is what counts, the rest only shows it.
_MOST_CHANGED = 120


def choose(
    record: PersonRecord,
    recipient: Recipient,
    scope: Scope,
    choice: Choice,
    *,
    typed: Typed = Typed.WORKER,
    agreed_by: tuple[str, ...] = (),
) -> list[Change]:
    """Set who may see one statement, part or section, having seen what stands in `record`.

    Raises:
        ValueError: two versions stand and `agreed_by` does not say who agreed to this one.
    """
    sharing = Sharing(record)
    knowing = [one.operation for one in sharing.withdrawals if one.is_about(recipient)]
    value = _value(recipient, scope, choice, knowing)
    found = sharing.chosen_for(scope, recipient)
    if not found:
        return [_set(record.card.person, scope, _new_field(recipient), value, typed)]
    if any(len(one.state.heads) > 1 for one in found) and not agreed_by:
        raise ValueError("two versions stand: say who agreed")
    return [_change(record.card.person, one, value, typed, agreed_by) for one in found]


def withdraw(
    record: PersonRecord,
    recipient: Recipient,
    scopes: Sequence[Scope] = (),
    *,
    said_at: LocalMoment | None = None,
    words: str = "",
    typed: Typed = Typed.WORKER,
) -> list[Change]:
    """Stop sharing with a recipient: these scopes, or with none named everything.

    Counts against whatever anybody chose without knowing of it, also on laptops that are not heard of yet.
    `said_at` (when the person said so) and `words` (which part and why, as they put it) go into the form that
    keeps them (domain I5 sh_withdraw).
    """
    person, sharing = record.card.person, Sharing(record)
    parts = {part for one in scopes if one.link_id for part in (one.link_id, *parts_of(one.link_id))}
    standing = {
        each.item
        for said in record.plan.statements.values()
        for each in said
        if parts_of_statement(each) & parts
    }
    named = {one.statement for one in scopes if one.statement is not None}
    value = {
        **_who(recipient),
        "everything": not scopes,
        "parts": sorted(parts),
        "statements": sorted(standing | named),
    }
    item = ItemId(new_id())
    entity = sharing_entity(person)
    said = Change(entity, item, WITHDRAWN, Kind.SET, ItemClass.AGREED, Who.PERSON, Body(value, typed))
    told = [one.operation for one in sharing.withdrawals if one.is_about(recipient)]
    knowing = [*told, said.operation_id]
    reached = _reached(sharing, recipient, scopes, parts, standing)
    shown = list(_stopped(person, sharing, recipient, reached, knowing, typed))[:_MOST_CHANGED]
    return [said, *shown, *_noted(said_at, words, typed)]


def _reached(
    sharing: Sharing,
    recipient: Recipient,
    scopes: Sequence[Scope],
    parts: set[str],
    standing: set[ItemId],
) -> dict[Scope, None]:
    """The scopes to set to no: those named, so that no wider choice opens them again, and those inside."""
    inside = [
        one.scope
        for one in sharing.all_chosen()
        if one.recipient.is_same_as(recipient)
        and (not scopes or one.scope.link_id in parts or one.scope.statement in standing)
    ]
    return dict.fromkeys([*scopes, *inside])


def _stopped(
    person: PersonId,
    sharing: Sharing,
    recipient: Recipient,
    reached: Iterable[Scope],
    knowing: list[OperationId],
    typed: Typed,
) -> Iterator[Change]:
    for scope in reached:
        value = _value(recipient, scope, Choice(SharedAs.NO), knowing)
        found = sharing.chosen_for(scope, recipient)
        if not found:
            yield _set(person, scope, _new_field(recipient), value, typed)
        for one in found:
            # Two versions are a no as they stand, and only agreeing closes them.
            if len(one.state.heads) <= 1:
                yield _change(person, one, value, typed, ())


def _noted(said_at: LocalMoment | None, words: str, typed: Typed) -> list[Change]:
    given: list[tuple[str, Answer]] = []
    if said_at is not None:
        given.append(("sh_withdraw", Given(said_at)))
    if words.strip():
        given.append(("sh_withdraw_what", Given(words.strip())))
    if not given:
        return []
    filled = [(None, link_id, answer) for link_id, answer in given]
    return changes_for(newest_form(STOPPED_FORM), EntityId(new_id()), filled, typed=typed)


def _who(recipient: Recipient) -> dict[str, str]:
    return {"kind": recipient.kind.value, "name": recipient.name.strip(), "relation": recipient.relation}


def _value(
    recipient: Recipient, scope: Scope, choice: Choice, knowing: Iterable[OperationId]
) -> dict[str, Any]:
    return {
        **_who(recipient),
        "scope": scope.to_json(),
        "covers": sorted({scope.link_id, *parts_of(scope.link_id)} - {""}),
        "form": choice.form.value,
        "until": None if choice.until is None else choice.until.isoformat(),
        "knowing": sorted(knowing),
    }


def _new_field(recipient: Recipient) -> str:
    """A service has one field everywhere; a carer's is random, because a header holds nobody's name."""
    carer = recipient.kind is RecipientKind.CARER
    return f"{SEES}{recipient.kind.value}" + (f":{new_id()}" if carer else "")


def _set(
    person: PersonId,
    scope: Scope,
    field: str,
    value: dict[str, Any],
    typed: Typed,
    seen: tuple[OperationId, ...] = (),
) -> Change:
    return Change(
        entity=sharing_entity(person),
        item=scope_item(person, scope),
        field=field,
        kind=Kind.SET,
        item_class=ItemClass.AGREED,
        said_by=Who.PERSON,
        body=Body(value, typed),
        base=seen,
    )


def _change(
    person: PersonId, standing: Chosen, value: dict[str, Any], typed: Typed, agreed_by: tuple[str, ...]
) -> Change:
    seen = tuple(one.operation for one in standing.state.heads)
    change = _set(person, standing.scope, standing.field, value, typed, seen)
    if len(seen) <= 1:
        return change
    return replace(change, kind=Kind.RESOLVE, body=replace(change.body, agreed_by=agreed_by))


@dataclass(frozen=True, slots=True)
class Holders:
    """Who has a copy already, to be asked for it back when the person changes their mind (hazard 14).

    Attributes:
        sure: copies that were given to this recipient; newest first, like all of them.
        perhaps: copies that may be theirs: names are written down as they are spoken.
        unread: copies of which only the fact can be read.
    """

    sure: tuple[CopyGiven, ...]
    perhaps: tuple[CopyGiven, ...]
    unread: int


def holders(record: PersonRecord, register: CopiesRegister, recipient: Recipient) -> Holders:
    """Which copies a recipient holds. Names one too many rather than one too few.

    Only sheets that hold something that was shared: a slip holds nothing of the plan. Nobody is asked for
    what was destroyed or handed back; what was lost may turn up.

    A copy is surely a recipient's when it was made out to their name or, for a service, to its kind. It may
    be when a word of the names is the same or, for a service, when nobody else we know by name holds it.
    """
    own = {folded(record.card.called), folded(record.card.name)}
    known = {folded(one.name) for one in Sharing(record).recipients(record)}
    others = own | known | {one.value for one in RecipientKind}
    mine = {folded(recipient.name)} - {""}
    is_service = recipient.kind is not RecipientKind.CARER
    if is_service:
        mine.add(recipient.kind.value)
    out = [one for one in register.given if one.sheet in SHARED_SHEETS and not one.is_out_of_hand]
    sure = tuple(one for one in out if folded(one.held_by) in mine)
    perhaps = tuple(
        one
        for one in out
        if one not in sure
        and folded(one.held_by) not in own
        and (
            set(folded(one.held_by).split()) & set(folded(recipient.name).split())
            or (is_service and folded(one.held_by) not in others)
        )
    )
    return Holders(sure, perhaps, register.unread)


def crisis_was_asked(record: PersonRecord) -> bool:
    """Whether "who may have this in a crisis?" was asked once already. Silence to it is no answer (M8)."""
    person = record.card.person
    state = record.items.get((sharing_entity(person), _crisis_item(person)))
    return state is not None and any(one.value == DONE for one in state.field(CRISIS_ASKED).heads)


def note_crisis_asked(person: PersonId) -> Change:
    """Remember that it was asked; on either of two laptops is enough. Says nothing about the answer."""
    return Change(
        entity=sharing_entity(person),
        item=_crisis_item(person),
        field=CRISIS_ASKED,
        kind=Kind.SET,
        item_class=ItemClass.LOGISTICS,
        said_by=Who.WORKER,
        body=Body(DONE),
    )


def _crisis_item(person: PersonId) -> ItemId:
    return ItemId(sha256(b"keepwell/sharing-crisis/0\n" + person.encode()).hexdigest()[:32])
