# SPDX-License-Identifier: Apache-2.0
"""What a thing that stands in two versions is called on screen. Never says which version is better."""

from __future__ import annotations

from collections.abc import Iterable

from forms.registry import find_question, newest_form
from locales import _
from records.people import PLAN_FORM
from records.person_record import Disagreement, PersonRecord
from records.read_tables import STATEMENT


def disagreement_title(record: PersonRecord, disagreement: Disagreement) -> str:
    """The question's words; for words of the plan, those of their part."""
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


def disagreement_titles(record: PersonRecord, disagreements: Iterable[Disagreement]) -> str:
    """Several in a line, each in quotation marks; empty for none."""
    titles = (disagreement_title(record, one) for one in disagreements)
    return ", ".join(_("“{question}”").format(question=one) for one in titles)
