# SPDX-License-Identifier: Apache-2.0
"""The team's list on paper: everybody is on it, with their own deadline, and it says to shred it."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.pdf.team_list import TeamLine, TeamList, compose_team_list
from tests.forms.pdf.test_plan import pages_of, plain, run, text_of

MINA = TeamLine("Mina Rahman", "72 hours ends Monday 16:30", ("One promise is open.",))
DAN = TeamLine("Dan Late", "72 hours ended Friday 09:00", ("Nobody is written down as told.",), late=True)
LIST = TeamList("Saturday 21 November 2026, 14:10", "Sam Okafor", (DAN, MINA, TeamLine("Zed", "")))


def test_everybody_is_on_it_in_the_order_of_today_with_their_deadline_beneath() -> None:
    text = plain(text_of(compose_team_list(LIST)))
    assert "As of Saturday 21 November 2026, 14:10, printed by Sam Okafor." in text
    assert "Dan Late 72 hours ended Friday 09:00 Nobody is written down as told." in text
    assert "Mina Rahman 72 hours ends Monday 16:30 One promise is open." in text
    assert "Zed Nothing is due." in text
    assert text.index("Dan Late") < text.index("Mina Rahman") < text.index("Zed")


def test_each_page_says_to_keep_it_close_and_which_page_it_is() -> None:
    many = TeamList("today", "Sam", tuple(TeamLine(f"Person {n}", "due", ("open",)) for n in range(60)))
    pages = pages_of(compose_team_list(many))
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert "shred it" in plain(page)
        assert plain(page).endswith(f"Page {number} of {len(pages)}")


def test_nobodys_deadline_stands_on_another_page_than_their_name() -> None:
    lines = tuple(TeamLine(f"Name{n:03}", f"Due{n:03}", ("x",) * 3) for n in range(80))
    many = TeamList("today", "Sam", lines)
    for page in pages_of(compose_team_list(many)):
        assert re.findall(r"Name(\d+)", page) == re.findall(r"Due(\d+)", page)


def test_a_list_of_nobody_says_so() -> None:
    assert "Nobody is on this laptop." in plain(text_of(compose_team_list(TeamList("today", "Sam", ()))))


def test_its_information_names_nobody_and_the_same_list_gives_the_same_bytes() -> None:
    pdf = compose_team_list(LIST)
    assert not re.search(r"Mina|Dan|Sam|Author|Date", run("pdfinfo", "-", pdf=pdf))
    assert compose_team_list(LIST) == pdf


NAMES = st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=12)


@settings(max_examples=20, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=12))
def test_nobody_is_left_off(names: list[str]) -> None:
    text = text_of(compose_team_list(TeamList("x", "y", tuple(TeamLine(one, "due") for one in names))))
    for name in names:
        assert name in text
