# SPDX-License-Identifier: Apache-2.0
"""The process that runs Argon2id once and ends; it must never write anything but the key, to its pipe.

`python -m crypto.kdf_child` reads one JSON line {"passphrase", "salt" (hex), "m" (KiB), "t", "p"} from
standard input and writes the key in hex to standard output. `crypto.passphrase.derive_in_child` starts it.
"""

from __future__ import annotations

import json
import sys

from crypto.errors import NotEnoughMemoryError
from crypto.passphrase import CHILD_BAD_REQUEST, CHILD_OUT_OF_MEMORY, Argon2Parameters, derive
from crypto.secret import Secret

_LONGEST_REQUEST = 1024 * 1024


def answer(line: str) -> str:
    """Derive what one request line asks for; returns 64 hex digits.

    Raises:
        ValueError, KeyError, TypeError: not a request.
        NotEnoughMemoryError: Argon2id was refused its memory.
    """
    request = json.loads(line)
    parameters = Argon2Parameters(memory_kib=request["m"], passes=request["t"], lanes=request["p"])
    key = derive(Secret.from_text(request["passphrase"]), bytes.fromhex(request["salt"]), parameters)
    return key.reveal().hex()


def main() -> int:
    """Answer one request; returns the exit code that `derive_in_child` knows how to read."""
    try:
        sys.stdout.write(answer(sys.stdin.readline(_LONGEST_REQUEST)) + "\n")
    except (NotEnoughMemoryError, MemoryError):
        return CHILD_OUT_OF_MEMORY
    except (ValueError, KeyError, TypeError):
        return CHILD_BAD_REQUEST  # without a traceback: the line holds a passphrase
    return 0


if __name__ == "__main__":
    sys.exit(main())
