# SPDX-License-Identifier: Apache-2.0
"""What every presenter is handed: the two doors, the way to other places, and who is working. No globals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from desktop.background import Background
from desktop.paths import Profile
from desktop.places import Place
from desktop.print_turn import PrintTurn
from desktop.settings import PEER, read_settings
from desktop.sync_runner import SyncRunner
from forms.clocks import ClockSettings
from forms.directory import Support, read_directory
from forms.site import STANDARD, Site
from records.operation import UserId


def laptop_now() -> datetime:
    """This laptop's own time, aware."""
    return datetime.now(UTC).astimezone()


@dataclass(frozen=True)
class Shell:
    """Built once by `desktop.app` and passed down.

    Attributes:
        go: leads to a place; screens never open each other.
        user_name: how the team knows the worker; `first_name` is what lines on screen use.
        site: what the service chose: the plan's title, sections left out, crisis contacts.
        sync: exchanges with the centre; None where there is none to exchange with.
        hand_over: says one line to the window that is handed over and ends this process; False where nobody
            listens. None where there is no such window.
        printing: whose turn it is to print.
        now: the time, aware; passed in so that tests and demonstrations can choose it.
    """

    background: Background
    go: Callable[[Place], None]
    profile: Profile
    user: UserId
    user_name: str
    zone: str
    clock_settings: ClockSettings = field(default_factory=ClockSettings)
    site: Site = STANDARD
    sync: SyncRunner | None = None
    hand_over: Callable[[bytes], bool] | None = None
    printing: PrintTurn = field(default_factory=PrintTurn)
    now: Callable[[], datetime] = laptop_now

    @property
    def first_name(self) -> str:
        """What a person would call the worker."""
        return self.user_name.split()[0] if self.user_name.split() else self.user_name

    def support(self) -> tuple[Support, ...]:
        """The service's list of local support as it lies in the profile now."""
        return read_directory(self.profile.directory, self.now().date())[0]

    @property
    def is_peer(self) -> bool:
        """Whether this worker said that they visit as a peer; asked anew each time, as it can be changed."""
        return read_settings(self.profile.settings).visits_as == PEER
