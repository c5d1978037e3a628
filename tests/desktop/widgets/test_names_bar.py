# SPDX-License-Identifier: Apache-2.0
"""A few names and the rest on asking, each of them spoken and each leading to its place."""

from __future__ import annotations

from desktop.widgets.names_bar import NamesBar

NAMES = [(one, f"{one}: show where") for one in ("Mum", "Zoe", "Dr Khan", "Joan", "Tom", "Ida")]


def test_nothing_shows_where_nobody_is_named(qtbot):
    bar = NamesBar()
    qtbot.addWidget(bar)
    bar.show_names("", [])
    assert bar.isHidden()


def test_a_press_says_which_name(shown):
    bar = shown(NamesBar(), 900, 80)
    bar.show_names("Perhaps named:", NAMES[:2])
    told: list[str] = []
    bar.name_pressed.connect(told.append)
    bar.names()[1].click()
    assert told == ["Zoe"]
    assert bar.names()[1].accessibleName() == "Zoe: show where"


def test_many_names_show_a_few_and_all_of_them_when_asked(shown):
    bar = shown(NamesBar(), 900, 80)
    bar.show_names("Perhaps named:", NAMES)
    assert [one.text() for one in bar.names()] == ["Mum", "Zoe", "Dr Khan"]
    more = next(one for one in bar.findChildren(type(bar.names()[0])) if one.text() == "3 more")
    assert more.accessibleName() == "3 more names"
    more.click()
    assert [one.text() for one in bar.names()] == [name for name, _said in NAMES]
    assert not more.isVisible()


def test_the_same_names_again_keep_their_buttons(shown):
    bar = shown(NamesBar(), 900, 80)
    bar.show_names("Perhaps named:", NAMES[:2])
    before = bar.names()
    bar.show_names("Perhaps named:", NAMES[:2])
    assert bar.names() == before
