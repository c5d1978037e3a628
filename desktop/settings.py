# SPDX-License-Identifier: Apache-2.0
"""How this worker likes Keepwell to look and speak: kept beside the vault, never in it, and losable.

Holds nothing about any person (security 5, row 1).
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class Settings(BaseModel):
    """Everything that can be chosen about the look; an unreadable file means the defaults."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    scheme: str = "system"
    scale: float = Field(default=1.0, ge=0.8, le=3.0)
    language: str = "en_GB"
    lock_after_minutes: int = Field(default=10, ge=1, le=60)


def read_settings(path: Path) -> Settings:
    """The settings in this file, or the defaults where there are none that can be read."""
    try:
        return Settings.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return Settings()
