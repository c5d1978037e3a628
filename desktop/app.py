# SPDX-License-Identifier: Apache-2.0
"""The app process: unlock, then everything else. Builds each part once and passes it down; decides nothing.

Its story: `main` reads the command line and shows the unlock window; when the vault is open on the store
thread, `App` builds the shell and the main window; locking saves, closes the vault and ends this process, and
the supervisor starts a fresh one that has never held a key.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop import exit_codes, logs
from desktop.clipboard import LentClipboard
from desktop.garbage import MainThreadGarbage
from desktop.hand_over_pipe import send
from desktop.idle import IdleTimer
from desktop.messages import sentence
from desktop.paths import Profile, default_profile, empty_room
from desktop.screens.set_up_screen import SetUpScreen
from desktop.screens.unlock_screen import UnlockScreen
from desktop.settings import Settings, read_settings
from desktop.theme.lasting_constants import keep_constants
from desktop.theme.stylesheet import SystemFollower, apply_theme
from forms.site import read_site
from locales import _, activate, is_right_to_left

if TYPE_CHECKING:
    # Whatever only an unlocked vault needs is imported when there is one: the first window comes sooner.
    from concurrent.futures import Future

    from desktop.background import Background, StoreThread
    from desktop.main_window import MainWindow
    from desktop.sync_runner import SyncRunner
    from records.handed_over import TakenBack

# Constant: a title must never say whose page is open (security 5, row 12). A product name is not translated.
WINDOW_TITLE = "Keepwell"
_LOOK_FOR_SUPERVISOR_MS = 1_000


class Window(QMainWindow):
    """The one window.

    Signals:
        closing: somebody closed it; what is unsaved can still be saved.
    """

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(WINDOW_TITLE)
        self.resize(1280, 800)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so before it is closed."""
        self.closing.emit()
        super().closeEvent(event)


