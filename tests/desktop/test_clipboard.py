# SPDX-License-Identifier: Apache-2.0
"""What is lent to the clipboard comes back, and what somebody else copied is never touched."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.clipboard import LentClipboard

NOTE = "Mina said that the rent is two weeks behind."


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    board = qapp.clipboard()
    board.clear()
    yield board
    board.clear()


@pytest.fixture
def lent(qapp: QApplication) -> Iterator[LentClipboard]:
    parent = QObject()
    yield LentClipboard(parent)
    parent.deleteLater()


def test_it_is_there_to_paste_and_gone_after_its_time(
    lent: LentClipboard, clipboard: QClipboard, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(lent.taken_back, timeout=5_000):
        lent.lend(NOTE, seconds=0.05)
        assert clipboard.text() == NOTE
    assert clipboard.text() == ""


def test_it_asks_clipboard_histories_to_leave_it_out(lent: LentClipboard, clipboard: QClipboard) -> None:
    lent.lend(NOTE)
    kept = clipboard.mimeData()
    assert bytes(kept.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert any("ExcludeClipboardContentFromMonitorProcessing" in one for one in kept.formats())
    lent.take_back()


def test_what_somebody_else_copied_since_stays(lent: LentClipboard, clipboard: QClipboard) -> None:
    lent.lend(NOTE)
    clipboard.setText("copied elsewhere")  # offscreen owns nothing, so it stands for another program's
    lent.take_back()
    assert clipboard.text() == "copied elsewhere"


def test_there_is_one_for_the_whole_app(qapp: QApplication) -> None:
    assert LentClipboard.of_app() is LentClipboard.of_app()
