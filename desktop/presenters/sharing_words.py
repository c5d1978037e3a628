# SPDX-License-Identifier: Apache-2.0
"""Who will see something of a plan, in words, and the changes that a choice asks for. Knows no window.

The default is the person and the team, and says so (design 10); everybody else only by the person's choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.questions.reading import read_day
from desktop.widgets.choice_row import Option
from desktop.widgets.who_sees import A_DAY, Reader, WhoSees, WhoSeesWords
from desktop.wording import date_words
from forms.definition import Section
from locales import _
from records.operation import Change
from records.person_record import PersonRecord
from records.plan import Statement
from records.sharing import Because, Decision, Sharing
from records.sharing_changes import choose, withdraw
from records.sharing_choices import Choice, Recipient, RecipientKind, Scope, SharedAs

_UNTIL_STOP = "until_stop"
_DAYS = {"7": 7, "30": 30, "91": 91}


@dataclass(frozen=True, slots=True)
class About:
    """What a choice is about: a whole section of the plan, one part of it, or one statement in it.

    Attributes:
        words: what it is about, for ears.
    """

    scope: Scope
    words: str
    part: str = ""
    statement: Statement | None = None
    whole: Section | None = None

    @classmethod
    def section(cls, section: Section) -> About:
        """Everything that stands in a section, and is written there later."""
        return cls(Scope(section.link_id), _(section.title), whole=section)

    @classmethod
    def part_of(cls, section: Section, part: str) -> About:
        """What is written into a part now, under the choices for its section."""
        return cls(Scope(section.link_id), _(section.title), part)

    @classmethod
    def one(cls, statement: Statement) -> About:
        """One statement, wherever it is moved."""
        heads = statement.words.heads or statement.words.past
        words = str(heads[0].value) if heads else ""
        return cls(Scope(statement=statement.item), words, statement.part, statement)


Deciding = Sequence[tuple[Recipient, Decision, bool]]
"""Whom, what they may see at most, and whether that is all of it."""


def who_sees(record: PersonRecord, about: About, worker: str, today: date) -> WhoSees:
    """The line and its choices."""
    words = WhoSeesWords(
        question=_("Who will see this?"),
        change=_("Change"),
        done=_("Done"),
        first=limits_words(worker),
        until=(
            (_UNTIL_STOP, _("Until I say stop")),
            ("7", _("For a week")),
            ("30", _("For a month")),
            ("91", _("For three months")),
            (A_DAY, _("Until a day I name")),
        ),
        which_day=(_("The last day"), _("Such as 14 3 2027")),
        about=about.words,
    )
    options = [
        Option(SharedAs.NO, _("No")),
        Option(SharedAs.TOLD, _("Be told in words")),
        Option(SharedAs.SEE, _("See it")),
        Option(SharedAs.COPY, _("Have a copy")),
    ]
    widget = WhoSees(words, options)
    decisions = _decisions(record, about, today)
    widget.show_audience(_audience(decisions, worker))
    widget.show_readers([_reader(*one) for one in decisions])
    return widget


def limits_words(worker: str) -> str:
    """The limits of privacy: said before anything is chosen (domain I5 sh_limits_told)."""
    return _(
        "If someone may be badly hurt, {name} must tell others, and tells me too. The law can open a plan as"
        " well."
    ).format(name=worker)


def audience_words(record: PersonRecord, about: About, worker: str, today: date) -> str:
    """Who will see it, as it stands."""
    return _audience(_decisions(record, about, today), worker)


def has_choices_of_its_own(record: PersonRecord, statement: Statement) -> bool:
    """Whether the person chose anything about just this statement."""
    sharing, scope = Sharing(record), Scope(statement=statement.item)
    return any(sharing.chosen_for(scope, one) for one in sharing.recipients(record))


def shared(record: PersonRecord, about: About, reader: str, chosen: str, today: date) -> list[Change]:
    """What a choice is recorded as; taking a yes back is a withdrawal (domain I5).

    Nothing, where this reader cannot be chosen any more: they were kept away meanwhile.
    """
    found = _standing(record, about, reader, today)
    if found is None:
        return []
    recipient, before = found
    if SharedAs(chosen) is SharedAs.NO and before.allowed:
        return withdraw(record, recipient, [about.scope])
    choice = Choice(SharedAs(chosen), before.until)
    return choose(record, recipient, about.scope, choice, agreed_by=(record.card.called,))


def shared_until(record: PersonRecord, about: About, reader: str, until: str, today: date) -> list[Change]:
    """What naming a last day is recorded as: a code of the list, or a day as people write it.

    Raises:
        ValueError: nobody could say which day is meant, or it has passed.
    """
    last, found = _last_day(until, today), _standing(record, about, reader, today)
    if found is None or not found[1].allowed:
        return []
    recipient, before = found
    choice = Choice(before.form, last)
    return choose(record, recipient, about.scope, choice, agreed_by=(record.card.called,))


def _last_day(until: str, today: date) -> date | None:
    if until == _UNTIL_STOP:
        return None
    if until in _DAYS:
        return today + timedelta(days=_DAYS[until])
    day = read_day(until, today)
    if day is None or day < today:
        raise ValueError("no day to come")
    return day


def _standing(
    record: PersonRecord, about: About, reader: str, today: date
) -> tuple[Recipient, Decision] | None:
    decisions = _decisions(record, about, today)
    return next((one[:2] for one in decisions if code_of(one[0]) == reader), None)


def _decisions(record: PersonRecord, about: About, today: date) -> Deciding:
    sharing = Sharing(record)
    if about.whole is not None:
        section = about.whole
        return [(one, *sharing.decide_section(one, section, today)) for one in sharing.recipients(record)]
    return [
        (one, sharing.decide(one, about.part, about.statement, today), True)
        for one in sharing.recipients(record)
    ]


def code_of(recipient: Recipient) -> str:
    """What a screen calls a recipient by; never shown."""
    return f"{recipient.kind}:{recipient.name}"


def _audience(decisions: Deciding, worker: str) -> str:
    others = [name_of(one) for one, decision, _whole in decisions if decision.allowed]
    team = _("Me and {name}’s team.").format(name=worker)
    return team if not others else _("{team} And: {others}.").format(team=team, others=", ".join(others))


def name_of(recipient: Recipient) -> str:
    """How the person would call them."""
    return service_names().get(recipient.kind, recipient.name)


def service_names() -> dict[str, str]:
    """The services that a plan can be shared with, as the person would call them."""
    return {
        RecipientKind.GP: _("My GP"),
        RecipientKind.CRISIS: _("Crisis services"),
        RecipientKind.COUNCIL: _("The council"),
        RecipientKind.HOUSING: _("My landlord"),
    }


def _reader(recipient: Recipient, decision: Decision, whole: bool) -> Reader:
    name = name_of(recipient)
    open_words = ""
    choice: str | None = decision.form
    if decision.because is Because.TWO_VERSIONS:
        choice = None
        open_words = _("Two versions: {name} sees nothing until we have agreed.").format(name=name)
    elif not whole:
        choice = None
        open_words = _("{name}: sees some of this, as I chose it before.").format(name=name)
    until = until_words(decision.until) if decision.allowed and whole else ""
    return Reader(code_of(recipient), name, choice, _previews(name, decision), open_words, until)


def until_words(until: date | None) -> str:
    """How long something is shared."""
    if until is None:
        return _("Until I say stop")
    return _("Until {day}").format(day=date_words(until))


def _previews(name: str, decision: Decision) -> dict[str, str]:
    previews: dict[str, str] = {
        SharedAs.NO: _("{name}: does not see this.").format(name=name),
        SharedAs.TOLD: _("{name}: is told about this in words.").format(name=name),
        SharedAs.SEE: _("{name}: can look at this.").format(name=name),
        SharedAs.COPY: _("{name}: gets a copy of this.").format(name=name),
    }
    if decision.because is Because.EXPIRED:
        previews[SharedAs.NO] = _("{name}: saw this until its last day, and does not any more.").format(
            name=name
        )
    if decision.because is Because.WITHDRAWN:
        previews[SharedAs.NO] = _("{name}: does not see this any more. I changed my mind.").format(name=name)
    return previews
