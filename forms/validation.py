# SPDX-License-Identifier: Apache-2.0
"""What is wrong or missing in an answer: one small check per finding.

Never raises for a bad answer, never changes one, and never says more than which question and which limit: a
finding holds no word that anybody wrote. Very little is required, on purpose (hazard 18).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from forms.answers import (
    Answer,
    AnswerType,
    Given,
    LocalMoment,
    NamedPerson,
    NotAsked,
    NotNow,
    Path,
    Unknown,
    is_blank,
)
from forms.definition import Question, QuestionType
from forms.nhs_number import NhsNumberFinding, check_nhs_number, nhs_number_sentence
from locales import N_, _


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at again.

    Attributes:
        code: stable name of what it is; `finding_sentence` says it in words.
        path: where: the row, if any, and the linkId.
        limit: what the words need, such as the most characters allowed; for an NHS number, what is wrong;
            for what continues elsewhere, the canonical of the form to open.
    """

    code: str
    path: Path
    limit: str = ""


_SENTENCES = {
    "required": N_("Please answer this one, or say in a few words why it was not asked."),
    "required_given": N_("We need this one: a reason or “not now” cannot stand for it."),
    "reason_missing": N_("Please say in a few words why this was not asked."),
    "too_few": N_("Please choose at least {limit}."),
    "too_long": N_("This is longer than {limit} letters. Please make it shorter."),
    "not_a_date": N_("We could not read this as a date. Try it like 9 3 2026."),
    "not_a_number": N_("We could not read this as a number."),
    "too_small": N_("This should be {limit} or more."),
    "too_big": N_("This should be {limit} or less."),
    "in_the_future": N_("This day has not come yet, by this laptop’s clock. Please check the date."),
    "not_an_option": N_("This answer is not one of the choices here. Please choose again."),
    "continues_elsewhere": N_("This has a page of its own. Please go on there: it is not finished here."),
    "nameless_person": N_("Please put in a name, so that we know who this is."),
}


def finding_sentence(finding: Finding) -> str:
    """The finding in words for the person at the screen, in the active language."""
    if finding.code == ImpossibleNhsNumber.code:
        return nhs_number_sentence(NhsNumberFinding(finding.limit))
    return _(_SENTENCES[finding.code]).format(limit=finding.limit)


class Check(Protocol):
    """One kind of finding about an answer that is there."""

    code: str

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """None when all is well; otherwise the limit to name, "" where there is none to name."""


class ReasonMissing:
    """Not asked is a fair answer, with a reason (domain I2)."""

    code = "reason_missing"

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """As `Check`."""
        return "" if isinstance(answer, NotAsked) and not answer.reason.strip() else None


class TooLong:
    """More characters than the definition allows, in any one line."""

    code = "too_long"

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """As `Check`."""
        if question.max_length is None or not isinstance(answer, Given):
            return None
        lines = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        longest = max((len(line) for line in lines if isinstance(line, str)), default=0)
        return str(question.max_length) if longest > question.max_length else None


class TooFew:
    """Fewer choices than it takes, such as two ways of knowing that this is the right person (hazard 6)."""

    code = "too_few"

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """As `Check`."""
        if question.least is None or not isinstance(answer, Given) or not isinstance(answer.value, tuple):
            return None
        return str(question.least) if len(set(answer.value)) < question.least else None


class NotADate:
    """Typed where a date belongs, and kept as typed because it could not be read."""

    code = "not_a_date"

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """As `Check`."""
        wants_date = question.answer_type in (AnswerType.DATE, AnswerType.MOMENT)
        return "" if wants_date and isinstance(answer, Given) and isinstance(answer.value, str) else None


class NotANumber:
    """Typed where a number belongs, and kept as typed because it could not be read."""

    code = "not_a_number"

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """As `Check`."""
        wants_number = question.answer_type in (AnswerType.INTEGER, AnswerType.DECIMAL)
        return "" if wants_number and isinstance(answer, Given) and isinstance(answer.value, str) else None


class TooSmall:
    """Below the definition's minValue."""

    code = "too_small"

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """As `Check`."""
        number = _number(answer)
        if number is None or question.minimum is None or number >= question.minimum:
            return None
        return f"{question.minimum:f}"


