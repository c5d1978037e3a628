# SPDX-License-Identifier: Apache-2.0
"""Budgets of house 5.8: what is small can be held in the head."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from statistics import quantiles

from tests.house_rules.sources import ROOT, parsed, place, python_files

FILE_LINES = 400
MAIN_WINDOW_LINES = 300
FUNCTION_P90_LINES = 30


def line_count(text: str) -> int:
    return len(text.splitlines())


def function_lengths(trees: Iterable[ast.Module]) -> list[int]:
    """Lines of each function, from `def` to its end, docstring and all."""
    return [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def percentile_90(lengths: list[int]) -> float:
    return quantiles(lengths, n=10, method="inclusive")[-1]


def test_no_file_is_over_its_hard_stop():
    files = [*python_files(), ROOT / "keepwell"]
    lengths = {place(path): line_count(path.read_text(encoding="utf-8")) for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


def test_the_main_window_stays_a_frame():
    path = ROOT / "desktop" / "main_window.py"
    assert not path.exists() or line_count(path.read_text(encoding="utf-8")) <= MAIN_WINDOW_LINES


def test_nine_functions_in_ten_fit_on_a_screen():
    assert percentile_90(function_lengths(parsed(path) for path in python_files())) <= FUNCTION_P90_LINES


def test_the_measure_sees_long_functions():
    short = "def short():\n    return 1\n\n\n"
    long = "async def long():\n" + "    x = 1\n" * 40
    lengths = function_lengths([ast.parse(short * 8 + long * 2)])
    assert sorted(lengths) == [2] * 8 + [41] * 2
    assert percentile_90(lengths) > FUNCTION_P90_LINES
