# SPDX-License-Identifier: Apache-2.0
"""What a person writes while they hold the screen: all of it becomes theirs, once, come what may."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from crypto.sealed_box import seal_to
from crypto.sealing import open_sealed
from crypto.secret import Secret
from records.contribution import (
    PAYLOAD_PLACE,
    Contribution,
    UnreadableBoxError,
    contributions_from_bytes,
    contributions_to_bytes,
)
from records.handed_over import (
    HANDOVER,
    TakenBack,
    box_place,
    call_off,
    hand_over,
    has_to_read,
    items_to_read,
    note_words_read,
    take_back,
)
from records.operation import Body as OperationBody
from records.operation import Change, ItemClass, ItemId, Kind, PersonId, Typed, Who, new_id
from records.people import person_entity
from records.person_record import PersonRecord, read_person_record
from records.store import RecordStore
from records.vault import open_vault
from tests.records.vaults import ZONE, new_vault

CLASSES = {"cp4_allergy": ItemClass.SAFETY}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    folder = tmp_path / "vault"
    folder.mkdir()
    opened = open_vault(folder, new_vault(folder), ZONE, memory_security=False)
    yield opened
    opened.close()


@pytest.fixture
def box(tmp_path: Path) -> Path:
    return tmp_path / "handover.box"


def somebody(store: RecordStore) -> PersonId:
    person = PersonId(new_id())
    field = "urn:keepwell:questionnaire:person|1|name"
    body = OperationBody({"given": "Amina Rahman"})
    item = ItemId(person)
    change = Change(person_entity(person), item, field, Kind.SET, ItemClass.AGREED, Who.WORKER, body)
    store.record(person, [change])
    return person


def record_of(store: RecordStore, person: PersonId) -> PersonRecord:
    record = read_person_record(store, person)
    assert record is not None
    return record


def handed(store: RecordStore, person: PersonId, box: Path) -> bytes:
    """Hand over; gives back the public bytes of the box."""
    line = json.loads(hand_over(store, person, "plan_well", {"worker": "Sam"}, box))
    return bytes.fromhex(line["box"])


def fill(box: Path, public: bytes, person: PersonId, *words: Contribution) -> None:
    box.write_bytes(seal_to(public, contributions_to_bytes(words), box_place(person)))


def said(store: RecordStore, person: PersonId, part: str) -> list[str]:
    return [str(one.words.heads[0].value) for one in record_of(store, person).plan.in_part(part)]


def test_what_is_left_for_the_window_opens_with_the_line_and_with_nothing_else(
    store: RecordStore, box: Path
) -> None:
    person = somebody(store)
    line = json.loads(hand_over(store, person, "plan_well", {"words": "kettle on"}, box))
    left = box.with_name(line["file"])
    assert b"kettle" not in left.read_bytes()
    key = Secret(bytes.fromhex(line["key"]))
    assert json.loads(open_sealed([key], left.read_bytes(), PAYLOAD_PLACE)) == {"words": "kettle on"}
    assert left.stat().st_mode & 0o777 == 0o600


def test_the_line_is_short_enough_never_to_wait_for_a_reader(store: RecordStore, box: Path) -> None:
    line = hand_over(store, somebody(store), "plan_well", {"words": "x" * 1_000_000}, box)
    assert len(line) < 4096
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1


def test_words_become_the_persons_own_in_the_order_they_were_begun(store: RecordStore, box: Path) -> None:
    person = somebody(store)
    public = handed(store, person, box)
    fill(
        box,
        public,
        person,
        Contribution("hope", "My sister’s dog. "),
        Contribution("hope", "The canal", Typed.WORKER),
        Contribution("cp4_allergy", "Penicillin", Typed.INTERPRETER),
    )
    back = take_back(store, box, CLASSES)
    assert back == TakenBack(person, "plan_well", 3, 0)
    assert said(store, person, "hope") == ["My sister’s dog.", "The canal"]
    plan = record_of(store, person).plan
    heads = [one.words.heads[0] for part in ("hope", "cp4_allergy") for one in plan.in_part(part)]
    assert {one.said_by for one in heads} == {Who.PERSON}
    assert [one.typed for one in heads] == [Typed.SELF, Typed.WORKER, Typed.INTERPRETER]
    assert not box.exists()
    assert take_back(store, box, CLASSES) is None


def test_what_is_new_waits_to_be_read_until_it_was_read(store: RecordStore, box: Path) -> None:
    person = somebody(store)
    for words in ("first", "second"):
        fill(box, handed(store, person, box), person, Contribution("hope", words))
        take_back(store, box, CLASSES)
    record = record_of(store, person)
    assert items_to_read(record.drafts) == tuple(one.item for one in record.plan.in_part("hope"))
    assert has_to_read(store, person)
    note_words_read(store, person)
    assert not has_to_read(store, person)
    assert said(store, person, "hope") == ["first", "second"]


def test_a_power_cut_before_the_box_was_deleted_adds_nothing_twice(store: RecordStore, box: Path) -> None:
    person = somebody(store)
    public = handed(store, person, box)
    words = Contribution("hope", "once")
    fill(box, public, person, words)
    row = next(one for one in store.drafts_of(person) if one.form == HANDOVER)
    take_back(store, box, CLASSES)
    store.save_draft(row.draft, person, HANDOVER, row.snapshot)
    fill(box, public, person, words, Contribution("hope", "and this"))
    take_back(store, box, CLASSES)
    assert said(store, person, "hope") == ["once", "and this"]


def test_an_empty_box_ends_the_hand_over_with_nothing_to_read(store: RecordStore, box: Path) -> None:
    person = somebody(store)
    fill(box, handed(store, person, box), person, Contribution("hope", " \n"))
    assert take_back(store, box, CLASSES) == TakenBack(person, "plan_well", 0, 0)
    assert not has_to_read(store, person)
    assert store.drafts_of(person) == []


@pytest.mark.parametrize("content", [None, b"", b"kwsbox\x00\x01 and something", b"\xff" * 200])
def test_a_box_that_does_not_open_is_left_and_so_is_its_key(
    store: RecordStore, box: Path, content: bytes | None
) -> None:
    person = somebody(store)
    handed(store, person, box)
    if content is not None:
        box.write_bytes(content)
    before = store.drafts_of(person)
    assert take_back(store, box, CLASSES) == TakenBack(left=1)
    assert store.drafts_of(person) == before
    assert (box.read_bytes() if box.exists() else None) == content


def test_a_box_of_one_person_does_not_open_as_anothers(store: RecordStore, box: Path) -> None:
    person, other = somebody(store), somebody(store)
    fill(box, handed(store, person, box), other, Contribution("hope", "mine"))
    assert take_back(store, box, CLASSES) == TakenBack(left=1)


def test_a_box_never_opened_is_not_written_over_by_the_next(store: RecordStore, box: Path) -> None:
    person, other = somebody(store), somebody(store)
    handed(store, person, box)
    box.write_bytes(b"damaged")
    fill(box, handed(store, other, box), other, Contribution("hope", "mine"))
    assert take_back(store, box, CLASSES) == TakenBack(other, "plan_well", 1, 1)
    assert [one.read_bytes() for one in box.parent.glob("handover.*.unread")] == [b"damaged"]


def test_more_words_than_one_transaction_holds_all_arrive_in_order(store: RecordStore, box: Path) -> None:
    person = somebody(store)
    texts = [f"{number}" for number in range(190)]
    fill(box, handed(store, person, box), person, *(Contribution("hope", one) for one in texts))
    take_back(store, box, CLASSES)
    assert said(store, person, "hope") == texts


def test_a_paste_too_long_for_one_transaction_arrives_whole(store: RecordStore, box: Path) -> None:
    person = somebody(store)
    long = "🧺 washing\n" * 30_000
    fill(box, handed(store, person, box), person, Contribution("hope", long))
    take_back(store, box, CLASSES)
    assert "".join("".join(said(store, person, "hope")).split()) == "".join(long.split())


def test_calling_it_off_leaves_nothing(store: RecordStore, box: Path) -> None:
    person = somebody(store)
    handed(store, person, box)
    call_off(store, person, box)
    assert list(box.parent.glob("handover.*")) == []
    assert take_back(store, box, CLASSES) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"{}",
        b'{"v":2,"words":[]}',
        b'{"v":1,"words":[{}]}',
        b'{"v":1,"words":[{"part":1,"text":"x","typed":"self","item":"' + b"a" * 32 + b'"}]}',
        b'{"v":1,"words":[{"part":"hope","text":"x","typed":"self","item":"short"}]}',
        b'{"v":1,"words":[{"part":"hope","text":"x","typed":"nobody","item":"' + b"a" * 32 + b'"}]}',
    ],
)
def test_what_is_not_a_box_of_ours_is_not_read(raw: bytes) -> None:
    with pytest.raises(UnreadableBoxError):
        contributions_from_bytes(raw)
