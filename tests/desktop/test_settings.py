# SPDX-License-Identifier: Apache-2.0
"""Settings can be lost, cut short or made up: the app starts all the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.settings import PEER, REGISTERED, Settings, keep_visits_as, read_settings


def test_what_was_chosen_is_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"scheme": "dark", "scale": 1.5, "language": "cy", "lock_after_minutes": 5}))
    assert read_settings(path) == Settings("dark", 1.5, "cy", 5)


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b"7", b'"dark"', b'{"scale": 40}', b'{"scale": "big"}', b'{"scheme": ["dark"]}']
)
def test_what_cannot_be_meant_is_the_default(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(raw)
    assert read_settings(path) == Settings()


def test_no_file_is_the_default(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none") == Settings()


@given(
    st.dictionaries(
        st.sampled_from(["scheme", "scale", "language", "x"]), st.none() | st.text() | st.floats()
    )
)
def test_nothing_in_the_file_stops_a_start(
    tmp_path_factory: pytest.TempPathFactory, raw: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("profile") / "settings.json"
    path.write_text(json.dumps(raw))
    assert isinstance(read_settings(path), Settings)


def test_who_visits_is_kept_and_everything_else_in_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"scheme": "dark", "of a newer Keepwell": [1]}))
    keep_visits_as(path, PEER)
    assert read_settings(path) == Settings("dark", visits_as=PEER)
    assert json.loads(path.read_text())["of a newer Keepwell"] == [1]
    keep_visits_as(path, "")
    assert read_settings(path).visits_as == ""
    assert list(tmp_path.iterdir()) == [path], "nothing half-written is left"


def test_who_visits_is_kept_where_there_was_no_file_or_a_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    keep_visits_as(path, REGISTERED)
    assert read_settings(path).visits_as == REGISTERED
    path.write_text("{")
    keep_visits_as(path, PEER)
    assert read_settings(path).visits_as == PEER
