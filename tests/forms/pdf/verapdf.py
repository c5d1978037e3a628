# SPDX-License-Identifier: Apache-2.0
"""veraPDF, the validator of PDF/UA-1 that is not ours. Never part of the app; Maven fetches it by name."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

_VERSION = "1.26.2"
_JAR = f".m2/repository/org/verapdf/apps/greenfield-apps/{_VERSION}/greenfield-apps-{_VERSION}.jar"
_GET = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get"


@cache
def _jar() -> Path | None:
    jar = Path.home() / _JAR
    if not jar.exists() and shutil.which("mvn") and shutil.which("java"):
        artifact = f"-Dartifact=org.verapdf.apps:greenfield-apps:{_VERSION}:jar"
        command = ["mvn", "-q", "-B", _GET, artifact, "-Dtransitive=false"]
        subprocess.run(command, capture_output=True, check=False, timeout=180)
    return jar if jar.exists() else None


def is_here() -> bool:
    """Whether the validator can be run."""
    return _jar() is not None


def failed_rules(pdf: bytes, folder: Path) -> str:
    """The rules of PDF/UA-1 that this file breaks, one a line; "" where it breaks none."""
    return failed_rules_of_all({"copy": pdf}, folder)


def failed_rules_of_all(pdfs: Mapping[str, bytes], folder: Path) -> str:
    """The same for many files, by one start of Java."""
    jar = _jar()
    if jar is None:
        pytest.skip("veraPDF is not here: it takes Java and Maven")
    files = [folder / f"{name}.pdf" for name in pdfs]
    for file, pdf in zip(files, pdfs.values(), strict=True):
        file.write_bytes(pdf)
    command = ["java", "-cp", str(jar), "org.verapdf.apps.GreenfieldCliWrapper", "-f", "ua1"]
    ended = subprocess.run(
        [*command, "--format", "text", "-v", *map(str, files)], capture_output=True, text=True, check=False
    )
    for file in files:
        assert str(file) in ended.stdout, ended.stderr
    return "\n".join(line for line in ended.stdout.splitlines() if not line.startswith("PASS"))
