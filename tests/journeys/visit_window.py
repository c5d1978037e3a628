# SPDX-License-Identifier: Apache-2.0
"""One laptop as a worker has it on a doorstep: a real vault, the real main window, a hand that is counted.

Every press is a real mouse or key event. Words that are typed are not counted: on paper they are written too.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crypto.vault_key import VaultKey
from desktop.background import Background, StoreThread
from desktop.main_window import MainWindow
from desktop.paths import Profile
from desktop.places import Place, PlaceKind
from desktop.rooms import build_main_window
from desktop.sync_runner import SyncRunner
from forms.answers import Given, LocalMoment
from forms.registry import newest_form
from records.enrolment import Enrolment
from records.intake import Filled, new_person
from records.operation import PersonId
from records.people import DISCHARGE_FORM, PERSON_FORM
from records.person_record import PersonRecord, read_person_record
from records.store import RecordStore
from records.vault import create_vault, open_vault
from tests.records.vaults import ZONE, new_enrolment

T = TypeVar("T")
SITE = {
    "senior_on_duty": {"name": "Priya Nair", "phone": "0161 496 0000"},
    "crisis_contacts": [{"name": "Crisis team", "number": "0161 496 0100", "checked_on": "2026-11-19"}],
}
LEFT_HOURS_AGO = 27
_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u00a0"), None) | {0xA0: " "}


class Doorstep:
    """The laptop.

    Attributes:
        clicks, keys: presses so far, beyond the keys of typed words.
    """

    def __init__(self, folder: Path, qtbot: QtBot, enrolment: Enrolment | None = None) -> None:
        self.qtbot = qtbot
        self.clicks = self.keys = 0
        self.profile = Profile(folder)
        self.profile.prepare()
        self.profile.site.write_text(json.dumps(SITE))
        self._key = VaultKey.new(uuid4().hex)
        create_vault(self.profile.vault, self._key, enrolment or new_enrolment())
        self.unlock()

    def unlock(self) -> None:
        """Open the vault, and show Today."""
        thread = StoreThread()
        vault, key = self.profile.vault, self._key
        opened = thread.open(lambda: open_vault(vault, key, ZONE, memory_security=False)).result()
        self.background = Background(thread)
        self.sync = SyncRunner(self.background, opened)
        self.main: MainWindow = build_main_window(self.background, self.sync, opened, self.profile, ZONE)
        self.main.resize(1280, 800)
        with self.qtbot.waitExposed(self.main):
            self.main.show()
        self.main.activateWindow()
        self.main.go(Place(PlaceKind.TODAY))

    def lock(self) -> None:
        """Save, close the vault, and let the window go."""
        self.main.about_to_lock()
        self.main.hide()
        self.sync.stop()
        self.background.close()
        self.main.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def exchange(self) -> None:
        """Send and receive, and wait until the answer is in."""
        self.qtbot.waitUntil(lambda: not self.sync.running, timeout=20_000)  # one that began by itself
        with self.qtbot.waitSignal(self.sync.finished, timeout=20_000):
            self.sync.run_now()
        assert self.sync.last_report is not None
        assert self.sync.last_report.stopped is None, self.sync.last_report
        assert self.ask(lambda store: store.waiting().total) == 0

    # Behind the windows

    def ask(self, job: Callable[[RecordStore], T]) -> T:
        """Straight from the store."""
        return self.background.store_thread.submit(job).result()

    def take_in(
        self, name: str = "Amina Rahman", called: str = "Mina", more: Filled | None = None
    ) -> PersonId:
        """Somebody who came home since yesterday."""
        now = datetime.now(UTC).astimezone() - timedelta(hours=LEFT_HOURS_AGO)
        left = LocalMoment(now.date(), time(now.hour, now.minute), ZONE)
        details: Filled = [
            (None, "name", Given(name)),
            (None, "called", Given(called)),
            (None, "dob", Given(date(1989, 3, 14))),
            *(more or []),
        ]
        made = new_person(
            newest_form(PERSON_FORM), details, newest_form(DISCHARGE_FORM), [(None, "disch_dt", Given(left))]
        )
        self.ask(lambda store: store.take_in(made.person, made.nhs_number, made.changes))
        self.background.tell_changed(frozenset({made.person}))
        return made.person

    def record(self, person: PersonId) -> PersonRecord:
        """The person as the vault has them."""
        found = self.ask(lambda store: read_person_record(store, person))
        assert found is not None
        return found

    def answers(self, person: PersonId, form: str) -> dict[str, Any]:
        """What the newest response to a form says."""
        return self.record(person).responses_to(form)[-1].answers

    # As a worker would

    def press(self, name: str) -> None:
        """Click the button of this name."""
        button = self._find(QAbstractButton, name)
        self._into_view(button)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.clicks += 1

    def into(self, name: str, words: str) -> None:
        """Click into the field of this name, unless it has the focus, and type."""
        field = self._find(QWidget, name, (QLineEdit, QPlainTextEdit))
        if self.main.focusWidget() is not field:
            self._into_view(field)
            QTest.mouseClick(
                field.viewport() if isinstance(field, QPlainTextEdit) else field, Qt.MouseButton.LeftButton
            )
            self.clicks += 1
        QTest.keyClicks(field, words)

    def here(self, words: str) -> None:
        """Type where the focus is."""
        focused = self.main.focusWidget()
        assert isinstance(focused, QLineEdit | QPlainTextEdit), focused
        QTest.keyClicks(focused, words)

    def key(self, key: Qt.Key) -> None:
        """One key that types no word."""
        QTest.keyClick(self.main.focusWidget() or self.main, key)
        self.keys += 1

    def see(self, *words: str) -> None:
        """Wait until each of these is on screen."""
        for one in words:
            try:
                self.qtbot.waitUntil(partial(self.sees, one), timeout=5_000)
            except Exception as error:
                raise AssertionError(f"{one!r} is not to be seen among {self.said()}") from error

    def sees(self, words: str) -> bool:
        """Whether this is on screen now."""
        return any(words in said for said in self.said())

    def said(self) -> list[str]:
        """Every word that is visible."""
        found = [
            (one.text() if isinstance(one, QLabel | QAbstractButton) else "", one.accessibleName())
            for one in self.main.findChildren(QWidget)
            if one.isVisible()
        ]
        return [plain(words) for both in found for words in both if words]

    def typed(self) -> list[str]:
        """What stands in every field that is visible."""
        fields = [one for one in self.main.findChildren(QWidget) if one.isVisible()]
        lines = [one.text() for one in fields if isinstance(one, QLineEdit)]
        return [*lines, *(one.toPlainText() for one in fields if isinstance(one, QPlainTextEdit))]

    def at(self, kind: PlaceKind) -> None:
        """Wait until this place shows."""
        self.qtbot.waitUntil(lambda: self.main.place is not None and self.main.place.kind is kind)

    def _find(self, kind: type[T], name: str, kinds: tuple[type, ...] | None = None) -> Any:
        found: list[QWidget] = []

        def there() -> bool:
            found[:] = [
                one
                for one in self.main.findChildren(QWidget)
                if isinstance(one, kinds or kind)
                and one.isVisible()
                and one.isEnabled()
                and plain(one.accessibleName()) == name
            ]
            return bool(found)

        try:
            self.qtbot.waitUntil(there, timeout=5_000)
        except Exception as error:
            raise AssertionError(f"{name!r} is not to be seen among {self.said()}") from error
        assert len(found) == 1, f"{name!r} is there {len(found)} times"
        return found[0]

    @staticmethod
    def _into_view(widget: QWidget) -> None:
        around = widget.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(widget, 20, 60)
            around = around.parentWidget()
        QCoreApplication.processEvents()


def plain(words: str) -> str:
    """Without the marks that keep numbers in their reading order."""
    return words.translate(_ISOLATES)
