# SPDX-License-Identifier: Apache-2.0
"""What a thing that stands in two versions is called on screen. Never says which version is better."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.presenters.sharing_words import name_of, until_words
from forms.registry import find_question, newest_form
from locales import _
from records.people import PLAN_FORM
from records.person_record import Disagreement, PersonRecord
from records.read_tables import STATEMENT
from records.sharing_choices import SEES, SharedAs, read_choice, recipient_of, scope_of
from records.state import Entry, FieldState


def disagreement_title(record: PersonRecord, disagreement: Disagreement) -> str:
    """The question's words; for words of the plan, those of their part; for sharing, who sees what."""
    if disagreement.field.startswith(SEES):
        return _sharing_title(record, disagreement.state, disagreement.field)
    question = find_question(disagreement.field)
    if question is None and disagreement.field == STATEMENT:
        parts = newest_form(PLAN_FORM).by_link_id
        found = (
            parts.get(part)
            for part, said in record.plan.statements.items()
            if any(one.item == disagreement.item for one in said)
        )
        question = next(found, None)
    return _("Something in the plan") if question is None else _(question.text)


def _sharing_title(record: PersonRecord, state: FieldState, field: str) -> str:
    scope, recipient = scope_of(state), recipient_of(field, state)
    name = _("Somebody") if recipient is None else name_of(recipient)
    said = (one for found in record.plan.statements.values() for one in found)
    statement = None if scope is None else next((one for one in said if one.item == scope.statement), None)
    if statement is not None:
        heads = statement.words.heads or statement.words.past
        return _("{name}: what they may see of “{part}”").format(name=name, part=heads[0].value)
    sections = {one.link_id: one.title for one in newest_form(PLAN_FORM).sections}
    title = sections.get("" if scope is None else scope.link_id)
    part = _(title) if title else _("a part of the plan")
    return _("{name}: what they may see of “{part}”").format(name=name, part=part)


def sharing_version(entry: Entry) -> str:
    """One version of who may see something, in words."""
    read = read_choice(entry)
    if read is None:
        return _("Written by a newer Keepwell")
    words = {
        SharedAs.NO: _("No"),
        SharedAs.TOLD: _("Be told in words"),
        SharedAs.SEE: _("See it"),
        SharedAs.COPY: _("Have a copy"),
    }[read.choice.form]
    if read.choice.form is SharedAs.NO:
        return words
    return _("{choice}. {until}.").format(choice=words, until=until_words(read.choice.until))


def disagreement_titles(record: PersonRecord, disagreements: Iterable[Disagreement]) -> str:
    """Several in a line, each in quotation marks; empty for none."""
    titles = (disagreement_title(record, one) for one in disagreements)
    return ", ".join(_("“{question}”").format(question=one) for one in titles)
