# SPDX-License-Identifier: Apache-2.0
"""Reads words aloud with the voice that this laptop has, offline; where it has none, it says so.

Never puts words where others could read them: they go through a pipe, not into a command line or a file, and
never speaks by itself. Why the system's own programs: ADR 0022.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from locales import _

_WINDOWS = (
    "Add-Type -AssemblyName System.Speech;"
    "[Console]::InputEncoding = [Text.UTF8Encoding]::new();"
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer;"
    "$voice.Speak([Console]::In.ReadToEnd())"
)


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that reads its standard input aloud, in the voice that the system chose."""

    program: str
    arguments: tuple[str, ...]


ENGINES: dict[str, tuple[Engine, ...]] = {
    "win32": (Engine("powershell.exe", ("-NoProfile", "-NonInteractive", "-Command", _WINDOWS)),),
    "darwin": (Engine("say", ("-f", "-")),),
    "linux": (
        Engine("espeak-ng", ("--stdin", "-s", "145")),
        Engine("espeak", ("--stdin", "-s", "145")),
        Engine("spd-say", ("-e", "-w")),
    ),
}


def find_engine(platform: str = sys.platform) -> Engine | None:
    """The first of this platform's programs that is on this laptop."""
    return next((one for one in ENGINES.get(platform, ()) if shutil.which(one.program)), None)


class Voice(QObject):
    """One voice of one screen; it falls silent when the screen goes.

    Signals:
        speaking: whether it reads just now.
        troubled: why nothing is to be heard, and what to do, in a sentence.
    """

    speaking = Signal(bool)
    troubled = Signal(str)

    def __init__(self, parent: QObject, engine: Engine | None = None) -> None:
        super().__init__(parent)
        self._engine = engine or find_engine()
        self._process: QProcess | None = None

    @property
    def is_speaking(self) -> bool:
        """Whether it reads just now."""
        return self._process is not None

    def read(self, words: str) -> None:
        """Begin to read these words, in the place of any before."""
        self.stop()
        if self._engine is None:
            self.troubled.emit(
                _(
                    "This laptop has no voice to read with. Whoever looks after it can add one, such as"
                    " espeak-ng. We can read it to each other."
                )
            )
            return
        process = QProcess(self)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        process.start(self._engine.program, list(self._engine.arguments))
        process.write(words.encode())
        process.closeWriteChannel()
        self.speaking.emit(True)

    def stop(self) -> None:
        """Fall silent."""
        process, self._process = self._process, None
        if process is None:
            return
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_error)
        process.kill()
        process.waitForFinished(500)
        process.deleteLater()
        self.speaking.emit(False)

    @Slot()
    def _on_finished(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        # Without anything to sound through, espeak-ng says so and ends as if all were well.
        said = bytes(process.readAllStandardError().data())
        failed = process.exitCode() != 0 or any(one.startswith(b"error:") for one in said.splitlines())
        process.deleteLater()
        self.speaking.emit(False)
        if failed:
            self._say_trouble()

    @Slot()
    def _on_error(self) -> None:
        if self._process is not None and self._process.error() == QProcess.ProcessError.FailedToStart:
            process, self._process = self._process, None
            process.deleteLater()
            self.speaking.emit(False)
            self._say_trouble()

    def _say_trouble(self) -> None:
        self.troubled.emit(
            _("Nothing could be heard: the laptop’s sound did not answer. We can read it to each other.")
        )
