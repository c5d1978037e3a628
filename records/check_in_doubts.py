# SPDX-License-Identifier: Apache-2.0
"""What cannot be meant in a person's agreement, held against the rest of their record.

Looks at who must not be told before anybody is rung, and gives back only whether (domain M12, hazard 12).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from forms.check_in_doubts import AsAgreed, CheckInDoubt, check_in_doubts
from records.answered import text_in
from records.calls import may_name_somebody_kept_away, must_not_be_rung
from records.check_ins import agreement_of, has_died, name_in, open_agreements
from records.kept_away import kept_away_is_readable
from records.people import Response
from records.person_record import PersonRecord


def doubts_about(
    record: PersonRecord, agreement: Response, left_team: Iterable[str]
) -> tuple[CheckInDoubt, ...]:
    """What to look at again in an agreement, the gravest first (words: forms.check_in_doubts)."""
    days = agreement_of(agreement)
    others = [one for one in open_agreements(record.responses) if one.entity != agreement.entity]
    agreed = AsAgreed(
        start=days.start,
        end=days.end,
        named=name_in(agreement, "ci_lead"),
        rings_somebody_kept_away=silence_is_hidden(record, agreement),
        open_at_once=1 + len(others),
        died=has_died(record.responses),
    )
    return check_in_doubts(agreed, left_team)


def silence_is_hidden(record: PersonRecord, agreement: Response) -> bool:
    """Whether nothing of an agreement's silence rules may be shown or printed (hazard 12)."""
    said = [text_in(row, "ci_silence_how") for row in agreement.rows.values()]
    return rings_somebody_kept_away(
        record, rung_in(agreement), [*said, text_in(agreement.answers, "ci_silence")]
    )


def rings_somebody_kept_away(record: PersonRecord, named: Iterable[str], said: Iterable[str]) -> bool:
    """Whether a silence rule names somebody who must not be told, or might.

    Args:
        record: of the person.
        named: whoever is to be rung, as name and number.
        said: how, and the rule in the person's words.
    """
    named, said = [one for one in named if one.strip()], [one for one in said if one.strip()]
    if not (named or said):
        return False
    return (
        not kept_away_is_readable(record)
        or any(must_not_be_rung(record, one) for one in named)
        or any(may_name_somebody_kept_away(record, one) for one in said)
    )


def rung_in(agreement: Response) -> list[str]:
    """Whoever is to be rung if nobody hears, as name and number; for looking up, never for showing."""
    found = []
    for row in agreement.rows.values():
        raw = row.get("ci_silence_who")
        who: Any = raw.get("given") if isinstance(raw, Mapping) else None
        if isinstance(who, Mapping):
            words = (who.get("name"), who.get("phone"))
            found.append(", ".join(one for one in words if isinstance(one, str) and one))
    return [one for one in found if one]
