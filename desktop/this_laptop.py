# SPDX-License-Identifier: Apache-2.0
"""What this laptop can tell about itself before somebody leaves: its battery and the printers it knows.

Never guesses: what the system does not say is None, and a printer's paper and ink are not looked for.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Battery:
    """What the system says of the battery.

    Attributes:
        left: from 0.0 (empty) to 1.0 (full).
        minutes: how long it says that will last; None where it does not say.
        plugged_in: None where it does not say.
    """

    left: float
    minutes: int | None
    plugged_in: bool | None


@dataclass(frozen=True, slots=True)
class Printers:
    """The printers that are set up here, as the system lists them; `usual` is its first choice, or ""."""

    names: tuple[str, ...]
    usual: str


def read_battery() -> Battery | None:
    """The battery; None where there is none or the system does not tell of it."""
    import psutil

    try:
        told = psutil.sensors_battery()
    except (AttributeError, OSError, RuntimeError):
        # psutil has no way of asking on some systems, and reads files that a driver may not offer.
        return None
    if told is None:
        return None
    seconds = int(told.secsleft)
    # Two of its answers are signs, below nought: plugged in, and not known.
    minutes = seconds // 60 if seconds > 0 else None
    return Battery(min(max(told.percent / 100, 0.0), 1.0), minutes, told.power_plugged)


def read_printers() -> Printers:
    """The printers that this laptop has set up; on the main thread, as all of Qt's windows."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return Printers(tuple(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName())
