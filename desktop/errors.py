# SPDX-License-Identifier: Apache-2.0
"""Errors of the desktop room. Never carries a word of a record.

DesktopError
└── ExpectedError: the world's fault; `code` names the sentence in desktop.messages
    ├── AlreadyOpenError  another Keepwell has this vault open
    └── NameTakenError    a file has the name that nobody was asked about
"""

from __future__ import annotations

from typing import ClassVar


class DesktopError(Exception):
    """Base of everything this room raises on purpose."""


class ExpectedError(DesktopError):
    """The world's fault. `code` is stable and names the sentence a person reads."""

    code: ClassVar[str] = "desktop"


class AlreadyOpenError(ExpectedError):
    """Another Keepwell on this laptop has this vault open (security F10)."""

    code = "already_open"


class NameTakenError(ExpectedError):
    """A file has the name that a page was to get, and nobody was asked about that name."""

    code = "name_taken"
