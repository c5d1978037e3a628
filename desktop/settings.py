# SPDX-License-Identifier: Apache-2.0
"""How this worker likes Keepwell to look, speak and ask: kept beside the vault, never in it, and losable.

Holds nothing about any person (security 5, row 1). Plain JSON and no model library: it is read before the
first window shows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PEER, REGISTERED = "peer", "registered"
"""What a worker can say they visit as."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be chosen about the look, and who visits.

    Attributes:
        scheme: "system", "light", "dark" or "high_contrast".
        scale: of all text; 1.0 is 100 %.
        language: as `locales.activate` knows it.
        lock_after_minutes: without a touch.
        visits_as: `PEER`, `REGISTERED`, or "" while nobody has said: then everything is asked.
    """

    scheme: str = "system"
    scale: float = 1.0
    language: str = "en_GB"
    lock_after_minutes: int = 10
    visits_as: str = ""


_ALLOWED: dict[str, Any] = {
    "scheme": {"system", "light", "dark", "high_contrast"}.__contains__,
    "scale": lambda value: isinstance(value, int | float) and 0.8 <= value <= 3.0,
    "language": lambda value: isinstance(value, str),
    "lock_after_minutes": lambda value: isinstance(value, int) and 1 <= value <= 60,
    "visits_as": {"", PEER, REGISTERED}.__contains__,
}


def read_settings(path: Path) -> Settings:
    """The settings in this file; whatever is not there or cannot be meant is the default."""
    try:
        raw = json.loads(path.read_bytes())
        chosen = {
            name: raw[name] for name, is_meant in _ALLOWED.items() if name in raw and is_meant(raw[name])
        }
    except (OSError, ValueError, TypeError):
        return Settings()
    return Settings(**chosen)


def keep_visits_as(path: Path, visits_as: str) -> None:
    """Write down who visits, and leave everything else in the file as it is.

    Raises:
        OSError: it could not be written; what was chosen before stands.
    """
    try:
        raw = json.loads(path.read_bytes())
    except (OSError, ValueError):
        raw = {}
    chosen = {**(raw if isinstance(raw, dict) else {}), "visits_as": visits_as}
    beside = path.with_name(f"{path.name}.part")
    beside.write_text(json.dumps(chosen, indent=2, ensure_ascii=False) + "\n", "utf-8")
    beside.replace(path)
