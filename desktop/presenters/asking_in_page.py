# SPDX-License-Identifier: Apache-2.0
"""A sentence in a page's message line, and at most one thing to do about it, which goes when it does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from desktop.screens.screen import Screen


class AskingInPage(QObject):
    """Lives as long as its screen; the newest sentence alone can be answered."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._message = screen.message
        self._next: Callable[[], None] | None = None
        self._message.action_requested.connect(self._on_action)

    def say(self, words: str, tone: str, action: str = "", then: Callable[[], None] | None = None) -> None:
        """Say something, with a button for what follows where there is anything."""
        self._next = then
        self._message.show_message(words, tone, action)

    def hush(self) -> None:
        """Take back what was said, and what could have followed."""
        self._next = None
        self._message.hide()

    @Slot()
    def _on_action(self) -> None:
        then = self._next
        self.hush()
        if then is not None:
            then()
