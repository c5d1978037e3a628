# SPDX-License-Identifier: Apache-2.0
"""What the system does not say about itself is not known, and never guessed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from PySide6.QtPrintSupport import QPrinterInfo

from desktop.this_laptop import Battery, Printers, read_battery, read_printers


def told(monkeypatch: pytest.MonkeyPatch, **what: Any) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: SimpleNamespace(**what), raising=False)


def test_a_battery_says_how_full_it_is_and_for_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    told(monkeypatch, percent=61.0, secsleft=3 * 3600, power_plugged=False)
    assert read_battery() == Battery(0.61, 180, plugged_in=False)


@pytest.mark.parametrize("sign", [psutil.POWER_TIME_UNLIMITED, psutil.POWER_TIME_UNKNOWN])
def test_no_time_is_made_up_from_its_signs(monkeypatch: pytest.MonkeyPatch, sign: int) -> None:
    told(monkeypatch, percent=104.0, secsleft=sign, power_plugged=None)
    assert read_battery() == Battery(1.0, None, plugged_in=None)


def test_no_battery_and_no_way_of_asking_are_both_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: None, raising=False)
    assert read_battery() is None
    monkeypatch.delattr(psutil, "sensors_battery")
    assert read_battery() is None


def test_printers_are_those_that_the_system_lists(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["Hall", "Office"]))
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", staticmethod(lambda: "Office"))
    assert read_printers() == Printers(("Hall", "Office"), "Office")
