# SPDX-License-Identifier: Apache-2.0
"""From the supervisor's spawning until a person sees their plan in the window that is handed to them.

Never times what comes before: the app's own end.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

from desktop.presenters.handing_over import given
from desktop.supervisor import child_command
from forms.registry import PLAN, newest_form
from records.handed_over import hand_over
from records.person_record import read_person_record
from records.store import RecordStore
from tests.bench.figures import Figure, Judged, Sizes, quantile
from tests.bench.planning import SECTION, Planner, application

_ROOT = Path(__file__).resolve().parents[2]


def handover_start(name: str, sizes: Sizes, laptop: Planner) -> Figure:
    """A new process with a full plan until its window has been painted and its first box is on disk."""
    application()  # what is handed over is put into words by the plan's own views
    times = [_start(laptop) for _ in range(sizes.starts + 1)][1:]
    note = (
        f"p95, {laptop.statements} statements handed over; median {quantile(times, 0.5):.3g};"
        f" {os.environ.get('QT_QPA_PLATFORM') or 'on a display'}; file cache warm"
    )
    return Figure(name, quantile(times, 0.95), None, 1, Judged.OURS, "s", len(times), note)


def _start(laptop: Planner) -> float:
    box = laptop.profile.handover_box
    box.unlink(missing_ok=True)
    line = _handed(laptop)
    read_end, write_end = os.pipe()
    with os.fdopen(write_end, "wb") as pipe:
        pipe.write(line)  # as the app leaves it, before it ends
    command = child_command("tests.bench.handed_window", "--box", str(box))
    begun = perf_counter()
    with subprocess.Popen(command, cwd=_ROOT, stdin=read_end, stdout=subprocess.PIPE, text=True) as process:
        os.close(read_end)
        assert process.stdout is not None
        told = process.stdout.readline()
        took = perf_counter() - begun
        process.kill()
    if '"shown"' not in told or not box.exists():
        raise RuntimeError("no window came to hand over")
    return took


def _handed(laptop: Planner) -> bytes:
    with laptop.shell() as shell:

        def job(store: RecordStore) -> bytes:
            record = read_person_record(store, laptop.person)
            assert record is not None
            payload = asdict(given(record, newest_form(PLAN), SECTION, shell))
            return hand_over(store, laptop.person, SECTION, payload, laptop.profile.handover_box)

        return shell.background.store_thread.submit(job).result()
