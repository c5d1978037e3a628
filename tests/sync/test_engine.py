# SPDX-License-Identifier: Apache-2.0
"""Exchanges between small laptops and a real centre over loopback HTTP."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import httpx
import pytest

from records.operation import PersonId, new_id
from sync.engine import SyncEngine
from tests.postgresql import run_client
from tests.sync.conftest import CountingTransport, RunningCentre
from tests.sync.laptop import ListLaptop


class LosesAnswers(httpx.HTTPTransport):
    """Delivers every request; loses the answers to the first `lost` requests of a path."""

    def __init__(self, path: str, lost: int) -> None:
        super().__init__()
        self._path = path
        self.left = lost

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = super().handle_request(request)
        if request.url.path == self._path and self.left:
            self.left -= 1
            response.read()
            response.close()
            raise httpx.ReadError("lost", request=request)
        return response


class ChangesAnswers(httpx.HTTPTransport):
    """Changes the bytes of the answers to one path on their way."""

    def __init__(self, path: str, change: Callable[[bytes], bytes]) -> None:
        super().__init__()
        self._path = path
        self._change = change

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = super().handle_request(request)
        plain = response.read()
        if request.url.path == self._path:
            plain = self._change(plain)
        return answer_again(response, plain)


def answer_again(response: httpx.Response, plain: bytes) -> httpx.Response:
    """An answer with other bytes under the same signature."""
    kept = {"content-type": "application/json", "keepwell-signature": response.headers["keepwell-signature"]}
    return httpx.Response(200, headers=kept, stream=httpx.ByteStream(plain))


def test_words_written_on_one_laptop_reach_another_through_the_centre(centre: RunningCentre) -> None:
    sam, ana = centre.laptop("Sam Okafor"), centre.laptop("Ana Reyes")
    sam.write("Walking helps.", "So does tea.")
    sam.write("Ring my sister first.")
    report = sam.sync(centre.url)
    assert (report.sent, report.held, report.still_waiting, report.stopped) == (3, 0, 0, None)
    report = ana.sync(centre.url)
    assert (report.received, report.stopped) == (3, None)
    assert [one.body_bytes for one in ana.others.values()] == [
        op.body_bytes for txn in sam.own for op in txn.operations
    ]
    assert [one.header_bytes for one in ana.others.values()] == [
        op.header_bytes for txn in sam.own for op in txn.operations
    ]
    assert set(ana.team.values()) == {"Sam Okafor", "Ana Reyes"}


def test_own_work_does_not_come_back(centre: RunningCentre) -> None:
    sam = centre.laptop()
    sam.write("Walking helps.")
    assert sam.sync(centre.url).received == 0
    assert sam.others == {}


def test_with_nothing_to_do_a_sync_is_two_round_trips_under_5_kb(
    centre: RunningCentre, counting: CountingTransport
) -> None:
    laptops = [centre.laptop(f"Worker {number}") for number in range(8)]
    for laptop in laptops:
        laptop.write("Walking helps.")
        laptop.sync(centre.url)
    sam = laptops[0]
    sam.sync(centre.url)
    pages = sam.pages
    report = sam.sync(centre.url, counting)
    assert report.stopped is None
    assert counting.paths == ["/hello", "/pull"]
    assert counting.bytes < 5000
    assert sam.pages == pages


def test_when_the_answer_to_a_push_is_lost_the_repeat_is_a_duplicate_with_its_old_number(
    centre: RunningCentre,
) -> None:
    sam = centre.laptop()
    sam.write("Walking helps.")
    report = sam.sync(centre.url, LosesAnswers("/push", 1))
    assert (report.stopped, report.still_waiting, sam.acked) == ("central_unreachable", 1, 0)
    assert centre.words() == ["Walking helps."]
    sam.write("So does tea.")
    with sam.client(centre.url) as client:
        client.hello(sam.position())
        statuses = client.push(sam.tail()).transactions
    assert [(one.status, one.seq) for one in statuses] == [("duplicate", 1), ("accepted", 2)]
    assert sam.sync(centre.url).still_waiting == 0
    assert centre.words() == ["Walking helps.", "So does tea."]


def test_a_batch_that_does_not_get_through_is_halved_down_to_one_transaction(centre: RunningCentre) -> None:
    sizes: list[int] = []

    class OnlySmall(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path == "/push":
                sizes.append(len(request.read()))
                if sizes[-1] > 1500:
                    raise httpx.WriteError("the line broke", request=request)
            return super().handle_request(request)

    sam = centre.laptop()
    for number in range(40):
        sam.write(f"{number}: {new_id()}")
    report = sam.sync(centre.url, OnlySmall())
    assert (report.sent, report.still_waiting, report.stopped) == (40, 0, None)
    assert sizes[0] > 1500


def test_a_long_journal_travels_in_several_pages_that_never_split_a_transaction(
    centre: RunningCentre, counting: CountingTransport
) -> None:
    sam, ana = centre.laptop("Sam Okafor"), centre.laptop("Ana Reyes")
    for number in range(10):
        sam.write(*[f"{number}.{index}" for index in range(130)])
    assert sam.sync(centre.url).sent == 1300
    whole: list[set[str]] = []
    with ana.client(centre.url, counting) as client:
        client.hello(ana.position())
        page = client.pull(None)
        while page.more:
            whole.append({one.transaction for one in page.operations})
            page = client.pull(page.cursor)
        whole.append({one.transaction for one in page.operations})
    assert len(whole) > 1
    assert sum(len(one) for one in whole) == 10
    assert ana.sync(centre.url).received == 1300


def test_the_same_page_twice_and_older_pages_again_change_nothing(centre: RunningCentre) -> None:
    sam, ana = centre.laptop("Sam Okafor"), centre.laptop("Ana Reyes")
    for number in range(7):
        sam.write(*[f"{number}.{index}" for index in range(120)])
    sam.sync(centre.url)
    with ana.client(centre.url) as client:
        client.hello(ana.position())
        first = client.pull(None)
        second = client.pull(first.cursor)
        again = client.pull(first.cursor)
        assert second == again
    for page in (second, first, second, first):
        ana.apply_page(page.operations, page.cursor)
    assert ana.sync(centre.url).stopped is None
    assert set(ana.others) == {op.operation_id for txn in sam.own for op in txn.operations}


def test_one_that_cannot_join_is_held_and_the_others_flow(centre: RunningCentre) -> None:
    sam, ana = centre.laptop("Sam Okafor"), centre.laptop("Ana Reyes")
    sam.write("before")
    bad = sam.write("for two people", "at once")
    mixed = sam.own.pop().operations
    sam.write("mixed", person=PersonId(new_id()))
    sam.own.pop()
    sam.keep([mixed[0], replace(mixed[1], body_bytes=b'{"salt":"","value":"not what was committed to"}')])
    sam.write("after")
    report = sam.sync(centre.url)
    assert (report.sent, report.held, report.still_waiting, report.stopped) == (2, 1, 0, None)
    assert sam.held == {bad.operations[0].transaction: "malformed"}
    ana.sync(centre.url)
    assert sorted(one.body.value for one in ana.others.values() if one.body) == ["after", "before"]


def test_held_is_still_known_when_the_answer_that_said_so_was_lost(centre: RunningCentre) -> None:
    sam = centre.laptop()
    bad = sam.write("not mine", recorded_by=new_id())
    sam.sync(centre.url, LosesAnswers("/push", 1))
    assert sam.held == {}
    assert sam.sync(centre.url).held == 1
    assert sam.held == {bad.operations[0].transaction: "not_the_author"}


def test_a_cloned_vault_is_noticed_and_nothing_of_it_is_called_received(centre: RunningCentre) -> None:
    sam = centre.laptop()
    sam.write("shared past")
    sam.sync(centre.url)
    twin = deepcopy_laptop(sam)
    sam.write("on the first")
    twin.write("on the second")
    assert sam.sync(centre.url).stopped is None
    report = twin.sync(centre.url)
    assert (report.stopped, report.still_waiting, twin.acked) == ("new_epoch", 1, 1)
    twin.write("and on")
    report = twin.sync(centre.url)
    assert (report.stopped, twin.acked) == ("new_epoch", 1)
    assert centre.words() == ["shared past", "on the first"]
    assert [one["reason"] for one in centre.read_out()["held"]] == ["fork"]


def test_a_vault_restored_from_last_week_is_told_to_enrol_again(centre: RunningCentre) -> None:
    sam = centre.laptop()
    sam.write("last week")
    sam.sync(centre.url)
    image = deepcopy_laptop(sam)
    sam.write("this week")
    sam.sync(centre.url)
    assert image.sync(centre.url).stopped == "new_epoch"


def test_a_later_epoch_gets_its_own_earlier_work_back(centre: RunningCentre) -> None:
    sam = centre.laptop()
    sam.write("before the disk broke")
    sam.sync(centre.url)
    again = centre.laptop(device_id=sam.enrolment.device_id)
    assert again.enrolment.epoch == 2
    assert again.sync(centre.url).received == 1
    assert sam.sync(centre.url).stopped == "new_epoch"


def test_an_operation_issued_again_in_a_later_epoch_is_stored_once(centre: RunningCentre) -> None:
    sam = centre.laptop()
    sam.write("once")
    sam.sync(centre.url)
    again = centre.laptop(device_id=sam.enrolment.device_id)
    issued = sam.own[0].operations[0]
    header = issued.header_bytes.replace(b'"epoch":1', b'"epoch":2').replace(
        issued.previous.encode(), again.position().last_hash.encode()
    )
    again.keep([replace(issued, header_bytes=header, number=1)])
    report = again.sync(centre.url)
    assert (report.sent, report.held, report.stopped) == (1, 0, None)
    assert centre.words() == ["once"]


def test_a_centre_restored_from_last_night_is_offered_everything_again(centre: RunningCentre) -> None:
    sam, ana = centre.laptop("Sam Okafor"), centre.laptop("Ana Reyes")
    sam.write("yesterday")
    sam.sync(centre.url)
    ana.sync(centre.url)
    last_night = _dump(centre)
    sam.write("today")
    sam.sync(centre.url)
    ana.write("Ana today")
    ana.sync(centre.url)
    _restore(centre, last_night)
    # Ana comes first, so that her work takes a number that was Sam's.
    report = ana.sync(centre.url)
    assert (report.restored, report.stopped, report.still_waiting) == (True, None, 0)
    report = sam.sync(centre.url)
    assert (report.restored, report.stopped, report.still_waiting) == (True, None, 0)
    ana.sync(centre.url)
    assert sorted(centre.words()) == ["Ana today", "today", "yesterday"]
    assert len(ana.others) == 2
    assert sam.sync(centre.url).restored is False


def test_a_laptop_that_only_reads_notices_a_restored_centre_by_the_hash_in_its_cursor(
    centre: RunningCentre,
) -> None:
    sam, ana, eve = (centre.laptop(name) for name in ("Sam Okafor", "Ana Reyes", "Eve Lund"))
    sam.write("yesterday")
    sam.sync(centre.url)
    last_night = _dump(centre)
    sam.write("today")
    sam.sync(centre.url)
    ana.sync(centre.url)
    _restore(centre, last_night)
    eve.write("Eve today")  # takes the number that Ana's cursor stands on
    eve.sync(centre.url)
    report = ana.sync(centre.url)
    assert (report.restored, report.stopped) == (True, None)
    assert len(ana.others) == 3


def test_what_a_restored_centre_has_forgotten_is_offered_again_even_if_the_cursor_is_still_good(
    centre: RunningCentre,
) -> None:
    sam = centre.laptop()
    sam.sync(centre.url)
    last_night = _dump(centre)
    sam.write("today")
    assert sam.sync(centre.url, LosesAnswers("/pull", 1)).still_waiting == 0
    _restore(centre, last_night)
    report = sam.sync(centre.url)
    assert (report.restored, report.sent, report.still_waiting) == (True, 1, 0)
    assert centre.words() == ["today"]


@pytest.mark.parametrize("path", ["/hello", "/push", "/pull"])
def test_an_answer_changed_on_its_way_is_refused(centre: RunningCentre, path: str) -> None:
    sam, ana = centre.laptop("Sam Okafor"), centre.laptop("Ana Reyes")
    sam.write("Walking helps.")
    ana.write("So does tea.")
    ana.sync(centre.url)
    changing = ChangesAnswers(path, lambda plain: plain.replace(b'"ok"', b'"ok" '))
    assert sam.sync(centre.url, changing).stopped == "central_not_proven"
    assert sam.others == {}
    assert sam.acked == (1 if path == "/pull" else 0)


def test_an_old_answer_is_refused_when_it_is_played_again(centre: RunningCentre) -> None:
    sam = centre.laptop()
    kept: list[httpx.Response] = []

    class PlaysAgain(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path == "/pull" and kept:
                return answer_again(kept[0], kept[0].content)
            response = super().handle_request(request)
            if request.url.path == "/pull":
                response.read()
                kept.append(response)
                return answer_again(response, response.content)
            return response

    assert sam.sync(centre.url, PlaysAgain()).stopped is None
    assert sam.sync(centre.url, PlaysAgain()).stopped == "central_not_proven"


@pytest.mark.parametrize("hours", [-24 * 3650, -24, -1, 1, 24, 24 * 3650])
def test_a_wild_clock_is_reported_and_blocks_nothing(centre: RunningCentre, hours: int) -> None:
    sam = centre.laptop()
    sam.write("Walking helps.")
    centre.clock.ahead_ms = -hours * 3_600_000
    report = sam.sync(centre.url)
    assert (report.sent, report.stopped) == (1, None)
    assert abs(report.clock_ahead_ms - hours * 3_600_000) < 60_000


def test_an_exchange_that_outlasts_its_token_goes_on(centre: RunningCentre) -> None:
    sam = centre.laptop()
    sam.write("Walking helps.")
    with sam.client(centre.url) as client:
        client.hello(sam.position())
        centre.clock.ahead_ms = 11 * 60_000
        assert client.push(sam.tail()).acked_number == 1


def test_a_revoked_laptop_gets_nothing_new_even_with_a_token_in_its_hand(centre: RunningCentre) -> None:
    sam, ana = centre.laptop("Sam Okafor"), centre.laptop("Ana Reyes")
    ana.write("news")
    ana.sync(centre.url)
    sam.write("mine")
    with sam.client(centre.url) as client:
        client.hello(sam.position())
        centre.central.people.revoke(sam.enrolment.device_id)
        report = SyncEngine(sam, client).run_once()
    assert (report.stopped, report.still_waiting, sam.others) == ("central_refused", 1, {})


def deepcopy_laptop(laptop: ListLaptop) -> ListLaptop:
    """A vault copied with its key, as a disk image is."""
    return replace(laptop, own=list(laptop.own), others=dict(laptop.others), held=deepcopy(laptop.held))


def _dump(centre: RunningCentre) -> str:
    """Last night's backup, made as operators make it."""
    engine = centre.central.engine
    if engine.dialect.name == "postgresql":
        return run_client("pg_dump", engine.url, "--clean", "--if-exists")
    connection = engine.raw_connection()
    lines = list(connection.driver_connection.iterdump())  # type: ignore[union-attr]
    connection.close()
    return "\n".join(lines)


def _restore(centre: RunningCentre, backup: str) -> None:
    engine = centre.central.engine
    if engine.dialect.name == "postgresql":
        run_client("psql", engine.url, "--set=ON_ERROR_STOP=1", "--single-transaction", fed=backup)
        return
    connection = engine.raw_connection()
    database = connection.driver_connection
    assert database is not None
    database.execute("PRAGMA foreign_keys = OFF")
    for (name,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        database.execute(f'DROP TABLE "{name}"')
    database.executescript(backup)
    database.execute("PRAGMA foreign_keys = ON")
    connection.close()
