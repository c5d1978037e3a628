# SPDX-License-Identifier: Apache-2.0
"""What is said when copies leave, or do not: what is true of each, and what can be done now. No blame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.messages import sentence
from desktop.presenters.leaving import not_saved_words
from desktop.wording import list_words
from locales import _, ngettext
from records.copies_register import CopyGiven

if TYPE_CHECKING:
    from desktop.presenters.print_outcome import PrintOutcome
    from desktop.presenters.saving_files import SavedFiles


def saved_words(saved: SavedFiles) -> tuple[str, str]:
    """What came of saving, and its tone."""
    if saved.error is None:
        if len(saved.files) == 1:
            return _("Saved and counted: {file}").format(file=saved.files[0].name), "done"
        words = _("Saved and counted: {files}").format(files=list_words([one.name for one in saved.files]))
        return words, "done"
    why = not_saved_words() if isinstance(saved.error, OSError) else sentence(saved.error)
    if not saved.files:
        return why, "late"
    words = _("Saved and counted: {copies}. Not saved: {count} more.")
    return f"{words.format(copies=_numbers(saved.copies), count=saved.left)} {why}", "late"


def printed_words(outcome: PrintOutcome) -> tuple[str, str]:
    """What came of printing, and its tone."""
    before = f"{_handed_over(outcome)} " if outcome.printed else ""
    why = "" if outcome.error is None else sentence(outcome.error)
    if outcome.failed is None:
        if not why:
            return _handed_over(outcome), "done"
        if outcome.printed and outcome.left:
            before += f"{_('Not printed: {count} more.').format(count=outcome.left)} "
        return before + why, "late"
    number = outcome.failed.number
    if why:
        words = _(
            "The printer did not start, so there is no copy {number}. It still stands counted, as that could"
            " not be written down."
        )
        return f"{before}{words.format(number=number)} {why}", "late"
    if not outcome.pages:
        words = _(
            "The printer did not start. Copy {number} never left, and is written down so. Print again, save a"
            " file, or copy it by hand."
        )
    else:
        words = _(
            "The printer stopped in copy {number}, and this laptop cannot know what came out. It stays"
            " counted until you say that nothing did."
        )
    return before + words.format(number=number), "late"


def _handed_over(outcome: PrintOutcome) -> str:
    printed, left = outcome.printed, outcome.left
    words = ngettext(
        "{copies} has gone to the printer, and is counted.",
        "{copies} have gone to the printer, and are counted.",
        len(printed),
    ).format(copies=_numbers(printed))
    if left and outcome.failed is None and outcome.error is None:
        stopped = ngettext(
            "You stopped there: {count} more was not printed.",
            "You stopped there: {count} more were not printed.",
            left,
        )
        return f"{words} {stopped.format(count=left)}"
    return words


def _numbers(copies: Iterable[CopyGiven]) -> str:
    """Such as "Copy 3" or "Copies 3, 4 and 5"."""
    numbers = [str(one.number) for one in copies]
    return ngettext("Copy {numbers}", "Copies {numbers}", len(numbers)).format(numbers=list_words(numbers))
