# SPDX-License-Identifier: Apache-2.0
"""The app with a remote door: one JSON command a line comes in, one JSON answer a line goes out.

It calls `desktop.app.begin` and touches the windows only as a person or a screen reader could: through the
accessibility tree, and with key events. The door is in this module alone; `desktop.app` has none.

Commands, by the word at "do":
    tree        everything that is visible, as the accessibility tree has it
    press       the accessible action of the thing of that `name` (and `role`)
    type        key events into the field of that `name`, in the place of what stood there
    write       key events to whatever has the focus
    key         one key (Qt's name for it) to whatever has the focus, or to the field of that `name`
    look        scroll the thing of that `name` into view
    screenshot  the window as a PNG at `path`
    files       what the next question for a file is answered with
    quit        close the window
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QScrollArea, QWidget
from shiboken6 import isValid

from desktop import app as keepwell_app
from desktop.demo.tree import find, press_action, read_tree

_EDITABLE = ("EditableText", "SpinBox")

_LATE_MS = 2_000


class Robot(QObject):
    """Does what it is told, on the main thread, one thing at a time.

    Signals:
        told: one line came in; carries the command.
    """

    told = Signal(object)

    def __init__(self, window: QWidget, say: Callable[[dict[str, Any]], None]) -> None:
        super().__init__()
        self._window = window
        self._say = say
        self._files: deque[str] = deque()
        self._strays: list[str] = []
        self.told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice every other window that opens: one that flashes past takes the focus with it."""
        shows = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shows and watched not in (self._window, QApplication.activeModalWidget()):
            self._strays.append(type(watched).__name__)
        return super().eventFilter(watched, event)

    @Slot(object)
    def _on_told(self, command: dict[str, Any]) -> None:
        doers: dict[str, Callable[..., dict[str, Any]]] = {
            "tree": self._tree,
            "press": self._press,
            "type": self._type,
            "write": self._write,
            "key": self._key,
            "look": self._look,
            "screenshot": self._screenshot,
            "files": self._take_files,
            "quit": self._quit,
        }
        do = doers[command.pop("do")]
        try:
            answer = do(**command)
        except LookupError as error:
            answer = {"trouble": str(error)}
        self._say({"ok": "trouble" not in answer, **answer})

    def shown(self) -> QWidget:
        """The window that a person would be looking at."""
        return QApplication.activeModalWidget() or self._window

    def _tree(self) -> dict[str, Any]:
        return {"tree": read_tree(self.shown()), "strays": self._strays}

    def _press(self, name: str, role: str | None = None) -> dict[str, Any]:
        found = find(self.shown(), name, None if role is None else (role,), pressable=True)
        _bring_into_view(found)
        button = found.object()
        if not isinstance(button, QAbstractButton):
            found.actionInterface().doAction(press_action(found))
            return {}
        pressed: list[bool] = []
        button.clicked.connect(lambda: pressed.append(True))
        found.actionInterface().doAction(press_action(found))
        # Qt lets a pressed button be seen as pressed for a moment before it clicks.
        # On a busy machine the moment begins late: only what can be chosen may stay as it was.
        patience = QDeadlineTimer(0 if button.isCheckable() else _LATE_MS)
        while not pressed and isValid(button) and (button.isDown() or not patience.hasExpired()):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        if not pressed and isValid(button) and button.isChecked():
            # "Toggle" leaves one of several that is chosen already as it is; the space bar presses it again.
            button.setFocus(Qt.FocusReason.TabFocusReason)
            _send_key(button, Qt.Key.Key_Space)
        if not pressed:
            raise LookupError(f"{name!r} went away while it was being pressed")
        return {}

    def _field(self, name: str) -> QWidget:
        widget = find(self.shown(), name, _EDITABLE).object()
        assert isinstance(widget, QWidget)
        return widget

    def _type(self, name: str, text: str) -> dict[str, Any]:
        field = self._field(name)
        _bring_into_view(QAccessible.queryAccessibleInterface(field))
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if not field.hasFocus():
            raise LookupError(f"{name!r} does not take the focus")
        _send_key(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        _send_key(field, Qt.Key.Key_Delete)
        return self._write(text)

    def _write(self, text: str) -> dict[str, Any]:
        for letter in text:
            to = QApplication.focusWidget() or self.shown()
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
            _send_key(to, key, text="\r" if letter == "\n" else letter)
        return {}

    def _key(self, key: str, name: str | None = None, control: bool = False) -> dict[str, Any]:
        to = self._field(name) if name else QApplication.focusWidget() or self.shown()
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        _send_key(to, Qt.Key[f"Key_{key}"], held)
        return {}

    def _look(self, name: str) -> dict[str, Any]:
        _bring_into_view(find(self.shown(), name))
        return {}

    def _screenshot(self, path: str) -> dict[str, Any]:
        QApplication.processEvents()
        if not self.shown().grab().save(path):
            raise LookupError(f"no screenshot could be written to {path}")
        return {}

    def _take_files(self, paths: list[str]) -> dict[str, Any]:
        self._files = deque(paths)
        return {}

    def next_file(self, *_words: object, **_more: object) -> tuple[str, str]:
        """Stands where the system's own file window would open, which no robot can reach."""
        return (self._files.popleft() if self._files else "", "")

    def next_files(self, *_words: object, **_more: object) -> tuple[list[str], str]:
        """Stands where the system's own window for several files would open."""
        chosen, self._files = list(self._files), deque()
        return chosen, ""

    def _quit(self) -> dict[str, Any]:
        self._window.close()
        return {}


def _send_key(
    to: QWidget,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    text: str = "",
) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(to, QKeyEvent(kind, key, held, text))


def _bring_into_view(found: QAccessibleInterface | None) -> None:
    """Scroll as a person would have, so that pictures show what was done."""
    widget = None if found is None else found.object()
    if not isinstance(widget, QWidget):
        return
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 40, 120)
        around = around.parentWidget()


def say(answer: dict[str, Any]) -> None:
    """One line, at once."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _listen(robot: Robot) -> None:
    # Straight from the descriptor: a lock of Python's own would be held here when the process ends.
    held = b""
    while piece := os.read(sys.stdin.fileno(), 65536):
        *lines, held = (held + piece).split(b"\n")
        for line in lines:
            robot.told.emit(json.loads(line))
    robot.told.emit({"do": "quit"})  # whoever told us what to do is gone


def main() -> int:
    """Run the app with its remote door until it is closed, locked or killed."""
    app, keepwell = keepwell_app.begin(keepwell_app.parse(sys.argv[1:]))
    robot = Robot(keepwell.window, say)
    app.installEventFilter(robot)
    # Only in this process: whatever asks for a file is answered by the conductor.
    for name, answer in (
        ("getOpenFileName", robot.next_file),
        ("getSaveFileName", robot.next_file),
        ("getOpenFileNames", robot.next_files),
    ):
        setattr(QFileDialog, name, staticmethod(answer))
    keepwell.window.show()
    app.processEvents()
    threading.Thread(target=_listen, args=(robot,), name="door", daemon=True).start()
    say({"event": "shown", "folder": str(Path.cwd())})
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
