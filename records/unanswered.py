# SPDX-License-Identifier: Apache-2.0
"""What cannot be closed yet because nobody with a name was told (hazards 4 and 5; domain I3, M3).

Never takes silence for a handover: a form half done counts until it is finished, and one that was sent
unfinished until somebody's name stands in it. Today asks again at every wake.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forms.handover import NEEDED
from records.answered import code_in, text_in
from records.operation import EntityId
from records.people import HANDOVER_FORMS, NO_REPLY_FORM, VISIT_FORM, Card, Response

_MORE_HELP_TODAY = "crisis"  # of `cc_result`


@dataclass(frozen=True, slots=True)
class OwedHandover:
    """A form that somebody still has to be told of.

    Attributes:
        form: its canonical; the visit's or the contact's where something was needed right away and nobody is
            written down as told.
        entity: the response; None for what is half done on this laptop.
        since: when it was last written in, ms UTC; None for what is half done.
    """

    form: str
    entity: EntityId | None
    since: int | None

    @property
    def is_no_reply(self) -> bool:
        """Whether it is a door that nobody opened."""
        return self.form == NO_REPLY_FORM


def owed_handovers(card: Card, half_done: Iterable[str] = ()) -> tuple[OwedHandover, ...]:
    """Everything about one person that somebody still has to be told of, no replies first.

    Args:
        card: of the person.
        half_done: forms left half done on this laptop, `canonical|version`.
    """
    drafts = {one.split("|")[0] for one in half_done} & HANDOVER_FORMS
    owed = [OwedHandover(form, None, None) for form in drafts]
    owed += [_owed(one) for one in card.handovers if not is_handed_over(one)]
    owed += [_owed(one) for one in card.visits if _is_urgent_and_untold(one)]
    owed += [_owed(one) for one in card.check_in_contacts if _is_crisis_and_untold(one)]
    return tuple(sorted(owed, key=lambda one: (not one.is_no_reply, one.form, one.since or 0)))


def is_handed_over(response: Response) -> bool:
    """Whether a recorded form names who was told, when, what they decided, and what comes by when."""
    return all(response.given(link_id) not in (None, "") for link_id in NEEDED)


def _owed(response: Response) -> OwedHandover:
    return OwedHandover(response.form, response.entity, response.at)


def _is_urgent_and_untold(visit: Response) -> bool:
    told = visit.given("safety_now_done") or visit.given("safety_now_when")
    return visit.form == VISIT_FORM and visit.given("safety_now") is True and not told


def _is_crisis_and_untold(contact: Response) -> bool:
    unsafe = contact.given("cc_safety") is False
    crisis = unsafe or code_in(contact.answers, "cc_result") == _MORE_HELP_TODAY
    return crisis and not text_in(contact.answers, "cc_crisis_told")
