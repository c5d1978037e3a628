# SPDX-License-Identifier: Apache-2.0
"""A flat list of local support, `directory.csv` beside `site.json`: read and searched, never sent anywhere.

Never stops a start and never loses a row because of another: each row that cannot be meant is named by its
number, and the rest is there (domain M9). It holds organisations and helplines, nobody's record.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from locales import N_, _

DIRECTORY_FILE = "directory.csv"
MAX_BYTES = 4 * 1024 * 1024
MAX_ROWS = 5_000
MAX_LETTERS = 500
COLUMNS = ("what", "for_whom", "how_to_reach", "checked_on", "rated_by")
"""The heading of the file, in any order; the last two may be left empty."""
_NEEDED = ("what", "how_to_reach")


@dataclass(frozen=True, slots=True)
class Support:
    """One place to turn to.

    Attributes:
        what: what it is, and its name.
        for_whom: whom it is for; "" where it is for everybody.
        how_to_reach: number, address or opening hours.
        checked_on: when somebody last tried it; None where nobody has.
        rated_by: who found it good, in words; no stars and no sums.
    """

    what: str
    for_whom: str
    how_to_reach: str
    checked_on: date | None = None
    rated_by: str = ""

    def is_checked(self, today: date, every_days: int) -> bool:
        """Whether somebody tried it in the last `every_days` days."""
        oldest = today - timedelta(days=every_days)
        return self.checked_on is not None and oldest <= self.checked_on <= today


class RowProblem(StrEnum):
    """Why a row, or the file, could not be used."""

    FILE = "file"
    HEADING = "heading"
    NOTHING_TO_REACH = "nothing_to_reach"
    TOO_LONG = "too_long"
    NOT_A_DAY = "not_a_day"  # the row is used, as one that nobody has checked
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class RowTrouble:
    """`row` counts as a spreadsheet does: the heading is 1. 0 is the file itself."""

    row: int
    problem: RowProblem


_SENTENCES = {
    RowProblem.FILE: N_(
        "The list of support in {file} cannot be read. Save it as CSV in UTF-8 and try again."
    ),
    RowProblem.HEADING: N_("The first row of {file} must name these columns: {columns}."),
    RowProblem.NOTHING_TO_REACH: N_("Row {row} of {file} was left out: say what it is and how to reach it."),
    RowProblem.TOO_LONG: N_("Row {row} of {file} was left out: a field has more than {letters} letters."),
    RowProblem.NOT_A_DAY: N_(
        "Row {row} of {file} is shown as not checked: write the day like 2026-11-19, and not one to come."
    ),
    RowProblem.TOO_MANY: N_("{file} has more than {rows} rows; those from row {row} on were left out."),
}


def row_sentence(trouble: RowTrouble) -> str:
    """What could not be used, and what to do. Never quotes a value."""
    return _(_SENTENCES[trouble.problem]).format(
        row=trouble.row, file=DIRECTORY_FILE, columns=", ".join(COLUMNS), letters=MAX_LETTERS, rows=MAX_ROWS
    )


def read_directory(path: Path, today: date) -> tuple[tuple[Support, ...], tuple[RowTrouble, ...]]:
    """The list, and everything in it that could not be meant; both empty where there is no file."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return (), ()
    except OSError:
        return (), (RowTrouble(0, RowProblem.FILE),)
    return parse_content(content, today)


def parse_content(content: bytes, today: date) -> tuple[tuple[Support, ...], tuple[RowTrouble, ...]]:
    """As `read_directory`, of the file's bytes; of one that is too large it is enough to see that it is."""
    try:
        words = content.decode("utf-8-sig") if len(content) <= MAX_BYTES else None
    except UnicodeDecodeError:
        words = None
    return ((), (RowTrouble(0, RowProblem.FILE),)) if words is None else parse_directory(words, today)


def parse_directory(words: str, today: date) -> tuple[tuple[Support, ...], tuple[RowTrouble, ...]]:
    """As `read_directory`, of the file's words."""
    if "\0" in words:
        return (), (RowTrouble(0, RowProblem.FILE),)
    found: list[Support] = []
    troubles: list[RowTrouble] = []
    try:
        rows = csv.DictReader(io.StringIO(words, newline=""), restval="")
        if not set(_NEEDED) <= {_column(one) for one in rows.fieldnames or ()}:
            return (), (RowTrouble(1, RowProblem.HEADING),)
        for count, row in enumerate(rows, start=1):
            # The line of the file, as an editor counts: blank lines and lines within quotes are lines too.
            number = rows.reader.line_num
            if count > MAX_ROWS:
                troubles.append(RowTrouble(number, RowProblem.TOO_MANY))
                break
            _take(number, row, today, found, troubles)
    except csv.Error:
        troubles.append(RowTrouble(0, RowProblem.FILE))
    return tuple(found), tuple(troubles)


def _take(
    number: int, row: Mapping[str, object], today: date, found: list[Support], troubles: list[RowTrouble]
) -> None:
    fields = {_column(name): _line(value) for name, value in row.items() if isinstance(name, str)}
    what, reach = fields.get("what", ""), fields.get("how_to_reach", "")
    if not any(fields.values()):
        return
    if not (what and reach):
        troubles.append(RowTrouble(number, RowProblem.NOTHING_TO_REACH))
    elif any(len(one) > MAX_LETTERS for one in fields.values()):
        troubles.append(RowTrouble(number, RowProblem.TOO_LONG))
    else:
        said = fields.get("checked_on", "")
        day = _day(said, today)
        if said and day is None:
            troubles.append(RowTrouble(number, RowProblem.NOT_A_DAY))
        found.append(Support(what, fields.get("for_whom", ""), reach, day, fields.get("rated_by", "")))


def search_directory(directory: Iterable[Support], words: str) -> tuple[Support, ...]:
    """Those in which every word occurs, whatever its case and accents; all of them for no words."""
    wanted = _plain(words).split()
    return tuple(
        one
        for one in directory
        if all(word in _plain(f"{one.what} {one.for_whom} {one.how_to_reach}") for word in wanted)
    )


def _column(name: str) -> str:
    return "_".join(name.strip().casefold().split())


def _line(value: object) -> str:
    line = " ".join(value.split()) if isinstance(value, str) else ""
    return "".join(one for one in line if one.isprintable())


def _day(said: str, today: date) -> date | None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if day <= today else None


def _plain(words: str) -> str:
    folded = unicodedata.normalize("NFKD", words).casefold()
    return "".join(one for one in folded if not unicodedata.combining(one))
