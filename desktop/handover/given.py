# SPDX-License-Identifier: Apache-2.0
"""What the window is given: one person's plan in words ready to show, and the box to fill. Never more.

The app makes it (presenters.handing_over) and the window reads it; plain data in between.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crypto.sealing import open_sealed
from crypto.secret import Secret
from records.contribution import PAYLOAD_PLACE


@dataclass(frozen=True, slots=True)
class GivenStatement:
    """One thing that stands in the plan, to read; `beside`: the same words in other languages."""

    words: str
    source: str
    by_person: bool
    struck: str = ""
    two_versions: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenPart:
    """One question of the plan.

    Attributes:
        heading: of the group of questions that begins with this one, or "".
        may_write: words can be added; what is chosen or agreed is done together, not alone.
    """

    part: str
    heading: str
    text: str
    help: str
    may_write: bool
    under_heading: bool
    statements: tuple[GivenStatement, ...]


@dataclass(frozen=True, slots=True)
class GivenSection:
    """One section of the plan, shown at a time; `sees` says who will see what is written in it."""

    section: str
    title: str
    lead: str
    sees: str
    parts: tuple[GivenPart, ...]


@dataclass(frozen=True, slots=True)
class GivenPlan:
    """Everything that the window knows.

    Attributes:
        worker: what the person calls the worker.
        at: linkId of the section to begin with.
        scheme, scale, language: how the app looked, so that nothing changes before the person's eyes.
    """

    worker: str
    title: str
    at: str
    scheme: str
    scale: float
    language: str
    sections: tuple[GivenSection, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """What came through the pipe, opened.

    Attributes:
        box: public bytes of the box; `place` is what is sealed with it.
    """

    given: GivenPlan
    box: bytes
    place: bytes


def given_from_json(raw: dict[str, Any]) -> GivenPlan:
    """Read what `dataclasses.asdict` made of a `GivenPlan`."""
    sections = tuple(
        GivenSection(**{**one, "parts": tuple(_part(part) for part in one["parts"])})
        for one in raw["sections"]
    )
    return GivenPlan(**{**raw, "sections": sections})


def _part(raw: dict[str, Any]) -> GivenPart:
    statements = tuple(GivenStatement(**{**one, "beside": tuple(one["beside"])}) for one in raw["statements"])
    return GivenPart(**{**raw, "statements": statements})


def take(line: bytes, folder: Path) -> Handed:
    """Read the file that the line is the key to, and delete it at once, whatever is in it.

    Raises:
        OSError, ValueError, CannotOpenError: nothing was handed over; the window does not open.
    """
    try:
        return _take(json.loads(line), folder)
    except (KeyError, TypeError, IndexError):
        raise ValueError("not what an app says") from None


def _take(said: dict[str, Any], folder: Path) -> Handed:
    left = folder / Path(said["file"]).name
    try:
        sealed = left.read_bytes()
    finally:
        left.unlink(missing_ok=True)
    plain = open_sealed([Secret(bytes.fromhex(said["key"]))], sealed, PAYLOAD_PLACE)
    given = given_from_json(json.loads(plain))
    return Handed(given, bytes.fromhex(said["box"]), bytes.fromhex(said["place"]))
