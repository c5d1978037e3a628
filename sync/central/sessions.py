# SPDX-License-Identifier: Apache-2.0
"""Who is asking: checks assertions and tokens. Never keeps a session that a laptop would depend on.

Tokens are signed rather than stored, so a restarted centre still knows them; whether the replica is still
let in is looked up each time, so a revocation works at once (invariant I11).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from sqlalchemy import Connection, Engine, delete, insert
from sqlalchemy.exc import IntegrityError

from crypto.identity import DeviceIdentity
from sync.assertion import base64url, public_jwk
from sync.central import tables
from sync.central.database import reading, write
from sync.central.errors import RefusedError
from sync.central.people import Replica, find_replica, now_ms
from sync.protocol import ASSERTION_ALGORITHM, ASSERTION_SECONDS

TOKEN_SECONDS = 600  # security, "Sync auth": at most 10 minutes, kept in memory only
_ALGORITHMS = [ASSERTION_ALGORITHM]
_REPLICA_NAME = re.compile(r"([0-9a-f]{32})\.([0-9]{1,8})")


class Sessions:
    """Turns an assertion into a replica and a token, and a token back into the replica."""

    def __init__(
        self, engine: Engine, identity: DeviceIdentity, central_id: str, clock: Callable[[], int] = now_ms
    ) -> None:
        self._engine = engine
        self._central_id = central_id
        self._clock = clock
        private = base64url(identity.private_bytes().reveal())
        self._own_key = OKPKey.import_key(public_jwk(identity.public_key) | {"d": private})

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
        named = _REPLICA_NAME.fullmatch(name)
        if named is None:
            raise RefusedError("unknown_device", 403)
        with reading(self._engine) as connection:
            replica = find_replica(connection, named[1], int(named[2]))
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
        self._use_up(name, expires, now)

    def _use_up(self, name: str, expires: int, now: int) -> None:
        """Let an assertion in once, at whichever process of this centre it comes first."""
        name_hash = hashlib.sha256(b"keepwell/assertion/0\n" + name.encode()).hexdigest()
        table = tables.used_assertions

        def use_up(connection: Connection) -> None:
            connection.execute(delete(table).where(table.c.expires_s <= now))
            connection.execute(insert(table).values(name_hash=name_hash, expires_s=expires))

        try:
            write(self._engine, use_up)
        except IntegrityError:
            raise RefusedError("unknown_device", 403) from None

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
