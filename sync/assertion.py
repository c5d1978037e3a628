# SPDX-License-Identifier: Apache-2.0
"""The short-lived JWT by which a replica says who it is. Never valid at another centre, nor twice.

Security, "Sync auth": a client assertion per device, random `jti`, `exp` at most 60 s. Its audience is the
centre's id rather than an address, because the address changes with proxies and ports and the id does not.
"""

from __future__ import annotations

import base64

from crypto.identity import DeviceIdentity
from records.operation import new_id
from records.syncing import SyncPosition
from sync.protocol import ASSERTION_ALGORITHM, ASSERTION_SECONDS


def client_assertion(identity: DeviceIdentity, position: SyncPosition, central_id: str, now: float) -> str:
    """Make an assertion; `now` in seconds UTC by the centre's clock as far as known."""
    from joserfc import jwt
    from joserfc.jwk import OKPKey

    private = base64url(identity.private_bytes().reveal())
    key = OKPKey.import_key(public_jwk(identity.public_key) | {"d": private})
    header = {"alg": ASSERTION_ALGORITHM, "kid": f"{position.device}.{position.epoch}"}
    claims = {
        "iss": position.device,
        "aud": central_id,
        "jti": new_id(),
        "iat": int(now),
        "exp": int(now) + ASSERTION_SECONDS,
    }
    return jwt.encode(header, claims, key, algorithms=[ASSERTION_ALGORITHM])


def public_jwk(public_key: bytes) -> dict[str, str | list[str]]:
    """An Ed25519 public key (32 bytes) as a JWK."""
    return {"kty": "OKP", "crv": "Ed25519", "x": base64url(public_key)}


def base64url(plain: bytes) -> str:
    """Base 64 for URLs, without padding (RFC 7515)."""
    return base64.urlsafe_b64encode(plain).rstrip(b"=").decode()