class TooBig:
    """Above the definition's maxValue."""

    code = "too_big"

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """As `Check`."""
        number = _number(answer)
        if number is None or question.maximum is None or number <= question.maximum:
            return None
        return f"{question.maximum:f}"


class InTheFuture:
    """A day to come, where only the past can be right: a birth, a discharge, a contact that was made."""

    code = "in_the_future"

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """As `Check`."""
        if not question.past_only or not isinstance(answer, Given):
            return None
        match answer.value:
            case LocalMoment() as moment:
                return "" if _is_after(moment, now) else None
            case date() as day:
                return "" if day > now.date() else None
            case _:
                return None


class NotAnOption:
    """A code that this version of the form does not offer; kept, because a newer one may."""

    code = "not_an_option"

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """As `Check`."""
        if not question.options or not isinstance(answer, Given):
            return None
        chosen = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        return None if set(chosen) <= {option.code for option in question.options} else ""


class ContinuesElsewhere:
    """A choice that another form goes on from, such as nobody answered (hazard 4); which one is the limit."""

    code = "continues_elsewhere"

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """As `Check`."""
        chosen = answer.value if isinstance(answer, Given) else None
        codes = chosen if isinstance(chosen, tuple) else (chosen,)
        return next(
            (one.continues_in for one in question.options if one.continues_in and one.code in codes), None
        )


class NamelessPerson:
    """A phone number that belongs to nobody helps nobody."""

    code = "nameless_person"

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """As `Check`."""
        if not isinstance(answer, Given):
            return None
        people = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        return "" if any(isinstance(one, NamedPerson) and not one.name.strip() for one in people) else None


class ImpossibleNhsNumber:
    """A number that nobody has (hazard 7); what is wrong with it stands where the limit is named."""

    code = "nhs_number"

    def limit_broken(self, question: Question, answer: Answer, now: datetime) -> str | None:
        """As `Check`."""
        if question.type is not QuestionType.NHS_NUMBER or not isinstance(answer, Given):
            return None
        checked = check_nhs_number(answer.value) if isinstance(answer.value, str) else None
        return checked.value if isinstance(checked, NhsNumberFinding) else None


CHECKS: tuple[Check, ...] = (
    ReasonMissing(),
    TooLong(),
    TooFew(),
    NotADate(),
    NotANumber(),
    TooSmall(),
    TooBig(),
    InTheFuture(),
    NotAnOption(),
    ContinuesElsewhere(),
    NamelessPerson(),
    ImpossibleNhsNumber(),
)


def _number(answer: Answer) -> int | Decimal | None:
    value = answer.value if isinstance(answer, Given) else None
    return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def _is_after(moment: LocalMoment, now: datetime) -> bool:
    try:
        zone = ZoneInfo(moment.zone)
    except (
        ZoneInfoNotFoundError,
        ValueError,
        OSError,
    ):  # a zone this machine does not know: judge by the day
        return moment.on > now.date()
    return moment.on > now.astimezone(zone).date() if moment.at is None else moment.instant() > now


def answer_findings(question: Question, path: Path, answer: Answer, now: datetime) -> tuple[Finding, ...]:
    """What is wrong with an answer that is there; `now` is aware."""
    found = ((check.code, check.limit_broken(question, answer, now)) for check in CHECKS)
    return tuple(Finding(code, path, limit) for code, limit in found if limit is not None)


def required_finding(question: Question, path: Path, answer: Answer | None) -> Finding | None:
    """What is still missing before the form can be finished.

    "Not asked" with its reason is enough, and so is the person's own "not now" (design 1.6), except where
    only the answer itself will do (domain I2: when, how and with whom the contact was). A section's "not
    covered today" is no answer to what is required. What a newer app wrote counts as answered.
    """
    if not question.required or isinstance(answer, Unknown):
        return None
    if isinstance(answer, Given) and not is_blank(answer):
        return None
    if question.always_given:
        return Finding("required_given", path)
    # A reason that is missing is a finding of its own.
    return None if isinstance(answer, NotAsked | NotNow) else Finding("required", path)
