# SPDX-License-Identifier: Apache-2.0
"""`./keepwell run`: the supervisor, which holds no key, and under it the app. Never imports Qt."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop.errors import AlreadyOpenError
from desktop.paths import Profile, default_profile
from desktop.supervisor import Supervisor, child_command, handover_command


def main() -> int:
    """Start one app on one vault and keep it running until it is closed."""
    parser = argparse.ArgumentParser(prog="keepwell run", add_help=False)
    parser.add_argument("--profile", type=Path, default=None)
    options, _ = parser.parse_known_args()
    profile = default_profile() if options.profile is None else Profile(options.profile)
    profile.prepare()
    try:
        app = child_command("desktop.app", *sys.argv[1:])
        return Supervisor(app, profile.lock, handover=handover_command(profile)).run()
    except AlreadyOpenError as error:
        from desktop.messages import sentence

        sys.stderr.write(f"{sentence(error)}\n")
        return 1


if __name__ == "__main__":
    raise SystemExit(main())
