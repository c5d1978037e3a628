# SPDX-License-Identifier: Apache-2.0
"""Each module opens with its licence and a sentence about itself (house 5.9)."""

from __future__ import annotations

import ast

import pytest

from tests.house_rules.sources import place, python_files

SPDX = "# SPDX-License-Identifier: Apache-2.0"
EMPTY_ON_PURPOSE = {"records/__init__.py"}  # design 10: importing the room must cost nothing


def lacks(source: str) -> list[str]:
    """What the opening of a module lacks."""
    docstring = ast.get_docstring(ast.parse(source)) or ""
    missing = []
    if source.splitlines()[:1] != [SPDX]:
        missing.append("licence line")
    if not docstring.strip():
        missing.append("docstring")
    return missing


def test_every_module_says_what_it_is():
    files = [path for path in python_files() if place(path) not in EMPTY_ON_PURPOSE]
    found = {place(path): lacks(path.read_text(encoding="utf-8")) for path in files}
    assert {name: missing for name, missing in found.items() if missing} == {}


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("", ["licence line", "docstring"]),
        (f'{SPDX}\n"""What it is. Never this."""\n', []),
        ('"""What it is."""\n', ["licence line"]),
        (f"{SPDX}\nx = 1\n", ["docstring"]),
    ],
)
def test_the_rule_sees_what_is_missing(source, missing):
    assert lacks(source) == missing
