# SPDX-License-Identifier: Apache-2.0
"""What changed in a plan between two moments, in plain words for the person and the worker (domain K14).

Never judges a change, and never counts them up: what is new is read, not scored.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import Any

from forms.answer_words import answer_words
from forms.definition import Question
from forms.registry import find_question, newest_form
from locales import N_, _
from records.operation import ItemId
from records.people import PLAN_FORM, link_id
from records.plan import Plan, Statement
from records.state import FieldState


class ChangeKind(StrEnum):
    """In which way a plan changed between two moments."""

    ADDED = "added"
    SAID_DIFFERENTLY = "said_differently"
    STRUCK_OUT = "struck_out"
    BROUGHT_BACK = "brought_back"
    MOVED = "moved"
    AGREED_ANEW = "agreed_anew"
    TWO_VERSIONS = "two_versions"


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One thing that is otherwise than it was; `change_sentence` puts it into words.

    Attributes:
        part: linkId; earlier_part: where it stood before, when it moved to another part.
        field: full name of an agreed field; empty for a statement.
        words: body values as they stand; several where versions stand side by side.
        earlier: the same before; empty where there was nothing.
    """

    kind: ChangeKind
    part: str
    words: tuple[Any, ...]
    earlier: tuple[Any, ...] = ()
    field: str = ""
    item: ItemId | None = None
    earlier_part: str = ""


def changed_since(older: Plan, newer: Plan) -> list[PlanChange]:
    """What is otherwise in the newer plan, part by part as the plan asks them.

    What was said and struck out again in between was in neither, and is left to the history.
    """
    before = {one.item: one for said in older.statements.values() for one in said}
    changes = [
        change
        for said in newer.statements.values()
        for one in said
        for change in _statement_changes(before.get(one.item), one)
    ]
    still = {one.item for said in newer.statements.values() for one in said}
    changes += [
        PlanChange(ChangeKind.STRUCK_OUT, one.part, _values(one.words), item=one.item)
        for one in before.values()
        if one.item not in still and not one.is_struck
    ]
    changes += [
        change
        for part in newer.statements
        for change in _moved_within(older.standing_in(part), newer.standing_in(part))
    ]
    changes += [
        change
        for name, field in newer.agreed.items()
        for change in _agreed_changes(name, older.agreed_field(name), field)
    ]
    asked = {one: number for number, one in enumerate(newest_form(PLAN_FORM).by_link_id)}
    return sorted(changes, key=lambda one: (asked.get(one.part, len(asked)), one.part))


def _statement_changes(before: Statement | None, now: Statement) -> Iterator[PlanChange]:
    words = _values(now.words)
    earlier = () if before is None else _values(before.words)

    def change(kind: ChangeKind, words: tuple[Any, ...], earlier: tuple[Any, ...] = ()) -> PlanChange:
        left = before.part if before is not None and before.part != now.part else ""
        return PlanChange(kind, now.part, words, earlier, item=now.item, earlier_part=left)

    if before is None:
        if not now.is_struck:
            yield change(ChangeKind.ADDED, words)
    elif now.is_struck != before.is_struck:
        yield (
            change(ChangeKind.STRUCK_OUT, earlier)
            if now.is_struck
            else change(ChangeKind.BROUGHT_BACK, words)
        )
    elif not now.is_struck:
        if words != earlier:
            kind = ChangeKind.TWO_VERSIONS if now.words.needs_agreeing else ChangeKind.SAID_DIFFERENTLY
            yield change(kind, words, earlier)
        if before.part != now.part:
            yield change(ChangeKind.MOVED, words)


def _agreed_changes(name: str, before: FieldState, now: FieldState) -> Iterator[PlanChange]:
    words, earlier = _values(now), _values(before)
    if words != earlier and now.heads:
        kind = ChangeKind.TWO_VERSIONS if now.needs_agreeing else ChangeKind.AGREED_ANEW
        yield PlanChange(kind, link_id(name), words, earlier, field=name)


def _values(field: FieldState) -> tuple[Any, ...]:
    # By operation and not by clock: two laptops list two versions alike.
    ordered = sorted(field.heads, key=lambda one: one.operation)
    return tuple(one.value for one in ordered if not one.erased)


def _moved_within(before: Sequence[Statement], now: Sequence[Statement]) -> Iterator[PlanChange]:
    """The fewest statements that must have moved for one order to become the other."""
    places = {one.item: number for number, one in enumerate(before)}
    stayed = [one for one in now if one.item in places]
    kept = _longest_rising([places[one.item] for one in stayed])
    for number, one in enumerate(stayed):
        if number not in kept:
            yield PlanChange(ChangeKind.MOVED, one.part, _values(one.words), item=one.item)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Indexes of a longest rising run, taken in order with gaps."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at[length - 1] if length else None)
        ends[length : length + 1] = [number]
        at[length : length + 1] = [index]
    kept: set[int] = set()
    one = at[-1] if at else None
    while one is not None:
        kept.add(one)
        one = before[one]
    return kept


_SENTENCES = {
    ChangeKind.ADDED: N_("New in {part}: {words}"),
    ChangeKind.SAID_DIFFERENTLY: N_("Said differently in {part}: {words}. Before: {earlier}"),
    ChangeKind.STRUCK_OUT: N_("Struck out of {part}: {words}"),
    ChangeKind.BROUGHT_BACK: N_("Back in {part}: {words}"),
    ChangeKind.MOVED: N_("In another place in {part}: {words}"),
    ChangeKind.AGREED_ANEW: N_("Agreed anew in {part}: {words}. Before: {earlier}"),
    ChangeKind.TWO_VERSIONS: N_("Two versions to agree in {part}: {words}"),
}
_AGREED_FIRST = N_("Agreed in {part}: {words}")
_MOVED_HERE = N_("Moved from {earlier_part} to {part}: {words}")


def change_sentence(change: PlanChange) -> str:
    """One change in plain words, with the words it is about, to be shown or read aloud."""
    question = find_question(change.field)
    sentence = _SENTENCES[change.kind]
    if change.kind is ChangeKind.AGREED_ANEW and not change.earlier:
        sentence = _AGREED_FIRST
    if change.kind is ChangeKind.MOVED and change.earlier_part:
        sentence = _MOVED_HERE
    return _(sentence).format(
        part=_part_words(change.part, question),
        earlier_part=_part_words(change.earlier_part, None),
        words=_quoted(change.words, question),
        earlier=_quoted(change.earlier, question),
    )


def _part_words(part: str, question: Question | None) -> str:
    asked = question or newest_form(PLAN_FORM).by_link_id.get(part)
    if asked is None:
        return _("an earlier part of the plan")
    title = _(asked.text)
    if asked.heading:
        title = _("{heading}: {part}").format(heading=_(asked.heading), part=title)
    return _("“{words}”").format(words=title)


def _quoted(values: Sequence[Any], question: Question | None) -> str:
    if not values:
        return _("words that have been erased")
    quoted = [_("“{words}”").format(words=answer_words(one, question)) for one in values]
    return reduce(lambda one, other: _("{one} and {other}").format(one=one, other=other), quoted)
