# SPDX-License-Identifier: Apache-2.0
"""Where a printer is, by the address of its device. Never asks anything of a printer, and knows no Qt."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlsplit

# How a device begins that hangs on this laptop itself; everything else is reached over some network.
_HERE = ("usb:", "hp:/usb", "hpfax:/usb", "parallel:", "serial:", "bluetooth:", "file:", "///", "cups-pdf:")
_ITSELF = frozenset({"localhost", "127.0.0.1", "::1"})  # a USB printer that speaks IPP


class Reach(StrEnum):
    """Where a printer is, as far as the system says."""

    HERE = "here"
    NETWORK = "network"
    UNKNOWN = "unknown"


def reach_by_device(device: str) -> Reach:
    """Where a device is by its address as CUPS writes it; "" where nobody says."""
    if not device:
        return Reach.UNKNOWN
    is_here = device.startswith(_HERE) or (device.startswith("ipp") and _host(device) in _ITSELF)
    return Reach.HERE if is_here else Reach.NETWORK


def _host(device: str) -> str:
    try:
        return urlsplit(device).hostname or ""
    except ValueError:
        return ""
