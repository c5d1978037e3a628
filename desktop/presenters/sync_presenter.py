# SPDX-License-Identifier: Apache-2.0
"""Says where the work of this laptop stands. Never says that the team has something before it answered so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.messages import sentence, sentence_for
from desktop.places import Place
from desktop.screens.screen import Screen
from desktop.screens.sync_screen import SyncScreen, SyncWords
from desktop.shell import Shell
from desktop.wording import moment_words, received_words, waiting_words
from locales import _, ngettext, sort_key
from records.operation import PersonId
from records.store import RecordStore, Waiting

if TYPE_CHECKING:
    from sync.engine import SyncReport

# Less than this is how clocks are, and worth nobody's attention.
_CLOCK_MATTERS_MS = 5 * 60 * 1000
_MINUTE_MS = 60_000

Said = tuple[str, str]
"""A sentence and its tone; "" for a plain one."""


@dataclass(frozen=True, slots=True)
class _Read:
    waiting: Waiting
    names: dict[PersonId, str]
    last_received_at: int | None


def make_sync(shell: Shell, _place: Place) -> Screen:
    """Where the work of this laptop stands."""
    screen = SyncScreen()
    SyncPresenter(shell, screen).refresh()
    return screen


class SyncPresenter(QObject):
    """Between the journal's tail, the exchanges, and their page."""

    def __init__(self, shell: Shell, screen: SyncScreen) -> None:
        super().__init__(screen)
        self._shell, self._screen = shell, screen
        self._shown: SyncWords | None = None
        shell.background.records_changed.connect(self.refresh)
        screen.exchange_requested.connect(self._on_exchange_requested)
        if shell.sync is not None:
            shell.sync.started.connect(self._on_started)
            shell.sync.finished.connect(self.refresh)

    @Slot()
    def _on_started(self) -> None:
        # At once: a short exchange would be over before anything has been read for the page.
        self._shown = None
        self._screen.show_running(running=True)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read again."""
        self._shell.background.ask(_read, self._on_read, self._on_failed)

    @Slot(object)
    def _on_read(self, read: _Read) -> None:
        words = self._words(read)
        if words != self._shown:
            self._shown = words
            self._screen.show_sync(words)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._screen.message.show_message(sentence(error), "late")

    @Slot()
    def _on_exchange_requested(self) -> None:
        if self._shell.sync is not None:
            self._shell.sync.run_now()

    def _words(self, read: _Read) -> SyncWords:
        sync, waiting = self._shell.sync, read.waiting
        oldest = ""
        if waiting.total and waiting.oldest_at is not None:
            oldest = _("The oldest was written on {when}.").format(when=moment_words(waiting.oldest_at))
        return SyncWords(
            state=_state(read),
            received=received_words(read.last_received_at),
            waiting=tuple(_by_name(read)),
            oldest=oldest,
            last=(*_last(sync is not None, None if sync is None else sync.last_report), *_held(waiting.held)),
            can_exchange=sync is not None,
            running=sync is not None and sync.running,
        )


def _read(store: RecordStore) -> _Read:
    waiting = store.waiting()
    cards = [store.card(person) for person in waiting.by_person]
    names = {card.person: card.name for card in cards if card is not None}
    return _Read(waiting, names, store.last_received_at())


def _state(read: _Read) -> tuple[str, str, str]:
    """The one chip: green only when the team has answered for everything (hazard 3)."""
    if read.waiting.total:
        return waiting_words(read.waiting.total), "laptop", "laptop"
    if read.waiting.held:
        return _("Not everything is in the record"), "late", "warning"
    if read.last_received_at is None:
        return _("Nothing has been sent yet"), "neutral", "note"
    return _("Received by the team"), "done", "tick"


def _by_name(read: _Read) -> Iterator[tuple[str, str]]:
    unknown = _("Someone whose name has not arrived here yet")
    named = [(read.names.get(person, unknown), count) for person, count in read.waiting.by_person.items()]
    for name, count in sorted(named, key=lambda one: (sort_key(one[0]), one[1])):
        yield name, ngettext("{count} item", "{count} items", count).format(count=count)


def _held(count: int) -> Iterator[Said]:
    """What the centre put aside stays said until somebody has dealt with it (design 10)."""
    if count:
        words = ngettext(
            "{count} item is held at the centre, not in the record. It is still on this laptop as well."
            " Please ring your team.",
            "{count} items are held at the centre, not in the record. They are still on this laptop as well."
            " Please ring your team.",
            count,
        )
        yield words.format(count=count), "late"


def _last(has_centre: bool, report: object | None) -> tuple[Said, ...]:
    if not has_centre:
        return ((_("This laptop has no centre to exchange with, so everything stays here."), ""),)
    if report is None:
        return ((_("Nothing has been sent or received since Keepwell was unlocked."), ""),)
    return report_sentences(report)  # type: ignore[arg-type]  # the runner does not name it, to stay light


def report_sentences(report: SyncReport) -> tuple[Said, ...]:
    """One exchange in sentences, each with its tone: what came of it, then why it stopped."""
    return (*_done(report), *_trouble(report))


def _done(report: SyncReport) -> Iterator[Said]:
    if report.sent:
        words = ngettext(
            "The team received {count} entry from this laptop.",
            "The team received {count} entries from this laptop.",
            report.sent,
        )
        yield words.format(count=report.sent), ""
    if report.received:
        words = ngettext(
            "{count} entry came from colleagues.", "{count} entries came from colleagues.", report.received
        )
        yield words.format(count=report.received), ""
    quiet = not (report.sent or report.received or report.held)
    if quiet and report.stopped is None:
        yield _("There was nothing new to send or to receive."), ""
    if report.restored:
        yield _("The centre was brought back from a backup, so it was offered everything again."), "neutral"


def _trouble(report: SyncReport) -> Iterator[Said]:
    if report.stopped is not None:
        yield sentence_for(report.stopped), "soon"
    if abs(report.clock_ahead_ms) >= _CLOCK_MATTERS_MS:
        minutes = abs(report.clock_ahead_ms) // _MINUTE_MS
        words = (
            _("This laptop’s clock is about {minutes} minutes ahead of the centre’s. Please put it right.")
            if report.clock_ahead_ms > 0
            else _("This laptop’s clock is about {minutes} minutes behind the centre’s. Please put it right.")
        )
        yield words.format(minutes=minutes), "soon"
