# SPDX-License-Identifier: Apache-2.0
"""A real CUPS of a test's own on loopback, whose printers print into files. Ends only what it started."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

CUPSD = shutil.which("cupsd", path="/usr/sbin:/usr/local/sbin")
MISSING = "CUPS is not installed here: cups-daemon and cups-client on Debian"
IS_HERE = CUPSD is not None and shutil.which("lpadmin") is not None
_LIMIT_S = 20

_CONF = """\
Listen 127.0.0.1:{port}
WebInterface No
Browsing Off
DefaultAuthType None
PreserveJobFiles No
PreserveJobHistory Yes
DirtyCleanInterval 0
<Location />
  Order deny,allow
  Allow from 127.0.0.1
</Location>
<Location /admin>
  Order deny,allow
  Allow from 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
    Allow from 127.0.0.1
  </Limit>
</Policy>
"""
_FILES = """\
SystemGroup root
ServerBin {folder}/bin
ServerRoot {folder}
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
"""


# A device on this laptop, as CUPS sees it: what it is given, it lays on a shelf.
_SHELF = """\
#!/bin/sh
[ $# -eq 0 ] && exit 0
exec cat "${{6:--}}" > {folder}/out/shelf.prn
"""


@dataclass
class Cups:
    """One CUPS; its printers are named by who starts it."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def environment(self) -> dict[str, str]:
        """What makes a program ask this CUPS and no other."""
        return {**os.environ, "CUPS_SERVER": f"127.0.0.1:{self.port}", "LC_ALL": "C.UTF-8"}

    @property
    def jobs(self) -> list[bytes]:
        """What CUPS wrote down of each job: its title and whose it is, never its pages."""
        return [one.read_bytes() for one in sorted((self.folder / "spool").glob("c*"))]

    @property
    def shelf(self) -> Path:
        """Where what was printed by "usb://shelf" lies."""
        return self.folder / "out" / "shelf.prn"

    @property
    def pages_kept(self) -> list[Path]:
        """Pages that lie in the spool."""
        return sorted((self.folder / "spool").glob("d*"))

    def add(self, name: str, device: str) -> None:
        """Add a printer that takes what it is given as it is."""
        self.run("lpadmin", "-p", name, "-v", device, "-E")

    def run(self, *command: str) -> str:
        """A program that asks this CUPS; what it said."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=_LIMIT_S, check=True
        )
        return done.stdout

    def wait_until_printed(self, printer: str) -> None:
        """Wait until nothing waits for this printer."""
        until = time.monotonic() + _LIMIT_S
        while self.run("lpstat", "-o", printer):
            assert time.monotonic() < until, "the job was never printed"

    def kill(self) -> None:
        """End it as a failing laptop would, by its id."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(_LIMIT_S)


def start_cups(folder: Path) -> Cups:
    """Start one whose every file lies in this folder."""
    for name in ("spool/tmp", "cache", "state", "out", "bin/backend"):
        (folder / name).mkdir(parents=True)
    # CUPS prints as a user of its own, who must be able to write there and to come by.
    for one in (folder, *folder.parents):
        if one.stat().st_uid == os.getuid() and not one.stat().st_mode & 0o001:
            one.chmod(one.stat().st_mode | 0o011)
    (folder / "out").chmod(0o777)
    shelf = folder / "bin" / "backend" / "usb"
    shelf.write_text(_SHELF.format(folder=folder))
    shelf.chmod(0o755)
    for name in ("backend/ipp", "daemon"):
        (folder / "bin" / name).symlink_to(Path("/usr/lib/cups") / name)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (folder / "cupsd.conf").write_text(_CONF.format(port=port))
    (folder / "cups-files.conf").write_text(_FILES.format(folder=folder))
    command = [str(CUPSD), "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")]
    quiet = subprocess.DEVNULL
    cups = Cups(folder, port, subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet))
    until = time.monotonic() + _LIMIT_S
    while not _listens(port):
        assert cups.process.poll() is None, "CUPS ended: see its error_log"
        assert time.monotonic() < until, "CUPS never listened"
    return cups


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
