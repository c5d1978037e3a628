# SPDX-License-Identifier: Apache-2.0
"""A person's plan as the page composer is given it. Never draws a page itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from forms.answer_words import answer_words
from forms.definition import Form, Kind, Question
from forms.pdf.copy import (
    CopyPart,
    CopySection,
    CopyStatement,
    CrisisContact,
    OpenVersions,
    PlanCopy,
    Typed,
    Whose,
)
from forms.registry import newest_form
from forms.site import STANDARD, Site, crisis_contacts
from locales import _, language_tag, speaking
from records import operation
from records.copies_register import CopiesRegister, Sheet
from records.earlier_parts import with_earlier_parts
from records.operation import UserId, Who
from records.people import PLAN_FORM, Card
from records.person_record import PersonRecord
from records.plan import Statement
from records.sharing import visible_plan
from records.sharing_choices import Recipient, SharedAs
from records.state import Entry, FieldState, written_first
from records.way_back import way_back

POINT_SIZES = (12, 14, 16, 18, 20, 24, 28)
USUAL_SIZE = 14
LARGE_SIZE = 18
_LARGE_PRINT = "11"  # of the person form's `written_format`
# Sections and parts that a sheet of its own holds (domain I1).
CRISIS_SHEET = frozenset({"plan_crisis"})
WALLET_CARD = frozenset({"cp3_people", "cp8_help", "cp8_worse"})
# What is drawn beside each section in Easy Read (forms.pdf.pictures).
_PICTURES = {
    "plan_well": "sun",
    "plan_off_balance": "cloud",
    "plan_early": "lens",
    "plan_worse": "warning",
    "plan_crisis": "people",
    "plan_after": "steps",
}
# About writing the plan, not part of it: the sheet has a sentence of its own for the first.
# The people who are not wanted are opened only on purpose, and paper is found by whoever finds it (domain
# M12, hazard 13).
_NOT_ON_PAPER = {"own_statement", "offer_state", "cp3_not"}
_WHOSE: dict[Who, Whose] = {
    Who.PERSON: "person",
    Who.CARER: "carer",
    Who.WORKER: "worker",
    Who.CLINICIAN: "clinician",
    Who.CENTRE: "worker",
}
_TYPED: dict[operation.Typed, Typed] = {
    operation.Typed.SELF: "self",
    operation.Typed.WORKER: "worker",
    operation.Typed.INTERPRETER: "interpreter",
}


def size_for(card: Card) -> int:
    """The size of print that suits the person, else the usual one (hazard 23)."""
    return needed_size(card) or USUAL_SIZE


def needed_size(card: Card) -> int | None:
    """The size that the person said suits them; for "large print" what UKAAF G003 calls ideal (domain H)."""
    suits = str(card.given("print_size") or "")
    if suits in map(str, POINT_SIZES):
        return int(suits)
    return LARGE_SIZE if card.given("written_format") == _LARGE_PRINT else None


def plan_copy(
    record: PersonRecord,
    register: CopiesRegister,
    made_on: date,
    point_size: int = USUAL_SIZE,
    *,
    site: Site = STANDARD,
    recipient: Recipient | None = None,
    only: frozenset[str] | None = None,
    sheet: Sheet = Sheet.PLAN,
    language: str = "",
    plain_cover: bool = False,
    code: str = "",
) -> PlanCopy:
    """The next copy of a person's plan, in order; struck words are marked so, for the composer.

    The site gives its title and its own crisis contacts; one whose check is overdue is named without its
    number (domain M11).

    Args:
        record: whose plan it is.
        register: of their copies so far.
        made_on: the day of the copy.
        point_size: of its print.
        site: what the service chose.
        recipient: whose copy it is: it holds just what the person chose that they may have a copy of. None
            for the person's own, which holds everything.
        only: linkIds of the sections and parts that go on it, such as `CRISIS_SHEET`; None for all.
        sheet: which sheet it is of: says which older copy it replaces.
        language: BCP 47 tag of the sheet's own words, titles and questions; "" for what the screen speaks.
        plain_cover: whether a first page without name and title lies on top.
        code: to ask later whether this is the newest copy; "" for none.

    Raises:
        ValueError: a point size that no setting offers.
    """
    holder = held_by(record, recipient)
    if recipient is not None:
        record = replace(record, plan=visible_plan(record, recipient, on=made_on, form=SharedAs.COPY))
    form = with_earlier_parts(newest_form(PLAN_FORM), record.plan)
    to_print, overdue = crisis_contacts(site, made_on)
    with speaking(language) if language else nullcontext():
        title, back = _(site.plan_title), way_back(record)
        sections = tuple(_sections(record, form, only, every_part=recipient is None))
    return PlanCopy(
        title=title,
        called=record.card.called,
        version=register.version,
        made_on=made_on,
        sections=sections,
        point_size=point_size,
        copy_number=register.next_number,
        language=language or language_tag(),
        replaces=register.replaced_by(holder, sheet, own=recipient is None),
        crisis=tuple(
            CrisisContact(one.name, one.number, one.checked_on)
            for one in to_print
            if one.checked_on is not None
        ),
        crisis_left_out=tuple(one.name for one in overdue),
        plain_cover=plain_cover,
        code=code,
        way_back=back,
    )


def held_by(record: PersonRecord, recipient: Recipient | None) -> str:
    """In whose name the register counts a copy: a service without a name by its kind."""
    if recipient is None:
        return record.card.called
    return recipient.name or recipient.kind.value


def _sections(
    record: PersonRecord, form: Form, only: frozenset[str] | None, *, every_part: bool
) -> Iterator[CopySection]:
    """The sections; for somebody else without empty parts: nobody may read there that nothing was said."""
    for section in form.sections:
        whole = only is None or section.link_id in only
        asked = [
            one
            for one in section.questions
            if _is_on_paper(one) and (whole or (only is not None and one.link_id in only))
        ]
        found = (_part(record, form, one) for one in asked)
        if parts := tuple(one for one in found if every_part or one.statements):
            picture = _PICTURES.get(section.link_id, "page")
            yield CopySection(_(section.title), _(section.lead), parts, picture)


def _is_on_paper(question: Question) -> bool:
    return question.kind in {Kind.STATEMENTS, Kind.AGREED} and question.link_id not in _NOT_ON_PAPER


def _part(record: PersonRecord, form: Form, question: Question) -> CopyPart:
    title = _(question.text)
    if question.heading:
        title = _("{heading}: {part}").format(heading=_(question.heading), part=title)
    if question.kind is Kind.STATEMENTS:
        return CopyPart(title, tuple(_said(record, record.plan.in_part(question.link_id))))
    return CopyPart(title, tuple(_agreed(record, form, question)))


def _agreed(record: PersonRecord, form: Form, question: Question) -> Iterator[CopyStatement | OpenVersions]:
    """What stands in an agreed field."""
    state = record.plan.agreed_field(form.field_of(question.link_id))
    heads = [one for one in state.heads if isinstance(one.value, dict) and "given" in one.value]
    yield from _standing([_statement(record, state, one, question) for one in heads])


def _said(record: PersonRecord, statements: tuple[Statement, ...]) -> Iterator[CopyStatement | OpenVersions]:
    for one in statements:
        if one.is_struck:
            struck = {name for strike in one.words.strikes for name in strike.base}
            taken_out = [past for past in one.words.past if past.operation in struck and not past.erased]
            yield from (_statement(record, one.words, past, None, struck=True) for past in taken_out)
        else:
            standing = [head for head in one.words.heads if not head.erased]
            yield from _standing([_statement(record, one.words, head, None) for head in standing])


def _standing(versions: list[CopyStatement]) -> Iterator[CopyStatement | OpenVersions]:
    if len(versions) > 1:
        yield OpenVersions(tuple(versions))
    else:
        yield from versions


def _statement(
    record: PersonRecord, field: FieldState, shown: Entry, question: Question | None, *, struck: bool = False
) -> CopyStatement:
    # A version that was kept when two were agreed is still in the hand of whoever wrote it.
    entry = written_first(field, shown)
    worker = record.team.get(UserId(entry.recorded_by), "")
    by_worker = entry.said_by in {Who.WORKER, Who.CENTRE}
    own = by_worker and not entry.said_name
    typed = "self" if own else _TYPED[entry.typed or operation.Typed.WORKER]
    return CopyStatement(
        text=answer_words(shown.value, question),
        whose=_WHOSE[entry.said_by],
        said_name=entry.said_name or (worker if by_worker else ""),
        typed=typed,
        # Nobody writes down what an interpreter is called, and the worker's name would be wrong there.
        typed_by_name=worker if typed == "worker" else "",
        checked=entry.checked is True,
        struck=struck,
        when=local_day(entry.at, entry.zone),
    )


def local_day(at: int, zone: str) -> date:
    """The day of a moment (ms UTC) where it was; in UTC where that place is not known."""
    try:
        where = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.fromtimestamp(at / 1000, tz=UTC).date()
    return datetime.fromtimestamp(at / 1000, tz=where).date()
