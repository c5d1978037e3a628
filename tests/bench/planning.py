# SPDX-License-Identifier: Apache-2.0
"""A full plan: a key until its letter is painted, a long life opened. Never presses before a key is due."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollArea
from shiboken6 import isValid

from desktop.background import Background, StoreThread
from desktop.garbage import MainThreadGarbage
from desktop.paths import Profile
from desktop.places import Place, PlaceKind
from desktop.presenters.plan_presenter import make_plan
from desktop.screens.plan_screen import PlanScreen
from desktop.screens.writer import Writer
from desktop.shell import Shell
from desktop.theme.lasting_constants import keep_constants
from desktop.theme.stylesheet import apply_theme
from desktop.widgets.earlier_cards import AT_ONCE
from desktop.widgets.statement_card import StatementCard
from records.operation import PersonId
from records.person_record import read_person_record
from records.store import RecordStore
from tests.bench.figures import Figure, Judged, Sizes, milliseconds, timed
from tests.bench.people import Vault, build_planning
from tests.records.vaults import ZONE

SECTION = "plan_well"
PARTS = ("hope", "well_like", "toolbox", "daily_must")  # all in that section: one page shows every statement
_WRITTEN_IN = "toolbox"
_ONE_FRAME_MS = 1e3 / 60
_OPEN_MS = 200
_KEYS_TO_A_PAUSE = 10
_PATIENCE_S = 60
_UNSEEN_S = 5
"""A letter not painted by then is out of sight; it counts as this long."""
_kept: list[QApplication] = []


@dataclass(frozen=True, slots=True)
class Planner:
    """A laptop with one person whose plan is full.

    Attributes:
        statements: how many stand in `SECTION`.
    """

    profile: Profile
    vault: Vault
    statements: int

    @property
    def person(self) -> PersonId:
        """Whose plan it is."""
        return self.vault.people[0]

    @contextmanager
    def shell(self) -> Iterator[Shell]:
        """The vault unlocked behind the app's own doors."""
        store_thread = StoreThread()
        enrolled = store_thread.open(self.vault.open).result()
        background = Background(store_thread)
        yield Shell(background, lambda _: None, self.profile, enrolled.user, enrolled.user_name, ZONE)
        background.close()


def planner(sizes: Sizes, scratch: Path, statements: int) -> Planner:
    """Build that laptop."""
    profile = Profile(scratch / f"planner-{statements}")
    profile.folder.mkdir()
    vault = build_planning(profile.vault, sizes.luck("planner"), 2 * statements, PARTS)
    profile.prepare()
    return Planner(profile, vault, statements)


def application() -> QApplication:
    """The application of this process, looking as the app does; it lives as long as the process."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    keep_constants()
    made = QApplication(["bench"])
    MainThreadGarbage(made)
    apply_theme(made, "light")
    _kept.append(made)
    return made


class Painted(QObject):
    """Sees that a text area is painted.

    Attributes:
        seen: since somebody last said that it was not.
    """

    def __init__(self, area: QPlainTextEdit) -> None:
        super().__init__(area)
        self.area, self.seen = area, False
        area.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note a painting and let it happen."""
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


def plan_keystroke(sizes: Sizes, laptop: Planner) -> list[Figure]:
    """Keys in a person's rhythm, each from the moment it is due: without pauses, and with some to save in."""
    return [
        _keystroke("plan_keystroke_between_saves", sizes, laptop, pauses=False),
        _keystroke("plan_keystroke", sizes, laptop, pauses=True),
    ]


def _keystroke(name: str, sizes: Sizes, laptop: Planner, *, pauses: bool) -> Figure:
    app = application()
    with laptop.shell() as shell:
        screen = make_plan(shell, Place(PlaceKind.PLAN, laptop.person, section=SECTION))
        assert isinstance(screen, PlanScreen)
        screen.resize(1280, 800)
        screen.show()
        _wait_for_cards(app, screen, min(laptop.statements, AT_ONCE * len(PARTS)))
        screen.add_requested.emit(_WRITTEN_IN)
        _rest(0.5)
        times = _typed(app, screen, sizes, pauses=pauses)
        screen.hide()
        screen.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    rhythm = f"an autosave at every {_KEYS_TO_A_PAUSE}th key" if pauses else "no pauses"
    note = (
        f"p99, {rhythm}, {laptop.statements} statements in one section, {AT_ONCE} of each part made at once;"
        f" median {milliseconds(times, 0.5):.3g}, p95 {milliseconds(times, 0.95):.3g},"
        f" slowest {max(times) * 1e3:.3g}, never seen {sum(one >= _UNSEEN_S for one in times)};"
        f" {app.platformName()}"
    )
    ours = milliseconds(times, 0.99)
    return Figure(name, ours, None, _ONE_FRAME_MS, Judged.OURS, "ms", len(times), note)


