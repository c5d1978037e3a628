# SPDX-License-Identifier: Apache-2.0
"""A person's way from hospital to leaving support and back, as days: what happened, and what is planned.

Never says how anybody was: it holds what was done, by kind and day, in order (issue 5, "The picture").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from records.answered import code_in, date_in, moment_in
from records.check_ins import AGREE, OwedKind, day_of, has_died, open_agreements, owed_days, touches_of
from records.people import (
    CHECK_IN_FORM,
    CONTACT_FORM,
    DISCHARGE_FORM,
    LEAVING_FORM,
    NO_REPLY_FORM,
    VISIT_FORM,
    Response,
)


class Step(StrEnum):
    """What stands on the way."""

    LEFT_HOSPITAL = "left_hospital"
    VISIT = "visit"
    TRIED = "tried"
    AGREED = "agreed"  # check-ins agreed, from their first day
    CAME_BACK = "came_back"  # as that, by somebody who had left support
    PERSON_RANG = "person_rang"
    CARER_RANG = "carer_rang"
    WE_RANG = "we_rang"
    VERSION = "version"  # a version of the plan was agreed
    COPY = "copy"
    WENT_ON = "went_on"  # a decision not to leave yet
    LEFT = "left"  # the person left support, and agreed
    QUIET = "quiet"  # to come
    DECISION = "decision"  # asked for


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One day of it; `is_planned` where it is still to come, or was and nobody did it yet."""

    on: dt.date
    step: Step
    is_planned: bool = False


def timeline_of(
    responses: Iterable[Response],
    versions: Iterable[dt.date] = (),
    copies: Iterable[dt.date] = (),
) -> tuple[TimelineEntry, ...]:
    """Everything in the order of its days. Versions and copies come from their own registers."""
    every = tuple(responses)
    found = [entry for one in every for entry in _entries(one, every)]
    found += [TimelineEntry(day, Step.VERSION) for day in versions]
    found += [TimelineEntry(day, Step.COPY) for day in copies]
    found += _planned(every)
    return tuple(sorted(set(found), key=lambda one: (one.on, one.is_planned, one.step)))


def _is_return(agreement: Response, every: tuple[Response, ...]) -> bool:
    """Whether the person had left before. On the day of leaving only an agreement that goes on can be one."""
    start = date_in(agreement.answers, "ci_start")
    left = [
        date_in(one.answers, "cd_when")
        for one in every
        if one.form == LEAVING_FORM and code_in(one.answers, "cd_decision") == AGREE
    ]
    goes_on = agreement.entity in {one.entity for one in open_agreements(every)}
    return start is not None and any(
        day is not None and (day < start or (day == start and goes_on)) for day in left
    )


def _planned(every: tuple[Response, ...]) -> Iterator[TimelineEntry]:
    steps = {OwedKind.QUIET: Step.QUIET, OwedKind.DECISION: Step.DECISION}
    for one in owed_days(every):
        if one.kind in steps and one.answered_at is None:
            yield TimelineEntry(one.on, steps[one.kind], is_planned=True)


_STARTED = {"person": Step.PERSON_RANG, "carer": Step.CARER_RANG}


def _entries(response: Response, every: tuple[Response, ...]) -> Iterator[TimelineEntry]:
    answers = response.answers
    if response.form == NO_REPLY_FORM:
        days = [day_of(moment_in(row, "nc_attempt_when")) for row in response.rows.values()]
        yield from (TimelineEntry(day, Step.TRIED) for day in days if day is not None)
        return
    if response.form == DISCHARGE_FORM and has_died([response]):
        return  # nobody left: it is no step on the way
    heard = any(touch.heard for touch, _at in touches_of([response]))
    by = code_in(answers, "cc_by") or ""
    day, step = {
        DISCHARGE_FORM: (day_of(moment_in(answers, "disch_dt")), Step.LEFT_HOSPITAL),
        VISIT_FORM: (day_of(moment_in(answers, "contact_dt")), Step.VISIT if heard else Step.TRIED),
        CHECK_IN_FORM: (
            date_in(answers, "ci_start"),
            Step.CAME_BACK if response.form == CHECK_IN_FORM and _is_return(response, every) else Step.AGREED,
        ),
        CONTACT_FORM: (
            day_of(moment_in(answers, "cc_dt")),
            _STARTED.get(by, Step.WE_RANG if heard else Step.TRIED),
        ),
        LEAVING_FORM: (
            date_in(answers, "cd_when"),
            Step.LEFT if code_in(answers, "cd_decision") == AGREE else Step.WENT_ON,
        ),
    }.get(response.form, (None, Step.VISIT))
    if day is not None:
        yield TimelineEntry(day, step)
