# SPDX-License-Identifier: Apache-2.0
"""`./keepwell bench`: one JSON line for each figure we promise (design 8). Never leaves a folder behind.

--only NAME …   only what these figures come from
--short         tiny sizes, to see that every line is made
--seed N        other people
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from tests.bench import (
    composing,
    growing,
    handing,
    ingesting,
    opening,
    planning,
    refreshing,
    saving,
    searching,
)
from tests.bench.figures import SHORT, Figure, Sizes
from tests.bench.people import Vault, build, build_newly_known


class Bench:
    """Everything the figures stand on, built when the first of them asks."""

    def __init__(self, sizes: Sizes, scratch: Path) -> None:
        self.sizes = sizes
        self._scratch = scratch

    @cached_property
    def _vaults(self) -> list[Vault]:
        return [
            build(self._scratch / f"grown-{level}", self.sizes.luck(f"{level}"), level)
            for level in self.sizes.levels
        ]

    @cached_property
    def _bare(self) -> saving.BareRow:
        return saving.BareRow(self._scratch)

    @cached_property
    def _planner(self) -> planning.Planner:
        return planning.planner(self.sizes, self._scratch, self.sizes.plan_statements)

    def autosave(self) -> list[Figure]:
        """And while somebody reads, and during a sync."""
        quiet = saving.autosave(self.sizes, self._vaults[-1], self._bare)
        return [
            quiet,
            saving.autosave_while_reading(self.sizes, self._vaults[-1], self._bare),
            saving.autosave_during_sync(self.sizes, self._vaults[-1], self._bare, self._scratch),
        ]

    def finish(self) -> list[Figure]:
        """A visit, and words of a plan."""
        return saving.finish(self.sizes, self._vaults[-1], self._bare)

    def growth(self) -> list[Figure]:
        """At three sizes."""
        return growing.growth(self.sizes, self._vaults)

    def cold_start(self) -> list[Figure]:
        """To the unlock window."""
        return [opening.cold_start(self.sizes, self._scratch)]

    def unlock(self) -> list[Figure]:
        """To Today."""
        return opening.unlock(self.sizes, self._vaults[-1])

    def search(self) -> list[Figure]:
        """As you type."""
        luck = self.sizes.luck("search")
        many = build_newly_known(self._scratch / "many", luck, self.sizes.found_among)
        return searching.search(self.sizes, many)

    def handover_start(self) -> list[Figure]:
        """To the plan in a person's hands; and a very full one."""
        known = planning.planner(self.sizes, self._scratch, self.sizes.handed_statements)
        return [
            handing.handover_start("handover_start", self.sizes, known),
            handing.handover_start("handover_start_full", self.sizes, self._planner),
        ]

    def plan_keystroke(self) -> list[Figure]:
        """In a full plan."""
        return planning.plan_keystroke(self.sizes, self._planner)

    def plan_open(self) -> list[Figure]:
        """Of a long life."""
        return [planning.plan_open(self.sizes, self._scratch)]

    def today_refresh(self) -> list[Figure]:
        """With many deadlines."""
        return refreshing.refresh(self.sizes, self._scratch)

    def composing(self) -> list[Figure]:
        """On paper."""
        return composing.composing(self.sizes)

    def ingest(self) -> list[Figure]:
        """By a centre on PostgreSQL."""
        return [ingesting.ingest(self.sizes, self._scratch)]

    @property
    def jobs(self) -> dict[str, Callable[[], list[Figure]]]:
        """By name, in the order they run: what only reads goes before what adds to the vaults."""
        return {
            "cold_start": self.cold_start,
            "unlock": self.unlock,
            "growth": self.growth,
            "today_refresh": self.today_refresh,
            "autosave": self.autosave,
            "finish": self.finish,
            "search": self.search,
            "handover_start": self.handover_start,
            "plan_open_5000": self.plan_open,
            "plan_keystroke": self.plan_keystroke,
            "copy_plan": self.composing,
            "centre_ingest_postgresql": self.ingest,
        }


def run(sizes: Sizes, only: Sequence[str] = ()) -> Iterator[Figure]:
    """Every figure, or those that come with these names."""
    with tempfile.TemporaryDirectory(prefix="keepwell-bench-") as scratch:
        for name, job in Bench(sizes, Path(scratch)).jobs.items():
            if not only or name in only:
                yield from job()


def main() -> int:
    """Print the lines; whether a target holds is in the line, not in the exit code."""
    parser = argparse.ArgumentParser(prog="keepwell bench")
    parser.add_argument("--only", nargs="+", default=())
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--seed", type=int, default=Sizes().seed)
    options = parser.parse_args()
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sizes = replace(SHORT if options.short else Sizes(), seed=options.seed)
    for figure in run(sizes, options.only):
        print(figure.line(sizes.seed), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
