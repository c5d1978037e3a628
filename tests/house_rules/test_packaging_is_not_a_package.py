# SPDX-License-Identifier: Apache-2.0
"""Folders that must not hide a library, and rooms that no library may hide (house 5.1)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.house_rules.sources import ROOMS, ROOT


def test_the_packaging_folder_never_becomes_a_package():
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_the_packaging_library_is_the_one_that_is_imported():
    found = importlib.util.find_spec("packaging.version")
    assert found is not None
    assert found.origin is not None
    assert Path(found.origin).parent != ROOT / "packaging"


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_loaded_from_this_repository(room):
    found = importlib.util.find_spec(room)
    assert found is not None
    assert found.origin is not None
    assert Path(found.origin) == ROOT / room / "__init__.py"


def test_the_empty_door_of_records_stays_empty():
    assert (ROOT / "records" / "__init__.py").read_bytes() == b""
