# SPDX-License-Identifier: Apache-2.0
"""The window that is handed over, really begun, with keys of its own: typed words, then any keys at all.

Environment: HELD_WORDS what is typed first, given from its end to its beginning, so that only typing brings
it into memory as it is; HELD_KEYS how many random keys come after it.
"""

from __future__ import annotations

import json
import os
import random
import sys

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.handover.__main__ import begin
from desktop.handover.together_window import TogetherWindow

KEYS = [
    *(Qt.Key(Qt.Key.Key_A + place) for place in range(26)),
    *(Qt.Key(Qt.Key.Key_F1 + place) for place in range(12)),
    *[Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape] * 4,
    *[Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End],
    *[Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Menu, Qt.Key.Key_Print],
]
HELD = [
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
]
ALWAYS = [
    (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
    (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
    (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
]


def press(window: QWidget, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    to = QApplication.activePopupWidget() or QApplication.focusWidget() or window
    QTest.keyClick(to, key, held)
    if key == Qt.Key.Key_Menu:  # what the platform makes of that key, and no offscreen platform does
        at = QPoint(1, 1)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, to.mapToGlobal(at))
        QApplication.sendEvent(to, asked)
    QApplication.processEvents()


def play(window: TogetherWindow) -> None:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    to = QApplication.focusWidget()
    assert to is not None
    QTest.keyClicks(to, os.environ["HELD_WORDS"][::-1])
    chance = random.Random(20261121)
    kinds: set[str] = set()
    count = int(os.environ.get("HELD_KEYS") or 0)
    for number in range(count):
        key, held = (chance.choice(KEYS), chance.choice(HELD)) if number % 20 else chance.choice(ALWAYS)
        press(window, key, held)
        kinds |= {type(one).__name__ for one in QApplication.topLevelWidgets() if one.isVisible()}
    unwanted = ("sqlcipher3", "records.store", "records.database", "records.vault", "desktop.session")
    found = [one for one in unwanted if one in sys.modules]
    say({"event": "typed", "modules": found, "kinds": sorted(kinds)})


def say(told: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def main() -> int:
    app, window = begin(sys.argv[1:], sys.stdin.buffer.readline())
    if os.environ.get("HELD_KEYS"):
        window.given_back.disconnect(app.quit)  # any key may give it back; the keys go on all the same
    window.show()
    QTimer.singleShot(0, lambda: play(window))
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
