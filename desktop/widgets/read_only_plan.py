# SPDX-License-Identifier: Apache-2.0
"""A plan to be read and not written in: section, part and the words in it. Offers nothing to press."""

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QWidget

from desktop.widgets.statement_card import StatementCard, StatementWords
from desktop.widgets.words import Words

PartWords = tuple[str, str, tuple[StatementWords, ...]]
"""Section, part, and what was said in it; all in words already translated."""


def read_only_plan(parts: Iterable[PartWords]) -> Iterator[QWidget]:
    """The widgets of a page that shows these parts, in order; a section's heading stands once."""
    section_before = ""
    for section, part, said in parts:
        if section != section_before:
            yield Words(section, "heading")
            section_before = section
        if part:
            yield Words(part, "strong")
        yield from (StatementCard(one) for one in said)