class App(QObject):
    """Everything between the first window and the last: set up, unlocked, locked, closed.

    Signals:
        unlocked: the vault is open and the main window is showing.
    """

    unlocked = Signal()
    _made = Signal(object)
    _opened = Signal(object)

    def __init__(
        self, profile: Profile, settings: Settings, notice: str = "", handover_pipe: int | None = None
    ) -> None:
        super().__init__()
        self._profile = profile
        self._handover_pipe = handover_pipe
        self.window = Window()
        self.window.closing.connect(self._on_closing)
        self.main: MainWindow | None = None
        self._store_thread: StoreThread | None = None
        self._background: Background | None = None
        self._sync: SyncRunner | None = None
        self._what_is_left = False
        self._made.connect(self._on_made, Qt.ConnectionType.QueuedConnection)
        self._opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)
        self._idle = IdleTimer(settings.lock_after_minutes, self)
        self._idle.idle.connect(self.lock)
        self._show_door(notice)
        self._parent = os.getppid()
        watch = QTimer(self)
        watch.timeout.connect(self._look_for_supervisor)
        watch.start(_LOOK_FOR_SUPERVISOR_MS)

    @Slot()
    def _look_for_supervisor(self) -> None:
        # Without it nobody holds the lock file, and a second app could open this vault. Where the system
        # gives an orphan no new parent (Windows), this never notices: docs/platforms.md.
        if os.getppid() != self._parent:
            self.lock()

    def _show_door(self, notice: str = "") -> None:
        site = read_site(self._profile.site)
        if has_vault_files(self._profile.vault):
            unlock = UnlockScreen(notice, site)
            unlock.unlock_requested.connect(self._on_unlock_requested)
            unlock.what_is_left_requested.connect(self._on_what_is_left_requested)
            self._door: UnlockScreen | SetUpScreen = unlock
        else:
            set_up = SetUpScreen(site)
            set_up.set_up_requested.connect(self._on_set_up_requested)
            self._door = set_up
        self.window.setCentralWidget(self._door)
        self._door.setFocus()

    @Slot(str, str, str)
    def _on_set_up_requested(self, address: str, code: str, passphrase: str) -> None:
        from concurrent.futures import ThreadPoolExecutor

        from desktop.session import enroller, set_up

        self._door.show_busy(busy=True)
        desk = ThreadPoolExecutor(max_workers=1)
        making = desk.submit(set_up, self._profile.vault, passphrase, enroller(address, code))
        making.add_done_callback(self._made.emit)
        desk.shutdown(wait=False)

    @Slot(object)
    def _on_made(self, made: Future[None]) -> None:
        error = made.exception()
        if isinstance(error, Exception):
            self._door.show_refusal(sentence(error))
        else:
            self._show_door(_("This laptop is set up. Unlock it with your new passphrase."))

    @Slot(str)
    def _on_unlock_requested(self, passphrase: str) -> None:
        from desktop.background import StoreThread
        from desktop.session import opener

        self._door.show_busy(busy=True)
        self._store_thread = self._store_thread or StoreThread()
        opening = self._store_thread.open(
            opener(self._profile.vault, passphrase, local_zone(), what_is_left=self._what_is_left)
        )
        opening.add_done_callback(self._opened.emit)

    def _refuse(self, error: Exception) -> None:
        if isinstance(self._door, UnlockScreen) and getattr(error, "code", "") == "saved_work_missing":
            self._door.show_refusal(sentence(error), _("Open what is left"))
        else:
            self._door.show_refusal(sentence(error))

    @Slot()
    def _on_what_is_left_requested(self) -> None:
        self._what_is_left = True
        self._door.message.show_message(_("Give your passphrase again to open what is left."), "neutral")

    @Slot(object)
    def _on_opened(self, opened: Future[Any]) -> None:
        error = opened.exception()
        if isinstance(error, Exception):
            self._refuse(error)
            return
        from desktop.background import Background
        from desktop.places import Place, PlaceKind
        from desktop.presenters.handing_over import taking_back
        from desktop.rooms import build_main_window
        from desktop.sync_runner import SyncRunner

        assert self._store_thread is not None
        refused = _refused_style(self._profile)
        enrolment = opened.result()
        self._background = Background(self._store_thread, self)
        self._sync = SyncRunner(self._background, enrolment, self)
        hand_over = None if self._handover_pipe is None else self.hand_over
        self.main = build_main_window(
            self._background, self._sync, enrolment, self._profile, local_zone(), hand_over
        )
        self.main.lock_requested.connect(self.lock)
        self.window.setCentralWidget(self.main)
        self.main.go(Place(PlaceKind.TODAY))
        self._background.change(taking_back(self._profile), self._on_taken_back, self.main.show_failure)
        if refused is not None:
            self.main.show_failure(refused)
        self._background.index_soon()
        self._idle.start()
        self._sync.start()
        self.unlocked.emit()

    @Slot(object)
    def _on_taken_back(self, back: TakenBack | None) -> None:
        from desktop.places import Place, PlaceKind

        if back is None or self.main is None:
            return
        if back.person is not None:
            self.main.go(Place(PlaceKind.PLAN, back.person, section=back.section or None))
        if back.left and self.main.screen_shown is not None:
            said = _("What was written in the hand-over cannot be opened. It is left as it is.")
            self.main.screen_shown.message.show_message(said, "late")

    def hand_over(self, line: bytes) -> bool:
        """Say this to the window that is handed over, and end: the key goes before the person comes.

        Gives back False where nobody listens; then nothing has ended.
        """
        number, self._handover_pipe = self._handover_pipe, None
        try:
            send(-1 if number is None else number, line)
        except OSError:
            return False
        LentClipboard.of_app().take_back()  # what was copied from another's page must not be there to paste
        QTimer.singleShot(0, self._on_handed_over)
        return True

    @Slot()
    def _on_handed_over(self) -> None:
        self._end(exit_codes.HANDOVER)

    def say_something_broke(self) -> None:
        """One of our bugs: whoever is waiting hears of it, and can try again."""
        error = RuntimeError()
        if self.main is not None:
            self.main.show_failure(error)
        else:
            self._door.show_refusal(sentence(error))

    @Slot()
    def lock(self) -> None:
        """Save, close the vault, end this process: only then is it locked (design 10, "Processes")."""
        self._end(exit_codes.LOCKED)

    @Slot()
    def _on_closing(self) -> None:
        self._end(exit_codes.CLOSED)

    def _end(self, code: int) -> None:
        # Whatever goes wrong on the way, the key goes: one page's bug must not leave a laptop unlocked, nor a
        # process without a window that holds the vault.
        try:
            if self.main is not None:
                self.main.about_to_lock()
        finally:
            LentClipboard.of_app().take_back()
            try:
                self._let_go()
            finally:
                QApplication.exit(code)

    def _let_go(self) -> None:
        if self.main is not None:
            self.window.hide()
        if self._sync is not None:
            self._sync.stop()
        if self._background is not None:
            self._background.close()
        elif self._store_thread is not None:
            self._store_thread.close()


