# SPDX-License-Identifier: Apache-2.0
"""What a person's choices come to, asked in one call: for tests, which look again after every change."""

from __future__ import annotations

from datetime import date

from records.person_record import PersonRecord
from records.plan import Statement
from records.sharing import Decision, Sharing
from records.sharing_choices import Recipient


def may_see(
    record: PersonRecord, recipient: Recipient, part: str, statement: Statement | None, *, on: date
) -> Decision:
    """Whether and how a recipient may see a statement (or, with None, an agreed field) of a part on a day."""
    return Sharing(record).decide(recipient, part, statement, on)


def audience(
    record: PersonRecord, part: str, statement: Statement | None, *, on: date
) -> tuple[tuple[Recipient, Decision], ...]:
    """Everyone beside the person and the team who may see this or be told; usually nobody."""
    sharing = Sharing(record)
    decided = ((one, sharing.decide(one, part, statement, on)) for one in sharing.recipients(record))
    return tuple((one, decision) for one, decision in decided if decision.allowed)
