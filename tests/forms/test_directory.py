# SPDX-License-Identifier: Apache-2.0
"""A list of local support loses no row because of another, and names each that cannot be meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.directory import (
    DIRECTORY_FILE,
    MAX_BYTES,
    MAX_ROWS,
    RowProblem,
    RowTrouble,
    Support,
    parse_directory,
    read_directory,
    row_sentence,
    search_directory,
)

TODAY = date(2026, 11, 22)
HEAD = "what,for_whom,how_to_reach,checked_on,rated_by\n"
CAFE = 'Café Náttúra,anybody,"12 Mill Lane, Tuesdays",2026-11-01,three of us went\n'
FOOD = "Food bank,,01632 960111,,\n"


def troubles(words: str) -> list[tuple[int, str]]:
    return [(one.row, one.problem.value) for one in parse_directory(words, TODAY)[1]]


def test_a_row_is_what_for_whom_how_to_reach_and_when_it_was_tried() -> None:
    found, none = parse_directory(HEAD + CAFE + FOOD, TODAY)
    assert none == ()
    assert found == (
        Support("Café Náttúra", "anybody", "12 Mill Lane, Tuesdays", date(2026, 11, 1), "three of us went"),
        Support("Food bank", "", "01632 960111"),
    )
    assert found[0].is_checked(TODAY, 90)
    assert not found[0].is_checked(TODAY, 7)
    assert not found[1].is_checked(TODAY, 90)


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ("Food bank,,,,\n", "nothing_to_reach"),
        (",,01632 960111,,\n", "nothing_to_reach"),
        (f"{'x' * 501},,01632 960111,,\n", "too_long"),
    ],
)
def test_a_bad_row_is_named_by_its_number_and_the_others_are_there(bad: str, problem: str) -> None:
    found, named = parse_directory(HEAD + CAFE + bad + FOOD, TODAY)
    assert [one.what for one in found] == ["Café Náttúra", "Food bank"]
    assert named == (RowTrouble(3, RowProblem(problem)),)
    said = row_sentence(named[0])
    assert "Row 3" in said
    assert "{" not in said


@pytest.mark.parametrize("day", ["soon", "2026-13-01", "2026-11-23"])
def test_a_day_that_cannot_be_meant_leaves_the_row_as_not_checked(day: str) -> None:
    words = HEAD + f"Food bank,,01632 960111,{day},\n"
    assert parse_directory(words, TODAY)[0] == (Support("Food bank", "", "01632 960111"),)
    assert troubles(words) == [(2, "not_a_day")]


def test_headings_may_stand_in_any_order_and_without_them_nothing_is_guessed() -> None:
    assert parse_directory("How to reach,What\n1,Choir\n", TODAY)[0] == (Support("Choir", "", "1"),)
    assert troubles("Choir,1\n") == [(1, "heading")]
    assert troubles("") == [(1, "heading")]


def test_a_file_that_cannot_be_read_is_one_trouble_and_no_file_is_none(tmp_path: Path) -> None:
    path = tmp_path / DIRECTORY_FILE
    assert read_directory(path, TODAY) == ((), ())
    for content in (b"\xff\xfe\x00", b"x" * (MAX_BYTES + 1), HEAD.encode() + b"a\0b,,1,,"):
        path.write_bytes(content)
        assert read_directory(path, TODAY) == ((), (RowTrouble(0, RowProblem.FILE),))
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + FOOD).encode())
    assert len(read_directory(path, TODAY)[0]) == 1


def test_too_many_rows_keep_the_first_and_say_so() -> None:
    found, named = parse_directory(HEAD + FOOD * (MAX_ROWS + 2), TODAY)
    assert len(found) == MAX_ROWS
    assert named == (RowTrouble(MAX_ROWS + 2, RowProblem.TOO_MANY),)


def test_every_word_must_occur_whatever_its_case_and_accents() -> None:
    found, _none = parse_directory(HEAD + CAFE + FOOD, TODAY)
    assert [one.what for one in search_directory(found, "cafe MILL")] == ["Café Náttúra"]
    assert search_directory(found, "cafe bank") == ()
    assert search_directory(found, " ") == found


@settings(deadline=None)
@given(st.text(max_size=200))
def test_whatever_somebody_saved_never_stops_a_start(words: str) -> None:
    parse_directory(words, TODAY)
    parse_directory(HEAD + words, TODAY)


def test_a_row_is_named_by_its_line_after_blank_lines_and_lines_within_quotes() -> None:
    words = HEAD + "\n\n" + 'Choir,,"12 Mill Lane\nTuesdays",,\n' + "Food bank,,,,\n"
    assert troubles(words) == [(6, "nothing_to_reach")]
