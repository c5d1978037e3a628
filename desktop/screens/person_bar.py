# SPDX-License-Identifier: Apache-2.0
"""The bar of every page about one person: two identifiers, what to know, and what only this laptop holds."""

from __future__ import annotations

from desktop.widgets.banner import PersonBanner
from desktop.wording import identifiers, needs_words, waiting_words
from records.person_record import PersonRecord


def person_bar(record: PersonRecord) -> PersonBanner:
    """The banner for a person as read (hazards 3 and 6)."""
    name, born, number = identifiers(record.card)
    bar = PersonBanner(name, [born, number], needs_words(record.card))
    if record.only_here:
        bar.show_state(waiting_words(record.only_here), "laptop", "laptop")
    return bar
