# SPDX-License-Identifier: Apache-2.0
"""The centre over HTTP: four messages in, signed answers out. Never logs or echoes what a message holds."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import TypeVar

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.central.database import sentence
from sync.central.errors import RefusedError
from sync.central.service import Central
from sync.protocol import (
    JSON_TYPE,
    MAX_WIRE_BYTES,
    SIGNATURE_HEADER,
    EnrolRequest,
    HelloRequest,
    Message,
    PullRequest,
    PushRequest,
    Refusal,
    TooLargeError,
    answer_proof,
    deflate,
    inflate,
)

_Request = TypeVar("_Request", bound=Message)


def make_app(
    central: Central,
    clock: Callable[[], int] | None = None,
    trouble: Callable[[str], None] = lambda _what: None,
) -> Starlette:
    """The ASGI application of one centre; `trouble` hears a sentence when its database does not answer."""
    door = _Door(central, clock or central.clock, trouble)
    return Starlette(
        routes=[Route(path, door.answer, methods=["POST"]) for path in ("/enrol", "/hello", "/push", "/pull")]
    )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Made as a TCP socket by name: asyncio sends at once only on such, and otherwise each answer waits about
    40 ms for the laptop's acknowledgement of its first half (measured).
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(128)
    return listening


class _Door:
    """Reads a request under caps, has it answered on a worker thread, signs what goes out."""

    def __init__(self, central: Central, clock: Callable[[], int], trouble: Callable[[str], None]) -> None:
        self._central = central
        self._clock = clock
        self._trouble = trouble

    async def answer(self, request: Request) -> Response:
        path = request.url.path
        try:
            plain = await _read(request)
            answered = await run_in_threadpool(self._act, path, _token(request), plain)
        except SQLAlchemyError as error:
            # Its words may name people and places; the laptop hears that it should come again.
            self._trouble(sentence(error, self._central.engine.url))
            refusal = Refusal(error="database_away", server_time=self._clock())
            return Response(refusal.model_dump_json(), 503, media_type=JSON_TYPE)
        except RefusedError as refused:
            refusal = Refusal(error=refused.code, server_time=self._clock())
            return Response(refusal.model_dump_json(), refused.status, media_type=JSON_TYPE)
        signature = self._central.identity.sign(answer_proof(path, plain, answered)).hex()
        content, headers = deflate(answered)
        headers |= {SIGNATURE_HEADER: signature, "cache-control": "no-store"}
        return Response(content, 200, headers, JSON_TYPE)

    def _act(self, path: str, token: str, plain: bytes) -> bytes:
        central = self._central
        answer: Message
        if path == "/enrol":
            answer = central.enrol(_parse(EnrolRequest, plain))
        elif path == "/hello":
            answer = central.hello(_parse(HelloRequest, plain))
        elif path == "/push":
            answer = central.push(token, _parse(PushRequest, plain))
        else:
            answer = central.pull(token, _parse(PullRequest, plain))
        return answer.model_dump_json().encode()


async def _read(request: Request) -> bytes:
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > MAX_WIRE_BYTES:
            raise RefusedError("too_large", 413)
    try:
        return inflate(bytes(raw), request.headers.get("content-encoding", ""))
    except TooLargeError:
        raise RefusedError("too_large", 413) from None


def _parse(kind: type[_Request], plain: bytes) -> _Request:
    try:
        return kind.model_validate_json(plain)
    except ValidationError:
        # Nothing of the message goes into the answer or a traceback.
        raise RefusedError("not_understood", 400) from None


def _token(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else ""
