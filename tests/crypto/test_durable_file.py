# SPDX-License-Identifier: Apache-2.0
"""A replaced file is whole, private, and alone; power cuts are in test_slot_storage.py."""

import errno
import os

import pytest

from crypto.durable_file import replace_durably


def test_a_disk_that_takes_a_few_bytes_at_a_time_still_gets_all(tmp_path, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: real(descriptor, bytes(content[:7])))
    replace_durably(tmp_path / "file", bytes(range(100)))
    assert (tmp_path / "file").read_bytes() == bytes(range(100))


def test_a_rename_refused_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    def refuse(source, target):
        raise OSError(errno.EROFS, "read-only")

    (tmp_path / "file").write_bytes(b"old")
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="read-only"):
        replace_durably(tmp_path / "file", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"old")]


def test_what_a_power_cut_left_beside_the_file_is_not_in_the_way(tmp_path):
    (tmp_path / "file.new").write_bytes(b"half")
    replace_durably(tmp_path / "file", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"new")]