def _wait_for_cards(app: QApplication, screen: PlanScreen, count: int) -> None:
    begun = perf_counter()
    while len(screen.findChildren(StatementCard)) < count:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if perf_counter() - begun > _PATIENCE_S:
            raise RuntimeError("the plan did not come")


def _typed(app: QApplication, screen: PlanScreen, sizes: Sizes, *, pauses: bool) -> list[float]:
    luck, before, text = sizes.luck("keys"), _writing_place(screen).toPlainText(), ""
    times: list[float] = []
    painted: Painted | None = None
    due = perf_counter()
    while len(times) < sizes.keys:
        due += _gap(luck, thinks=pauses and len(times) % _KEYS_TO_A_PAUSE == _KEYS_TO_A_PAUSE - 1)
        _rest(due - perf_counter())
        letter = "abcdefghijklmnop qrstuvwxyz"[len(times) % 27]
        area = _writing_place(screen)
        if painted is None or painted.area is not area:
            painted = Painted(area)
        times.append(_press(app, painted, letter, due))
        text += letter
        if _writing_place(screen).toPlainText() != before + text:
            raise RuntimeError("a letter was lost")
        due = max(due, perf_counter())  # nobody types on while nothing appears
    return times


def _gap(luck: random.Random, *, thinks: bool) -> float:
    """Seconds to the next key; somebody who thinks pauses about as long as until it is saved."""
    return luck.uniform(0.55, 0.8) if thinks else luck.uniform(0.06, 0.2)


def _rest(seconds: float) -> None:
    if seconds > 0:
        loop = QEventLoop()
        timer = QTimer(loop)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(loop.quit)
        timer.start(round(seconds * 1e3))
        loop.exec()


def _writing_place(screen: PlanScreen) -> QPlainTextEdit:
    # Anew each time: the page may have been made again since the last key.
    return next(one for one in screen.findChildren(Writer) if one.isVisibleTo(screen)).text


def _press(app: QApplication, painted: Painted, letter: str, due: float) -> float:
    begun = perf_counter()
    late = max(0.0, begun - due)  # the event loop was busy when the key came
    painted.seen = False
    QTest.keyClicks(painted.area, letter)
    # Where the page was made again on the way, its end stands for the painting: the new one is shown then.
    while isValid(painted) and not painted.seen and perf_counter() - begun < _UNSEEN_S:
        app.processEvents()
    took = perf_counter() - begun + late
    if isValid(painted) and not painted.seen:
        _look_for(painted.area)
    return took


def _look_for(area: QPlainTextEdit) -> None:
    """What somebody does who no longer sees where they write."""
    around = area.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if isinstance(around, QScrollArea):
        around.ensureWidgetVisible(area)


def plan_open(sizes: Sizes, scratch: Path) -> Figure:
    """The record of a person with a long plan, from a vault that was only just opened: nothing is cached."""
    vault = build_planning(scratch / "long", sizes.luck("long"), sizes.plan_operations, PARTS)
    times = [_opened(vault) for _ in range(sizes.plan_opens)]
    note = (
        f"p95, {sizes.plan_operations} operations on the plan, the vault newly opened each time;"
        f" median {milliseconds(times, 0.5):.3g}; not painted"
    )
    ours = milliseconds(times, 0.95)
    return Figure("plan_open_5000", ours, None, _OPEN_MS, Judged.OURS, "ms", len(times), note)


def _opened(vault: Vault) -> float:
    store: RecordStore = vault.open()
    took = timed(lambda: read_person_record(store, vault.people[0]))
    store.close()
    return took
