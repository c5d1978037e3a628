# SPDX-License-Identifier: Apache-2.0
"""Where a statement is put into another language, beside the person's own words, with who translates.

Never offers to translate by itself: a machine does not speak for anybody (domain H). Keeps nothing by itself.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from desktop.screens.writer import Writing
from desktop.widgets.arrange import in_line
from desktop.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.text_area import GrowingTextArea
from desktop.widgets.words import Words
from desktop.wording import LANGUAGES, language_name
from locales import _


class TranslationWriter(Card):
    """The writing place for another language. Signals as `Writer`."""

    changed = Signal(object)
    kept = Signal(object)
    left = Signal()
    too_long = Signal()

    def __init__(self, writing: Writing, original: str, parent: QWidget | None = None) -> None:
        super().__init__("person_words", parent=parent)
        self._writing = writing
        self.add(Words(_("The same words in another language"), "strong"))
        self.add(Words(original, "statement"))
        self._language = writing.language or LANGUAGES[0]
        self.language = SecondaryButton("")
        menu = QMenu(self.language)
        for code in LANGUAGES:
            menu.addAction(language_name(code)).setData(code)
        menu.triggered.connect(self._on_language)
        self.language.setMenu(menu)
        self.translator = QLineEdit(writing.translator)
        self.translator.setAccessibleName(_("Who translates"))
        self.translator.setPlaceholderText(_("Who translates"))
        self.text = GrowingTextArea(_("In that language"), _("What they say it is"))
        self.text.setPlainText(writing.text)
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.keep_button = PrimaryButton(_("Keep beside my words"))
        leave = QuietButton(_("Not this time"))
        self.add(in_line(self.language, self.translator))
        self.add(self.text)
        self.add(in_line(self.keep_button, leave))
        self.translator.textChanged.connect(self._on_changed)
        self.text.textChanged.connect(self._on_changed)
        self.text.submitted.connect(self._on_keep)
        self.text.too_long.connect(self.too_long)
        self.keep_button.clicked.connect(self._on_keep)
        leave.clicked.connect(self.left)
        self._show_rest()

    @property
    def writing(self) -> Writing:
        """What stands here now."""
        return replace(
            self._writing,
            text=self.text.toPlainText(),
            language=self._language,
            translator=self.translator.text().strip(),
        )

    def _show_rest(self) -> None:
        now, name = self.writing, language_name(self._language)
        self.language.show_words(name)
        self.language.setAccessibleName(_("Which language: {name}").format(name=name))
        self.keep_button.setEnabled(bool(now.text.strip() and now.translator))

    def _on_language(self, action: QAction) -> None:
        self._language = str(action.data())
        self._on_changed()

    def _on_changed(self) -> None:
        self._show_rest()
        self.changed.emit(self.writing)

    def _on_keep(self) -> None:
        if self.keep_button.isEnabled():
            self.kept.emit(self.writing)
