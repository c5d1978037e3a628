# SPDX-License-Identifier: Apache-2.0
"""From nothing to the unlock window, and from the key to Today (design 8, rows 4 and 5)."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from desktop.paths import Profile
from desktop.presenters.today_reader import read_today
from forms.clocks import ClockSettings
from records.database import Database
from records.today import Today
from records.vault import VAULT_NAME
from tests.bench.figures import Figure, Judged, Sizes, in_turn, quantile
from tests.bench.people import Vault
from tests.records.vaults import new_vault

_BARE_WINDOW = Path(__file__).with_name("bare_window.py")
_PATIENCE_S = 60
_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def cold_start(sizes: Sizes, scratch: Path) -> Figure:
    """A new process until the unlock window has been painted, against a window with nothing in it."""
    profile = Profile(scratch / "profile")
    profile.prepare()
    new_vault(profile.vault)  # so that it asks for a passphrase, not to be set up
    app = [sys.executable, "-m", "desktop.app", "--profile", str(profile.folder)]
    bare = [sys.executable, str(_BARE_WINDOW)]
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(sizes.starts + 1):
        for command, kept in zip((app, bare), times, strict=True):
            took = _until_shown(command)
            if turn:
                kept.append(took)
    ours, reference = (quantile(one, 0.5) for one in times)
    note = f"medians, {os.environ.get('QT_QPA_PLATFORM') or 'on a display'}; file cache warm"
    return Figure("cold_start", ours, reference, 1.5, Judged.RATIO, "s", sizes.starts, note)


def _until_shown(command: list[str]) -> float:
    begun = perf_counter()
    root = Path(__file__).resolve().parents[2]
    surroundings = {**os.environ, "KEEPWELL_TELL_SHOWN": "1"}
    with subprocess.Popen(command, cwd=root, env=surroundings, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        took = perf_counter() - begun
        process.kill()
    if '"shown"' not in line:
        raise RuntimeError(f"no window came from {command[1:3]}")
    return took


def unlock(sizes: Sizes, vault: Vault) -> list[Figure]:
    """From the vault's key to Today; once as in life, and once with nothing acknowledged."""
    figures = [_unlock("unlock", sizes, vault)]
    _acknowledge(vault, 0)
    figures.append(_unlock("unlock_all_waiting", sizes, vault))
    _acknowledge(vault, vault.operations)
    return figures


def _unlock(name: str, sizes: Sizes, vault: Vault) -> Figure:
    path = vault.folder / VAULT_NAME
    reader = Database(path, vault.key.database_key(), read_only=True)

    def read_rows() -> object:
        return reader.all("SELECT person, card FROM person ORDER BY sort_name, person")

    ours, reference = in_turn(sizes.unlocks, lambda: lambda: _to_today(vault), lambda: read_rows)
    reader.close()
    size = path.stat().st_size / 2**20
    return Figure(
        name=name,
        ours=quantile(ours, 0.95),
        reference=quantile(reference, 0.95),
        target=1,
        judged=Judged.OURS,
        unit="s",
        n=len(ours),
        note=f"p95, {len(vault.people)} people, {vault.operations} operations, {size:.0f} MiB; not painted",
    )


def _to_today(vault: Vault) -> Today:
    store = vault.open()
    today = read_today(store, ClockSettings(), _NOON)
    # Closing is not part of it, but a second opening of the same vault needs it; it is timed against us.
    store.close()
    return today


def _acknowledge(vault: Vault, number: int) -> None:
    store = vault.open()
    store.acknowledge(number, number)
    store.close()
