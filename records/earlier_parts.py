# SPDX-License-Identifier: Apache-2.0
"""Parts of a plan that its definition does not ask about any more, as one more section to read and change.

Nothing anybody said is out of sight because a service asks its questions in another way now (design 10,
"Bytes": sections that a newer definition dropped are shown as earlier sections). Never asks for more there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from forms.definition import Form, ItemClass, Kind, Question, QuestionType, Section, split_field
from forms.registry import find_question
from locales import N_
from records.plan import Plan

EARLIER = "earlier_parts"


def with_earlier_parts(form: Form, plan: Plan, begun: Iterable[str] = ()) -> Form:
    """The plan's form, with a last section for what stands in parts that it does not have any more.

    `begun`: linkIds of parts in which something is half written.
    """
    questions = tuple({one.link_id: one for one in _left_behind(form, plan, begun)}.values())
    if not questions:
        return form
    section = Section(
        EARLIER,
        N_("Earlier parts of my plan"),
        "",
        N_("The plan is asked in another way now. What I said before stands here, and I can move it."),
        questions,
    )
    known = {**form.by_link_id, **{one.link_id: one for one in questions}}
    return replace(form, sections=(*form.sections, section), by_link_id=MappingProxyType(known))


def _left_behind(form: Form, plan: Plan, begun: Iterable[str]) -> Iterator[Question]:
    for part in (*plan.statements, *begun):
        if part not in form.by_link_id:
            yield _as_asked_then(form, part, Kind.STATEMENTS)
    for name, field in plan.agreed.items():
        names = split_field(name)
        if names is not None and names[2] not in form.by_link_id and field.heads:
            yield _as_asked_then(form, names[2], Kind.AGREED)


def _as_asked_then(form: Form, part: str, kind: Kind) -> Question:
    """The question in the words of any other definition that is here, else without any."""
    then = find_question(f"{form.canonical}|*|{part}")
    if then is not None and then.kind is kind:
        return replace(then, section=EARLIER, heading="", starters=(), required=False, enable_when=())
    repeats = kind is Kind.STATEMENTS
    return Question(
        part,
        N_("An earlier part of the plan"),
        QuestionType.TEXT,
        EARLIER,
        kind=kind,
        repeats=repeats,
        item_class=ItemClass.WORDS if repeats else ItemClass.AGREED,
    )
