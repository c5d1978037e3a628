# SPDX-License-Identifier: Apache-2.0
"""The window that is handed over on a real display: how much of it it takes, told as JSON."""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QTimer

from desktop.handover.__main__ import begin, fill_the_screen


def main() -> int:
    app, window = begin(sys.argv[1:], sys.stdin.buffer.readline())
    fill_the_screen(app, window)

    def tell() -> None:
        whole, taken = window.screen().geometry(), window.frameGeometry()
        told = {
            "platform": app.platformName(),
            "screen": [whole.width(), whole.height()],
            "window": [taken.x(), taken.y(), taken.width(), taken.height()],
            "full": window.isFullScreen(),
            "menus": len(window.menuBar().actions()),
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        app.quit()

    QTimer.singleShot(600, tell)
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
