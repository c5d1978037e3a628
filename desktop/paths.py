# SPDX-License-Identifier: Apache-2.0
"""The only place that knows folders; a profile moves all of them. Never creates one at import."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from forms.directory import DIRECTORY_FILE
from forms.site import PLAN_STYLE_FILE, SITE_FILE


@dataclass(frozen=True, slots=True)
class Profile:
    """Where one worker's vault lives on this laptop; local to it, never roaming (security 3)."""

    folder: Path

    @property
    def vault(self) -> Path:
        """The vault folder."""
        return self.folder / "vault"

    @property
    def lock(self) -> Path:
        """The file whose lock says that a Keepwell has this vault open."""
        return self.folder / "vault.lock"

    @property
    def site(self) -> Path:
        """What the service chose for everybody: `forms.site` reads it."""
        return self.folder / SITE_FILE

    @property
    def plan_style(self) -> Path:
        """The service's own style of plan, where it has one: `forms.plan_style` reads it."""
        return self.folder / PLAN_STYLE_FILE

    @property
    def directory(self) -> Path:
        """The service's list of local support: `forms.directory` reads it."""
        return self.folder / DIRECTORY_FILE

    @property
    def settings(self) -> Path:
        """How the worker likes Keepwell: `desktop.settings` reads it."""
        return self.folder / "settings.json"

    @property
    def handover_box(self) -> Path:
        """What a person writes while they hold the screen, sealed; beside the vault, never in it."""
        return self.folder / "handover.box"

    @property
    def copies(self) -> Path:
        """Where person-held copies are saved unless someone chooses elsewhere."""
        return self.folder / "copies"

    @property
    def printing(self) -> Path:
        """Where the system's print service puts a job down for a moment; emptied after each."""
        return self.folder / "printing"

    def prepare(self) -> None:
        """Make the folders, for this user's eyes only."""
        for one in (self.folder, self.vault, self.copies):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)


def empty_room(room: Path) -> None:
    """Remove a folder with what a print service left in it, also what a crash cut short."""
    shutil.rmtree(room, ignore_errors=True)


def default_profile() -> Profile:
    """The profile of whoever is signed in to this laptop."""
    import platformdirs

    return Profile(Path(platformdirs.user_data_dir("Keepwell", appauthor=False, roaming=False)))