def _refused_style(profile: Profile) -> Exception | None:
    """Offer the service's own style of plan, where it has one; why not, where it cannot be offered."""
    from forms.plan_style import PlanStyleError, use_plan_style

    try:
        use_plan_style(profile.plan_style)
    except PlanStyleError as error:
        return error
    return None


def has_vault_files(folder: Path) -> bool:
    """Whether this folder holds a vault or what is left of one; a new one is then never made here.

    Written here and not in the session, because keys and SQLCipher must not delay the first window.
    """
    return any((folder / name).exists() for name in ("vault.db", "vault.slots", "vault.slots.bak"))


def local_zone() -> str:
    """The IANA name of this laptop's time zone."""
    import tzlocal

    return str(tzlocal.get_localzone_name())


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The command line of the app process."""
    parser = argparse.ArgumentParser(prog="keepwell run")
    parser.add_argument("--profile", type=Path, default=None)
    parser.add_argument("--scheme", default=None)
    parser.add_argument("--scale", type=float, default=None)
    parser.add_argument("--language", default=None)
    parser.add_argument("--locked", action="store_true")
    parser.add_argument("--after-crash", action="store_true")
    parser.add_argument("--after-handover", action="store_true")
    parser.add_argument("--handover-fd", type=int, default=None)
    return parser.parse_args(words)


def begin(options: argparse.Namespace) -> tuple[QApplication, App]:
    """Make the application and show its first window."""
    keep_constants()
    logs.install()
    profile = default_profile() if options.profile is None else Profile(options.profile)
    profile.prepare()
    empty_room(profile.printing)
    chosen = read_settings(profile.settings)
    app = QApplication([WINDOW_TITLE])
    app.setApplicationName(WINDOW_TITLE)
    MainThreadGarbage(app)
    activate(options.language or chosen.language)
    if is_right_to_left():
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    scheme = options.scheme or chosen.scheme
    apply_theme(app, scheme, options.scale or chosen.scale)
    if scheme == "system":
        SystemFollower(app)
    app.setQuitOnLastWindowClosed(False)  # closing ends the app through `App._end`, once everything is saved
    keepwell = App(profile, chosen, _notice(options), options.handover_fd)
    logs.tell(keepwell.say_something_broke)
    return app, keepwell


def _notice(options: argparse.Namespace) -> str:
    if options.after_crash:
        return _("Keepwell stopped by itself. Everything it called saved is here: unlock and go on.")
    if options.after_handover:
        return _("Unlock to read what was written.")
    return _("Locked. The part of Keepwell that held your key has ended.") if options.locked else ""


def main(words: Sequence[str] | None = None) -> int:
    """Run the app until it is closed or locked; gives back what `desktop.supervisor` understands."""
    app, keepwell = begin(parse(sys.argv[1:] if words is None else words))
    keepwell.window.show()
    if os.environ.get("KEEPWELL_TELL_SHOWN"):
        app.processEvents()
        sys.stdout.write(json.dumps({"event": "shown"}) + "\n")
        sys.stdout.flush()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
