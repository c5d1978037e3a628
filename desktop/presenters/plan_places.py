# SPDX-License-Identifier: Apache-2.0
"""Where in a plan words are written, and the place made for writing them. Keeps nothing."""

from __future__ import annotations

from datetime import date

from desktop.presenters.plan_acts import PlanActs
from desktop.presenters.sharing_words import About, audience_words
from desktop.screens.plan_screen import WritingPlace
from desktop.screens.translation_writer import TranslationWriter
from desktop.screens.writer import Writer, Writing
from forms.definition import Form, Section
from locales import _


def section_of(form: Form, part: str) -> Section:
    """The section in which a part is asked; the first where it is asked in none."""
    found = (one for one in form.sections if any(q.link_id == part for q in one.questions))
    return next(found, form.sections[0])


def writing_place(acts: PlanActs, writing: Writing, worker: str, today: date) -> WritingPlace:
    """The place for a piece of writing: for another language beside the original, else for the words."""
    if writing.item is not None and writing.language:
        return TranslationWriter(writing, acts.standing_text(writing.part, writing.item))
    audience = audience_words(acts.record, _about(acts, writing), worker, today)
    return Writer(writing, _(acts.form.by_link_id[writing.part].text), worker, audience)


def _about(acts: PlanActs, writing: Writing) -> About:
    """Who sees it hangs on the statement where one is changed, else on the part it is written into."""
    every = (one for said in acts.record.plan.statements.values() for one in said)
    statement = next((one for one in every if one.item == writing.item), None)
    if statement is not None:
        return About.one(statement)
    return About.part_of(section_of(acts.form, writing.part), writing.part)


def goes_on(before: WritingPlace | None, after: WritingPlace | None) -> bool:
    """Whether this is the writing place of before, made again under somebody's hands: the cursor stays."""
    if before is None or after is None:
        return False
    was, now = before.writing, after.writing
    if (was.part, was.item, was.language) != (now.part, now.item, now.language):
        return False
    cursor = after.text.textCursor()
    cursor.setPosition(min(before.text.textCursor().position(), len(after.text.toPlainText())))
    after.text.setTextCursor(cursor)
    after.setEnabled(before.isEnabled())
    return True
