# SPDX-License-Identifier: Apache-2.0
"""Who may write: users, one-time enrolment codes, and the replicas made with them. Never reads a record."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unicodedata import category

from sqlalchemy import Connection, Engine, func, insert, select, update

from crypto.errors import BadSignatureError
from crypto.identity import verify
from locales import _
from records.operation import DeviceId, enrolment_hash, new_id
from sync.central import tables
from sync.central.database import reading, write, writing
from sync.central.errors import OperatorError, RefusedError
from sync.protocol import EnrolRequest, TeamMember, enrolment_proof

CODE_MINUTES = 15
_LONGEST_NAME = 200
_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's 32: nothing that looks like something else
_CODE_LENGTH = 16  # 80 bits


@dataclass(frozen=True, slots=True)
class Replica:
    """One epoch of one worker's vault on one laptop, and how far the centre has it."""

    device: str
    epoch: int
    user_id: str
    public_key: bytes
    status: str
    acked_number: int
    acked_hash: str
    durable_number: int


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What a used code came to."""

    epoch: int
    user_id: str
    user_name: str
    role: str


def check_name(name: str) -> None:
    """Refuse a name that one database would keep and another would not.

    Raises:
        OperatorError: longer than its column, or with something in it that is no character.
    """
    if len(name) > _LONGEST_NAME or any(category(one) in {"Cc", "Cs"} for one in name):
        message = _("A name may have {longest} characters at most, and no control characters.")
        raise OperatorError(message.format(longest=_LONGEST_NAME))


def now_ms() -> int:
    """Milliseconds UTC."""
    return int(time.time() * 1000)


class People:
    """Users, codes and replicas in the centre's database."""

    def __init__(self, engine: Engine, clock: Callable[[], int] = now_ms) -> None:
        self._engine = engine
        self._clock = clock

    def issue_code(self, name: str, role: str) -> str:
        """Make a one-time code for this user, who is made at first; names tell a team's people apart.

        Raises:
            OperatorError: someone of that name has another role, or it is no name that can be kept.
        """
        check_name(name)
        letters = "".join(secrets.choice(_CODE_LETTERS) for _place in range(_CODE_LENGTH))

        def issue(connection: Connection) -> None:
            user_id = _find_or_make_user(connection, name, role)
            connection.execute(
                insert(tables.enrolment_codes).values(
                    code_hash=_code_hash(letters),
                    user_id=user_id,
                    expires_ms=self._clock() + CODE_MINUTES * 60_000,
                )
            )

        write(self._engine, issue)
        return "-".join(letters[start : start + 4] for start in range(0, _CODE_LENGTH, 4))

    def enrol(self, request: EnrolRequest) -> Enrolled:
        """Use a code up and make the replica's next epoch; the same request again gives the same answer.

        Raises:
            RefusedError: wrong, used or expired code, no proof of the key, or somebody else's laptop or key.
        """
        public_key = bytes.fromhex(request.public_key)
        try:
            proof = enrolment_proof(request.code, request.device_id, request.public_key)
            verify(public_key, bytes.fromhex(request.proof), proof)
        except (BadSignatureError, ValueError):
            raise RefusedError("not_allowed", 403) from None

        def enrol(connection: Connection) -> Enrolled:
            code = _find_code(connection, request.code)
            epoch = code.epoch if self._was_lost(code, request) else self._use(connection, code, request)
            user = connection.execute(
                select(tables.users).where(tables.users.c.user_id == code.user_id)
            ).one()
            return Enrolled(epoch, user.user_id, user.name, user.role)

        return write(self._engine, enrol)

    def replica(self, device: str, epoch: int) -> Replica | None:
        """Find a replica, whatever its status."""
        with reading(self._engine) as connection:
            return find_replica(connection, device, epoch)

    def revoke(self, device: str) -> None:
        """Let this laptop in no more, in any of its epochs."""
        table = tables.replicas
        with writing(self._engine) as connection:
            connection.execute(update(table).where(table.c.device_id == device).values(status="revoked"))

    def team(self) -> list[TeamMember]:
        """Everyone who has ever enrolled, by name."""
        users, replicas = tables.users, tables.replicas
        query = select(users).where(users.c.user_id.in_(select(replicas.c.user_id))).order_by(users.c.name)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return [TeamMember(user_id=row.user_id, name=row.name, role=row.role) for row in rows]

    def _was_lost(self, code: Any, request: EnrolRequest) -> bool:
        """Whether this very request was granted before, and its answer lost on the way."""
        asked = (request.device_id, request.public_key)
        return (code.device_id, code.public_key) == asked and self._clock() < code.expires_ms

    def _use(self, connection: Connection, code: Any, request: EnrolRequest) -> int:
        if code.device_id is not None or self._clock() >= code.expires_ms:
            raise RefusedError("enrolment_code_used_or_expired", 403)
        epoch = _next_epoch(connection, code.user_id, request)
        table = tables.enrolment_codes
        connection.execute(
            update(table)
            .where(table.c.code_hash == code.code_hash)
            .values(device_id=request.device_id, public_key=request.public_key, epoch=epoch)
        )
        _make_replica(connection, code.user_id, request, epoch)
        return epoch


