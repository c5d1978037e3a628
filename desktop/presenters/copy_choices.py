# SPDX-License-Identifier: Apache-2.0
"""What can be left with whom, and what stands chosen at first because the person's needs are known.

Never chooses whether paper is safe and never offers anybody more than the person chose for them. Knows no
window.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from forms.pdf.copy import CopyStatement, PlanCopy
from forms.site import Site
from locales import PaperLanguage, paper_languages
from records.check_in_page import gp_letter, gp_may_be_told
from records.check_ins import open_agreements
from records.copies import CRISIS_SHEET, USUAL_SIZE, WALLET_CARD, held_by, plan_copy, size_for
from records.copies_register import CopiesRegister, CopyGiven, Sheet
from records.operation import EntityId
from records.people import VISIT_FORM, Card
from records.person_record import PersonRecord
from records.sharing import Sharing
from records.sharing_choices import Recipient, RecipientKind

MOST_COPIES = 5
ONLY = {
    Sheet.CRISIS: CRISIS_SHEET,
    Sheet.WALLET: WALLET_CARD,
    Sheet.RETURN: frozenset[str](),
}
"""What of the plan stands on a sheet of its own."""


class Medium(StrEnum):
    """How somebody takes a plan in: read, heard or felt."""

    PAPER = "paper"
    EASY_READ = "easy_read"
    PHONE = "phone"
    AUDIO = "audio"
    BRAILLE = "braille"


# The codes of the person form's `written_format`.
_MEDIA = {"easy_read": Medium.EASY_READ, "13": Medium.AUDIO, "12": Medium.BRAILLE}


@dataclass(frozen=True, slots=True)
class CopyBasis:
    """What copies are made of, as read at one moment."""

    record: PersonRecord
    register: CopiesRegister
    site: Site
    today: date

    @property
    def visit(self) -> EntityId | None:
        """The visit of which a slip can be left: the newest that was finished."""
        visits = self.record.responses_to(VISIT_FORM)
        return visits[-1].entity if visits else None

    @property
    def answered_before(self) -> CopyGiven | None:
        """The newest copy at which somebody said whether paper is safe: a fact, never an answer for today."""
        newest_first = sorted(self.register.given, key=lambda one: one.made_at, reverse=True)
        return next((one for one in newest_first if one.safe and one.safe != "not_asked"), None)


@dataclass(frozen=True, slots=True)
class CopyChoices:
    """What was chosen, without the question about paper.

    Attributes:
        recipient: None for the person.
        sheets: in the order in which they are offered.
        language: BCP 47 tag of the sheets' own words.
        copies: how many of each.
        topics: linkIds of what the person keeps of what was talked about, on the note of a visit.
    """

    recipient: Recipient | None
    sheets: tuple[Sheet, ...]
    medium: Medium
    size: int
    language: str
    plain_cover: bool = True
    show_struck: bool = False
    copies: int = 1
    topics: tuple[str, ...] = ()


def first_choices(basis: CopyBasis, recipient: Recipient | None = None) -> CopyChoices:
    """What stands chosen at first: the first sheet there is, as the person needs it or as is usual."""
    card, source = basis.record.card, paper_languages()[0].tag
    sheets = sheets_for(basis, recipient)[:1]
    if recipient is not None:
        return CopyChoices(recipient, sheets, Medium.PAPER, USUAL_SIZE, source)
    wanted = needed_medium(card)
    medium = wanted if wanted is not None and wanted is not Medium.BRAILLE else Medium.PAPER
    needed = needed_language(card)
    # Words that no speaker has read are never chosen for anybody (domain H).
    language = needed.tag if needed is not None and needed.is_checked else source
    return CopyChoices(None, sheets, medium, size_for(card), language)


def choices_for(basis: CopyBasis, sheet: Sheet | None) -> CopyChoices:
    """What stands chosen for somebody who came for one sheet; the usual where it cannot be left now."""
    recipient = Recipient(RecipientKind.GP) if sheet is Sheet.GP_LETTER else None
    if sheet is None or sheet not in sheets_for(basis, recipient):
        return first_choices(basis)
    return replace(first_choices(basis, recipient), sheets=(sheet,))


def needed_medium(card: Card) -> Medium | None:
    """What the person said that they read best; None where they did not say, or ordinary print."""
    return _MEDIA.get(str(card.given("written_format") or ""))


def needed_language(card: Card) -> PaperLanguage | None:
    """The language of paper that is the one they speak; None where there is none, or nobody knows."""
    from babel import Locale

    spoken = str(card.given("language") or "").strip().casefold()
    for one in paper_languages():
        own = Locale.parse(one.tag, sep="-")
        english = (own.get_display_name("en") or "").casefold()
        if spoken and spoken in {one.name.casefold(), english, english.split(" (")[0]}:
            return one
    return None


def holders(basis: CopyBasis) -> tuple[Recipient, ...]:
    """Whom a copy can be for beside the person: people close to them; services that may have something."""
    every = Sharing(basis.record).recipients(basis.record)
    return tuple(one for one in every if one.kind is RecipientKind.CARER or sheets_for(basis, one))


def sheets_for(basis: CopyBasis, recipient: Recipient | None) -> tuple[Sheet, ...]:
    """The sheets that can be left with them; none where they may have nothing."""
    if recipient is not None:
        plan = tuple(one for one in (Sheet.PLAN, Sheet.CRISIS, Sheet.WALLET) if held(basis, recipient, one))
        letter = recipient.kind is RecipientKind.GP and _has_letter(basis)
        return (*plan, Sheet.GP_LETTER) if letter else plan
    found = [Sheet.PLAN, Sheet.CRISIS, Sheet.WALLET]
    if basis.visit is not None:
        found += [Sheet.SLIP, Sheet.VISIT_NOTE]
    if open_agreements(basis.record.responses):
        found.append(Sheet.AGREEMENT)
    return (*found, Sheet.RETURN)


def _has_letter(basis: CopyBasis) -> bool:
    if not gp_may_be_told(basis.record):
        return False
    asked = gp_letter(basis.record, basis.site, basis.today)
    return len([part for part in asked.parts if part.lines]) > 1  # beside who it is about


def held(basis: CopyBasis, recipient: Recipient | None, sheet: Sheet) -> int:
    """How many things that were written stand on a sheet of the plan for them."""
    copy = plan_for(basis, recipient, sheet)
    stands = [one for section in copy.sections for part in section.parts for one in part.statements]
    return sum(not (isinstance(one, CopyStatement) and one.struck) for one in stands)


def plan_for(
    basis: CopyBasis, recipient: Recipient | None, sheet: Sheet, choices: CopyChoices | None = None
) -> PlanCopy:
    """A sheet of the plan as the composer is given it."""
    return plan_copy(
        basis.record,
        basis.register,
        basis.today,
        *([] if choices is None else [choices.size]),
        site=basis.site,
        recipient=recipient,
        only=ONLY.get(sheet),
        sheet=sheet,
        language="" if choices is None else choices.language,
        plain_cover=choices is not None and choices.plain_cover,
    )


def still_possible(basis: CopyBasis, choices: CopyChoices) -> CopyChoices:
    """The same choices with only what can be left now: somebody may have taken a yes back meanwhile."""
    if choices.recipient is not None and choices.recipient not in holders(basis):
        return replace(choices, sheets=())
    offered = sheets_for(basis, choices.recipient)
    return replace(choices, sheets=tuple(one for one in offered if one in choices.sheets))


def holder_name(basis: CopyBasis, choices: CopyChoices) -> str:
    """In whose name the register counts it."""
    return held_by(basis.record, choices.recipient)
