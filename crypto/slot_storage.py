# SPDX-License-Identifier: Apache-2.0
"""The slot file and its copy on disk; must never overwrite an undamaged file of another vault or version.

Read rule: the file; if it is damaged or gone, the copy, and put right what is wrong. Write rule: the file
first, then the copy, each replaced durably, so that at any moment one of the two is whole (security 3).
"""

from __future__ import annotations

import errno
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crypto.durable_file import replace_durably
from crypto.errors import (
    SlotFileDamagedError,
    SlotFileExistsError,
    SlotFileForeignError,
    SlotFileMissingError,
)
from crypto.slot_format import MAX_BYTES, SlotFile, encode, looks_like_ours, parse, undamaged_fields

MAIN = "vault.slots"
COPY = "vault.slots.bak"


@dataclass(frozen=True, slots=True)
class _Found:
    """What lies at one of the two paths; `fields` only if it is undamaged."""

    path: Path
    content: bytes | None
    fields: dict[str, Any] | None


def read_slots(folder: Path) -> SlotFile:
    """Read the slots of the vault in `folder`, from the copy where need be, and repair quietly.

    A copy of the same vault with a higher generation wins: then somebody put an old file back.

    Raises:
        SlotFileMissingError, SlotFileDamagedError: nothing undamaged is there.
        SlotFileForeignError, SlotFileTooNewError: it is there and not for us; nothing was touched.
    """
    main, copy = _look(folder / MAIN), _look(folder / COPY)
    if main.fields is not None:
        chosen = parse(main.fields)
        other = _parsed(copy)
        if other is not None and _is_older(chosen, other):
            chosen = other
    elif copy.fields is not None:
        chosen = parse(copy.fields)
    else:
        raise _nothing_left(main, copy)
    for found in (main, copy):
        if _needs_repair(found, chosen):
            with suppress(OSError):  # a full or read-only disk must not keep a worker out of a crisis plan
                replace_durably(found.path, encode(chosen))
    return chosen


def create_slot_file(folder: Path, slot_file: SlotFile) -> None:
    """Write the first slot file of a vault and its copy.

    Raises:
        SlotFileExistsError: there is one already, whole or not.
        SlotFileForeignError, ValueError: an id that is not 32 lower-case hex digits; nothing was written.
        OSError: the disk refuses.
    """
    if any(_look(folder / name).content is not None for name in (MAIN, COPY)):
        raise SlotFileExistsError
    _write_both(folder, slot_file)


def replace_slot_file(folder: Path, slot_file: SlotFile) -> None:
    """Write a later generation over what `read_slots` gave.

    Raises:
        SlotFileForeignError: the copy belongs to another vault or a newer Keepwell; nothing was written.
        OSError: the disk refuses; the old generation still opens.
    """
    copy = _look(folder / COPY)
    if copy.fields is not None and parse(copy.fields).vault_id != slot_file.vault_id:
        raise SlotFileForeignError
    _write_both(folder, slot_file)


def _write_both(folder: Path, slot_file: SlotFile) -> None:
    content = encode(slot_file)
    if parse(undamaged_fields(content) or {}) != slot_file:  # what we could not read would lock everyone out
        raise ValueError("not a slot file that could be read again")
    replace_durably(folder / MAIN, content)
    # The change is made once the file is: failing now would say the opposite. The next reading repairs.
    with suppress(OSError):
        replace_durably(folder / COPY, content)


def _look(path: Path) -> _Found:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return _Found(path, None, None)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return _Found(path, b"", None)  # the disk cannot read it: as good as damaged
    return _Found(path, content, undamaged_fields(content) if len(content) <= MAX_BYTES else None)


def _parsed(found: _Found) -> SlotFile | None:
    try:
        return None if found.fields is None else parse(found.fields)
    except SlotFileForeignError:
        return None


def _needs_repair(found: _Found, chosen: SlotFile) -> bool:
    if found.fields is None:
        return True
    theirs = _parsed(found)
    return theirs is not None and _is_older(theirs, chosen)


def _is_older(one: SlotFile, other: SlotFile) -> bool:
    same_vault = one.vault_id == other.vault_id
    return same_vault and (one.epoch, one.generation) < (other.epoch, other.generation)


def _nothing_left(
    main: _Found, copy: _Found
) -> SlotFileMissingError | SlotFileDamagedError | SlotFileForeignError:
    contents = [found.content for found in (main, copy) if found.content is not None]
    if not contents:
        return SlotFileMissingError()
    return SlotFileDamagedError() if any(map(looks_like_ours, contents)) else SlotFileForeignError()
