# SPDX-License-Identifier: Apache-2.0
"""What a screen reader is told: the accessibility tree of every application on the bus, printed as JSON.

    /usr/bin/python3 walk_accessibility_bus.py WINDOW SECONDS

Waits until a window of that name is showing, at most that long. Runs under the system's Python, which has the
AT-SPI binding, in a process of its own; never imports anything of ours. Exits 1 when the window never came,
with what was there instead on stderr.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import gi  # type: ignore[import-not-found,import-untyped,unused-ignore]

gi.require_version("Atspi", "2.0")

from gi.repository import Atspi, GLib  # type: ignore[import-not-found,unused-ignore]  # noqa: E402

DEEPEST = 60
BETWEEN_LOOKS_S = 0.1


def node(thing: Any, depth: int = 0) -> dict[str, Any]:
    """One thing on the screen with all that is in it."""
    children = []
    if depth < DEEPEST:
        inside = (thing.get_child_at_index(i) for i in range(thing.get_child_count()))
        children = [node(child, depth + 1) for child in inside if child is not None]
    return {
        "role": thing.get_role_name(),
        "name": thing.get_name(),
        "description": thing.get_description(),
        "states": [state.value_nick for state in thing.get_state_set().get_states()],
        "text": text_of(thing),
        "children": children,
    }


def text_of(thing: Any) -> str | None:
    """What is written in an editable field; None for anything else."""
    text = thing.get_text_iface()
    if text is None:
        return None
    return str(Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)))


def applications() -> list[dict[str, Any]]:
    """Every application there is just now; one that is coming or going is left for the next look."""
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    found = []
    for index in range(desktop.get_child_count()):
        try:
            found.append(node(desktop.get_child_at_index(index)))
        except (GLib.Error, AttributeError):
            continue
    return found


def is_showing(found: list[dict[str, Any]], window: str) -> bool:
    windows = [one for application in found for one in application["children"]]
    return any(one["name"] == window and "showing" in one["states"] for one in windows)


def main(window: str, seconds: str) -> int:
    Atspi.init()
    give_up = time.monotonic() + float(seconds)
    while True:
        found = applications()
        if is_showing(found, window):
            sys.stdout.write(json.dumps(found))
            return 0
        if time.monotonic() > give_up:
            sys.stderr.write(json.dumps(found))
            return 1
        time.sleep(BETWEEN_LOOKS_S)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
