# SPDX-License-Identifier: Apache-2.0
"""What we owe the people who care for a person, and whoever does not agree to leave: days, never their words.

Never names a carer: a list on Today does not know who must not be told (domain M7, M12).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from locales import _
from records.answered import code_in, date_in, text_in
from records.check_ins import AGREE_NOT
from records.operation import EntityId
from records.people import CARER_FORM, LEAVING_FORM, Response

WANTED = "wanted"


@dataclass(frozen=True, slots=True)
class OwedBeside:
    """Something owed beside an agreement.

    Attributes:
        key: names it within the response; another day of it is another one, not yet kept.
        by: None where nobody named a day.
    """

    entity: EntityId
    key: str
    what: str
    by: dt.date | None


def owed_to_carers(responses: Iterable[Response]) -> Iterator[OwedBeside]:
    """To look at it again with each carer, and the assessment of their own needs that they would like."""
    for one in responses:
        if one.form != CARER_FORM:
            continue
        day = date_in(one.answers, "ca_review")
        if day is not None:
            yield OwedBeside(one.entity, f"ca_review {day}", _("ask a carer again how they are"), day)
        if code_in(one.answers, "ca_assess") == WANTED:
            what = _("a carer would like a talk about their own needs")
            yield OwedBeside(one.entity, "ca_assess", what, day)


def owed_after_a_no(responses: Iterable[Response]) -> Iterator[OwedBeside]:
    """To whoever did not agree to leave: somebody looks at it afresh, an advocate if they want one.

    Until the next decision; a review panel is somebody too, by name.
    """
    decided = [
        (day, one)
        for one in responses
        if one.form == LEAVING_FORM and (day := date_in(one.answers, "cd_when")) is not None
    ]
    newest = max(decided, key=lambda pair: (pair[0], pair[1].at, pair[1].entity), default=None)
    if newest is None or code_in(newest[1].answers, "cd_decision") != AGREE_NOT:
        return
    answers, entity = newest[1].answers, newest[1].entity
    again = date_in(answers, "cd_again_when")
    afresh = text_in(answers, "cd_review")
    if afresh:
        by = date_in(answers, "cd_review_by") or again
        yield OwedBeside(entity, "cd_review", _("{who} looks at it afresh").format(who=afresh), by)
    if code_in(answers, "cd_advocate") == WANTED:
        yield OwedBeside(entity, "cd_advocate", _("an advocate at their side, as they asked"), again)
