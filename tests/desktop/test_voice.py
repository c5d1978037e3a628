# SPDX-License-Identifier: Apache-2.0
"""Words are read aloud by a real engine through a pipe; where there is none, somebody says so."""

from __future__ import annotations

import sys
import wave
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop import voice
from desktop.voice import ENGINES, Engine, Voice, find_engine
from desktop.widgets.read_aloud_button import ReadAloudButton

# The same engine and the same pipe as on a laptop, into a file instead of a loudspeaker.
_REAL = "espeak-ng"


def into(sound: Path) -> Engine:
    return Engine(_REAL, ("--stdin", "-w", str(sound)))


def seconds(sound: Path) -> float:
    with wave.open(str(sound)) as read:
        frames, rate = int(read.getnframes()), int(read.getframerate())
    return frames / rate


def test_a_real_engine_reads_the_words_that_it_is_given(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QObject()
    for name, words in (("short", "Hope."), ("long", "Walking by the canal, early, with Nadia and the dog.")):
        one = Voice(parent, into(tmp_path / name))
        with qtbot.waitSignals([one.speaking, one.speaking], order="strict"):
            one.read(words)
        assert not one.is_speaking
    assert seconds(tmp_path / "long") > 2 * seconds(tmp_path / "short") > 0.2


def test_the_words_are_never_on_the_command_line_where_any_program_can_read_them() -> None:
    parent = QObject()
    waiting = Voice(
        parent, Engine(sys.executable, ("-c", "import sys, time; sys.stdin.read(); time.sleep(30)"))
    )
    waiting.read("Nobody else is to read this")
    process = waiting._process
    assert process is not None
    assert process.waitForStarted()
    command = Path(f"/proc/{process.processId()}/cmdline").read_bytes()
    assert b"Nobody" not in command
    waiting.stop()
    assert not waiting.is_speaking


def test_where_there_is_no_voice_it_says_so_and_what_to_do(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice, "find_engine", lambda: None)
    parent = QObject()
    silent = Voice(parent)
    with qtbot.waitSignal(silent.troubled) as said:
        silent.read("Hope")
    assert said.args is not None
    assert said.args[0].startswith("This laptop has no voice to read with.")


@pytest.mark.parametrize(
    "engine",
    [
        Engine(sys.executable, ("-c", "import sys; sys.exit(3)")),
        Engine(sys.executable, ("-c", "import sys; print('error: no sound card', file=sys.stderr)")),
        Engine("no-such-program-anywhere", ()),
    ],
    ids=["it_fails", "no_sound", "it_is_gone"],
)
def test_an_engine_that_cannot_be_heard_is_not_taken_for_one_that_read(qtbot: QtBot, engine: Engine) -> None:
    parent = QObject()
    one = Voice(parent, engine)
    with qtbot.waitSignal(one.troubled) as said:
        one.read("Hope")
    assert said.args is not None
    assert said.args[0].startswith("Nothing could be heard")
    assert not one.is_speaking


def test_no_engine_of_another_platform_is_looked_for() -> None:
    assert find_engine("plan9") is None
    assert set(ENGINES) == {"win32", "darwin", "linux"}


def test_the_button_reads_and_stops(qtbot: QtBot) -> None:
    parent = QObject()
    one = Voice(parent, Engine(sys.executable, ("-c", "import time; time.sleep(30)")))
    button = ReadAloudButton(one, lambda: "Hope")
    qtbot.addWidget(button)
    button.click()
    speaking = one.is_speaking
    assert (speaking, button.text()) == (True, "Stop reading")
    button.click()
    speaking = one.is_speaking
    assert (speaking, button.text()) == (False, "Read it aloud")
