# SPDX-License-Identifier: Apache-2.0
"""Joining with a one-time code: single use, a quarter of an hour, one person, one key."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select

from crypto.identity import DeviceIdentity
from records.operation import new_id
from sync.central import tables
from sync.central.database import reading
from sync.central.errors import OperatorError, RefusedError
from sync.central.people import CODE_MINUTES
from sync.protocol import tidy_code
from tests.sync.central.conftest import QuietCentre, request_for


def _refusal(quiet: QuietCentre, code: str, identity: DeviceIdentity, device: str | None = None) -> str:
    with pytest.raises(RefusedError) as refused:
        quiet.central.enrol(request_for(code, identity, device))
    return refused.value.code


def test_a_code_has_80_bits_and_is_kept_only_as_a_hash(quiet: QuietCentre) -> None:
    code = quiet.central.people.issue_code("Sam Okafor", "peer")
    assert len(tidy_code(code)) == 16
    with reading(quiet.central.engine) as connection:
        kept = str(connection.execute(select(tables.enrolment_codes)).all())
    assert tidy_code(code) not in kept
    assert code not in kept


def test_a_code_may_be_typed_as_people_type(quiet: QuietCentre) -> None:
    code = quiet.central.people.issue_code("Sam Okafor", "peer")
    typed = " " + code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    answer = quiet.central.enrol(request_for(typed, DeviceIdentity.generate()))
    assert (answer.user_name, answer.role, answer.epoch) == ("Sam Okafor", "peer", 1)
    assert answer.organisation_name == "Northfield recovery team"
    assert [one.name for one in answer.team] == ["Sam Okafor"]


def test_a_code_that_was_never_given_out_is_wrong(quiet: QuietCentre) -> None:
    assert _refusal(quiet, "0000-0000-0000-0000", DeviceIdentity.generate()) == "enrolment_code_wrong"


def test_a_used_code_lets_no_second_laptop_in(quiet: QuietCentre) -> None:
    code = quiet.central.people.issue_code("Sam Okafor", "peer")
    quiet.central.enrol(request_for(code, DeviceIdentity.generate()))
    assert _refusal(quiet, code, DeviceIdentity.generate()) == "enrolment_code_used_or_expired"


def test_the_same_laptop_may_ask_again_when_the_answer_was_lost(quiet: QuietCentre) -> None:
    code = quiet.central.people.issue_code("Sam Okafor", "peer")
    request = request_for(code, DeviceIdentity.generate())
    assert quiet.central.enrol(request) == quiet.central.enrol(request)
    quiet.clock.ahead_ms = CODE_MINUTES * 60_000
    with pytest.raises(RefusedError, match="enrolment_code_used_or_expired"):
        quiet.central.enrol(request)


def test_a_code_expires(quiet: QuietCentre) -> None:
    code = quiet.central.people.issue_code("Sam Okafor", "peer")
    quiet.clock.ahead_ms = CODE_MINUTES * 60_000 + 1
    assert _refusal(quiet, code, DeviceIdentity.generate()) == "enrolment_code_used_or_expired"


def test_a_key_nobody_proves_to_hold_is_not_let_in_and_the_code_stays_good(quiet: QuietCentre) -> None:
    code = quiet.central.people.issue_code("Sam Okafor", "peer")
    mine, theirs = DeviceIdentity.generate(), DeviceIdentity.generate()
    request = request_for(code, mine).model_copy(update={"public_key": theirs.public_key.hex()})
    with pytest.raises(RefusedError, match="not_allowed"):
        quiet.central.enrol(request)
    assert quiet.central.enrol(request_for(code, mine)).epoch == 1


def test_the_centre_assigns_epochs_and_a_key_is_never_used_twice(quiet: QuietCentre) -> None:
    people, device = quiet.central.people, new_id()
    first = DeviceIdentity.generate()
    quiet.central.enrol(request_for(people.issue_code("Sam Okafor", "peer"), first, device))
    code = people.issue_code("Sam Okafor", "peer")
    assert _refusal(quiet, code, first, device) == "not_allowed"
    again = quiet.central.enrol(request_for(code, DeviceIdentity.generate(), device))
    assert again.epoch == 2
    old = people.replica(device, 1)
    assert old is not None
    assert old.status == "replaced"


def test_nobody_takes_over_a_colleagues_laptop_with_a_code_of_their_own(quiet: QuietCentre) -> None:
    sam = quiet.laptop("Sam Okafor")
    code = quiet.central.people.issue_code("Ana Reyes", "peer")
    assert _refusal(quiet, code, DeviceIdentity.generate(), sam.enrolment.device_id) == "not_allowed"
    assert quiet.replica(sam).status == "active"


def test_operators_who_name_the_same_new_person_at_once_make_one(quiet: QuietCentre) -> None:
    together, codes = threading.Barrier(6), list[str]()

    def issue() -> None:
        together.wait(30)
        codes.append(quiet.central.people.issue_code("Sam Okafor", "peer"))

    _at_once([issue] * 6)
    assert len(set(codes)) == 6
    with reading(quiet.central.engine) as connection:
        assert len(connection.execute(select(tables.users)).all()) == 1


def test_two_codes_used_at_once_for_one_laptop_make_two_epochs(quiet: QuietCentre) -> None:
    device, together, epochs = new_id(), threading.Barrier(4), list[int]()

    def enrol() -> None:
        request = request_for(
            quiet.central.people.issue_code("Sam Okafor", "peer"), DeviceIdentity.generate(), device
        )
        together.wait(30)
        epochs.append(quiet.central.enrol(request).epoch)

    _at_once([enrol] * 4)
    assert sorted(epochs) == [1, 2, 3, 4]
    statuses = [one.status for one in map(quiet.central.people.replica, [device] * 4, range(1, 5)) if one]
    assert statuses == ["replaced", "replaced", "replaced", "active"]


def _at_once(jobs: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=one) for one in jobs]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)


@pytest.mark.parametrize("name", ["S" * 201, "Sam\0Okafor", "Sam\udcffOkafor", "Sam\nOkafor"])
def test_a_name_that_cannot_be_kept_on_every_database_is_refused_in_a_sentence(
    quiet: QuietCentre, name: str
) -> None:
    with pytest.raises(OperatorError, match="200 characters at most"):
        quiet.central.people.issue_code(name, "peer")
    quiet.central.people.issue_code("Łucja Ó Súilleabháin 🎵" + "a" * 150, "peer")


def test_one_name_is_one_person(quiet: QuietCentre) -> None:
    first, second = quiet.laptop("Sam Okafor"), quiet.laptop("Sam Okafor")
    assert first.enrolment.user_id == second.enrolment.user_id
    with pytest.raises(OperatorError):
        quiet.central.people.issue_code("Sam Okafor", "registered")
