# SPDX-License-Identifier: Apache-2.0
"""The vault's side of handing the screen over: what is left for the window, and what is taken back from it.

Before: a key for one box stays in the vault, and this person's plan goes out sealed under a key that only the
pipe carries (security, "Hand-over design"). After: the box is opened and what is in it becomes the person's
words; nothing is refused, and whatever cannot be opened is left as it is.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from crypto.durable_file import replace_durably
from crypto.errors import CannotOpenError
from crypto.sealed_box import BoxKey
from crypto.sealing import seal
from crypto.secret import Secret
from records.contribution import PAYLOAD_PLACE, Contribution, UnreadableBoxError, contributions_from_bytes
from records.drafts import DraftId, SavedDraft
from records.operation import (
    Body,
    Change,
    ItemClass,
    ItemId,
    Kind,
    OperationId,
    PersonId,
    Who,
    canonical_json,
)
from records.people import plan_entity
from records.plan import read_plan
from records.read_tables import STATEMENT
from records.reducer import PLACE
from records.store import RecordStore

HANDOVER = "urn:keepwell:handover|1"
TO_READ = "urn:keepwell:to-read|1"

# Well inside one transaction of design 10, whatever the script: 4 bytes a letter at most.
_LONGEST_PIECE = 40_000
_BATCH_BYTES = 160_000
_BATCH_WORDS = 80


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking back came to.

    Attributes:
        person: whose plan it was; None where no box could be opened.
        section: linkId of the section that was open when the screen was handed over.
        count: how many new things there are to read.
        left: hand-overs whose box is missing or does not open; they stay as they are.
    """

    person: PersonId | None = None
    section: str = ""
    count: int = 0
    left: int = 0


def box_place(person: PersonId) -> bytes:
    """The associated bytes of a person's box: one that was moved to another person does not open."""
    return b"keepwell/hand-over-box/0\n" + person.encode()


def hand_over(
    store: RecordStore, person: PersonId, section: str, payload: Mapping[str, Any], box: Path
) -> bytes:
    """Keep the key of a new box in the vault and leave the plan for the window, sealed.

    `payload` is what the window may know and nothing else. Gives back the one line for the pipe: with it,
    and only with it, the file beside `box` can be read, once; the window deletes it.

    Raises:
        OSError: the file could not be left; nothing was kept.
        ExpectedError: as `RecordStore.save_draft`; nothing was left.
    """
    key, once = BoxKey.generate(), Secret.random()
    left = box.with_suffix(".in")
    if box.exists():  # of an earlier hand-over that did not open: never written over
        box.replace(box.with_suffix(f".{time.time_ns()}.unread"))
    replace_durably(left, seal(once, canonical_json(dict(payload)), PAYLOAD_PLACE))
    snapshot = {"key": key.private_bytes().reveal().hex(), "section": section}
    try:
        store.save_draft(_row(HANDOVER, person), person, HANDOVER, snapshot)
    except BaseException:
        left.unlink()
        raise
    line = {"key": once.reveal().hex(), "box": key.public_bytes.hex(), "file": left.name}
    return canonical_json({**line, "place": box_place(person).hex()}) + b"\n"


def call_off(store: RecordStore, person: PersonId, box: Path) -> None:
    """The screen was not handed over after all."""
    store.discard_draft(_row(HANDOVER, person))
    box.with_suffix(".in").unlink(missing_ok=True)


def take_back(store: RecordStore, box: Path, classes: Mapping[str, ItemClass]) -> TakenBack | None:
    """Make what lies in the box the person's words; None where nothing was handed over.

    `classes` says how words of a part meet, by linkId; words of a part it does not know are plain words.
    Whatever happens on the way, doing it again changes nothing: every id was fixed in the window.

    Raises:
        ExpectedError: as `RecordStore.record`; the box and its key are kept.
    """
    rows = _handed_over(store)
    if not rows:
        return None
    box.with_suffix(".in").unlink(missing_ok=True)  # the window died before it read it; its key is gone
    for row in rows:
        words = _open(row, box)
        if words is None:
            continue
        count = _take_in(store, row, words, classes)
        with suppress(OSError):  # in the record already; found again, it would add nothing
            box.unlink()
        return TakenBack(row.person, row.snapshot["section"], count, len(rows) - 1)
    return TakenBack(left=len(rows))


