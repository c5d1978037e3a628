# SPDX-License-Identifier: Apache-2.0
"""Who will see a section of the plan, in words, and the changes that a choice asks for. Knows no window.

The default is the person and the team, and says so (design 10); everybody else only by the person's choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop.widgets.choice_row import Option
from desktop.widgets.who_sees import Reader, WhoSees, WhoSeesWords
from forms.definition import Section
from locales import _
from records.operation import Change
from records.person_record import PersonRecord
from records.sharing import Because, Decision, Sharing
from records.sharing_changes import choose, withdraw
from records.sharing_choices import Choice, Recipient, RecipientKind, Scope, SharedAs


def who_sees(record: PersonRecord, section: Section, worker: str, today: date) -> WhoSees:
    """The line and its choices for one section."""
    words = WhoSeesWords(
        question=_("Who will see this?"),
        change=_("Change"),
        done=_("Done"),
        first=_(
            "If someone may be badly hurt, {name} must tell others, and tells me too. The law can open a plan"
            " as well."
        ).format(name=worker),
    )
    options = [
        Option(SharedAs.NO, _("No")),
        Option(SharedAs.TOLD, _("Be told in words")),
        Option(SharedAs.SEE, _("See it")),
        Option(SharedAs.COPY, _("Have a copy")),
    ]
    widget = WhoSees(words, options)
    decisions = _decisions(record, section, today)
    widget.show_audience(_audience(decisions, worker))
    widget.show_readers([_reader(one, decision) for one, decision in decisions])
    return widget


def audience_words(record: PersonRecord, section: Section, worker: str, today: date) -> str:
    """Who will see what is written in a section, as it stands."""
    return _audience(_decisions(record, section, today), worker)


def shared(record: PersonRecord, section: Section, reader: str, chosen: str, today: date) -> list[Change]:
    """What a choice for a whole section is recorded as; taking a yes back is a withdrawal (domain I5)."""
    decisions = _decisions(record, section, today)
    recipient, before = next((one, decision) for one, decision in decisions if code_of(one) == reader)
    scope = Scope(link_id=section.link_id)
    if SharedAs(chosen) is SharedAs.NO and before.allowed:
        return withdraw(record, recipient, [scope])
    return choose(record, recipient, scope, Choice(SharedAs(chosen)), agreed_by=(record.card.called,))


def _decisions(record: PersonRecord, section: Section, today: date) -> Sequence[tuple[Recipient, Decision]]:
    sharing = Sharing(record)
    part = section.questions[0].link_id
    return [(one, sharing.decide(one, part, None, today)) for one in sharing.recipients(record)]


def code_of(recipient: Recipient) -> str:
    """What a screen calls a recipient by; never shown."""
    return f"{recipient.kind}:{recipient.name}"


def _audience(decisions: Sequence[tuple[Recipient, Decision]], worker: str) -> str:
    others = [name_of(one) for one, decision in decisions if decision.allowed]
    team = _("Me and {name}’s team.").format(name=worker)
    return team if not others else _("{team} And: {others}.").format(team=team, others=", ".join(others))


def name_of(recipient: Recipient) -> str:
    """How the person would call them."""
    names = {
        RecipientKind.GP: _("My GP"),
        RecipientKind.CRISIS: _("Crisis services"),
        RecipientKind.COUNCIL: _("The council"),
        RecipientKind.HOUSING: _("My landlord"),
    }
    return names.get(recipient.kind, recipient.name)


def _reader(recipient: Recipient, decision: Decision) -> Reader:
    name = name_of(recipient)
    open_words = ""
    choice: str | None = decision.form
    if decision.because is Because.TWO_VERSIONS:
        choice = None
        open_words = _("Two versions: {name} sees nothing until we have agreed.").format(name=name)
    return Reader(code_of(recipient), name, choice, _previews(name), open_words)


def _previews(name: str) -> dict[str, str]:
    return {
        SharedAs.NO: _("{name}: does not see this.").format(name=name),
        SharedAs.TOLD: _("{name}: is told about this in words, until I say stop.").format(name=name),
        SharedAs.SEE: _("{name}: can look at this, until I say stop.").format(name=name),
        SharedAs.COPY: _("{name}: gets a copy of this, until I say stop.").format(name=name),
    }
