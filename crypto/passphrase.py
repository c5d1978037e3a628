# SPDX-License-Identifier: Apache-2.0
"""From a passphrase to key bytes, with Argon2id; must never run with limits that a file made up.

Source: security 3 (default, floor, ceiling, length) and design 10 "Processes" (Argon2id runs in a child).
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crypto.errors import KdfChildError, NotEnoughMemoryError, PassphraseTooShortError
from crypto.secret import Secret

MINIMUM_CHARACTERS = 12
SALT_BYTES = 16
KEY_BYTES = 32
CHILD_OUT_OF_MEMORY = 71
CHILD_BAD_REQUEST = 64

_CHILD_SECONDS = 180.0
_WINDOWS_NO_MEMORY = 0xC0000017
_FASTEST, _WANTED, _SLOWEST = 0.5, 0.75, 1.0  # seconds that a worker waits at unlock
_MEMORY_STEP_KIB = 16 * 1024


@dataclass(frozen=True, slots=True)
class Argon2Parameters:
    """How hard one guess is: memory in KiB, passes over it, lanes in parallel.

    Cannot be made outside the floor and the ceiling, so a slot file that asks for more memory than a
    laptop has, or for a guess that costs nothing, is refused before Argon2id starts.

    Raises:
        ValueError: a number is outside its limits.
    """

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        limits = ((self.memory_kib, 64 * 1024, 1024 * 1024), (self.passes, 3, 16), (self.lanes, 4, 16))
        if not all(low <= number <= high for number, low, high in limits):
            raise ValueError("Argon2id parameters are outside the limits of security 3")


FLOOR = Argon2Parameters(memory_kib=64 * 1024, passes=3, lanes=4)
DEFAULT = Argon2Parameters()
CEILING_KIB = 1024 * 1024

Derive = Callable[[Secret, bytes, Argon2Parameters], Secret]


def normalised(passphrase: Secret) -> bytes:
    """Bring the text to Unicode NFKC, so that two keyboards typing the same words give the same key.

    Raises:
        ValueError: the bytes are not UTF-8 text.
    """
    try:
        text = passphrase.reveal().decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError("a passphrase is UTF-8 text") from None  # the original error holds the bytes
    return unicodedata.normalize("NFKC", text).encode("utf-8")


def require_long_enough(passphrase: Secret) -> None:
    """Check a new passphrase; an old one is never checked, so that nobody is locked out by a new rule.

    Raises:
        PassphraseTooShortError: fewer than twelve characters after normalising (security 3).
    """
    if len(normalised(passphrase).decode("utf-8")) < MINIMUM_CHARACTERS:
        raise PassphraseTooShortError(MINIMUM_CHARACTERS)


def derive(passphrase: Secret, salt: bytes, parameters: Argon2Parameters) -> Secret:
    """Run Argon2id version 1.3 (RFC 9106) here and now; returns 32 bytes.

    Raises:
        NotEnoughMemoryError: the laptop refused the memory or the threads.
    """
    from argon2.exceptions import HashingError
    from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw

    assert ARGON2_VERSION == 19  # a silent change of version would lock everybody out
    try:
        key = hash_secret_raw(
            normalised(passphrase),
            salt,
            time_cost=parameters.passes,
            memory_cost=parameters.memory_kib,
            parallelism=parameters.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
            version=ARGON2_VERSION,
        )
    except (HashingError, MemoryError):
        # Salt and parameters are checked already: what is left to fail is memory and threads.
        raise NotEnoughMemoryError(parameters.memory_kib) from None
    return Secret(key)


def derive_in_child(passphrase: Secret, salt: bytes, parameters: Argon2Parameters) -> Secret:
    """Do what `derive` does in a process of its own, which takes its memory with it when it ends.

    The request goes through a pipe; nothing of it is in the arguments or the environment (security 5).

    Raises:
        NotEnoughMemoryError: the child could not have its memory, or was killed.
        KdfChildError: anything else went wrong with the child.
    """
    request = {
        "passphrase": normalised(passphrase).decode("utf-8"),
        "salt": salt.hex(),
        "m": parameters.memory_kib,
        "t": parameters.passes,
        "p": parameters.lanes,
    }
    try:
        child = subprocess.run(
            [sys.executable, "-m", "crypto.kdf_child"],
            input=json.dumps(request).encode("ascii") + b"\n",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).resolve().parent.parent,
            timeout=_CHILD_SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (subprocess.TimeoutExpired, OSError):
        raise KdfChildError("the key derivation child did not run to its end") from None
    return _answer(child.returncode, child.stdout, parameters)


def _answer(returncode: int, output: bytes, parameters: Argon2Parameters) -> Secret:
    killed = returncode < 0  # by a signal: on a laptop short of memory, the kernel's
    if killed or returncode in (CHILD_OUT_OF_MEMORY, _WINDOWS_NO_MEMORY):
        raise NotEnoughMemoryError(parameters.memory_kib)
    if returncode != 0:
        raise KdfChildError(f"the key derivation child ended with code {returncode}")
    try:
        key = bytes.fromhex(output.decode("ascii").strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KdfChildError("the key derivation child did not answer with a key")
    return Secret(key)


def calibrate(derive: Derive = derive, clock: Callable[[], float] = time.perf_counter) -> Argon2Parameters:
    """Choose the memory with which one unlock takes 0.5 to 1.0 seconds here (security 3).

    Stays between the floor and the ceiling even where that is slower or quicker; on a laptop that is
    short of memory it settles for the last amount that worked.

    Raises:
        NotEnoughMemoryError: not even the floor fits.
    """
    chosen, seconds = FLOOR, _time_one(FLOOR, derive, clock)
    for _attempt in range(4):
        if _FASTEST <= seconds <= _SLOWEST:
            break
        wanted = _within_limits(int(chosen.memory_kib * _WANTED / max(seconds, 0.001)))
        if wanted == chosen.memory_kib:
            break
        candidate = Argon2Parameters(memory_kib=wanted)
        try:
            seconds = _time_one(candidate, derive, clock)
        except NotEnoughMemoryError:
            break
        chosen = candidate
    return chosen


def _within_limits(memory_kib: int) -> int:
    whole_steps = memory_kib // _MEMORY_STEP_KIB * _MEMORY_STEP_KIB
    return min(max(whole_steps, FLOOR.memory_kib), CEILING_KIB)


def _time_one(parameters: Argon2Parameters, derive: Derive, clock: Callable[[], float]) -> float:
    started = clock()
    derive(Secret(b"a passphrase of nobody"), secrets.token_bytes(SALT_BYTES), parameters)
    return clock() - started
