# SPDX-License-Identifier: Apache-2.0
"""The one door to everything kept: record, save a draft, read, and hand the tail of the journal to sync.

Every change is one SQLCipher transaction: operations, read tables and draft together. Never shared between
threads (`beside` opens another, which only reads); never says that something is saved before its commit.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from records import drafts, people, search
from records.database import Database
from records.drafts import DraftId, SavedDraft
from records.enrolment import Enrolment
from records.errors import BugError, PersonAlreadyHereError
from records.high_water import HighWaterMark
from records.journal import Journal, read_fact
from records.operation import (
    Body,
    Change,
    EntityId,
    ItemClass,
    ItemId,
    Kind,
    Operation,
    PersonId,
    SignedTransaction,
    TransactionId,
    UserId,
    Who,
)
from records.people import Card
from records.read_cards import ReadCards
from records.read_tables import fold, read_items
from records.state import ItemState
from records.syncing import SyncPosition

# Saves after which the log is worth folding: about as many as SQLite would let it hold before a save had to.
_SAVES_IN_LOG = 8

T = TypeVar("T")

Items = dict[tuple[EntityId, ItemId], ItemState]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a change did: when it was durable and whom it was about."""

    saved_at: int
    people: frozenset[PersonId]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What only this laptop holds (hazard 3).

    Attributes:
        by_person: unacknowledged transactions by person; people with none are absent.
        oldest_at: when the oldest was written, ms UTC.
        held: transactions the centre holds aside, "not in the record".
    """

    by_person: dict[PersonId, int]
    oldest_at: int | None
    held: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_person.values())


class RecordStore:
    """An open vault. Made by `records.vault.open_vault`; without a mark it only reads."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        mark: HighWaterMark | None,
        enrolment: Enrolment,
        opens_beside: Callable[[], RecordStore] | None = None,
    ) -> None:
        self._database = database
        self._journal = journal
        self._mark = mark
        self._opens_beside = opens_beside
        self.enrolment = enrolment
        self._unindexed = search.Unindexed()
        self._read_cards = ReadCards()
        self._of_registers: tuple[Any, ...] | None = None
        self._saves = int(database.one("SELECT saves FROM pulse")[0])
        self._folded_at = self._saves
        if mark is not None:
            mark.write(self._saves)

    def beside(self) -> Callable[[], RecordStore]:
        """What opens the same vault for reading only, on the thread that is to read.

        Given away once: what it holds of the key is not kept here after that.
        """
        opens, self._opens_beside = self._opens_beside, None
        if opens is None:
            raise BugError("a second connection for reading")
        return opens

    # Changing

    def record(
        self, person: PersonId, changes: Sequence[Change], *, finishes: DraftId | None = None
    ) -> Recorded:
        """Journal one transaction about one person, fold it, and let go of the draft it finishes.

        Raises:
            TransactionTooLargeError, DiskFullError, StoreBusyError: nothing was recorded.
        """
        with self._saving() as save:
            kept = self._journal.append(person, changes)
            touched = fold(self._database, self._journal, kept, save=save)
            if finishes is not None:
                drafts.discard(self._database, finishes)
        return Recorded(kept[max(kept)].wall, touched)

    def take_in(
        self,
        person: PersonId,
        nhs_number: str | None,
        changes: Sequence[Change],
        *,
        finishes: DraftId | None = None,
    ) -> Recorded:
        """Record a new person, unless someone with this NHS number is here already.

        Raises:
            PersonAlreadyHereError: and nothing was recorded (hazards 6 and 7).
        """
        here = None if nhs_number is None else self.who_has(nhs_number)
        if here is not None:
            raise PersonAlreadyHereError(here)
        return self.record(person, changes, finishes=finishes)

    def who_has(self, nhs_number: str) -> PersonId | None:
        """Whose number it is on this laptop; None where nobody has it."""
        row = self._database.maybe("SELECT person FROM person WHERE nhs_number = ?", (nhs_number,))
        return None if row is None else PersonId(row[0])

    def save_draft(self, draft: DraftId, person: PersonId, form: str, snapshot: dict[str, Any]) -> int:
        """Make a draft durable; gives back when, ms UTC. Only then may a screen say "saved"."""
        saved_at = time.time_ns() // 1_000_000
        with self._saving():
            drafts.save(self._database, SavedDraft(draft, person, form, saved_at, snapshot))
        return saved_at

    def discard_draft(self, draft: DraftId) -> None:
        """Forget a draft that was thought better of."""
        with self._saving():
            drafts.discard(self._database, draft)

    def note_read(self, person: PersonId) -> None:
        """Log that this worker opened this person's record (design 4, "Reading is logged")."""
        opened = Change(
            entity=people.person_entity(person),
            item=ItemId(person),
            field="opened",
            kind=Kind.READ,
            item_class=ItemClass.OBSERVATION,
            said_by=Who.WORKER,
            body=Body(None),
        )
        with self._saving():
            self._journal.append(person, [opened])

    def index_due(self) -> int:
        """Index a few people whose words changed; gives back how many. Called when nothing else waits."""
        if self._database.maybe("SELECT 1 FROM search_due") is None:
            return 0
        with self._saving():
            return search.index_due(self._database)

    def fold_log(self) -> None:
        """Move saves from the log into the vault's file, once there are some. Called when nothing waits."""
        if self._saves - self._folded_at >= _SAVES_IN_LOG:
            self._database.fold_log()
            self._folded_at = self._saves

    # Reading

    @contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Whatever is read inside is of one moment, though somebody saves meanwhile."""
        with self._database.reading():
            yield

    def cards(self) -> list[Card]:
        """Everyone on this laptop, by name."""
        return self.of_each_card(_itself)

    def of_each_card(self, make: Callable[[Card], T]) -> list[T]:
        """What `make` makes of everybody's card, by name; made again only where the card has changed.

        `make` is a function of a module: it is remembered by itself, and what it makes is never changed.
        """
        rows = self._database.all("SELECT person, card FROM person ORDER BY sort_name, person")
        return self._read_cards.each(rows, make)

    def card(self, person: PersonId) -> Card | None:
        """One person's card, or None when nobody of that id is here."""
        row = self._database.maybe("SELECT card FROM person WHERE person = ?", (person,))
        return None if row is None else people.card_from_json(person, json.loads(row[0]))

    def items(self, person: PersonId) -> Items:
        """Everything about a person, as reduced."""
        return read_items(self._database, person)

    def people_to_agree(self) -> dict[PersonId, int]:
        """How many fields wait to be agreed, by person."""
        rows = self._database.all("SELECT person, sum(open) FROM item WHERE open > 0 GROUP BY person")
        return {PersonId(person): count for person, count in rows}

    def copies(self, person: PersonId) -> list[Operation]:
        """The operations of a person's copies register; `records.copies` reads them."""
        return self._journal.copies(person)

    def of_registers(self, make: Callable[[list[Operation]], T]) -> T:
        """What `make` makes of the copies and agreed versions of people who have both.

        Made again only when one more has come. `make` is a function of a module, as in `of_each_card`.
        """
        stamp = self._journal.registers_stamp()
        if self._of_registers is None or self._of_registers[:2] != (stamp, make):
            self._of_registers = (stamp, make, make(self._journal.registers()))
        made: T = self._of_registers[2]
        return made

    def plan_version(self, person: PersonId) -> int:
        """In how many transactions the person's plan has changed: its version number (records.copies)."""
        return self._journal.changes_of(person, people.plan_entity(person))

    def plan_history(self, person: PersonId, kind: Kind | None = None) -> list[Operation]:
        """Every operation on a person's plan, or those of one kind (records.versions, records.statements)."""
        return self._journal.history_of(person, people.plan_entity(person), kind)

    def drafts_of(self, person: PersonId) -> list[SavedDraft]:
        """A person's drafts, newest first."""
        return drafts.of_person(self._database, person)

    def people_with_drafts(self) -> dict[PersonId, list[str]]:
        """Forms left half done (`canonical|version`), by person."""
        return drafts.people_with_drafts(self._database)

    def find(self, text: str) -> list[PersonId]:
        """People whose name or plan words match what has been typed so far."""
        return search.find(self._database, text, self._unindexed)

    def people_to_index(self) -> int:
        """How many people the search index does not hold as they are now; `find` looks at them directly."""
        return int(self._database.one("SELECT count(*) FROM search_due")[0])

    def waiting(self) -> Waiting:
        """What only this laptop holds."""
        held = int(self._database.one("SELECT count(*) FROM held")[0])
        return Waiting(self._journal.waiting(), self._journal.oldest_waiting_at(), held)

    def team(self) -> dict[UserId, str]:
        """Names of the people in the team, by user id; the worker of this vault always among them."""
        text = read_fact(self._database, "team")
        known: dict[UserId, str] = {} if text is None else json.loads(text)
        return {self.enrolment.user: self.enrolment.user_name, **known}

    def last_received_at(self) -> int | None:
        """When the team last had everything written here, ms UTC, by this laptop's clock."""
        text = read_fact(self._database, "received_at")
        return None if text is None else int(text)

    # For the sync engine (sync.engine describes the port this satisfies)

    def position(self) -> SyncPosition:
        """How far this replica has written, been heard and read."""
        return self._journal.position()

    def tail(self, limit_operations: int = 500, limit_bytes: int = 512 * 1024) -> list[SignedTransaction]:
        """Whole transactions that the centre has not acknowledged, oldest first."""
        return self._journal.tail(limit_operations, limit_bytes)

    def acknowledge(self, acked_number: int, durable_number: int) -> None:
        """Take the centre's high-water marks."""
        with self._saving():
            self._journal.acknowledge(acked_number, durable_number)

    def hold(self, transactions: Sequence[TransactionId], reason: str) -> None:
        """Remember that the centre holds these aside: they are never called received."""
        with self._saving():
            rows = [(one, reason) for one in transactions]
            self._database.run_many("INSERT OR REPLACE INTO held VALUES (?, ?)", rows)

    def apply_page(self, operations: Sequence[Operation], cursor: str | None) -> frozenset[PersonId]:
        """Keep and fold operations from elsewhere, and the cursor, together; any repeats change nothing.

        A page may be given in slices: all but the last with `cursor=None`.
        """
        with self._saving() as save:
            fresh = self._journal.add(operations)
            touched = fold(self._database, self._journal, fresh, save=save)
            if cursor is not None:
                self._journal.keep_fact("cursor", cursor)
        return touched

    def remember_team(self, names: Mapping[UserId, str]) -> None:
        """Keep the names of the team for the lines that say who wrote; writes only what is new."""
        known = self.team()
        everybody = {**known, **names}
        if everybody == known:
            return
        with self._saving():
            # Those who left stay: what they wrote still carries their name.
            self._journal.keep_fact("team", json.dumps(everybody, sort_keys=True))

    def note_everything_received(self) -> None:
        """Remember that a sync ended with nothing left only here.

        Nothing is remembered where something was written since, or is held aside: then they have not.
        """
        position = self._journal.position()
        if position.acked_number < position.last_number or self.waiting().held:
            return
        with self._saving():
            self._journal.keep_fact("received_at", str(time.time_ns() // 1_000_000))

    def close(self) -> None:
        """Close the vault; the process that held the key should end right after. Twice does no harm."""
        self._read_cards.forget()
        self._of_registers = None
        self._database.close()
        if self._mark is not None:
            self._mark.close()

    @contextmanager
    def _saving(self) -> Iterator[int]:
        """One save; gives its number."""
        if self._mark is None:
            raise BugError("a change through a connection that only reads")
        try:
            with self._database.writing():
                saves = int(self._database.one("SELECT saves FROM pulse")[0]) + 1
                if saves != self._saves + 1:
                    # An app whose supervisor was killed may live on beside its successor: go on from what it
                    # wrote, or two operations would carry one number and the mark would cry wolf.
                    self._journal.reload()
                yield saves
                self._database.run("UPDATE pulse SET saves = ?", (saves,))
        except BaseException:
            self._journal.reload()
            raise
        self._saves = saves
        self._mark.write(saves)


def _itself(card: Card) -> Card:
    return card
