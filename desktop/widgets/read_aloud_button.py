# SPDX-License-Identifier: Apache-2.0
"""A button that reads something aloud, and stops it. Never reads by itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.voice import Voice
from desktop.widgets.buttons import QuietButton
from locales import _


class ReadAloudButton(QuietButton):
    """Reads what `words` gives when it is pressed; pressed again, it is silent."""

    def __init__(self, voice: Voice, words: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(_("Read it aloud"), parent=parent)
        self._voice, self._words = voice, words
        self._is_mine = False
        self.clicked.connect(self._on_pressed)
        voice.speaking.connect(self._on_speaking)

    def _on_pressed(self) -> None:
        if self._is_mine:
            self._voice.stop()
        else:
            self._voice.read(self._words())
            self._is_mine = self._voice.is_speaking
            self._show()

    def _on_speaking(self, speaking: bool) -> None:
        if not speaking and self._is_mine:
            self._is_mine = False
            self._show()

    def _show(self) -> None:
        about = self.accessibleName().partition(": ")[2]
        self.show_words(_("Stop reading") if self._is_mine else _("Read it aloud"))
        if about:
            self.setAccessibleName(f"{self.text()}: {about}")
