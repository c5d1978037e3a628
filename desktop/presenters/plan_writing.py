# SPDX-License-Identifier: Apache-2.0
"""The draft of what is being written in a plan: durable at every pause, gone when it is thought better of.

Never makes an operation of it: words meant to be kept are recorded by the presenter, which ends the draft.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.presenters.plan_words import writing_from_json, writing_to_json
from desktop.screens.writer import Writing
from desktop.shell import Shell
from forms.definition import Form
from records.drafts import DraftId, SavedDraft
from records.operation import PersonId, new_id
from records.store import RecordStore

_PAUSE_MS = 600


class PlanWriting(QObject):
    """Lives as long as its presenter.

    Attributes:
        draft: the row that the writing of this moment has.

    Signals:
        saved: when, ms UTC; not while more has been typed since.
        failed: why it could not be saved; the words stay on the screen.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, shell: Shell, person: PersonId, form: Form, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._person = shell, person
        self._form = f"{form.canonical}|{form.version}"
        self.draft = DraftId(new_id())
        self._writing: Writing | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.save)

    def take_up(self, saved: SavedDraft) -> Writing:
        """Go on with what was left."""
        self.draft = saved.draft
        return writing_from_json(saved.snapshot)

    def note(self, writing: Writing) -> None:
        """This stands in the writing place now: save it at the next pause."""
        self._writing = writing
        self._pause.start()

    @Slot()
    def save(self) -> None:
        """Make what stands in the writing place durable now."""
        self._pause.stop()
        writing, self._writing = self._writing, None
        if writing is None:
            return
        if not writing.text.strip():
            # Thought better of, letter by letter: it leaves no trace either (design 4).
            draft = self.draft
            self._shell.background.change(lambda store: store.discard_draft(draft), tells=False)
            return
        snapshot, draft, person, form = writing_to_json(writing), self.draft, self._person, self._form

        def save(store: RecordStore) -> int:
            return store.save_draft(draft, person, form, snapshot)

        self._shell.background.change(save, self._on_saved, self.failed.emit, tells=False)

    def begin_another(self) -> None:
        """Other words have a draft of their own; what was begun before keeps its."""
        self.save()
        self.draft = DraftId(new_id())

    def end(self) -> None:
        """These words were recorded: their draft went with them."""
        self._pause.stop()
        self._writing = None
        self.draft = DraftId(new_id())

    def discard(self) -> None:
        """Not this time: it leaves no trace."""
        draft = self.draft
        self.end()
        self._shell.background.change(lambda store: store.discard_draft(draft))

    def hold(self) -> None:
        """Save nothing more for now: these words are being recorded."""
        self._pause.stop()
        self._writing = None

    @Slot(object)
    def _on_saved(self, saved_at: int) -> None:
        if not self._pause.isActive():
            self.saved.emit(saved_at)
