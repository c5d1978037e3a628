# SPDX-License-Identifier: Apache-2.0
"""A supervisor process whose app is driven by a robot and whose hand-over types by itself. Run with `-m`."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.paths import Profile
from desktop.supervisor import Supervisor, child_command


def main() -> int:
    words = sys.argv[1:]
    profile = Profile(Path(words[words.index("--profile") + 1]))
    profile.prepare()
    app = child_command("desktop.demo.robot", *words)
    window = child_command("tests.desktop.handover.held_window", "--box", str(profile.handover_box))
    try:
        return Supervisor(app, profile.lock, tell=sys.stdout, handover=window).run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
