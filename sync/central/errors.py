# SPDX-License-Identifier: Apache-2.0
"""Why the centre does not do what a message asks. Never carries anything from a record."""

from __future__ import annotations


class CentralError(Exception):
    """Base of everything the centre raises on purpose."""


class RefusedError(CentralError):
    """The asker gets this code and HTTP status and nothing else.

    Attributes:
        code: one of the names that `sync.client` knows.
        status: HTTP status.
    """

    def __init__(self, code: str, status: int) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


class OperatorError(CentralError):
    """A command that cannot be done as given; `str()` of it is for the person at the terminal."""


class PersonErasedError(CentralError):
    """The key of this person's stream has been destroyed, so nothing more of theirs is kept."""
