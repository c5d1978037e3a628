# SPDX-License-Identifier: Apache-2.0
"""A centre put together from a folder, and its answers to the four messages. Never speaks HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select, update

from locales import _
from records.operation import new_id
from sync.central import tables
from sync.central.database import alone, open_database, reading, writing
from sync.central.errors import OperatorError, RefusedError
from sync.central.intake import Intake
from sync.central.keys import KeyStore
from sync.central.outgoing import Outgoing
from sync.central.people import People, Replica, check_name, now_ms
from sync.central.sessions import Sessions
from sync.protocol import (
    EnrolAnswer,
    EnrolRequest,
    HelloAnswer,
    HelloRequest,
    Message,
    PullAnswer,
    PullRequest,
    PushAnswer,
    PushRequest,
    Verdict,
    speaks_with,
)

DATABASE_FILE = "centre.sqlite3"


@dataclass(frozen=True, slots=True)
class About:
    """The centre's own particulars, as they are now."""

    central_id: str
    organisation_id: str
    organisation_name: str
    generation: str


class Central:
    """The centre of one organisation. Safe to use from several threads.

    Args:
        folder: where its keys lie, and by default its database.
        organisation: its name, used when the centre is first made.
        url: another database; see `open_database`.
        clock: milliseconds UTC.

    Raises:
        OperatorError: the database cannot be used, or has other keys than this folder.
    """

    def __init__(
        self,
        folder: Path,
        organisation: str = "Keepwell",
        url: str | None = None,
        clock: Callable[[], int] = now_ms,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.keys = KeyStore(folder)
        self.engine: Engine = open_database(url or f"sqlite:///{folder / DATABASE_FILE}")
        self.people = People(self.engine, clock)
        self.identity = self.keys.identity()
        try:
            with alone(self.engine) as connection:
                about = _find_or_make(connection, organisation, self.identity.public_key.hex())
        except OperatorError:
            self.close()
            raise
        self._sessions = Sessions(self.engine, self.identity, about.central_id, clock)
        self._intake = Intake(self.engine, self.keys, clock)
        self._outgoing = Outgoing(self.engine, self.keys)
        self.clock = clock

    def close(self) -> None:
        """Let the database and the keys go."""
        self.engine.dispose()
        self.keys.close()

    def about(self) -> About:
        """The centre's particulars."""
        with reading(self.engine) as connection:
            return _read(connection)

    def begin_again(self) -> None:
        """Take a new generation: to be done once after the database came back from a backup (sync 9.5)."""
        with writing(self.engine) as connection:
            connection.execute(update(tables.centre).values(generation=new_id()))

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        """Let a laptop join with a one-time code."""
        _check_versions(request)
        enrolled = self.people.enrol(request)
        about = self.about()
        return EnrolAnswer(
            device_id=request.device_id,
            epoch=enrolled.epoch,
            user_id=enrolled.user_id,
            user_name=enrolled.user_name,
            role=enrolled.role,
            organisation_id=about.organisation_id,
            organisation_name=about.organisation_name,
            central_id=about.central_id,
            central_public_key=self.identity.public_key.hex(),
            generation=about.generation,
            team=self.people.team(),
        )

    def hello(self, request: HelloRequest) -> HelloAnswer:
        """Greet a replica and say where it stands."""
        _check_versions(request)
        replica, token = self._sessions.greet(request.assertion)
        return HelloAnswer(
            verdict=self._verdict(replica, request),
            token=token,
            generation=self.about().generation,
            acked_number=replica.acked_number,
            durable_number=replica.durable_number,
            server_time=self.clock(),
            team=self.people.team(),
        )

    def push(self, token: str, request: PushRequest) -> PushAnswer:
        """Take in what a replica offers."""
        return self._intake.push(self._sessions.replica_of(token), request.transactions)

    def pull(self, token: str, request: PullRequest) -> PullAnswer:
        """Serve a page."""
        replica = self._sessions.replica_of(token)
        return self._outgoing.page(replica, request.cursor)

    def _verdict(self, replica: Replica, request: HelloRequest) -> Verdict:
        """Whether this is the replica we know, or a clone or restored image of it (sync 9.7)."""
        if replica.status != "active" or request.last_number < replica.acked_number:
            return "new_epoch"
        if request.last_number == replica.acked_number and request.last_hash != replica.acked_hash:
            return "new_epoch"
        if request.acked_number > replica.acked_number or not self._outgoing.knows(request.cursor):
            return "restored"
        return "ok"


def _find_or_make(connection: Connection, organisation: str, public_key: str) -> About:
    found = connection.execute(select(tables.centre)).first()
    if found is None:
        check_name(organisation)
        connection.execute(
            insert(tables.centre).values(
                central_id=new_id(),
                organisation_id=new_id(),
                organisation_name=organisation,
                generation=new_id(),
                seq=0,
                public_key=public_key,
            )
        )
    elif found.public_key is None:
        connection.execute(update(tables.centre).values(public_key=public_key))
    elif found.public_key != public_key:
        raise OperatorError(
            _(
                "The keys in this folder belong to another centre than this database."
                " Every process of a centre needs the one folder that its keys lie in."
            )
        )
    return _read(connection)


def _read(connection: Connection) -> About:
    row = connection.execute(select(tables.centre)).one()
    return About(row.central_id, row.organisation_id, row.organisation_name, row.generation)


def _check_versions(message: Message) -> None:
    spoken = speaks_with(message.oldest, message.protocol)
    if spoken == "we_are_too_old":
        raise RefusedError("laptop_too_new", 426)
    if spoken == "they_are_too_old":
        raise RefusedError("laptop_too_old", 426)
