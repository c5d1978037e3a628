# SPDX-License-Identifier: Apache-2.0
"""A printer is on this laptop only where its device's address says so; what nobody says is not known."""

from __future__ import annotations

import pytest

from desktop.printer_reach import Reach, reach_by_device


@pytest.mark.parametrize(
    ("device", "reach"),
    [
        ("usb://HP/LaserJet?serial=1", Reach.HERE),
        ("hp:/usb/Officejet?serial=1", Reach.HERE),
        ("ipp://localhost:60000/ipp/print", Reach.HERE),
        ("cups-pdf:/", Reach.HERE),
        ("ipp://printer.invalid/ipp/print", Reach.NETWORK),
        ("ipp://localhost.example/ipp/print", Reach.NETWORK),
        ("ipp://127.0.0.1.example/ipp/print", Reach.NETWORK),
        ("hp:/net/Officejet?ip=192.0.2.1", Reach.NETWORK),
        ("socket://192.0.2.1:9100", Reach.NETWORK),
        ("smb://office/printer", Reach.NETWORK),
        ("implicitclass://office/", Reach.NETWORK),
        ("something-new:/where", Reach.NETWORK),
        ("", Reach.UNKNOWN),
    ],
)
def test_where_a_printer_is_by_the_address_of_its_device(device: str, reach: Reach) -> None:
    assert reach_by_device(device) is reach