def _handed_over(store: RecordStore) -> list[SavedDraft]:
    people = (person for person, forms in store.people_with_drafts().items() if HANDOVER in forms)
    found = [row for person in people for row in store.drafts_of(person) if row.form == HANDOVER]
    return sorted(found, key=lambda row: row.saved_at, reverse=True)


def _open(row: SavedDraft, box: Path) -> tuple[Contribution, ...] | None:
    try:
        key = BoxKey(Secret(bytes.fromhex(row.snapshot["key"])))
        return contributions_from_bytes(key.open(box.read_bytes(), box_place(row.person)))
    except (OSError, CannotOpenError, UnreadableBoxError):
        return None


def _take_in(
    store: RecordStore, row: SavedDraft, words: Sequence[Contribution], classes: Mapping[str, ItemClass]
) -> int:
    person = row.person
    items = store.items(person)
    known = {item for entity, item in items if entity == plan_entity(person)}
    pieces = [piece for one in words if one.text.strip() for piece in _pieces(one)]
    if not pieces:
        store.discard_draft(row.draft)
        return 0
    # First that they are to be read: a power cut from here on shows them all the same.
    waiting = dict.fromkeys([*_to_read(store, person), *(one.item for one in pieces)])
    store.save_draft(_row(TO_READ, person), person, TO_READ, {"items": list(waiting)})
    plan = read_plan(person, items)
    after = {part: found[-1].item for part, found in plan.statements.items() if found}
    batches = list(_batches(one for one in pieces if one.item not in known))
    for place, batch in enumerate(batches, start=1):
        changes = [change for one in batch for change in _said(person, one, classes, after)]
        store.record(person, changes, finishes=row.draft if place == len(batches) else None)
    if not batches:
        store.discard_draft(row.draft)
    return len(pieces)


def _said(
    person: PersonId, one: Contribution, classes: Mapping[str, ItemClass], after: dict[str, ItemId]
) -> list[Change]:
    entity, item_class = plan_entity(person), classes.get(one.part, ItemClass.WORDS)
    place = {"section": one.part, "after": after.get(one.part)}
    after[one.part] = one.item
    body = Body(one.text.strip(), one.typed)
    said = Change(
        entity, one.item, STATEMENT, Kind.SAY, item_class, Who.PERSON, body, operation_id=one.spoken
    )
    placed = Change(
        entity, one.item, PLACE, Kind.PLACE, item_class, Who.PERSON, Body(place), operation_id=one.placed
    )
    return [said, placed]


def _pieces(one: Contribution) -> Iterator[Contribution]:
    """Words too long for one transaction, as several; each with ids that are the same every time."""
    if len(one.text) <= _LONGEST_PIECE:
        yield one
        return
    for start in range(0, len(one.text), _LONGEST_PIECE):
        text = one.text[start : start + _LONGEST_PIECE]
        if not text.strip():
            continue
        yield replace(
            one,
            text=text,
            item=ItemId(_piece_id(one.item, start)),
            spoken=OperationId(_piece_id(one.spoken, start)),
            placed=OperationId(_piece_id(one.placed, start)),
        )


def _piece_id(of: str, start: int) -> str:
    return sha256(f"keepwell/piece/0\n{of}\n{start}".encode()).hexdigest()[:32]


def _batches(pieces: Iterable[Contribution]) -> Iterator[list[Contribution]]:
    batch: list[Contribution] = []
    size = 0
    for one in pieces:
        length = len(json.dumps(one.text))
        if batch and (len(batch) == _BATCH_WORDS or size + length > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += length
    if batch:
        yield batch


def _row(form: str, person: PersonId) -> DraftId:
    return DraftId(sha256(f"{form}\n{person}".encode()).hexdigest()[:32])


def _to_read(store: RecordStore, person: PersonId) -> tuple[ItemId, ...]:
    return items_to_read(store.drafts_of(person))


def items_to_read(drafts: Iterable[SavedDraft]) -> tuple[ItemId, ...]:
    """The statements among a person's drafts' notes that the worker has not read yet."""
    return tuple(ItemId(item) for one in drafts if one.form == TO_READ for item in one.snapshot["items"])


def has_to_read(store: RecordStore, person: PersonId) -> bool:
    """Whether something the person wrote by themselves waits to be read."""
    return bool(_to_read(store, person))


def note_words_read(store: RecordStore, person: PersonId) -> None:
    """The worker has read what was new."""
    store.discard_draft(_row(TO_READ, person))
