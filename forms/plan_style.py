# SPDX-License-Identifier: Apache-2.0
"""A service's own style of plan: one Questionnaire beside `site.json`, in the place of ours.

Never takes the place of anything but the plan, and never part of it: what cannot be shown whole is refused by
name, and ours is offered. What was written under either stays readable under the other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from forms.definition import Form, Kind, MalformedFormError, Question, QuestionType, UnsupportedFormError
from forms.errors import ExpectedError
from forms.questionnaire import parse_questionnaire
from forms.registry import PLAN, is_ours, newest_form, offer_style

MAX_BYTES = 1024 * 1024
# That the plan is theirs is shown in every style of it (domain B2, I1 own_statement).
_SHOWN_IN_EVERY_STYLE: Final = "own_statement"
# The section of what a style does not ask about (`records.earlier_parts`).
_OURS: Final = "earlier_parts"


class PlanStyleError(ExpectedError):
    """This file is no plan that Keepwell could offer; ours is offered.

    Attributes:
        named: the element, question or fact that stands in the way, as the file calls it.
    """

    code = "plan_style_refused"

    def __init__(self, named: str) -> None:
        self.named = named[:200]
        super().__init__(self.named)


def use_plan_style(path: Path) -> Form | None:
    """Offer the plan in this file from now on; None where there is no such file.

    Raises:
        PlanStyleError: it cannot be offered; nothing has changed.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError:
        raise PlanStyleError(path.name) from None
    form = _read(content)
    offer_style(form)
    return form


def _read(content: bytes) -> Form:
    if len(content) > MAX_BYTES:
        raise PlanStyleError("> 1 MB")
    try:
        form = parse_questionnaire(content)
    except (UnsupportedFormError, MalformedFormError) as error:
        raise PlanStyleError(" ".join(one for one in (error.link_id, error.element) if one)) from None
    _check(form)
    return form


def _check(form: Form) -> None:
    if form.canonical != PLAN:
        raise PlanStyleError(form.canonical)
    if "|" in form.version:
        raise PlanStyleError(f"version {form.version}")
    if is_ours(form.canonical, form.version):
        # Answers name the version they were given in: two plans of one name could not be told apart.
        raise PlanStyleError(f"version {form.version}")
    shown = form.by_link_id.get(_SHOWN_IN_EVERY_STYLE)
    if shown is None or shown.type is not QuestionType.YES_NO or shown.enable_when or shown.group:
        raise PlanStyleError(_SHOWN_IN_EVERY_STYLE)
    for section in form.sections:
        if not any(one.type is not QuestionType.NOTE for one in section.questions):
            raise PlanStyleError(section.link_id)
        if section.link_id == _OURS:
            raise PlanStyleError(section.link_id)
    for question in form.by_link_id.values():
        if not _can_be_shown(question):
            raise PlanStyleError(question.link_id)


def _can_be_shown(question: Question) -> bool:
    if question.type is QuestionType.NOTE:
        return question.link_id not in newest_form(PLAN).by_link_id
    if question.required and question.link_id != _SHOWN_IN_EVERY_STYLE:
        return False
    if "|" in question.link_id or question.enable_when or question.group or question.children:
        return False
    ours = newest_form(PLAN).by_link_id.get(question.link_id)
    if ours is not None and ours.kind is not question.kind:
        return False  # what was said under the one kind would be out of sight under the other
    if question.kind is Kind.STATEMENTS:
        return question.type is QuestionType.TEXT
    return question.kind is Kind.AGREED
