# SPDX-License-Identifier: Apache-2.0
"""Argon2id: limits, normal form, the child process, and the choice of cost."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import Argon2Parameters, Secret, calibrate, derive, derive_in_child
from crypto.errors import KdfChildError, NotEnoughMemoryError, PassphraseTooShortError
from crypto.passphrase import CHILD_BAD_REQUEST, DEFAULT, FLOOR, normalised, require_long_enough

ROOT = Path(__file__).resolve().parents[2]
SALT = bytes(range(16))
WORDS = Secret.from_text("kettle harbour velvet nine")


def test_the_default_is_the_one_of_security_3():
    assert (DEFAULT.memory_kib, DEFAULT.passes, DEFAULT.lanes) == (262144, 3, 4)


@pytest.mark.parametrize(
    "outside",
    [
        {"memory_kib": 65535},
        {"memory_kib": 1048577},
        {"passes": 2},
        {"passes": 17},
        {"lanes": 3},
        {"lanes": 17},
    ],
)
def test_a_cost_outside_floor_and_ceiling_cannot_be_made(outside):
    with pytest.raises(ValueError, match="limits"):
        Argon2Parameters(**outside)


def test_the_limits_themselves_are_allowed():
    Argon2Parameters(65536, 3, 4)
    Argon2Parameters(1048576, 16, 16)


def test_argon2id_gives_the_same_bytes_as_the_other_library_that_has_it():
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    other = Argon2id(salt=SALT, length=32, iterations=3, lanes=4, memory_cost=65536)
    assert derive(WORDS, SALT, FLOOR).reveal() == other.derive(WORDS.reveal())


def test_two_ways_to_type_the_same_words_give_the_same_key():
    composed, decomposed = (
        Secret.from_text("caf\u00e9 \ufb01sh\u00a0supper"),
        Secret.from_text("cafe\u0301 fish supper"),
    )
    assert normalised(composed) == normalised(decomposed)
    assert derive(composed, SALT, FLOOR) == derive(decomposed, SALT, FLOOR)


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = normalised(Secret.from_text(text))
    assert normalised(Secret(once)) == once


def test_bytes_that_are_not_text_are_refused_without_showing_them():
    with pytest.raises(ValueError, match="UTF-8") as caught:
        normalised(Secret(b"\xff\xfekettle"))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("text", ["", "elevenchars", "e\u0301" * 11])
def test_a_new_passphrase_under_twelve_characters_is_too_short(text):
    with pytest.raises(PassphraseTooShortError) as caught:
        require_long_enough(Secret.from_text(text))
    assert caught.value.minimum == 12


@pytest.mark.parametrize("text", ["twelve chars", "ক" * 12])
def test_twelve_characters_of_any_script_are_enough(text):
    require_long_enough(Secret.from_text(text))


def test_the_child_gives_the_same_key_wherever_the_app_was_started(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = Secret.from_text('café ৱ \U0001f511 \\ "quoted"\n two lines')
    assert derive_in_child(words, SALT, FLOOR) == derive(words, SALT, FLOOR)


def test_the_passphrase_is_in_neither_arguments_nor_environment_of_the_child(tmp_path, monkeypatch):
    seen = tmp_path / "seen"
    monkeypatch.chdir(tmp_path)
    _pretend_python(
        tmp_path,
        monkeypatch,
        f'printf "%s\\n" "$0" "$@" > {seen}; env >> {seen}; pwd > {tmp_path}/where; exit 1',
    )
    with pytest.raises(KdfChildError):
        derive_in_child(WORDS, SALT, FLOOR)
    assert "crypto.kdf_child" in seen.read_text()
    assert (tmp_path / "where").read_text().strip() == str(ROOT)
    assert "kettle" not in seen.read_text()
    assert SALT.hex() not in seen.read_text()


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_killed_child_means_not_enough_memory_and_not_a_wrong_passphrase(tmp_path, monkeypatch):
    _pretend_python(tmp_path, monkeypatch, "kill -9 $$")
    with pytest.raises(NotEnoughMemoryError) as caught:
        derive_in_child(WORDS, SALT, FLOOR)
    assert caught.value.memory_kib == 65536


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="address space limits")
@pytest.mark.parametrize("where", ["derive", "derive_in_child"])
def test_a_laptop_without_the_memory_is_told_so(where):
    script = f"""
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (600 * 2**20, 600 * 2**20))
        from crypto import Argon2Parameters, Secret, {where}
        from crypto.errors import NotEnoughMemoryError
        try:
            {where}(Secret(b"kettle harbour"), bytes(16), Argon2Parameters(memory_kib=2**20))
        except NotEnoughMemoryError:
            print("told so")
    """
    run = [sys.executable, "-c", textwrap.dedent(script)]
    assert subprocess.run(run, cwd=ROOT, capture_output=True, check=True, text=True).stdout == "told so\n"


@pytest.mark.parametrize("answer", ["", "echo 00", "echo not a key", "exit 64"])
def test_a_child_that_does_not_answer_as_agreed_is_our_bug(answer, tmp_path, monkeypatch):
    _pretend_python(tmp_path, monkeypatch, answer)
    with pytest.raises(KdfChildError):
        derive_in_child(WORDS, SALT, FLOOR)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "kettle harbour",
        "{}",
        json.dumps({"passphrase": "kettle", "salt": "zz", "m": 65536, "t": 3, "p": 4}),
        json.dumps({"passphrase": "kettle", "salt": "00" * 16, "m": 1, "t": 3, "p": 4}),
        json.dumps({"passphrase": "kettle", "salt": "00" * 16, "m": "much", "t": 3, "p": 4}),
    ],
)
def test_the_child_refuses_a_bad_request_without_repeating_it(line):
    run = [sys.executable, "-m", "crypto.kdf_child"]
    child = subprocess.run(run, cwd=ROOT, input=line + "\n", capture_output=True, text=True, check=False)
    assert child.returncode == CHILD_BAD_REQUEST
    assert child.stdout + child.stderr == ""


class Laptop:
    """A laptop of known speed: every derivation moves its clock by memory times its slowness."""

    def __init__(self, seconds_at_floor, most_memory_kib=2**30):
        self.now = 0.0
        self.seconds_at_floor = seconds_at_floor
        self.most_memory_kib = most_memory_kib

    def derive(self, passphrase, salt, parameters):
        if parameters.memory_kib > self.most_memory_kib:
            raise NotEnoughMemoryError(parameters.memory_kib)
        self.now += self.seconds_of(parameters)
        return Secret(bytes(32))

    def seconds_of(self, parameters):
        return self.seconds_at_floor * parameters.memory_kib / FLOOR.memory_kib

    def clock(self):
        return self.now


@given(st.floats(min_value=0.001, max_value=20))
def test_calibration_lands_between_half_a_second_and_one_where_the_limits_allow(seconds_at_floor):
    laptop = Laptop(seconds_at_floor)
    chosen = calibrate(laptop.derive, laptop.clock)
    assert (chosen.passes, chosen.lanes) == (3, 4)
    if chosen.memory_kib == 65536:
        assert seconds_at_floor >= 0.5
    elif chosen.memory_kib == 1048576:
        assert laptop.seconds_of(chosen) <= 1.0
    else:
        assert 0.5 <= laptop.seconds_of(chosen) <= 1.0


def test_calibration_settles_for_memory_that_the_laptop_has():
    laptop = Laptop(0.05, most_memory_kib=128 * 1024)
    assert calibrate(laptop.derive, laptop.clock).memory_kib <= 128 * 1024


def test_calibration_says_so_when_not_even_the_floor_fits():
    laptop = Laptop(0.05, most_memory_kib=1024)
    with pytest.raises(NotEnoughMemoryError):
        calibrate(laptop.derive, laptop.clock)


def _pretend_python(folder, monkeypatch, commands):
    if os.name == "nt":
        pytest.skip("shell script")
    script = folder / "python"
    script.write_text(f"#!/bin/sh\n{commands}\n")
    script.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(script))
