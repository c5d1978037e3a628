# SPDX-License-Identifier: Apache-2.0
"""How a copy leaves as a file: where to is asked, then it is written and counted, or neither.

Never suggests a name that says anything about anybody; never leaves a file that is not counted (design 1.4).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.background import Background, Urgency
from desktop.errors import NameTakenError
from desktop.paper import save_beside
from locales import _
from records.operation import Change, PersonId
from records.store import Recorded, RecordStore


def ask_where(parent: QWidget, suggested: Path) -> Path | None:
    """Where the file goes; None when nobody wants it after all."""
    from PySide6.QtWidgets import QFileDialog

    chosen, _kind = QFileDialog.getSaveFileName(
        parent, _("Save a file"), str(suggested), _("Pages to print ({kind})").format(kind="*.pdf")
    )
    return Path(chosen) if chosen else None


def saving(
    background: Background, person: PersonId, content: bytes, chosen: Path, *counted: Change
) -> Callable[[], Path]:
    """A job for `Background.work` that saves and counts in one, and gives back where the file is.

    One job, so that leaving the page half-way leaves neither an uncounted file nor a stray one. It raises
    OSError where the file could not be saved, and NameTakenError where it would have replaced one that nobody
    was asked about; then nothing was counted.
    """

    def save() -> Path:
        target = _file_for(chosen)
        with save_beside(target, content):
            count = background.store_thread.submit(lambda store: store.record(person, counted), Urgency.SAVE)
            count.result()
        background.tell_changed(frozenset({person}))
        return target

    return save


def saving_uncounted(content: bytes, chosen: Path) -> Callable[[], Path]:
    """A job for `Background.work` that saves what is about nobody alone, such as a list for the team."""

    def save() -> Path:
        target = _file_for(chosen)
        with save_beside(target, content):
            return target

    return save


def _file_for(chosen: Path) -> Path:
    if chosen.suffix.lower() == ".pdf":
        return chosen
    target = chosen.with_name(f"{chosen.name}.pdf")
    if os.path.lexists(target):  # whoever chose was asked about a name without this ending
        raise NameTakenError
    return target


def recording(person: PersonId, changes: Sequence[Change]) -> Callable[[RecordStore], Recorded]:
    """A job that records changes to a register: they change no item, but whoever shows the person looks."""

    def record(store: RecordStore) -> Recorded:
        recorded = store.record(person, changes)
        return replace(recorded, people=recorded.people | {person})

    return record


def not_safe_words() -> str:
    """What is said when paper is not safe here (hazard 13)."""
    return _(
        "Then no paper is left here, and nothing is printed or saved. The plan is safe in Keepwell;"
        " you can leave a copy another time or in another place."
    )


def not_saved_words() -> str:
    """What is said when a file could not be saved."""
    return _("The file could not be saved there, and no copy was counted. Choose another place.")
