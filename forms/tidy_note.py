# SPDX-License-Identifier: Apache-2.0
"""A form as plain text to paste into another record system, so that nobody types it twice.

Never adds a word for a blank and never runs "not asked", "not now" and "no" together (design 1.6). Whose
words they are stands before each (hazard 11). It is text on its way out: nothing here writes it anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from forms.answer_words import said_words
from forms.answers import AnswerType, RowId
from forms.definition import Filler, Question, Section
from forms.draft import Draft
from locales import N_, _

_WHOSE = {
    Filler.PERSON: N_("Person"),
    Filler.CARER: N_("Carer"),
    Filler.WORKER: N_("Worker"),
    Filler.BOTH: N_("Together"),
}
_INDENT = "  "


def tidy_note(draft: Draft) -> str:
    """Everything that was answered and still applies, in the order of the form; "" where nothing was."""
    sections = [part for section in draft.form.sections if (part := list(_section(draft, section)))]
    left = [_(draft.form.by_link_id[link_id].text) for _row, link_id in draft.left_for_registered()]
    if not sections:
        return ""
    if left:
        sections.append([_("Left for a registered colleague"), *(f"- {one}" for one in left)])
    title = _(draft.form.title)
    return "\n\n".join([title, *("\n".join(part) for part in sections)]) + "\n"


def _section(draft: Draft, section: Section) -> Iterator[str]:
    """A section's title and lines; nothing where nobody said anything in it."""
    lines = [line for question in section.questions for line in _lines(draft, question)]
    covered = draft.is_covered(section.link_id)
    if lines or not covered:
        yield _(section.title) if covered else _("{part}: not covered today").format(part=_(section.title))
        yield from lines


def _lines(draft: Draft, question: Question) -> Iterator[str]:
    if question.children:
        for number, row in enumerate(draft.rows(question.link_id), start=1):
            yield from _row(draft, question, row, number)
    elif question.answer_type is not AnswerType.NOTHING:
        yield from _answer(draft, question, None, "")


def _row(draft: Draft, group: Question, row: RowId, number: int) -> Iterator[str]:
    lines = [line for one in group.children for line in _answer(draft, one, row, _INDENT)]
    if lines:
        yield _("- {group} {number}:").format(group=_(group.text), number=number)
        yield from lines


def _answer(draft: Draft, question: Question, row: RowId | None, indent: str) -> Iterator[str]:
    path = (row, question.link_id)
    answer = draft.answer(path)
    if answer is None or not draft.is_relevant(path):
        return
    asked = _(question.text).rstrip(":")
    if question.heading:
        asked = _("{heading}: {part}").format(heading=_(question.heading), part=asked)
    first, *more = said_words(answer, question).split("\n")
    yield indent + _("- {whose}, {question}: {answer}").format(
        whose=_(_WHOSE[question.filler]), question=asked, answer=first
    )
    yield from (f"{indent}{_INDENT}{line}" for line in more)
