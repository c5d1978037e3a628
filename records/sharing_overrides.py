# SPDX-License-Identifier: Apache-2.0
"""What was shared without the person's agreement: always possible, always written down (hazard 15).

Never opens anything by itself: it is an event, not a permission, and changes nothing about who may see. Each
stands as observations of its own, so that nobody can rewrite it; telling the person later is added to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from forms.answers import Answer, AnswerType, Given, LocalMoment, answer_from_json
from forms.registry import newest_form
from records.operation import Change, EntityId, Typed, new_id
from records.people import Response
from records.person_record import PersonRecord
from records.responses import changes_for

SHARED_WITHOUT_FORM = "urn:keepwell:questionnaire:shared_without"


class Told(StrEnum):
    """Whether the person was told: they are, unless that would not be safe (hazard 15)."""

    YES = "yes"
    NOT_YET = "not_yet"
    NOT_SAFE = "not_safe"


@dataclass(frozen=True, slots=True)
class SharedWithout:
    """One time that something was shared without agreement (domain I5 sh_override).

    Attributes:
        law: the legal reason; reason: what had happened. Both in the worker's words.
        told_at: with `Told.YES`; why_not_told: with `Told.NOT_SAFE`.
    """

    what: str
    to_whom: str
    reason: str
    law: str
    told: Told = Told.NOT_YET
    told_at: LocalMoment | None = None
    why_not_told: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """One of them as it stands in the record.

    Attributes:
        at: when it was written down, ms UTC; recorded_by: the worker's id.
    """

    entity: EntityId
    at: int
    recorded_by: str
    shared: SharedWithout


def share_without_agreement(shared: SharedWithout) -> list[Change]:
    """Write down that something was, or now is, shared without the person's agreement.

    Raises:
        ValueError: it does not say what, to whom, why and by which law; or when the person was told; or why
            telling them is not safe.
    """
    if not all(one.strip() for one in (shared.what, shared.to_whom, shared.reason, shared.law)):
        raise ValueError("sharing without agreement says what, to whom, why and by which law")
    if (shared.told is Told.YES) != (shared.told_at is not None):
        raise ValueError("who was told was told at some time")
    if (shared.told is Told.NOT_SAFE) != bool(shared.why_not_told.strip()):
        raise ValueError("not telling has a reason")
    given: list[tuple[str, Answer]] = [
        ("sh_override", Given(shared.what.strip())),
        ("sh_override_to", Given(shared.to_whom.strip())),
        ("sh_override_reason", Given(shared.reason.strip())),
        ("sh_override_law", Given(shared.law.strip())),
        ("sh_override_told", Given(shared.told.value)),
    ]
    if shared.told_at is not None:
        given.append(("sh_override_told_dt", Given(shared.told_at)))
    if shared.why_not_told:
        given.append(("sh_override_not_told", Given(shared.why_not_told.strip())))
    return _changes(EntityId(new_id()), given)


def told_later(override: Override, told_at: LocalMoment) -> list[Change]:
    """Add when the person was told, once they were. What was written at first stays as it is.

    Raises:
        ValueError: they were told already.
    """
    if override.shared.told is Told.YES:
        raise ValueError("the person was told already")
    return _changes(override.entity, [("sh_override_told_dt", Given(told_at))])


def overrides(record: PersonRecord) -> tuple[Override, ...]:
    """Everything that was shared without agreement, oldest first, for whoever audits it."""
    return tuple(
        Override(one.entity, one.at, one.recorded_by, _shared(one))
        for one in record.responses_to(SHARED_WITHOUT_FORM)
    )


def _changes(entity: EntityId, given: list[tuple[str, Answer]]) -> list[Change]:
    filled = [(None, link_id, answer) for link_id, answer in given]
    return changes_for(newest_form(SHARED_WITHOUT_FORM), entity, filled, typed=Typed.WORKER)


def _shared(response: Response) -> SharedWithout:
    told_at = _moment(response)
    said = response.given("sh_override_told")
    told = Told(said) if said in set(Told) else Told.NOT_YET
    return SharedWithout(
        what=_words(response, "sh_override"),
        to_whom=_words(response, "sh_override_to"),
        reason=_words(response, "sh_override_reason"),
        law=_words(response, "sh_override_law"),
        told=told if told_at is None else Told.YES,
        told_at=told_at,
        why_not_told=_words(response, "sh_override_not_told"),
    )


def _words(response: Response, link_id: str) -> str:
    return str(response.given(link_id) or "")


def _moment(response: Response) -> LocalMoment | None:
    raw = response.answers.get("sh_override_told_dt")
    answer = None if raw is None else answer_from_json(raw, AnswerType.MOMENT)
    value = answer.value if isinstance(answer, Given) else None
    return value if isinstance(value, LocalMoment) else None