def find_replica(connection: Connection, device: str, epoch: int, *, lock: bool = False) -> Replica | None:
    """Read a replica; with `lock`, nobody else moves its mark until this transaction ends."""
    table = tables.replicas
    query = select(table).where(table.c.device_id == device, table.c.epoch == epoch)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        return None
    return Replica(
        device=row.device_id,
        epoch=row.epoch,
        user_id=row.user_id,
        public_key=bytes.fromhex(row.public_key),
        status=row.status,
        acked_number=row.acked_number,
        acked_hash=row.acked_hash,
        durable_number=row.durable_number,
    )


def _find_or_make_user(connection: Connection, name: str, role: str) -> str:
    row = connection.execute(select(tables.users).where(tables.users.c.name == name)).one_or_none()
    if row is None:
        user_id = new_id()
        connection.execute(insert(tables.users).values(user_id=user_id, name=name, role=role))
        return user_id
    if row.role != role:
        raise OperatorError(_("Someone of that name is here with another role."))
    return str(row.user_id)


def _find_code(connection: Connection, letters: str) -> Any:
    table = tables.enrolment_codes
    query = select(table).where(table.c.code_hash == _code_hash(letters))
    code = connection.execute(query.with_for_update()).one_or_none()
    if code is None:
        raise RefusedError("enrolment_code_wrong", 403)
    return code


def _next_epoch(connection: Connection, user_id: str, request: EnrolRequest) -> int:
    table = tables.replicas
    rows = connection.execute(select(table).where(table.c.device_id == request.device_id)).all()
    key_known = connection.execute(
        select(func.count()).select_from(table).where(table.c.public_key == request.public_key)
    ).scalar_one()
    if key_known or any(row.user_id != user_id or row.status == "revoked" for row in rows):
        raise RefusedError("not_allowed", 403)
    return max((row.epoch for row in rows), default=0) + 1


def _make_replica(connection: Connection, user_id: str, request: EnrolRequest, epoch: int) -> None:
    table = tables.replicas
    connection.execute(update(table).where(table.c.device_id == request.device_id).values(status="replaced"))
    start = enrolment_hash(DeviceId(request.device_id), epoch, bytes.fromhex(request.public_key))
    connection.execute(
        insert(table).values(
            device_id=request.device_id,
            epoch=epoch,
            user_id=user_id,
            public_key=request.public_key,
            status="active",
            acked_number=0,
            acked_hash=start,
            durable_number=0,
        )
    )


def _code_hash(letters: str) -> str:
    return hashlib.sha256(b"keepwell/enrolment-code/0\n" + letters.encode()).hexdigest()
