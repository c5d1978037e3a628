# SPDX-License-Identifier: Apache-2.0
"""What the centre takes into the stream, what it holds, and in which order numbers come out."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from crypto.sealing import OVERHEAD_BYTES
from records.operation import PersonId, new_id, operation_hash
from sync.central import tables
from sync.central.database import reading, writing
from sync.central.errors import RefusedError
from sync.central.readout import read_out
from sync.protocol import PushAnswer, WireOperation, WireTransaction, to_wire
from tests.postgresql import Cluster
from tests.sync.central.conftest import QuietCentre
from tests.sync.laptop import ListLaptop


def _statuses(answer: PushAnswer) -> list[tuple[str, int | None, str | None]]:
    return [(one.status, one.seq, one.reason) for one in answer.transactions]


def _numbers(quiet: QuietCentre) -> list[int]:
    seq = tables.operations.c.seq
    with reading(quiet.central.engine) as connection:
        return list(connection.execute(select(seq).order_by(seq)).scalars())


def test_numbers_follow_without_holes_and_the_mark_is_the_last_operation(quiet: QuietCentre) -> None:
    sam = quiet.laptop()
    sam.write("a", "b")
    sam.write("c")
    answer = quiet.push(sam)
    assert _statuses(answer) == [("accepted", 2, None), ("accepted", 3, None)]
    assert (answer.acked_number, answer.acked_hash) == (3, sam.position().last_hash)
    assert answer.durable_number == 0
    assert _numbers(quiet) == [1, 2, 3]


def test_repeats_are_answered_with_their_old_numbers(quiet: QuietCentre) -> None:
    sam = quiet.laptop()
    sam.write("a", "b")
    quiet.push(sam)
    sam.write("c")
    for _ in range(2):
        answer = quiet.push(sam)
        assert answer.acked_number == 3
        assert answer.acked_hash == sam.position().last_hash
    assert _statuses(answer) == [("duplicate", 2, None), ("duplicate", 3, None)]


def test_the_mark_in_an_answer_never_passes_what_was_offered(quiet: QuietCentre) -> None:
    sam = quiet.laptop()
    first = sam.write("a")
    sam.write("b")
    quiet.push(sam)
    answer = quiet.push(sam, to_wire(first))
    assert (answer.acked_number, answer.acked_hash) == (1, first.operations[0].hash)


def test_a_gap_moves_nothing(quiet: QuietCentre) -> None:
    sam = quiet.laptop()
    sam.write("a")
    second = sam.write("b")
    answer = quiet.push(sam, to_wire(second))
    assert (answer.verdict, answer.acked_number, _statuses(answer)) == ("restored", 0, [])
    assert _numbers(quiet) == []


def _with_bad_signature(sam: ListLaptop) -> WireTransaction:
    return to_wire(sam.write("bad", "one")).model_copy(update={"signature": "00" * 64})


def _with_no_hex_signature(sam: ListLaptop) -> WireTransaction:
    return to_wire(sam.write("bad", "one")).model_copy(update={"signature": "no hex"})


def _with_broken_chain(sam: ListLaptop) -> WireTransaction:
    first, second = sam.write("bad", "one").operations
    sam.own.pop()
    header = second.header_bytes.replace(first.hash.encode(), b"0" * 64)
    return to_wire(sam.keep([first, replace(second, header_bytes=header)]))


def _malformed(sam: ListLaptop) -> WireTransaction:
    first, second = sam.write("bad", "one").operations
    sam.own.pop()
    return to_wire(sam.keep([first, replace(second, header_bytes=b'{"n":1e999,"deep":[[[]]]}')]))


def _with_changed_body(sam: ListLaptop) -> WireTransaction:
    first, second = sam.write("bad", "one").operations
    sam.own.pop()
    return to_wire(sam.keep([first, replace(second, body_bytes=b'{"salt":"","value":"changed"}')]))


def _of_two_people(sam: ListLaptop) -> WireTransaction:
    first, second = sam.write("bad", "one").operations
    sam.own.pop()
    header = second.header_bytes.replace(second.person.encode(), new_id().encode())
    return to_wire(sam.keep([first, replace(second, header_bytes=header)]))


def _by_somebody_else(sam: ListLaptop) -> WireTransaction:
    return to_wire(sam.write("bad", "one", recorded_by=new_id()))


def _never_ending(sam: ListLaptop) -> WireTransaction:
    return to_wire(sam.write("bad", "one", last=False))


def _too_large(sam: ListLaptop) -> WireTransaction:
    return to_wire(sam.write("bad" * 100_000))


def _too_many(sam: ListLaptop) -> WireTransaction:
    return to_wire(sam.write(*["bad"] * 201))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_with_bad_signature, "bad_signature"),
        (_with_no_hex_signature, "bad_signature"),
        (_with_broken_chain, "broken_chain"),
        (_malformed, "malformed"),
        (_with_changed_body, "malformed"),
        (_of_two_people, "broken_chain"),
        (_by_somebody_else, "not_the_author"),
        (_never_ending, "broken_chain"),
        (_too_large, "too_large"),
        (_too_many, "too_large"),
    ],
)
def test_what_cannot_join_is_held_while_those_around_it_flow(
    quiet: QuietCentre, make: object, reason: str
) -> None:
    assert callable(make)
    sam, ana = quiet.laptop("Sam Okafor"), quiet.laptop("Ana Reyes")
    before = to_wire(sam.write("before"))
    bad = make(sam)
    # The next one continues from what was sent, whatever it was.
    end = operation_hash(bad.operations[-1].header.encode())
    after = to_wire(sam.write("after", previous=end, number=bad.final + 1))
    answer = quiet.push(sam, before, bad, after)
    assert _statuses(answer) == [("accepted", 1, None), ("quarantined", None, reason), ("accepted", 2, None)]
    assert (answer.verdict, answer.acked_number) == ("ok", bad.final + 1)
    assert len(quiet.pull(ana).operations) == 2
    assert [one["reason"] for one in read_out(quiet.central)["held"]] == [reason]
    again = quiet.push(sam, before, bad, after)
    assert [one[0] for one in _statuses(again)] == ["duplicate", "quarantined", "duplicate"]
    assert again.acked_number == answer.acked_number


def test_content_is_never_refused_even_of_a_kind_from_the_future(quiet: QuietCentre) -> None:
    sam, ana = quiet.laptop("Sam Okafor"), quiet.laptop("Ana Reyes")
    (made,) = sam.write("words").operations
    sam.own.pop()
    header = made.header_bytes.replace(b'"kind":"say"', b'"kind":"sing","melody":"\\u0000\xf0\x9f\x8e\xb6"')
    header = header.replace(b'"v":0', b'"v":7')
    sam.keep([replace(made, header_bytes=header)])
    assert _statuses(quiet.push(sam)) == [("accepted", 1, None)]
    (served,) = quiet.pull(ana).operations
    assert served.header.encode() == header


def test_an_operation_id_used_for_something_else_is_held(quiet: QuietCentre) -> None:
    sam, ana = quiet.laptop("Sam Okafor"), quiet.laptop("Ana Reyes")
    (first,) = sam.write("first").operations
    quiet.push(sam)
    (other,) = ana.write("other").operations
    ana.own.pop()
    header = other.header_bytes.replace(other.operation_id.encode(), first.operation_id.encode())
    ana.keep([replace(other, header_bytes=header)])
    ana.write("after", previous=operation_hash(header), number=2)
    assert _statuses(quiet.push(ana)) == [
        ("quarantined", None, "operation_id_reused"),
        ("accepted", 2, None),
    ]


def test_what_the_database_refuses_is_held_alone_and_the_others_flow(quiet: QuietCentre) -> None:
    """A rule that this centre does not know of, such as an operator might add."""
    sam, ana = quiet.laptop("Sam Okafor"), quiet.laptop("Ana Reyes")
    taken = ana.write("first").operations[0].transaction
    quiet.push(ana)
    rule = "CREATE UNIQUE INDEX unknown ON transactions (transaction_id) WHERE reason IS NULL"
    with writing(quiet.central.engine) as connection:
        connection.exec_driver_sql(rule)
    for number in range(3):
        sam.write(f"before {number}", "b")
    sam.write("refused", transaction=taken)
    sam.write("after")
    answer = quiet.push(sam)
    assert _statuses(answer)[3:] == [("quarantined", None, "database_refused"), ("accepted", 8, None)]
    assert [one[:2] for one in _statuses(answer)[:3]] == [("accepted", 3), ("accepted", 5), ("accepted", 7)]
    assert (answer.acked_number, _numbers(quiet)) == (8, list(range(1, 9)))
    assert [one["reason"] for one in read_out(quiet.central)["held"]] == ["database_refused"]
    assert [one.status for one in quiet.push(sam).transactions][2:] == [
        "duplicate",
        "quarantined",
        "duplicate",
    ]


def test_an_erased_persons_words_are_not_kept_anywhere(quiet: QuietCentre) -> None:
    sam = quiet.laptop()
    person = PersonId(new_id())
    sam.write("before the erasure", person=person)
    quiet.push(sam)
    quiet.central.keys.destroy(person)
    sam.write("after the erasure", person=person)
    sam.write("about somebody else")
    assert [one[0] for one in _statuses(quiet.push(sam))] == ["duplicate", "quarantined", "accepted"]
    words = read_out(quiet.central, words=True)["words"]
    assert [one["body"] and one["body"]["value"] for one in words] == [None, "about somebody else"]
    with reading(quiet.central.engine) as connection:
        (held,) = connection.execute(select(tables.quarantine.c.sealed)).scalars()
    assert len(held) == OVERHEAD_BYTES  # sealed emptiness: that it was refused is counted, not what it said


def test_bodies_are_sealed_in_the_database_and_its_log(
    quiet: QuietCentre, request: pytest.FixtureRequest
) -> None:
    sam = quiet.laptop()
    (first,) = sam.write("canary-in-a-body").operations
    sam.write("canary-held", recorded_by=new_id())
    quiet.push(sam)
    with_headers = []
    for path in _database_files(quiet, request):
        content = path.read_bytes()
        assert b"canary" not in content, path
        with_headers += [path] if first.operation_id.encode() in content else []
    assert with_headers  # what is not sealed is there: we looked in the right files


def _database_files(quiet: QuietCentre, request: pytest.FixtureRequest) -> list[Path]:
    """Every file of the database: on PostgreSQL of the whole server, its write-ahead log and its messages."""
    engine = quiet.central.engine
    if engine.dialect.name == "sqlite":
        return [Path(f"{engine.url.database}{suffix}") for suffix in ("", "-wal")]
    cluster: Cluster = request.getfixturevalue("cluster")
    cluster.run("CHECKPOINT")
    assert "canary" not in "".join(cluster.log)
    return [one for one in (cluster.folder / "cluster").rglob("*") if one.is_file()]


def test_a_fork_is_held_once_and_changes_nothing(quiet: QuietCentre) -> None:
    sam = quiet.laptop()
    sam.write("one history")
    quiet.push(sam)
    sam.own.clear()
    sam.write("another history")
    for _ in range(2):
        answer = quiet.push(sam)
        assert (answer.verdict, _statuses(answer)) == ("new_epoch", [("quarantined", None, "fork")])
        assert answer.acked_hash != sam.position().last_hash
    assert len(read_out(quiet.central)["held"]) == 1
    assert _numbers(quiet) == [1]


def test_a_chain_that_does_not_continue_the_one_we_have_is_a_fork(quiet: QuietCentre) -> None:
    """A restored image that was written on until its numbers went past the mark."""
    sam = quiet.laptop()
    sam.write("a")
    quiet.push(sam)
    other = sam.write("b", previous="0" * 64)
    answer = quiet.push(sam, to_wire(other))
    assert (answer.verdict, _statuses(answer)) == ("new_epoch", [("quarantined", None, "fork")])
    assert (answer.acked_number, _numbers(quiet)) == (1, [1])


def test_a_laptop_revoked_between_its_token_and_its_push_gets_nothing_in(quiet: QuietCentre) -> None:
    sam = quiet.laptop()
    sam.write("a")
    replica = quiet.replica(sam)
    quiet.central.people.revoke(sam.enrolment.device_id)
    with pytest.raises(RefusedError, match="revoked"):
        quiet.intake.push(replica, [to_wire(one) for one in sam.own])
    assert _numbers(quiet) == []


def test_numbers_are_in_the_order_of_commits_and_a_reader_never_skips(quiet: QuietCentre) -> None:
    """Holds one PUSH open after the counter: the second waits, a reader sees a prefix (sync 9.11)."""
    sam, ana, eve = (quiet.laptop(name) for name in ("Sam Okafor", "Ana Reyes", "Eve Lund"))
    sam.write("first to begin")
    ana.write("second to begin")
    began, released, order = threading.Event(), threading.Event(), []

    def hold_open() -> None:
        with writing(quiet.central.engine) as connection:
            counter = tables.centre.update().values(seq=tables.centre.c.seq).returning(tables.centre.c.seq)
            connection.execute(counter)
            began.set()
            released.wait(10)
            order.append("held")

    def push(laptop: ListLaptop) -> None:
        began.wait(10)
        quiet.push(laptop)
        order.append("pushed")

    threads = [threading.Thread(target=hold_open)] + [
        threading.Thread(target=push, args=(one,)) for one in (sam, ana)
    ]
    for one in threads:
        one.start()
    began.wait(10)
    assert quiet.pull(eve).operations == []
    threads[1].join(0.3)
    assert order == []
    released.set()
    for one in threads:
        one.join(20)
    assert order[0] == "held"
    assert _numbers(quiet) == [1, 2]


def test_many_laptops_at_once_leave_no_hole_and_no_reader_misses_anything(quiet: QuietCentre) -> None:
    laptops = [quiet.laptop(f"Worker {number}") for number in range(4)]
    eve = quiet.laptop("Eve Lund")
    for laptop in laptops:
        for number in range(12):
            laptop.write(f"{number}", "b")
    done = threading.Event()
    seen: list[WireOperation] = []

    def read() -> None:
        cursor = None
        while True:
            ending = done.is_set()
            page = quiet.pull(eve, cursor)
            seen.extend(page.operations)
            cursor = page.cursor
            if ending and not page.more:
                return

    def push(laptop: ListLaptop) -> None:
        for one in laptop.own:
            quiet.push(laptop, to_wire(one))

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=push, args=(one,)) for one in laptops]
    for thread in [reader, *writers]:
        thread.start()
    for thread in writers:
        thread.join(60)
    done.set()
    reader.join(60)
    assert _numbers(quiet) == list(range(1, 97))
    assert len(seen) == len({one.header for one in seen}) == 96


def test_two_pushes_of_the_same_laptop_at_once_store_its_work_once(quiet: QuietCentre) -> None:
    sam = quiet.laptop()
    for number in range(5):
        sam.write(f"{number}")
    answers: list[PushAnswer] = []
    threads = [threading.Thread(target=lambda: answers.append(quiet.push(sam))) for _ in range(3)]
    with writing(quiet.central.engine) as connection:
        # Held open, the counter lets none of them finish before all have begun.
        connection.execute(tables.centre.update().values(seq=tables.centre.c.seq))
        for thread in threads:
            thread.start()
        threads[0].join(0.3)
        assert answers == []
    for thread in threads:
        thread.join(30)
    assert [one.acked_number for one in answers] == [5, 5, 5]
    assert sorted(one[0] for answer in answers for one in _statuses(answer)) == [
        *["accepted"] * 5,
        *["duplicate"] * 10,
    ]
    assert _numbers(quiet) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("number", ["9" * 19, "9" * 400, "١", "-1", ""])
def test_a_cursor_with_a_number_of_no_operation_is_answered_as_of_another_life(
    quiet: QuietCentre, number: str
) -> None:
    sam = quiet.laptop()
    generation = quiet.central.about().generation
    assert quiet.pull(sam, f"{generation}.{number}.").verdict == "restored"
