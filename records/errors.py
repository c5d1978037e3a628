# SPDX-License-Identifier: Apache-2.0
"""Errors of the record store, drawn as a tree. Never carries a word of a record.

RecordsError
├── ExpectedError: the world's fault; `code` names the sentence in desktop.messages
│   ├── VaultMissingError        there is no vault in this folder
│   ├── VaultExistsError         there is one already, and it is never overwritten
│   ├── VaultEmptiedError        the vault file has no content although its slot file exists
│   ├── VaultForeignError        the vault file belongs to another slot file
│   ├── VaultDamagedError        the vault file cannot be read with its own key
│   ├── SavedWorkMissingError    work that was called saved is not there any more
│   ├── StoreTooNewError         made by a newer Keepwell
│   ├── StoreBusyError           another program holds the vault
│   ├── DiskFullError            nothing more fits; nothing half-written
│   ├── StoreReadOnlyError       the folder or file cannot be written
│   ├── TransactionTooLargeError more than one save may hold
│   ├── PersonAlreadyHereError   a referral for someone who is already on this laptop
│   └── NumberOfSomebodyElseError  an NHS number that another person has here
└── BugError: ours
"""

from __future__ import annotations

from typing import ClassVar


class RecordsError(Exception):
    """Base of everything this room raises on purpose."""


class ExpectedError(RecordsError):
    """The world's fault. `code` is stable and names the sentence a person reads."""

    code: ClassVar[str] = "records"


class BugError(RecordsError):
    """Our fault: the caller broke a rule of the store."""


class VaultMissingError(ExpectedError):
    """There is no vault in this folder."""

    code = "vault_missing"


class VaultExistsError(ExpectedError):
    """A vault or part of one lies here already; it is never overwritten (house 1.4)."""

    code = "vault_exists"


class VaultEmptiedError(ExpectedError):
    """The vault file is shorter than one page: SQLCipher would open it as a new vault (security 4.1)."""

    code = "vault_emptied"


class VaultForeignError(ExpectedError):
    """The file's salt is not the one its slot file names (design 10, "On the laptop")."""

    code = "vault_foreign"


class VaultDamagedError(ExpectedError):
    """The right key does not read the file."""

    code = "vault_damaged"


class SavedWorkMissingError(ExpectedError):
    """The vault holds less than was once called saved (security 4.3).

    Attributes:
        saved: how many saves the high-water mark remembers.
        found: how many the vault holds.
    """

    code = "saved_work_missing"

    def __init__(self, saved: int, found: int) -> None:
        super().__init__(f"{saved} saves remembered, {found} found")
        self.saved = saved
        self.found = found


class StoreTooNewError(ExpectedError):
    """The vault was made by a newer Keepwell; it is left untouched."""

    code = "store_too_new"


class StoreBusyError(ExpectedError):
    """Another program holds the vault file."""

    code = "store_busy"


class DiskFullError(ExpectedError):
    """The disk is full; the transaction was rolled back whole."""

    code = "disk_full"


class StoreReadOnlyError(ExpectedError):
    """The vault cannot be written here."""

    code = "store_read_only"


class TransactionTooLargeError(ExpectedError):
    """A transaction beyond 200 operations or 256 KiB (design 10, "Bytes")."""

    code = "transaction_too_large"


class PersonAlreadyHereError(ExpectedError):
    """A referral names someone who is already on this laptop.

    Attributes:
        person: who; an id, never a name.
    """

    code = "person_already_here"

    def __init__(self, person: str) -> None:
        super().__init__("person already on this laptop")
        self.person = person


class NumberOfSomebodyElseError(ExpectedError):
    """A person's NHS number was changed to one that another person on this laptop has."""

    code = "number_of_somebody_else"
