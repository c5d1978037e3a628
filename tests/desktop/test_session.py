# SPDX-License-Identifier: Apache-2.0
"""Set up and unlock with real Argon2id in a real child process; a refusal leaves things as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crypto.errors import CannotUnlockError, PassphraseTooShortError
from crypto.identity import DeviceIdentity
from desktop.background import StoreThread
from desktop.session import opener, set_up
from records.enrolment import Enrolment
from records.errors import VaultExistsError
from tests.records.vaults import ZONE, new_enrolment

PASSPHRASE = "copper lantern walks quietly"


def enrol(identity: DeviceIdentity, _device: str) -> Enrolment:
    from dataclasses import replace

    return replace(new_enrolment(), private_key=identity.private_bytes().reveal())


@pytest.fixture
def store_thread() -> Iterator[StoreThread]:
    one = StoreThread()
    yield one
    one.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.suffix != ".hwm"}


def test_the_right_passphrase_opens_what_set_up_made(tmp_path: Path, store_thread: StoreThread) -> None:
    set_up(tmp_path, PASSPHRASE, enrol)
    enrolment = store_thread.open(opener(tmp_path, PASSPHRASE, ZONE)).result()
    assert enrolment.user_name == "Sam Okafor"


def test_a_wrong_passphrase_changes_nothing_and_the_right_one_still_opens(
    tmp_path: Path, store_thread: StoreThread
) -> None:
    set_up(tmp_path, PASSPHRASE, enrol)
    before = contents(tmp_path)
    with pytest.raises(CannotUnlockError):
        store_thread.open(opener(tmp_path, "copper lantern walks loudly", ZONE)).result()
    assert contents(tmp_path) == before
    assert store_thread.open(opener(tmp_path, PASSPHRASE, ZONE)).result()


def never_asked(_identity: DeviceIdentity, _device: str) -> Enrolment:
    raise AssertionError("the centre's code was spent")


def test_a_short_passphrase_is_refused_before_the_code_is_spent(tmp_path: Path) -> None:
    with pytest.raises(PassphraseTooShortError):
        set_up(tmp_path, "short", never_asked)
    assert list(tmp_path.iterdir()) == []


def test_a_set_up_that_is_broken_off_can_begin_again(
    tmp_path: Path, store_thread: StoreThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    with monkeypatch.context() as broken:
        broken.setattr("desktop.session.create_vault", never_made)
        with pytest.raises(KeyboardInterrupt):
            set_up(folder, PASSPHRASE, enrol)
    assert list(folder.iterdir()) == []
    set_up(folder, PASSPHRASE, enrol)
    assert store_thread.open(opener(folder, PASSPHRASE, ZONE)).result()
    assert [one.name for one in tmp_path.iterdir()] == ["vault"]


def never_made(*_: object) -> None:
    raise KeyboardInterrupt


def test_setting_up_twice_keeps_the_first_vault(tmp_path: Path) -> None:
    set_up(tmp_path, PASSPHRASE, enrol)
    before = contents(tmp_path)
    with pytest.raises(VaultExistsError):
        set_up(tmp_path, PASSPHRASE, enrol)
    assert contents(tmp_path) == before
