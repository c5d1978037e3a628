# SPDX-License-Identifier: Apache-2.0
"""Who is let in: assertions are good once, for a minute, at one centre; tokens for ten minutes."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey

from crypto.identity import DeviceIdentity
from records.operation import DeviceId, new_id
from sync.assertion import base64url, client_assertion, public_jwk
from sync.central.errors import RefusedError
from sync.central.sessions import TOKEN_SECONDS, Sessions
from tests.sync.central.conftest import QuietCentre
from tests.sync.laptop import ListLaptop


def _sessions(quiet: QuietCentre) -> Sessions:
    central = quiet.central
    return Sessions(central.engine, central.identity, central.about().central_id, quiet.clock)


def _assertion(sam: ListLaptop, central_id: str | None = None, ahead: float = 0) -> str:
    return client_assertion(
        sam.identity, sam.position(), central_id or sam.enrolment.central_id, time.time() + ahead
    )


def _refusal(sessions: Sessions, assertion: str) -> str:
    with pytest.raises(RefusedError) as refused:
        sessions.greet(assertion)
    return refused.value.code


def test_an_assertion_lets_its_replica_in_once(quiet: QuietCentre) -> None:
    sam, sessions = quiet.laptop(), _sessions(quiet)
    assertion = _assertion(sam)
    replica, token = sessions.greet(assertion)
    assert replica.device == sam.enrolment.device_id
    assert sessions.replica_of(token) == replica
    assert _refusal(sessions, assertion) == "unknown_device"


@pytest.mark.parametrize("ahead", [-3600.0, -61.0, 62.0, 3600.0])
def test_an_assertion_by_a_clock_far_off_is_told_so(quiet: QuietCentre, ahead: float) -> None:
    assert _refusal(_sessions(quiet), _assertion(quiet.laptop(), ahead=ahead)) == "clock"


def test_an_assertion_for_another_centre_is_not_for_us(quiet: QuietCentre) -> None:
    assert _refusal(_sessions(quiet), _assertion(quiet.laptop(), new_id())) == "unknown_device"


def test_nobody_speaks_for_another_laptop(quiet: QuietCentre) -> None:
    sam = quiet.laptop()
    stranger = replace(sam, identity=DeviceIdentity.generate())
    sessions = _sessions(quiet)
    assert _refusal(sessions, _assertion(stranger)) == "unknown_device"
    unknown = replace(sam.position(), device=DeviceId(new_id()))
    assertion = client_assertion(sam.identity, unknown, sam.enrolment.central_id, time.time())
    assert _refusal(sessions, assertion) == "unknown_device"


@pytest.mark.parametrize("name", ["", "\0.1", "\udcff.1", "a" * 32 + ".١", "a" * 32 + "." + "9" * 30])
def test_a_name_of_no_replica_is_a_stranger_before_the_database_sees_it(
    quiet: QuietCentre, name: str
) -> None:
    sam = quiet.laptop()
    key = OKPKey.import_key(
        public_jwk(sam.identity.public_key) | {"d": base64url(sam.identity.private_bytes().reveal())}
    )
    forged = jwt.encode({"alg": "Ed25519", "kid": name}, {"iss": "x"}, key, algorithms=["Ed25519"])
    assert _refusal(_sessions(quiet), forged) == "unknown_device"


@pytest.mark.parametrize("rubbish", ["", "a.b.c", "....", "e30.e30.", "{}"])
def test_rubbish_is_refused_as_a_stranger(quiet: QuietCentre, rubbish: str) -> None:
    sessions = _sessions(quiet)
    assert _refusal(sessions, rubbish) == "unknown_device"
    with pytest.raises(RefusedError, match="unknown_device"):
        sessions.replica_of(rubbish)


def test_no_other_algorithm_is_accepted(quiet: QuietCentre) -> None:
    sam = quiet.laptop()
    key = OctKey.import_key(sam.identity.public_key)
    position = sam.position()
    header = {"alg": "HS256", "kid": f"{position.device}.{position.epoch}"}
    forged = jwt.encode(header, {"iss": position.device}, key, algorithms=["HS256"])
    assert _refusal(_sessions(quiet), forged) == "unknown_device"


def test_a_token_runs_out_and_survives_a_restart_until_then(quiet: QuietCentre) -> None:
    sam = quiet.laptop()
    _, token = _sessions(quiet).greet(_assertion(sam))
    restarted = _sessions(quiet)
    assert restarted.replica_of(token).device == sam.enrolment.device_id
    quiet.clock.ahead_ms = TOKEN_SECONDS * 1000 + 1000
    with pytest.raises(RefusedError, match="token_expired"):
        restarted.replica_of(token)


def test_an_assertion_is_not_a_token(quiet: QuietCentre) -> None:
    with pytest.raises(RefusedError, match="unknown_device"):
        _sessions(quiet).replica_of(_assertion(quiet.laptop()))


def test_something_else_that_the_centre_signed_is_not_a_token(quiet: QuietCentre) -> None:
    sam, own = quiet.laptop(), quiet.central.identity
    key = OKPKey.import_key(public_jwk(own.public_key) | {"d": base64url(own.private_bytes().reveal())})
    position = sam.position()
    claims = {"sub": f"{position.device}.{position.epoch}", "aud": "other", "exp": int(time.time()) + 60}
    other = jwt.encode({"alg": "Ed25519"}, claims, key, algorithms=["Ed25519"])
    with pytest.raises(RefusedError, match="unknown_device"):
        _sessions(quiet).replica_of(other)


def test_a_revoked_replica_is_out_at_once(quiet: QuietCentre) -> None:
    sam, sessions = quiet.laptop(), _sessions(quiet)
    _, token = sessions.greet(_assertion(sam))
    quiet.central.people.revoke(sam.enrolment.device_id)
    assert _refusal(sessions, _assertion(sam)) == "revoked"
    with pytest.raises(RefusedError, match="revoked"):
        sessions.replica_of(token)
