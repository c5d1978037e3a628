# SPDX-License-Identifier: Apache-2.0
"""The hazard log is true: 25 rows, and every module and every test that it names is there (domain J)."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.house_rules.sources import ROOT

LOG = ROOT / "docs" / "clinical-safety" / "hazard-log.md"
COLUMNS = [
    *("#", "Hazard", "Cause", "Possible harm", "What Keepwell does, and where", "Proved by"),
    *("Not built", "Severity", "Likelihood"),
]
NOT_OURS = "left for a Clinical Safety Officer"
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
MODULE = re.compile(r"`((?:crypto|desktop|forms|locales|records|sync)/[\w/.]+)`")


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of the log's one table, by column."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    head, _rule, *rows = cells
    return [dict(zip(head, row, strict=True)) for row in rows]


@cache
def functions_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def what_is_wrong(row: dict[str, str]) -> list[str]:
    """Why a row cannot be believed; empty where it can."""
    found = [f"empty: {name}" for name in COLUMNS if not row[name]]
    named = TEST.findall(row["Proved by"])
    if not named and row["Proved by"].lower() != "not built":
        found.append("neither a test nor “not built”")
    for place, name in named:
        path = ROOT / place
        if not path.exists() or name not in functions_in(path):
            found.append(f"no such test: {place}::{name}")
    if len(re.findall(r"`", row["Proved by"])) != 2 * len(named):
        found.append("something beside tests")
    for place in MODULE.findall(row["What Keepwell does, and where"]):
        if not (ROOT / place).exists():
            found.append(f"no such module: {place}")
    if named and not MODULE.search(row["What Keepwell does, and where"]):
        found.append("no module")
    return found + [f"{name} is not ours" for name in ("Severity", "Likelihood") if row[name] != NOT_OURS]


def the_log() -> list[dict[str, str]]:
    return rows_of(LOG.read_text(encoding="utf-8"))


def test_the_log_has_its_25_rows_in_order_and_no_other_columns():
    rows = the_log()
    assert [row["#"] for row in rows] == [str(number) for number in range(1, 26)]
    assert all(list(row) == COLUMNS for row in rows)


@pytest.mark.parametrize("row", the_log(), ids=lambda row: f"{row['#']} {row['Hazard']}")
def test_every_row_names_what_is_there_and_what_proves_it(row):
    assert what_is_wrong(row) == []


def test_every_module_that_the_page_names_anywhere_is_there():
    named = set(MODULE.findall(LOG.read_text(encoding="utf-8")))
    assert len(named) > 30
    assert [place for place in named if not (ROOT / place).exists()] == []


WHOLE = {
    "#": "1",
    "Hazard": "A fall",
    "Cause": "ice",
    "Possible harm": "a bruise",
    "What Keepwell does, and where": "Says so: `forms/clocks.py`",
    "Proved by": "`tests/forms/test_clocks.py::test_each_clock_ends_when_its_rule_says`",
    "Not built": "–",
    "Severity": NOT_OURS,
    "Likelihood": NOT_OURS,
}


def test_the_rule_believes_a_whole_row_and_one_that_says_it_is_not_built():
    assert what_is_wrong(WHOLE) == []
    assert what_is_wrong({**WHOLE, "Proved by": "not built"}) == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Proved by", "`tests/forms/test_clocks.py::test_that_nobody_wrote`"),
        ("Proved by", "`tests/forms/test_no_such.py::test_each_clock_ends_when_its_rule_says`"),
        ("Proved by", "we looked"),
        ("Proved by", "`forms/clocks.py`"),
        ("Proved by", ""),
        ("What Keepwell does, and where", "Says so: `forms/no_such.py`"),
        ("What Keepwell does, and where", "Says so"),
        ("Severity", "2"),
        ("Likelihood", "rare"),
        ("Not built", ""),
    ],
)
def test_the_rule_sees_what_is_not_so(column, cell):
    assert what_is_wrong({**WHOLE, column: cell}) != []
