# SPDX-License-Identifier: Apache-2.0
"""A finished form as changes: entity = the response, item = the row, field = canonical|version|linkId.

Never journals an answer that was not relevant; never rewrites an observation (a correction is a new record).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from forms.answers import Answer, answer_to_json
from forms.definition import Filler, Form, Question, shared_field
from records.operation import Body, Change, EntityId, ItemClass, ItemId, Kind, OperationId, Typed, Who
from records.state import ItemState

# Filled by either means that the worker holds the pen and nobody's words are claimed.
_SAID_BY = {
    Filler.PERSON: Who.PERSON,
    Filler.CARER: Who.CARER,
    Filler.WORKER: Who.WORKER,
    Filler.BOTH: Who.WORKER,
}

FilledIn = Iterable[tuple[str | None, str, Answer]]
Seen = Mapping[str, tuple[OperationId, ...]]


def changes_for(
    form: Form, entity: EntityId, filled_in: FilledIn, *, typed: Typed, seen: Seen | None = None
) -> list[Change]:
    """The transaction that a finished form becomes.

    Attributes of each answer come from its question: whose words (who fills it in) and how concurrent values
    meet (its item class). `filled_in` is `forms.draft.Draft.answers()`: row, linkId, answer. `seen` holds, by
    field name, the heads the author had on screen; a form that starts afresh has seen none.
    """
    return [
        _change(form, form.by_link_id[link_id], entity, row, answer, typed, seen or {})
        for row, link_id, answer in filled_in
    ]


def _change(
    form: Form,
    question: Question,
    entity: EntityId,
    row: str | None,
    answer: Answer,
    typed: Typed,
    seen: Seen,
) -> Change:
    name = form.field_of(question.link_id)
    said_by = _SAID_BY[question.filler]
    return Change(
        entity=entity,
        item=ItemId(entity if row is None else row),
        field=name,
        kind=Kind.SET,
        item_class=ItemClass(question.item_class.value),
        said_by=said_by,
        body=Body(answer_to_json(answer), None if said_by is Who.WORKER else typed),
        base=seen_in(seen, name),
    )


def seen_in(seen: Seen, name: str) -> tuple[OperationId, ...]:
    """The heads somebody had on screen in a field, whichever version of its form they were given in."""
    return tuple(seen.get(name) or seen.get(shared_field(name), ()))


def heads_on_screen(state: ItemState | None) -> dict[str, tuple[OperationId, ...]]:
    """What someone opening this item sees in each field: the base of whatever they change."""
    if state is None:
        return {}
    return {name: tuple(one.operation for one in field.heads) for name, field in state.fields.items()}
