# SPDX-License-Identifier: Apache-2.0
"""Copies becoming files, one after another: each is there whole and counted, or neither.

Never overwrites a file that nobody named, and never gives one a name that says anything about anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import NameTakenError
from desktop.paper import free_name
from desktop.presenters.copy_sheets import ComposedCopy
from desktop.presenters.leaving import saving
from desktop.shell import Shell
from records.copies_left import copy_left
from records.copies_register import CopyGiven
from records.errors import ExpectedError
from records.person_record import PersonRecord


@dataclass(frozen=True, slots=True)
class SavedFiles:
    """What came of it.

    Attributes:
        files: those that are there, in the order of their copies.
        copies: what was counted; as many as there are files.
        left: how many were not saved.
        error: why not; None where all were.
    """

    files: tuple[Path, ...]
    copies: tuple[CopyGiven, ...]
    left: int = 0
    error: Exception | None = None


def saving_all(
    shell: Shell,
    record: PersonRecord,
    make: Callable[[], tuple[ComposedCopy, ...]],
    place: Path,
    *,
    several: bool,
) -> Callable[[], SavedFiles]:
    """A job for `Background.work`; `place` is a folder where `several`, else the file."""
    person, day = record.card.person, shell.now().date()

    def save() -> SavedFiles:
        copies = make()
        files: list[Path] = []
        for number, one in enumerate(copies):
            try:
                target = free_name(place, day) if several else place
                changes = copy_left(record, one.copy)
                files.append(saving(shell.background, person, one.sheet.content, target, *changes)())
            except (OSError, ExpectedError, NameTakenError) as error:
                done = tuple(each.copy for each in copies[:number])
                return SavedFiles(tuple(files), done, len(copies) - number, error)
        return SavedFiles(tuple(files), tuple(each.copy for each in copies))

    return save
