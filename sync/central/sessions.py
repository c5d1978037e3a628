# SPDX-License-Identifier: Apache-2.0
"""Who is asking: checks assertions and tokens. Never keeps a session that a laptop would depend on.

Tokens are signed rather than stored, so a restarted centre still knows them; whether the replica is still
let in is looked up each time, so a revocation works at once (invariant I11).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from crypto.identity import DeviceIdentity
from sync.assertion import base64url, public_jwk
from sync.central.errors import RefusedError
from sync.central.people import People, Replica, now_ms
from sync.protocol import ASSERTION_ALGORITHM, ASSERTION_SECONDS

TOKEN_SECONDS = 600  # security, "Sync auth": at most 10 minutes, kept in memory only
_ALGORITHMS = [ASSERTION_ALGORITHM]


class Sessions:
    """Turns an assertion into a replica and a token, and a token back into the replica."""

    def __init__(
        self, people: People, identity: DeviceIdentity, central_id: str, clock: Callable[[], int] = now_ms
    ) -> None:
        self._people = people
        self._central_id = central_id
        self._clock = clock
        private = base64url(identity.private_bytes().reveal())
        self._own_key = OKPKey.import_key(public_jwk(identity.public_key) | {"d": private})
        self._seen: dict[str, int] = {}
        self._seen_lock = threading.Lock()

    def greet(self, assertion: str) -> tuple[Replica, str]:
        """Check an assertion; returns who it is and a token for the rest of the exchange.

        Raises:
            RefusedError: not an assertion of a replica we let in, used before, or by a clock far from ours.
        """
        found: list[Replica] = []

        def key_of(asserted: Any) -> OKPKey:
            replica = self._let_in(str(asserted.headers().get("kid", "")))
            found.append(replica)
            return OKPKey.import_key(public_jwk(replica.public_key))

        claims = _claims(assertion, key_of)
        replica = found[0]
        if claims.get("iss") != replica.device or claims.get("aud") != self._central_id:
            raise RefusedError("unknown_device", 403)
        self._check_freshness(claims)
        return replica, self._token(replica)

    def replica_of(self, token: str) -> Replica:
        """Check a token.

        Raises:
            RefusedError: not ours, ran out, or the replica is not let in any more.
        """
        claims = _claims(token, lambda _asserted: self._own_key)
        if claims.get("aud") != "keepwell/token" or not isinstance(claims.get("exp"), int):
            raise RefusedError("unknown_device", 403)
        if claims["exp"] * 1000 <= self._clock():
            raise RefusedError("token_expired", 401)
        return self._let_in(str(claims.get("sub")))

    def _let_in(self, name: str) -> Replica:
        device, _, epoch = name.partition(".")
        replica = self._people.replica(device, int(epoch)) if epoch.isdecimal() and len(epoch) < 9 else None
        if replica is None:
            raise RefusedError("unknown_device", 403)
        if replica.status == "revoked":
            raise RefusedError("revoked", 403)
        return replica

    def _check_freshness(self, claims: dict[str, Any]) -> None:
        now = self._clock() // 1000
        issued, expires, name = claims.get("iat"), claims.get("exp"), claims.get("jti")
        if not (isinstance(issued, int) and isinstance(expires, int) and isinstance(name, str)):
            raise RefusedError("unknown_device", 403)
        if abs(now - issued) > ASSERTION_SECONDS or not now < expires <= issued + ASSERTION_SECONDS:
            raise RefusedError("clock", 401)
        with self._seen_lock:
            self._seen = {one: until for one, until in self._seen.items() if until > now}
            if name in self._seen:
                raise RefusedError("unknown_device", 403)
            self._seen[name] = expires

    def _token(self, replica: Replica) -> str:
        claims = {
            "sub": f"{replica.device}.{replica.epoch}",
            "aud": "keepwell/token",
            "exp": self._clock() // 1000 + TOKEN_SECONDS,
        }
        return jwt.encode({"alg": ASSERTION_ALGORITHM}, claims, self._own_key, algorithms=_ALGORITHMS)


def _claims(token: str, key: Any) -> dict[str, Any]:
    try:
        return jwt.decode(token, key, algorithms=_ALGORITHMS).claims
    except (JoseError, ValueError, KeyError, TypeError, AttributeError):
        raise RefusedError("unknown_device", 403) from None
