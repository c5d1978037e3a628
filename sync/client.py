# SPDX-License-Identifier: Apache-2.0
"""Speaks to the centre over HTTP. Never follows a redirect, never believes an unproven answer.

The only module that imports httpx, and only when the first message goes out, so that the unlock window
does not pay for it (design 10). The operating system's trust store decides about certificates.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from pydantic import ValidationError

from crypto.errors import BadSignatureError
from crypto.identity import DeviceIdentity, verify
from records.operation import MalformedOperationError, SignedTransaction, new_id
from records.syncing import SyncPosition
from sync import protocol as wire
from sync.assertion import client_assertion
from sync.errors import (
    CentralAddressUnsafeError,
    CentralAnsweredHtmlError,
    CentralFaultError,
    CentralNotProvenError,
    CentralRefusedError,
    CentralTooNewError,
    CentralTooOldError,
    CentralUnreachableError,
    EnrolmentCodeUsedOrExpiredError,
    EnrolmentCodeWrongError,
    ExpectedError,
)

if TYPE_CHECKING:
    import httpx

_Answer = TypeVar("_Answer", bound=wire.Message)
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_SECONDS_TO_CONNECT = 10.0
_SECONDS_BETWEEN_BYTES = 60.0  # a slow link is slow between bytes, not dead
_SIGN_IN_PAGE = 511
_EXPIRED = "token_expired"
_CLOCK = "clock"
_REFUSALS: dict[str, type[ExpectedError]] = {
    "unknown_device": CentralRefusedError,
    "revoked": CentralRefusedError,
    _EXPIRED: CentralRefusedError,
    "not_allowed": CentralRefusedError,
    _CLOCK: CentralRefusedError,
    "laptop_too_old": CentralTooNewError,
    "laptop_too_new": CentralTooOldError,
    EnrolmentCodeWrongError.code: EnrolmentCodeWrongError,
    EnrolmentCodeUsedOrExpiredError.code: EnrolmentCodeUsedOrExpiredError,
}


@dataclass(frozen=True, slots=True)
class KnownCentral:
    """The centre this laptop joined, as enrolment told it: whose signature counts."""

    central_id: str
    public_key: bytes = field(repr=False)


class _RefusedError(Exception):
    """A JSON refusal from the centre, on its way to the method that knows what it means."""

    def __init__(self, refusal: wire.Refusal) -> None:
        super().__init__(refusal.error)
        self.refusal = refusal


class _Door:
    """Posts bytes to the centre and brings back capped, inflated bytes. Knows nothing of messages."""

    def __init__(self, base_url: str, transport: httpx.BaseTransport | None) -> None:
        parts = urlsplit(base_url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise CentralAddressUnsafeError
        self._base_url = base_url.rstrip("/")
        self._transport = transport
        self._http: httpx.Client | None = None

    def close(self) -> None:
        if self._http is not None:
            self._http.close()
            self._http = None

    def post(self, path: str, plain: bytes, token: str | None) -> tuple[bytes, str]:
        """Send one message; returns the answer's plain bytes and the centre's signature of them."""
        import httpx

        content, headers = wire.deflate(plain)
        headers |= {"content-type": wire.JSON_TYPE, "accept": wire.JSON_TYPE, "accept-encoding": "gzip"}
        if token is not None:
            headers["authorization"] = f"Bearer {token}"
        try:
            with self._stream(path, content, headers) as response:
                return _read(response)
        except httpx.TransportError as error:
            raise CentralUnreachableError from error

    def _stream(
        self, path: str, content: bytes, headers: Mapping[str, str]
    ) -> AbstractContextManager[httpx.Response]:
        if self._http is None:
            self._http = self._open()
        return self._http.stream("POST", self._base_url + path, content=content, headers=headers)

    def _open(self) -> httpx.Client:
        import httpx

        timeout = httpx.Timeout(_SECONDS_BETWEEN_BYTES, connect=_SECONDS_TO_CONNECT)
        if self._transport is not None or not self._base_url.startswith("https:"):
            # Plain http stays on this machine: no proxy, and no certificates to load.
            return httpx.Client(transport=self._transport, verify=False, timeout=timeout, trust_env=False)  # noqa: S501
        import ssl

        import truststore

        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return httpx.Client(verify=context, timeout=timeout)  # follows no redirects by default


def _read(response: httpx.Response) -> tuple[bytes, str]:
    status = response.status_code
    is_json = response.headers.get("content-type", "").split(";")[0].strip() == wire.JSON_TYPE
    if 300 <= status < 400 or status == _SIGN_IN_PAGE:
        raise CentralAnsweredHtmlError
    if status >= 500:
        raise CentralFaultError
    if not is_json:
        raise CentralAnsweredHtmlError
    plain = _read_capped(response)
    if status != 200:
        raise _RefusedError(_parse(wire.Refusal, plain))
    return plain, response.headers.get(wire.SIGNATURE_HEADER, "")


def _read_capped(response: httpx.Response) -> bytes:
    raw = bytearray()
    for chunk in response.iter_raw():
        raw += chunk
        if len(raw) > wire.MAX_WIRE_BYTES:
            raise CentralNotProvenError
    try:
        return wire.inflate(bytes(raw), response.headers.get("content-encoding", ""))
    except wire.TooLargeError as error:
        raise CentralNotProvenError from error


def _parse(kind: type[_Answer], plain: bytes) -> _Answer:
    """Read an answer; where that fails, say whether a difference of versions is why."""
    try:
        answer = kind.model_validate_json(plain)
    except ValidationError:
        _check_versions(plain)
        raise CentralNotProvenError from None
    if wire.speaks_with(answer.oldest, answer.protocol) != "yes":
        _check_versions(plain)
    return answer


def _check_versions(plain: bytes) -> None:
    try:
        versions = wire.Message.model_validate_json(plain)
    except ValidationError:
        raise CentralNotProvenError from None
    spoken = wire.speaks_with(versions.oldest, versions.protocol)
    if spoken == "we_are_too_old":
        raise CentralTooNewError
    if spoken == "they_are_too_old":
        raise CentralTooOldError


def _check_proof(public_key: bytes, signature: str, path: str, request: bytes, answer: bytes) -> None:
    try:
        verify(public_key, bytes.fromhex(signature), wire.answer_proof(path, request, answer))
    except (BadSignatureError, ValueError) as error:
        raise CentralNotProvenError from error


def _translate(refused: _RefusedError) -> ExpectedError:
    return _REFUSALS.get(refused.refusal.error, CentralFaultError)()


class CentralClient:
    """The centre as the engine sees it (`sync.ports.Centre`). Use it on one thread; close it after.

    Args:
        base_url: https, or http on this very laptop.
        identity: this replica's key; makes the client assertions.
        central: whose answers count.
        transport: tests only; stands in for the network.

    Raises:
        CentralAddressUnsafeError: plain http to another machine.
    """

    def __init__(
        self,
        base_url: str,
        identity: DeviceIdentity,
        central: KnownCentral,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._door = _Door(base_url, transport)
        self._identity = identity
        self._central = central
        self._token: str | None = None
        self._position: SyncPosition | None = None
        self._clock_offset = 0.0  # seconds to add to our clock to have the centre's; never set anywhere

    def __enter__(self) -> CentralClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the connection go."""
        self._door.close()

    def hello(self, position: SyncPosition) -> wire.HelloAnswer:
        """Say who and how far we are. A wild clock costs one more round trip and nothing else."""
        self._position = position
        self._token = None
        try:
            answer = self._ask("/hello", self._greeting(position), wire.HelloAnswer)
        except _RefusedError as refused:
            if refused.refusal.error != _CLOCK:
                raise _translate(refused) from None
            self._clock_offset = refused.refusal.server_time / 1000 - time.time()
            answer = self._ask_or_raise("/hello", self._greeting(position), wire.HelloAnswer)
        self._token = answer.token
        return answer

    def push(self, transactions: Sequence[SignedTransaction]) -> wire.PushAnswer:
        """Offer whole transactions in order."""
        request = wire.PushRequest(nonce=new_id(), transactions=wire.wire_many(transactions))
        return self._ask_renewing("/push", request, wire.PushAnswer)

    def pull(self, cursor: str | None) -> wire.Page:
        """Ask for the page behind a cursor; each operation is checked against its own hashes."""
        request = wire.PullRequest(nonce=new_id(), cursor=cursor)
        answer = self._ask_renewing("/pull", request, wire.PullAnswer)
        try:
            operations = tuple(wire.operation_from_wire(one) for one in answer.operations)
        except MalformedOperationError as error:
            raise CentralNotProvenError from error
        return wire.Page(answer.verdict, operations, answer.cursor, answer.more)

    def _ask_renewing(self, path: str, request: wire.Message, kind: type[_Answer]) -> _Answer:
        """Ask; when the token ran out on a long exchange, greet again and ask once more."""
        try:
            return self._ask(path, request, kind)
        except _RefusedError as refused:
            if refused.refusal.error != _EXPIRED or self._position is None:
                raise _translate(refused) from None
        self.hello(self._position)
        return self._ask_or_raise(path, request, kind)

    def _ask_or_raise(self, path: str, request: wire.Message, kind: type[_Answer]) -> _Answer:
        try:
            return self._ask(path, request, kind)
        except _RefusedError as refused:
            raise _translate(refused) from None

    def _ask(self, path: str, request: wire.Message, kind: type[_Answer]) -> _Answer:
        sent = request.model_dump_json().encode()
        plain, signature = self._door.post(path, sent, self._token)
        _check_proof(self._central.public_key, signature, path, sent, plain)
        return _parse(kind, plain)

    def _greeting(self, position: SyncPosition) -> wire.HelloRequest:
        return wire.HelloRequest(
            assertion=client_assertion(
                self._identity, position, self._central.central_id, time.time() + self._clock_offset
            ),
            last_number=position.last_number,
            last_hash=position.last_hash,
            acked_number=position.acked_number,
            cursor=position.cursor,
            wall=int(time.time() * 1000),
        )


def enrol(
    base_url: str,
    identity: DeviceIdentity,
    code: str,
    device_id: str,
    transport: httpx.BaseTransport | None = None,
) -> wire.EnrolAnswer:
    """Join an organisation with a one-time code; the same request may be repeated if the answer was lost.

    Raises:
        ExpectedError: any of `sync.errors`; the code is used up only when an answer comes back.
    """
    public_key = identity.public_key.hex()
    tidy = wire.tidy_code(code)
    proof = identity.sign(wire.enrolment_proof(tidy, device_id, public_key)).hex()
    request = wire.EnrolRequest(code=tidy, device_id=device_id, public_key=public_key, proof=proof)
    sent = request.model_dump_json().encode()
    door = _Door(base_url, transport)
    try:
        plain, signature = door.post("/enrol", sent, None)
    except _RefusedError as refused:
        raise _translate(refused) from None
    finally:
        door.close()
    answer = _parse(wire.EnrolAnswer, plain)
    _check_proof(bytes.fromhex(answer.central_public_key), signature, "/enrol", sent, plain)
    return answer
