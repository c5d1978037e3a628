# SPDX-License-Identifier: Apache-2.0
"""What stays with a person of a finished visit, as the composer is given it. Draws nothing.

Only words that the person said themselves are offered, and only what they choose is on the note. Never what a
worker wrote, and never what was said about being hurt, hurting others or wanting to die: paper is found by
whoever finds it (hazard 13).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from forms.answer_words import answer_words
from forms.definition import Filler, Kind, Question, QuestionType
from forms.pdf.copy import CopyNumber
from forms.pdf.slip import SlipPart
from forms.pdf.visit_note import VisitNote
from forms.registry import newest_form
from forms.site import Site
from locales import _
from records.answered import given_in
from records.joint_visits import visits_shown
from records.operation import EntityId
from records.people import VISIT_FORM, Response
from records.person_record import PersonRecord
from records.promise_slip import promise_slip

_IN_WORDS = {QuestionType.TEXT, QuestionType.LINE}
# Said by the person, and not for a sheet on the table; the second is about what a worker wrote.
_NOT_ON_PAPER = {"safety_words", "harm_others_words", "hurt_by_others_words", "substances"}
_NOT_ON_PAPER |= {"person_reads_words", "housing_ref_council"}


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that the person may keep on paper: the question it answers, and their words."""

    link_id: str
    words: SlipPart


def topics_of(record: PersonRecord, visit: EntityId) -> tuple[Topic, ...]:
    """What the person said at this visit that may stay with them, in the order of the form."""
    form = newest_form(VISIT_FORM)
    written = _written(record, visit)
    return tuple(
        Topic(question.link_id, SlipPart(_(question.text), lines))
        for section in form.sections
        for question in section.questions
        if _may_be_offered(question) and (lines := tuple(_lines(question, written)))
    )


def visit_note(
    record: PersonRecord,
    visit: EntityId,
    site: Site,
    today: dt.date,
    keep: Collection[str] = (),
    *,
    named: bool = True,
    copy: CopyNumber | None = None,
) -> VisitNote:
    """The note of one visit, in the language that is spoken (`locales.speaking`).

    Args:
        record: the person's.
        visit: the response that was finished; of a joint visit, either.
        site: whom this service lets people ring.
        today: the day on which it is given.
        keep: linkIds of the topics that the person chose; nothing else that was said is on it.
        named: whether the person's name stands on it.
        copy: its number in the register.
    """
    slip = replace(promise_slip(record, visit, site, today, named=named), copy=copy)
    talked = tuple(one.words for one in topics_of(record, visit) if one.link_id in keep)
    return VisitNote(slip, talked)


def _written(record: PersonRecord, visit: EntityId) -> tuple[Response, ...]:
    """Everything written of this visit: on two laptops, where two came (domain M4)."""
    for shown in visits_shown(record.responses_to(VISIT_FORM)):
        if visit in {one.entity for one in shown.responses}:
            return tuple(shown.responses)
    return ()


def _may_be_offered(question: Question) -> bool:
    return (
        question.filler is Filler.PERSON
        and question.kind is Kind.ANSWER
        and question.type in _IN_WORDS
        and question.link_id not in _NOT_ON_PAPER
    )


def _lines(question: Question, written: tuple[Response, ...]) -> Iterator[str]:
    """What was said, once; nothing for "not now" or "not asked", which are no words of anybody."""
    said: dict[str, None] = {}
    for response in written:
        given = given_in(response.answers, question.link_id)
        if given:
            words = answer_words(response.answers[question.link_id], question)
            said |= dict.fromkeys(line.strip() for line in words.split("\n") if line.strip())
    yield from said
