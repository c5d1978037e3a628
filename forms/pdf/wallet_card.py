# SPDX-License-Identifier: Apache-2.0
"""The wallet card: whom to ring, and the few words of the crisis plan that others act on. Never a name."""

from __future__ import annotations

from collections.abc import Iterator

from forms.crisis_numbers import all_lines
from forms.pdf import wording
from forms.pdf.cards import CardPart, compose_cards
from forms.pdf.copy import CopyStatement, OpenVersions, PlanCopy
from locales import _


def compose_wallet_card(copy: PlanCopy) -> bytes:
    """The PDF of the card, with its lines to cut and fold along.

    Args:
        copy: holds only the parts that belong on it (`records.copies.part_of_plan`).
    """
    numbers = tuple(map(wording.numbers_whole, (*all_lines(), *wording.local_crisis_lines(copy))))
    parts = [CardPart(_("If I need help now"), numbers), *own_words(copy)]
    return compose_cards(parts, copy, _("My card"))


def own_words(copy: PlanCopy) -> Iterator[CardPart]:
    """The person's own parts; a line is one statement with whose words it is."""
    for section in copy.sections:
        for part in section.parts:
            # What belongs together is one line of the part: no words are torn from whose they are.
            if lines := tuple(words for one in part.statements if (words := "\n".join(_lines(one)))):
                yield CardPart(part.title or section.title, lines)


def _lines(one: CopyStatement | OpenVersions) -> Iterator[str]:
    """The words; somebody else's, and words that are not agreed yet, say so here as well (domain J 11)."""
    if isinstance(one, OpenVersions):
        standing = [each for each in one.versions if not each.struck]
        if len(standing) > 1:
            yield wording.open_versions(len(standing))
    else:
        standing = [] if one.struck else [one]
    for each in standing:
        yield each.text
        if each.whose != "person" or not each.checked:
            yield wording.whose_words(each)
