# SPDX-License-Identifier: Apache-2.0
"""The import contracts are there by name, they hold, and each goes red when it is broken (house 5.2)."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house_rules.sources import ROOMS, ROOT

# One way to break each contract: file → what is written at its end.
BREAKS = {
    "Imports point down": {"records/a.py": "import desktop"},
    "Only desktop knows Qt": {"forms/a.py": "import PySide6.QtCore"},
    "Only records.database opens SQLCipher": {"records/b.py": "import sqlcipher3"},
    "Only forms.pdf draws PDFs": {"desktop/c.py": "import reportlab"},
    "Only crypto touches primitives": {"records/d.py": "import cryptography"},
    "Only sync.client talks to the network": {"desktop/e.py": "import httpx"},
    "Keys pass through few hands": {"desktop/f.py": "import crypto"},
    "Only the centre speaks SQLAlchemy": {"records/j.py": "import sqlalchemy"},
    "The centre never opens a vault": {"sync/central/g.py": "import records.store"},
    "The hand-over never opens the vault": {"desktop/handover.py": "import records.vault"},
    "No cycles inside a package": {"crypto/h.py": "import crypto.i", "crypto/i.py": "import crypto.h"},
}
# The modules that contracts name, each with the import it is there for; import-linter wants to meet them all.
NAMED = {
    "records/database.py": "import sqlcipher3",
    "records/store.py": "import records.database",
    "records/search.py": "",
    "records/vault.py": "",
    "forms/pdf.py": "import reportlab",
    "sync/client.py": "import httpx",
    "sync/central/database.py": "import alembic\nimport sqlalchemy",
    "crypto/sealing.py": "import argon2\nimport cryptography",
    "crypto/slots.py": "",
    "desktop/session.py": "import crypto",
    "desktop/handover.py": "",
    "desktop/window.py": "import PySide6",
}
LINT = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as l; l()"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter as `./keepwell check` does."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    """Our folder names and our contracts, with almost nothing in the rooms."""
    root = tmp_path_factory.mktemp("toy")
    doors = {f"{room}/__init__.py": "" for room in (*ROOMS, "sync/central")}
    for file, line in (doors | NAMED).items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(line + "\n")
    (root / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    return root


def test_no_contract_has_been_dropped():
    with (ROOT / "pyproject.toml").open("rb") as source:
        contracts = tomllib.load(source)["tool"]["importlinter"]["contracts"]
    assert {one["name"] for one in contracts} >= set(BREAKS)


def test_the_contracts_hold():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_contract_goes_red_when_it_is_broken(toy):
    assert lint(toy).returncode == 0
    for files in BREAKS.values():
        for file, line in files.items():
            (toy / file).write_text(line + "\n")
    done = lint(toy)
    assert done.returncode == 1, done.stdout + done.stderr
    broken = {line.removesuffix(" BROKEN").strip() for line in done.stdout.splitlines() if "BROKEN" in line}
    assert broken == set(BREAKS), done.stdout
