# SPDX-License-Identifier: Apache-2.0
"""`./keepwell demo`: with a display, the app on a demonstration vault; without one, the journey by itself.

Never touches a profile of the person who runs it: everything lives in a fresh folder, removed at the end.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.demo.journey import Outcome


def main(words: Sequence[str] | None = None) -> int:
    """Run the demonstration; 0 when it was closed, or when every step of the journey held."""
    options = _parser().parse_args(words)
    look = [*_pair("--scheme", options.scheme), *_pair("--scale", options.scale)]
    if options.headless or not has_display():
        from desktop.demo.headless import conduct

        out: Path = options.out or Path("keepwell-demo")
        return _tell(conduct(out, options.language, look or ["--scheme", "light"]), out)
    from desktop.demo.shown import show

    return show(["--language", options.language, *look], print)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="keepwell demo")
    parser.add_argument("--headless", action="store_true", help="drive the journey without a display")
    parser.add_argument("--out", type=Path, default=None, help="where pictures, PDFs and journey.json go")
    parser.add_argument("--language", default="en_GB")
    parser.add_argument("--scheme", default=None, help="light, dark or high_contrast")
    parser.add_argument("--scale", default=None, help="size of the type: 1.0, 2.0")
    return parser


def _pair(name: str, value: str | None) -> list[str]:
    return [] if value is None else [name, value]


def has_display() -> bool:
    """Whether a window could be seen here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _tell(outcomes: Sequence[Outcome], out: Path) -> int:
    for number, one in enumerate(outcomes, start=1):
        print(f"{'held    ' if one.held else 'NOT HELD'} {number}. {one.name} ({one.seconds:.1f} s)")
    print(f"Pictures, PDFs and journey.json are in {out}")
    return 0 if all(one.held for one in outcomes) else 1


if __name__ == "__main__":
    raise SystemExit(main())
