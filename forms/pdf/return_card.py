# SPDX-License-Identifier: Apache-2.0
"""The return card: how to come back to us, for somebody whose support ends (domain M10). Never a name."""

from __future__ import annotations

from forms.crisis_numbers import all_lines
from forms.pdf import wording
from forms.pdf.cards import CardPart, compose_cards
from forms.pdf.copy import PlanCopy
from locales import _


def compose_return_card(copy: PlanCopy) -> bytes:
    """The PDF of the card.

    Args:
        copy: its way back and its contacts are on the card; of the plan nothing is.
    """
    return compose_cards(return_card_parts(copy), copy, _("My card"))


def return_card_parts(copy: PlanCopy) -> list[CardPart]:
    """What stands on it, in order."""
    welcome = _("I can ask for help again at any time. I do not have to be in a crisis to do so.")
    contacts = (*copy.way_back, *wording.local_crisis_lines(copy))
    return [
        CardPart(_("Coming back"), (welcome,)),
        CardPart(
            _("Whom to ring"),
            tuple(map(wording.numbers_whole, contacts or (_("My GP can ask the team to see me again."),))),
        ),
        CardPart(_("If I need help now"), tuple(map(wording.numbers_whole, all_lines()))),
    ]
