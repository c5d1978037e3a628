# SPDX-License-Identifier: Apache-2.0
"""The return card: how to come back to us, for somebody whose support ends (domain M10). Never a name."""

from __future__ import annotations

from collections.abc import Sequence

from forms.crisis_numbers import all_lines
from forms.pdf import wording
from forms.pdf.cards import CardPart, compose_cards
from forms.pdf.copy import PlanCopy
from locales import _


def compose_return_card(copy: PlanCopy, agreed: Sequence[str] = ()) -> bytes:
    """The PDF of the card.

    Args:
        copy: its contacts are the service's own way in and advice line; of the plan nothing is on it.
        agreed: the way back and the advice line as they were agreed when support ended.
    """
    return compose_cards(return_card_parts(copy, agreed), copy, _("My card"))


def return_card_parts(copy: PlanCopy, agreed: Sequence[str] = ()) -> list[CardPart]:
    """What stands on it, in order."""
    welcome = _("I can ask for help again at any time. I do not have to be in a crisis to do so.")
    contacts = (*agreed, *wording.local_crisis_lines(copy)) or (_("My GP can ask the team to see me again."),)
    return [
        CardPart(_("Coming back"), (welcome,)),
        CardPart(_("Whom to ring"), tuple(map(wording.numbers_whole, contacts))),
        CardPart(_("If I need help now"), tuple(map(wording.numbers_whole, all_lines()))),
    ]
