# SPDX-License-Identifier: Apache-2.0
"""A PostgreSQL server of our own for tests and the bench. Never touches one that was there before.

A fresh cluster in a temporary folder, on loopback only, with a random port and a random password. PostgreSQL
refuses to run as root, so root starts it as somebody else. A small shell stands between: when the tests end,
however they end, its input closes and it stops the server.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import URL

USER = "keepwell"
_READY = "database system is ready to accept connections"
_GUARDED = '"$@" & read _; kill -QUIT $!; wait $!'  # what it holds is thrown away


def programs() -> Path:
    """The folder of the newest PostgreSQL on this machine.

    Raises:
        FileNotFoundError: there is none.
    """
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: float(one.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        message = (
            "PostgreSQL is not installed. ./keepwell test installs it as root; or: apt-get install postgresql"
        )
        raise FileNotFoundError(message)
    return (found[-1] if found else Path(str(on_path)).resolve()).parent


def run_client(program: str, url: URL, *options: str, fed: str | None = None) -> str:
    """Run one of PostgreSQL's own client programs on a database; returns what it prints."""
    address = url.set(drivername="postgresql").render_as_string()
    command = [str(programs() / program), "--quiet", *options, f"--dbname={address}"]
    if program == "pg_dump":
        command.remove("--quiet")
    return subprocess.run(command, input=fed, capture_output=True, text=True, check=True).stdout


@dataclass
class Cluster:
    """One running server. `settings` go to the server as they are."""

    settings: dict[str, str] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    _made: int = 0

    def __post_init__(self) -> None:
        self._other = _somebody_else()
        # What root calls its temporary folder may be shut to everybody else.
        self.folder = Path(tempfile.mkdtemp(prefix="keepwell-pg-", dir="/tmp" if self._other else None))
        self.password = secrets.token_hex(16)
        self.passfile = self.folder / "pgpass"
        try:
            self._initialise()
            self._start()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def database(self, template: str = "template1") -> str:
        """Make a database; returns its address, which names the password file."""
        self._made += 1
        name = f"keepwell_{self._made}"
        self.run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )
        return self.address(name)

    def address(self, name: str) -> str:
        """What `./keepwell central --database` is given."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}?passfile={self.passfile}"

    def run(self, statement: Any, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run one statement as the cluster's owner; returns its rows."""
        with self.connect(database) as connection:
            ran = connection.execute(statement)
            return ran.fetchall() if ran.description else []

    def connect(self, database: str = "postgres") -> psycopg.Connection[tuple[Any, ...]]:
        """A connection of one's own, where each statement is a transaction."""
        return psycopg.connect(self.address(database), autocommit=True)

    def set(self, setting: str, value: str) -> None:
        """Change a setting of the running server, and wait until new connections meet it."""
        self.run(f"ALTER SYSTEM SET {setting} = {value}")
        self.run("SELECT pg_reload_conf()")
        for _ in range(10_000):
            if self.run(f"SHOW {setting}") == [(value,)]:
                return
        raise TimeoutError(setting)

    def passfile_for(self, host: str) -> Path:
        """A password file for this server under another name."""
        path = self.folder / f"pgpass-{host}"
        path.touch(mode=0o600)
        path.write_text(f"{host}:{self.port}:*:{USER}:{self.password}\n")
        return path

    def stop(self) -> None:
        """Stop the server and leave nothing behind."""
        assert self._guard.stdin is not None
        self._guard.stdin.close()
        self._guard.wait(60)
        self._reader.join(60)
        assert self._guard.stdout is not None
        self._guard.stdout.close()
        shutil.rmtree(self.folder)

    def _initialise(self) -> None:
        secret = self.folder / "secret"
        secret.write_text(self.password)
        if self._other:
            for path in (self.folder, secret):
                shutil.chown(path, self._other["user"], self._other["group"])
        command: list[str | Path] = [
            programs() / "initdb",
            "-D",
            self.folder / "cluster",
            "-U",
            USER,
            "--pwfile",
            secret,
        ]
        options = ["-A", "scram-sha-256", "-E", "UTF8", "--no-locale", "--no-sync"]
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "cwd": self.folder}
        subprocess.run([*command, *options], check=True, **quiet, **self._other)
        secret.unlink()

    def _start(self) -> None:
        self.port = _free_port()
        self.passfile.touch(mode=0o600)
        self.passfile.write_text(f"127.0.0.1:{self.port}:*:{USER}:{self.password}\n")
        settings = {
            "port": str(self.port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            **self.settings,
        }
        command = [str(programs() / "postgres"), "-D", str(self.folder / "cluster")]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        pipe = subprocess.PIPE
        self._guard = subprocess.Popen(
            ["sh", "-c", _GUARDED, "sh", *command],
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=self.folder,
            **self._other,
        )
        ready = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(ready,), daemon=True)
        self._reader.start()
        if not ready.wait(60) or self._guard.poll() is not None:
            raise RuntimeError("PostgreSQL did not start:\n" + "".join(self.log))

    def _read(self, ready: threading.Event) -> None:
        assert self._guard.stdout is not None
        for line in self._guard.stdout:
            self.log.append(line)
            if _READY in line:
                ready.set()
        ready.set()


def _somebody_else() -> dict[str, Any]:
    """Whom root lets run the server, as `subprocess` takes it; nothing for anybody but root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return {}
    import pwd

    entry = pwd.getpwnam("nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
