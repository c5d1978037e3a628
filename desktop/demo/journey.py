# SPDX-License-Identifier: Apache-2.0
"""The journey as a whole: its parts, its steps in order, and the record of what held. Never judges by itself.

A step that does not hold leaves what was on screen in `failed-<step>.txt`; the steps after it are not tried.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from subprocess import CalledProcessError

from desktop.demo.centre import Centre
from desktop.demo.laptop import Laptop, NotSeenError

PASSPHRASE = "river lantern seven oaks"  # noqa: S105 - of a vault with nobody real in it


# What an earlier journey left in the same folder; nothing else in it is touched.
_LEFT_BY_A_JOURNEY = (
    "[0-9][0-9]-*-[ab].png",
    "failed-*.txt",
    "journey.json",
    "my-plan.pdf",
    "my-slip.pdf",
    "forms/*/*.pdf",
)


class NotHeldError(Exception):
    """Something that a step promises is not so."""


@dataclass
class Journey:
    """Two laptops, a centre, and where the pictures go.

    Attributes:
        out: where the screenshots, the PDFs and `journey.json` are left.
        look: words of the command line that choose language, colours and size.
        checked: what the step under way has found to be so, in plain words.
        kept: what one step leaves for a later one.
    """

    folder: Path
    out: Path
    look: Sequence[str] = ()
    checked: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    now: datetime = field(default_factory=lambda: datetime.now().astimezone())
    _shots: int = 0

    def __post_init__(self) -> None:
        self.out.mkdir(parents=True, exist_ok=True)
        for pattern in _LEFT_BY_A_JOURNEY:
            for earlier in self.out.glob(pattern):
                earlier.unlink()
        self.centre = Centre(self.folder / "centre")
        self.a = Laptop("laptop A", self.folder / "a", self.out, self.look)
        self.b = Laptop("laptop B", self.folder / "b", self.out, self.look)

    def check(self, what: str, held: bool = True) -> None:
        """Note one thing that is so.

        Raises:
            NotHeldError: it is not.
        """
        if not held:
            raise NotHeldError(what)
        self.checked.append(what)

    def shoot(self, laptop: Laptop, name: str) -> None:
        """A picture of a laptop's window, numbered in the order of the journey."""
        self._shots += 1
        letter = laptop.name[-1].lower()
        laptop.shoot(f"{self._shots:02d}-{name}-{letter}")

    def end(self) -> None:
        """End everything that was started."""
        for laptop in (self.a, self.b):
            laptop.end()
        self.centre.stop()


Step = Callable[[Journey], None]


@dataclass(frozen=True)
class Outcome:
    """How one step went."""

    name: str
    held: bool
    seconds: float
    checked: tuple[str, ...]


def travel(journey: Journey, steps: Sequence[tuple[str, Step]]) -> list[Outcome]:
    """Take the steps in order and record them as they are taken."""
    outcomes: list[Outcome] = []
    for number, (name, step) in enumerate(steps, start=1):
        broken = bool(outcomes) and not outcomes[-1].held
        outcomes.append(Outcome(name, False, 0.0, ()) if broken else _take(journey, number, name, step))
        _record(journey, outcomes)
    return outcomes


def _take(journey: Journey, number: int, name: str, step: Step) -> Outcome:
    journey.checked = []
    began = time.monotonic()
    held = True
    try:
        step(journey)
        strays = [*journey.a.strays, *journey.b.strays]
        if strays:
            raise NotHeldError(f"no window opens but the one: {strays}")
    except (NotSeenError, NotHeldError, CalledProcessError, OSError) as error:
        held = False
        _explain(journey, number, error)
    return Outcome(name, held, round(time.monotonic() - began, 2), tuple(journey.checked))


def _explain(journey: Journey, number: int, error: Exception) -> None:
    lines = [f"Not held: {error}", "", "Held before that:", *journey.checked]
    if isinstance(error, NotSeenError):
        lines += ["", "On screen:", *error.seen]
    for laptop in (journey.a, journey.b):
        lines += ["", f"What {laptop.name} said of trouble:", laptop.troubles()]
        _last_picture(journey, laptop)
    (journey.out / f"failed-{number}.txt").write_text("\n".join(lines), "utf-8")


def _last_picture(journey: Journey, laptop: Laptop) -> None:
    try:
        journey.shoot(laptop, "failed")
    except (NotSeenError, OSError):
        return  # it has ended: there is nothing to take a picture of


def _record(journey: Journey, outcomes: Sequence[Outcome]) -> None:
    steps = [
        {"name": one.name, "held": one.held, "seconds": one.seconds, "checked": list(one.checked)}
        for one in outcomes
    ]
    text = json.dumps({"steps": steps}, indent=2, ensure_ascii=False)
    (journey.out / "journey.json").write_text(text + "\n", "utf-8")
