# SPDX-License-Identifier: Apache-2.0
"""Every promised figure comes out as a line a machine can read. Never asks how long anything took."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.figures import Figure, Judged, in_turn, quantile

ROOT = Path(__file__).resolve().parents[2]
PROMISED = {
    "autosave",
    "autosave_during_sync",
    "autosave_while_reading",
    "finish",
    "growth",
    "cold_start",
    "unlock",
    "today_refresh",
    "unlock_all_waiting",
    "search",
    "handover_start",
    "plan_open_5000",
    "plan_keystroke",
    "copy_plan",
    "copy_every_form",
    "copy_batch",
    "copy_batch_memory",
    "centre_ingest_postgresql",
}


def figure(ours: float, reference: float | None, judged: Judged) -> Figure:
    return Figure("one", ours, reference, 2, judged, "ms", 1)


def test_every_promised_figure_is_a_line_of_json(tmp_path):
    # Its own process: the door that `./keepwell bench` goes through, and a window of its own.
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "tests.bench", "--short", "--seed", "7"]
    out = subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True
    ).stdout
    lines = {one["name"]: one for one in map(json.loads, out.splitlines())}
    assert lines.keys() >= PROMISED
    for one in lines.values():
        assert isinstance(one["ours"], float)
        assert one["ours"] > 0
        assert (one["reference"] is None) == (one["ratio"] is None)
        assert one["judged"] in {"ratio", "ours"}
        assert isinstance(one["target"], int | float)
        assert isinstance(one["holds"], bool)
        assert one["unit"] in {"ms", "s", "MB"}
        assert one["n"] >= 1
        assert one["seed"] == 7
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("ours", "reference", "judged", "holds"),
    [
        (4.0, 2.0, Judged.RATIO, True),
        (4.1, 2.0, Judged.RATIO, False),
        (1.9, 0.1, Judged.OURS, True),
        (2.1, 9.9, Judged.OURS, False),
        (0.1, None, Judged.RATIO, False),
    ],
)
def test_a_target_holds_up_to_and_with_its_limit(ours, reference, judged, holds):
    assert figure(ours, reference, judged).holds is holds


def test_jobs_take_turns_and_the_warm_up_is_not_counted():
    seen: list[str] = []
    times = in_turn(10, lambda: lambda: seen.append("ours"), lambda: lambda: seen.append("bare"))
    assert [len(one) for one in times] == [10, 10]
    assert seen[:4] == ["ours", "bare", "bare", "ours"]
    assert seen.count("ours") == seen.count("bare") == 11


def test_a_quantile_is_one_of_the_times():
    times = [float(number) for number in range(1, 101)]
    assert quantile(times, 0.5) == 51
    assert quantile(times, 0.99) == 100
    assert quantile([3.0], 0.99) == 3
