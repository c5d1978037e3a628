# SPDX-License-Identifier: Apache-2.0
"""The process that a person holds: reads one line, shows one plan, ends. Never learns a key of the vault."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from crypto.errors import CannotOpenError
from desktop import logs
from desktop.handover.given import take
from desktop.handover.together_window import WINDOW_TITLE, TogetherWindow
from desktop.theme.lasting_constants import keep_constants
from desktop.theme.stylesheet import apply_theme
from locales import activate, is_right_to_left

NOTHING_HANDED = 2


def begin(words: Sequence[str], line: bytes) -> tuple[QApplication, TogetherWindow]:
    """Make the application and its one window.

    Raises:
        OSError, ValueError, CannotOpenError: nothing readable was handed over.
    """
    parser = argparse.ArgumentParser(prog="desktop.handover")
    parser.add_argument("--box", type=Path, required=True)
    box: Path = parser.parse_args(words).box
    handed = take(line, box.parent)
    keep_constants()
    logs.install()
    app = QApplication([WINDOW_TITLE])
    app.setApplicationName(WINDOW_TITLE)
    activate(handed.given.language)
    if is_right_to_left():
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    apply_theme(app, handed.given.scheme, handed.given.scale)
    app.setQuitOnLastWindowClosed(False)
    window = TogetherWindow(handed, box)
    window.given_back.connect(app.quit)
    return app, window


def main() -> int:
    """Run until it is given back."""
    try:
        app, window = begin(sys.argv[1:], sys.stdin.buffer.readline())
    except (OSError, ValueError, CannotOpenError):
        return NOTHING_HANDED  # the supervisor goes on to the locked app, which says so
    fill_the_screen(app, window)
    return app.exec()


def fill_the_screen(app: QApplication, window: TogetherWindow) -> None:
    """Nothing else of this laptop is to be seen."""
    if app.platformName() == "offscreen":
        window.show()
    else:
        # Not every display has a window manager that grants a full screen: then its size has to do.
        window.setGeometry(window.screen().geometry())
        window.showFullScreen()


if __name__ == "__main__":
    raise SystemExit(main())
