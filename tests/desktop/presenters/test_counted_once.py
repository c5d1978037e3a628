# SPDX-License-Identifier: Apache-2.0
"""A copy is counted once, whoever presses twice; and it is the sheet that was meant when they pressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.screens.copy_screen import WHAT
from records.copies_register import Sheet
from records.errors import DiskFullError
from records.kept_away import KeptAway, keep_away
from records.operation import PersonId
from tests.desktop.conftest import Desk
from tests.desktop.presenters.copying import Leaving, printer_to, register, say


@pytest.mark.parametrize("way", ["hand", "save", "print"])
def test_pressing_again_as_soon_as_it_is_counted_counts_nothing_twice(
    desk: Desk,
    somebody: PersonId,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    leaving = Leaving(desk, somebody, qtbot)
    leaving.answers.prints_to = printer_to(tmp_path / "out.pdf")
    leaving.safe()
    leave = leaving.screen.leave
    button = {"hand": leave.copied_button, "save": leave.save_button, "print": leave.print_button}[way]
    message = leaving.screen.message
    enabled: list[bool] = []
    show = message.show_message

    def show_and_press(words: str, tone: str, action: str = "") -> None:
        show(words, tone, action)
        if "ounted" in words and not enabled:
            enabled.append(button.isEnabled())
            button.click()

    monkeypatch.setattr(message, "show_message", show_and_press)
    button.click()
    qtbot.waitUntil(lambda: bool(enabled), timeout=10_000)
    leaving.until_ready()
    assert enabled == [False]
    given = register(desk, somebody).given
    assert [one.number for one in given] == [1]
    button.click()
    leaving.until_counted(2)
    assert [one.number for one in register(desk, somebody).given] == [2, 1]


def test_where_it_could_not_be_counted_it_can_be_pressed_again(
    desk: Desk, somebody: PersonId, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaving = Leaving(desk, somebody, qtbot)
    leaving.safe()
    store = desk.store_thread.submit(lambda one: one).result()

    def full(*_said: object) -> None:
        raise DiskFullError

    with monkeypatch.context() as no_space:
        no_space.setattr(store, "record", full)
        leaving.screen.leave.copied_button.click()
        leaving.until_said("There is no space left")
    assert leaving.screen.leave.copied_button.isEnabled()
    leaving.screen.leave.copied_button.click()
    leaving.until_said("Counted: copy 1, copied by hand.")


def test_the_sheet_that_was_copied_by_hand_is_counted_whatever_is_looked_at_after_a_warning(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    say(desk, somebody, "since tariq left")
    change = keep_away(somebody, KeptAway("Tariq"))
    desk.store_thread.submit(lambda store: store.record(somebody, [change])).result()
    leaving = Leaving(desk, somebody, qtbot)
    leaving.safe()
    leaving.choose(WHAT, "crisis")
    leaving.screen.sheet_looked_at.emit("plan")
    leaving.screen.leave.copied_button.click()
    assert leaving.said.startswith("Somebody whom Mina keeps away may be named")
    leaving.screen.sheet_looked_at.emit("crisis")
    leaving.screen.message.button.click()
    leaving.until_said("Counted: copy ")
    (copy,) = register(desk, somebody).given
    assert copy.sheet is Sheet.PLAN
