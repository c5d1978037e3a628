# SPDX-License-Identifier: Apache-2.0
"""Reads days and times as people write them: "14/3/1989", "14 mar 89", "tomorrow", "4pm". No Qt.

Never guesses in silence: what was understood is shown in words beside what was typed, so that a wrong
reading is seen at once. Days come before months, as in Britain; 1989-03-14 is read too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from locales import _, format_language

_PARTS = re.compile(r"\d+|[^\W\d_]+")
_ORDINALS = {"st", "nd", "rd", "th", "of"}
_TIME = re.compile(r"(\d{1,2})(?:[:.h ](\d{2}))?\s*([ap])?\.?m?\.?")
_TIME_TOGETHER = re.compile(r"(\d{2})(\d{2})")
_FIRST_MONTHS = ("january", "february", "march", "april", "may", "june")
_MONTHS = (*_FIRST_MONTHS, "july", "august", "september", "october", "november", "december")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LETTERS_OF_A_NAME = 3


def read_day(text: str, today: date, *, past: bool = False) -> date | None:
    """The day that `text` means, or None where it cannot be read.

    Args:
        text: as typed.
        today: what "today" means, and which year goes without saying.
        past: the day has been (a birth, a discharge): years and weekdays are looked for backwards.
    """
    folded = text.strip().casefold()
    if folded in (spoken := _spoken_days(today)):
        return spoken[folded]
    parts = [one for one in _PARTS.findall(folded) if one not in _ORDINALS]
    if len(parts) == 1 and parts[0].isdecimal() and len(parts[0]) == len("14031989"):
        parts = [parts[0][:2], parts[0][2:4], parts[0][4:]]
    if len(parts) == 1 and (weekday := _name_index(parts[0], _WEEKDAYS, _local_days())) is not None:
        return _near_weekday(weekday, today, past=past)
    return _from_parts(_without_weekday(parts), today, past=past)


def read_time(text: str) -> time | None:
    """The time of day that `text` means ("16:30", "1630", "4pm", "4.30 pm"), or None."""
    folded = text.strip().casefold()
    if folded in {"noon", _("noon").casefold()}:
        return time(12)
    found = _TIME.fullmatch(folded) or _TIME_TOGETHER.fullmatch(folded)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = found[3] if found.re is _TIME else None
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def day_words(day: date) -> str:
    """A day in words that cannot be mistaken: Saturday 14 March 1989."""
    from babel.dates import format_date

    return str(format_date(day, "EEEE d MMMM y", locale=format_language()))


def _spoken_days(today: date) -> dict[str, date]:
    one = timedelta(days=1)
    said = {"today": today, "yesterday": today - one, "tomorrow": today + one}
    local = {_("today"): today, _("yesterday"): today - one, _("tomorrow"): today + one}
    return said | {words.casefold(): day for words, day in local.items()}


def _from_parts(parts: list[str], today: date, *, past: bool) -> date | None:
    if len(parts) == 3 and parts[0].isdecimal() and len(parts[0]) == 4:  # 1989-03-14
        parts = parts[::-1]
    if len(parts) in {2, 3} and not parts[0].isdecimal():  # March 14
        parts[:2] = parts[1::-1]
    if len(parts) not in {2, 3} or not parts[0].isdecimal() or any(_is_too_long(one) for one in parts):
        return None
    month = _month(parts[1])
    if month is None:
        return None
    if len(parts) == 2:
        return _without_year(int(parts[0]), month, today, past=past)
    year = _year(parts[2], today, past=past)
    return None if year is None else _day(year, month, int(parts[0]))


def _is_too_long(part: str) -> bool:
    """No day, month or year has so many digits; Python would refuse to count them."""
    return part.isdecimal() and len(part) > len("1989")


def _without_weekday(parts: list[str]) -> list[str]:
    return [one for one in parts if _name_index(one, _WEEKDAYS, _local_days()) is None]


def _month(part: str) -> int | None:
    if part.isdecimal():
        return int(part)
    index = _name_index(part, _MONTHS, _local_months())
    return None if index is None else index + 1


def _name_index(part: str, *names: Sequence[str]) -> int | None:
    """Which name of a week or year a word begins, in English or the active language; three letters do."""
    if len(part) < _LETTERS_OF_A_NAME or part.isdecimal():
        return None
    found = (index for known in names for index, name in enumerate(known) if name.startswith(part))
    return next(found, None)


def _local_months() -> list[str]:
    from babel.dates import get_month_names

    names = get_month_names("wide", locale=format_language())
    return [str(names[number]).casefold() for number in range(1, 13)]


def _local_days() -> list[str]:
    from babel.dates import get_day_names

    names = get_day_names("wide", locale=format_language())
    return [str(names[number]).casefold() for number in range(7)]


def _year(part: str, today: date, *, past: bool) -> int | None:
    if not part.isdecimal() or len(part) not in {2, 4}:
        return None
    if len(part) == 4:
        return int(part)
    this_century = today.year // 100 * 100 + int(part)
    # "89" is 1989. Something to come may be some years ahead; something past is never ahead.
    return this_century - 100 if this_century > today.year + (0 if past else 20) else this_century


def _without_year(day: int, month: int, today: date, *, past: bool) -> date | None:
    """The nearest such day: behind us if `past`, else around today ("3 Jan" in December is next year's)."""
    found = [one for year in (-1, 0, 1) if (one := _day(today.year + year, month, day)) is not None]
    if past:
        return max((one for one in found if one <= today), default=None)
    return min(found, key=lambda one: abs(one - today), default=None)


def _near_weekday(weekday: int, today: date, *, past: bool) -> date:
    away = (today.weekday() - weekday) % 7 if past else (weekday - today.weekday()) % 7
    return today + timedelta(days=-away if past else away)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
