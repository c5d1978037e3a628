# SPDX-License-Identifier: Apache-2.0
"""Every form of paper for one invented person, in each script and size. Never with a word of anybody real.

What the proofs look at: goldens, validator, boxes. The plan's own questions head it, so new ones are seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from forms.crisis_numbers import all_lines
from forms.definition import Question, Section
from forms.pdf.check_in import Letter, compose_letter
from forms.pdf.copy import (
    CopyNumber,
    CopyPart,
    CopySection,
    CopyStatement,
    CrisisContact,
    OpenVersions,
    PlanCopy,
)
from forms.pdf.sheets import SHEET_NAMES, compose_sheet
from forms.pdf.slip import PromiseSlip, SlipLine, SlipPart, WhomToRing, compose_slip
from forms.pdf.visit_note import VisitNote, compose_visit_note
from forms.registry import PLAN, newest_form
from locales import _, speaking
from records.copies import _PICTURES
from tests.forms.pdf.test_plan import ROSA, SAID, VERSIONS, WORKER
from tests.forms.pdf.test_scripts import SCRIPTS

LANGUAGES = ("en-GB", "cy", "ur", "bn")
OTHERS = ("slip", "agreement", "gp_letter", "visit_note")
FORMS = (*SHEET_NAMES, *OTHERS)
OF_ONE_SIZE = frozenset({"wallet", "return"})
"""Cards are set at 12 point whatever size suits the person: they have to fit a wallet."""
MADE_ON = date(2026, 11, 21)
NUMBER = CopyNumber(3, MADE_ON, replaces=2, code="KW1-3-12-F")
WORDS = {
    "en": (
        SCRIPTS["en"],
        "Music with no words.",
        "Ring my sister on Sundays, even when I don’t feel like it.",
    ),
    "cy": (SCRIPTS["cy"], "Cerddoriaeth heb eiriau.", "Ffonio fy chwaer ar ddydd Sul."),
    "ur": (SCRIPTS["ur"], "بغیر الفاظ کی موسیقی۔", "اتوار کو اپنی بہن کو فون کرنا۔"),
    "bn": (SCRIPTS["bn"], "কথা ছাড়া গান।", "রবিবারে বোনকে ফোন করা।"),
}


@dataclass(frozen=True, slots=True)
class Made:
    """One form in one language at one size."""

    form: str
    language: str
    size: int

    @property
    def name(self) -> str:
        """Such as "plan-ur-14"."""
        return f"{self.form}-{self.language[:2]}-{self.size}"

    def compose(self) -> bytes:
        """Its PDF."""
        with speaking(self.language):
            return _compose(self)


def grid(sizes: tuple[int, ...]) -> Iterator[Made]:
    """Every form in every language at these sizes."""
    for form in FORMS:
        for language in LANGUAGES:
            for size in sizes[:1] if form in OF_ONE_SIZE else sizes:
                yield Made(form, language, size)


def _compose(one: Made) -> bytes:
    if one.form in SHEET_NAMES:
        return compose_sheet(one.form, plan_of(one))
    if one.form == "slip":
        return compose_slip(_slip(one))
    if one.form == "visit_note":
        topics = (SlipPart(_("How has it been since I came home?"), _said(one)[:1]),)
        return compose_visit_note(VisitNote(_slip(one), topics))
    return compose_letter(_letter(one))


def plan_of(one: Made) -> PlanCopy:
    """The plan, or what of it belongs on this form."""
    sections = newest_form(PLAN).sections
    chosen = {"crisis": ("plan_crisis",), "wallet": ("plan_crisis",), "return": ()}.get(
        one.form, tuple(section.link_id for section in sections[1:])
    )
    return PlanCopy(
        title=_("My wellness and recovery plan (WRAP)"),
        called="Mina",
        version=12,
        made_on=MADE_ON,
        sections=tuple(_section(one, section) for section in sections if section.link_id in chosen),
        point_size=one.size,
        copy_number=NUMBER.number,
        replaces=NUMBER.replaces,
        language=one.language,
        crisis=(CrisisContact("Northside crisis team", "0161 496 0999", date(2026, 11, 2)),),
        crisis_left_out=("Day centre",),
        code=NUMBER.code,
    )


def _section(one: Made, section: Section) -> CopySection:
    asked = [question for question in section.questions if question.kind == "statements"]
    if one.form == "wallet":
        asked = [question for question in asked if question.link_id in {"cp3_people", "cp8_help"}]
    parts = tuple(_part(one, question, place) for place, question in enumerate(asked))
    return CopySection(_(section.title), _(section.lead), parts, _PICTURES.get(section.link_id, "page"))


def _part(one: Made, question: Question, place: int) -> CopyPart:
    title = _(question.text)
    if question.heading:
        title = _("{heading}: {part}").format(heading=_(question.heading), part=title)
    words = _said(one)
    said: tuple[CopyStatement | OpenVersions, ...] = tuple(
        replace(SAID, text=words[(place + at) % 3]) for at in range(place % 3)
    )
    if place == 1:
        said = (*said, ROSA, WORKER)
    return CopyPart(title, (*said, VERSIONS) if place == 4 else said)


def _slip(one: Made) -> PromiseSlip:
    return PromiseSlip(
        called="Mina",
        came=("Sam Okafor",),
        on=MADE_ON,
        promises=(SlipLine(_said(one)[1], "Sam", "24.11.2026, 14:00"), SlipLine(_said(one)[2], "", "")),
        next_contact="24.11.2026, 14:00, Sam",
        ring=WhomToRing("Priya Nair", "0161 496 0009", "24.11.2026, 15:00"),
        help_lines=all_lines(today=MADE_ON),
        point_size=one.size,
        language=one.language,
        copy=NUMBER,
    )


def _letter(one: Made) -> Letter:
    words = _said(one)
    if one.form == "gp_letter":
        parts = (
            SlipPart(_("About"), ("Amina R., 14 March 1989, 999 476 5919",)),
            SlipPart(_("What we ask you to do"), words[:1]),
            SlipPart(_("What they want you to know"), words[1:]),
        )
        panel = SlipPart(_("If things get harder"), (_("They can come straight back to us."), *all_lines()))
        return Letter(_("A letter to the GP"), "", parts, panel, one.size, one.language, NUMBER)
    parts = (
        SlipPart(_("Why we’re doing this"), words[:1]),
        SlipPart(_("How I reach them"), (_("I hear back within {count} hours.").format(count=24),)),
        SlipPart(_("If you don’t hear from me"), words[2:]),
    )
    panel = SlipPart(_("The way back, at any time"), all_lines())
    return Letter(_("Our check-in plan"), "Mina", parts, panel, one.size, one.language, NUMBER)


def _said(one: Made) -> tuple[str, ...]:
    return WORDS[one.language[:2]]
