# SPDX-License-Identifier: Apache-2.0
"""The demonstration with a display: a vault with synthetic people, an embedded centre, and the real app.

Leaves nothing behind: the folder goes when the app is closed, and the centre is ended by its own process id.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.demo.centre import Centre
from desktop.demo.journey import PASSPHRASE
from desktop.demo.people import fill
from desktop.paths import Profile
from desktop.supervisor import Supervisor, child_command, handover_command
from locales import _


def show(look: Sequence[str], tell: Callable[[str], None]) -> int:
    """Open the app and stay until it is closed; gives back its exit code."""
    with tempfile.TemporaryDirectory(prefix="keepwell-demo-") as folder:
        centre = Centre(Path(folder) / "centre")
        try:
            centre.start()
            profile = Profile(Path(folder) / "laptop")
            make_profile(profile, centre)
            tell(_welcome())
            command = child_command("desktop.app", "--profile", str(profile.folder), *look)
            return Supervisor(command, profile.lock, handover=handover_command(profile)).run()
        except KeyboardInterrupt:
            return 130
        finally:
            centre.stop()


def make_profile(profile: Profile, centre: Centre) -> None:
    """Enrol this laptop and put synthetic people in its vault, as the app itself would."""
    from desktop.app import local_zone
    from desktop.session import enroller, opener, set_up
    from desktop.shell import laptop_now

    profile.prepare()
    set_up(profile.vault, PASSPHRASE, enroller(centre.url, centre.enrol("Sam Okafor", "peer")))
    store = opener(profile.vault, PASSPHRASE, local_zone())()
    try:
        fill(store, laptop_now(), local_zone())
    finally:
        store.close()


def _welcome() -> str:
    return "\n".join(
        [
            "",
            _("Keepwell is opening on a demonstration vault. Everybody in it is made up."),
            "",
            _("  1. Unlock with this passphrase:   {passphrase}").format(passphrase=PASSPHRASE),
            _("  2. On Today, press “Start visit” or open a person to write their plan together."),
            _("  3. “Someone new” takes in a person rung in by a ward, or a referral from a file."),
            _("  4. Close the window when you have seen enough. Nothing of this stays on your computer."),
            "",
        ]
    )
