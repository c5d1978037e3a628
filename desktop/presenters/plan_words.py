# SPDX-License-Identifier: Apache-2.0
"""A plan as the words a screen shows, and a piece of writing as a draft keeps it. Never asks storage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.presenters.plan_acts import DOWN, UP
from desktop.questions.view import QuestionView
from desktop.screens.plan_screen import IdeaView, PartView, SectionView, StatementView
from desktop.screens.writer import Writing
from desktop.widgets.statement_card import StatementWords
from desktop.wording import language_name, moment_words, whose_words
from forms.answer_words import answer_words
from forms.answers import answer_from_json
from forms.definition import Form, Kind, Question, QuestionType, Section
from forms.draft import Draft
from locales import _
from records.earlier_parts import EARLIER
from records.operation import ItemId, Typed, Who
from records.person_record import PersonRecord
from records.plan import Plan, Statement
from records.state import Entry, FieldState, written_first
from records.suggestions import Outcome, read_suggestions
from records.translations import Translation, read_translations


def writing_to_json(writing: Writing) -> dict[str, Any]:
    """A piece of writing as its draft row."""
    return {
        "part": writing.part,
        "item": writing.item,
        "idea": writing.idea,
        "text": writing.text,
        "said_by": writing.said_by.value,
        "said_name": writing.said_name,
        "typed": writing.typed.value,
        "checked": writing.checked,
        "language": writing.language,
        "translator": writing.translator,
    }


def writing_from_json(raw: dict[str, Any]) -> Writing:
    """The piece of writing that was left."""
    return Writing(
        part=raw["part"],
        item=raw["item"],
        idea=raw.get("idea"),
        text=raw["text"],
        said_by=Who(raw["said_by"]),
        said_name=raw["said_name"],
        typed=Typed(raw["typed"]),
        checked=raw["checked"],
        language=raw.get("language", ""),
        translator=raw.get("translator", ""),
    )


def plan_draft(form: Form, question: Question, field: FieldState) -> Draft:
    """A draft that holds the one answer that stands, for a question that is answered and not written."""
    draft = Draft(form)
    if len(field.heads) == 1:
        answer = answer_from_json(field.heads[0].value, question.answer_type)
        draft.set_answer((None, question.link_id), answer)
    return draft


def written_in(form: Form, record: PersonRecord) -> frozenset[str]:
    """The linkIds of sections that hold something: words, struck or standing, ideas and answers."""
    ideas = {one.part for one in read_suggestions(record.card.person, record.items)}
    plan = record.plan

    def is_written(question: Question) -> bool:
        asked = question.link_id
        said = asked in ideas or bool(plan.in_part(asked))
        return said or bool(plan.agreed_field(form.field_of(asked)).heads)

    return frozenset(one.link_id for one in form.sections if any(is_written(q) for q in one.questions))


def section_view(
    form: Form, section: Section, record: PersonRecord, answers: dict[str, Draft]
) -> SectionView:
    """One section; the drafts of its dates and choices are put into `answers` by linkId."""
    parts = []
    heading = ""
    translated = read_translations(record.card.person, record.items)
    for question in section.questions:
        if question.type in {QuestionType.GROUP, QuestionType.NOTE}:
            continue
        new_heading = _(question.heading) if question.heading and question.heading != heading else ""
        heading = question.heading
        part = _part(form, question, record, answers, new_heading, translated)
        parts.append(replace(part, under_heading=bool(heading)))
    return SectionView(
        section.link_id, _(section.title), _(section.lead) if section.lead else "", tuple(parts)
    )


def _part(
    form: Form,
    question: Question,
    record: PersonRecord,
    answers: dict[str, Draft],
    heading: str,
    translated: Mapping[ItemId, Sequence[Translation]],
) -> PartView:
    is_asked = question.section != EARLIER
    text, help_words = _(question.text), _(question.help) if question.help else ""
    starters = tuple(_(one) for one in question.starters)
    if question.kind is Kind.STATEMENTS:
        said = record.plan.in_part(question.link_id)
        views = tuple(
            _statement(one, record, _moves(one, form, record.plan), translated.get(one.item, ()))
            for one in said
        )
        ideas = tuple(_ideas(question.link_id, record))
        return PartView(
            question.link_id, heading, text, help_words, starters, views, may_add=is_asked, ideas=ideas
        )
    field = record.plan.agreed_field(form.field_of(question.link_id))
    if question.type is QuestionType.TEXT or field.needs_agreeing:
        views = tuple(_agreed(one, question, field, record) for one in field.heads)
        return PartView(question.link_id, heading, text, help_words, starters, views, may_add=not field.heads)
    draft = answers[question.link_id] = plan_draft(form, question, field)
    asked = QuestionView(form, [question.link_id], draft)
    return PartView(question.link_id, heading, text, help_words, (), (), may_add=False, answer=asked)


def _moves(statement: Statement, form: Form, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Up, down, or to another part of the same section."""
    if statement.is_struck:
        return ()
    standing = [one.item for one in plan.standing_in(statement.part)]
    number = standing.index(statement.item)
    moves = [(UP, _("Move up"))] if number else []
    moves += [(DOWN, _("Move down"))] if number + 1 < len(standing) else []
    here = next(one for one in form.sections if any(q.link_id == statement.part for q in one.questions))
    # What stands in an earlier part can go anywhere: nobody is asked for it where it stands.
    within = list(form.by_link_id.values()) if here.link_id == EARLIER else here.questions
    for question in within:
        stays = question.link_id == statement.part or question.section == EARLIER
        if question.kind is Kind.STATEMENTS and not stays:
            moves.append((question.link_id, _("Move to “{part}”").format(part=_(question.text))))
    return tuple(moves)


