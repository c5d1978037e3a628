# SPDX-License-Identifier: Apache-2.0
"""Reading our own source for the house rules. Never imports what it reads."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("crypto", "desktop", "forms", "locales", "records", "sync")


def python_files(*folders: str) -> list[Path]:
    """The Python files of these folders, of all rooms when none is named; sorted."""
    return sorted(path for folder in folders or ROOMS for path in (ROOT / folder).rglob("*.py"))


def place(path: Path) -> str:
    """A path as a person would say it: from the root, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def called_name(call: ast.Call) -> str:
    """The last word of what is called: "setText" for `self.label.setText(…)`."""
    return last_word(call.func)


def last_word(node: ast.AST) -> str:
    """The last word of a dotted name, "" for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def dotted(node: ast.AST) -> str:
    """A dotted name as written, "" for anything else."""
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return node.id if isinstance(node, ast.Name) else ""


def tracked_files() -> Iterator[Path]:
    """Every file git tracks or would track, as it lies in the folder now."""
    listed = subprocess.check_output(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True
    )
    yield from (ROOT / name for name in sorted(listed.split("\0")) if name and (ROOT / name).is_file())
