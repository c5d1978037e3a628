# SPDX-License-Identifier: Apache-2.0
"""What a figure is: ours beside its reference, timed in turn. Never judges without a stated target."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from time import perf_counter

import psutil

Job = Callable[[], object]


class Judged(StrEnum):
    """What the target is a limit for."""

    RATIO = "ratio"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is built and how often it is timed; the seed makes the same people again."""

    seed: int = 20261119
    levels: tuple[int, int, int] = (1_000, 10_000, 100_000)
    saves: int = 1_000
    finishes: int = 500
    opens: int = 300
    unlocks: int = 20
    due_people: int = 500
    refreshes: int = 60
    starts: int = 10
    found_among: int = 10_000
    searches: int = 150
    arriving: int = 8_000
    keys: int = 200
    plan_statements: int = 300
    handed_statements: int = 40
    plan_operations: int = 5_000
    plan_opens: int = 100
    composed: int = 10
    copies: int = 200
    ingest_laptops: int = 100
    ingest_operations: int = 200  # from each

    def luck(self, purpose: str) -> random.Random:
        """Chance that repeats: one stream for each purpose."""
        return random.Random(f"{self.seed}/{purpose}")


SHORT = Sizes(
    levels=(200, 400, 600),
    saves=5,
    finishes=3,
    opens=3,
    unlocks=2,
    due_people=6,
    refreshes=2,
    starts=1,
    found_among=12,
    searches=2,
    arriving=48,
    keys=12,
    plan_statements=12,
    handed_statements=4,
    plan_operations=60,
    plan_opens=2,
    composed=1,
    copies=2,
    ingest_laptops=3,
    ingest_operations=16,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the bench.

    Attributes:
        ours, reference: in `unit`; reference is None where design 8 names none.
        target: the limit for what `judged` names.
        n: how many times each of the two was timed.
    """

    name: str
    ours: float
    reference: float | None
    target: float
    judged: Judged
    unit: str
    n: int
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours to its reference."""
        return None if not self.reference else self.ours / self.reference

    @property
    def holds(self) -> bool:
        """Whether the target is kept; a ratio that cannot be had does not hold."""
        judged = self.ratio if self.judged is Judged.RATIO else self.ours
        return judged is not None and judged <= self.target

    def line(self, seed: int) -> str:
        """One line of JSON."""
        ratio = None if self.ratio is None else _short(self.ratio)
        reference = None if self.reference is None else _short(self.reference)
        known = asdict(self) | {"ours": _short(self.ours), "reference": reference, "ratio": ratio}
        return json.dumps(known | {"holds": self.holds, "seed": seed}, ensure_ascii=False)


def _short(number: float) -> float:
    return float(f"{number:.4g}")


def quantile(times: Sequence[float], share: float) -> float:
    """The time that this share of all times does not exceed (nearest rank)."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def milliseconds(times: Sequence[float], share: float) -> float:
    """The same in ms."""
    return quantile(times, share) * 1e3


def timed(job: Job) -> float:
    """Seconds that a job takes."""
    start = perf_counter()
    job()
    return perf_counter() - start


def resident_mb() -> float:
    """What this process holds in memory now."""
    return psutil.Process().memory_info().rss / 1e6


def in_turn(rounds: int, *prepare: Callable[[], Job]) -> list[list[float]]:
    """Seconds of each job, the jobs taking turns after a tenth of warm-up, so that noise meets all alike.

    Each of `prepare` is called before every turn and gives back what is then timed.
    """
    times: list[list[float]] = [[] for _ in prepare]
    warm_up = max(1, rounds // 10)
    for turn in range(warm_up + rounds):
        # Who goes first changes too: what follows a checkpoint pays for nothing.
        for place in range(len(prepare)):
            one = (place + turn) % len(prepare)
            took = timed(prepare[one]())
            if turn >= warm_up:
                times[one].append(took)
    return times