def _ideas(part: str, record: PersonRecord) -> Iterator[IdeaView]:
    for one in read_suggestions(record.card.person, record.items):
        if one.part == part and one.outcome is Outcome.OPEN:
            worker = record.team.get(one.entry.recorded_by, _("A colleague"))
            yield IdeaView(one.item, _("{name} suggests: {idea}").format(name=worker, idea=one.text))


def _statement(
    statement: Statement,
    record: PersonRecord,
    moves: tuple[tuple[str, str], ...],
    translations: Sequence[Translation],
) -> StatementView:
    words = statement.words
    shown = words.heads[0] if words.heads else words.past[0]
    return StatementView(
        item=statement.item,
        words=StatementWords(
            words="\n".join(str(one.value) for one in words.heads) or str(shown.value),
            source=whose_words(written_first(words, shown), record.team, record.card.called),
            by_person=shown.said_by is Who.PERSON,
            by_carer=shown.said_by is Who.CARER,
            struck=_struck(words, record),
            two_versions=_marker(statement),
            beside=tuple(translation_words(one) for one in translations),
        ),
        may_change=not statement.is_struck and not statement.is_open,
        may_strike=not statement.is_struck,
        may_return=statement.is_struck,
        to_agree=words.needs_agreeing,
        moves=moves,
    )


def translation_words(translation: Translation) -> str:
    """The same words in another language, with whoever put them into it, and whether they still match."""
    language = language_name(translation.language)
    said = _("In {language}: {words} ({name})").format(
        language=language, words=translation.text, name=translation.translator
    )
    if translation.is_of_these_words:
        return said
    return _("{translation} The words above have changed since.").format(translation=said)


def _marker(statement: Statement) -> str:
    if statement.is_open:
        return _("Two versions")
    return _("Came back: struck out and changed at the same time") if statement.came_back else ""


def _struck(words: FieldState, record: PersonRecord) -> str:
    if not words.is_struck:
        return ""
    strike = words.strikes[0]
    worker = record.team.get(strike.recorded_by, _("a colleague"))
    return _("Struck out {when}, with {name}. It stays readable here, and is not on new copies.").format(
        when=moment_words(strike.at), name=worker
    )


def _agreed(entry: Entry, question: Question, field: FieldState, record: PersonRecord) -> StatementView:
    return StatementView(
        item="",
        words=StatementWords(
            words=answer_words(entry.value, question),
            source=whose_words(written_first(field, entry), record.team, record.card.called),
            by_person=entry.said_by is Who.PERSON,
            by_carer=entry.said_by is Who.CARER,
            two_versions=_("Two versions") if field.needs_agreeing else "",
        ),
        may_change=not field.needs_agreeing,
        may_strike=False,
        may_return=False,
        to_agree=field.needs_agreeing,
    )
