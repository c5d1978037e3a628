# SPDX-License-Identifier: Apache-2.0
"""What else can be put into a plan than somebody's words: clear behaviour, and nothing that stood is lost."""

from __future__ import annotations

import socket

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from desktop.presenters.plan_words import writing_to_json
from desktop.screens.plan_screen import PlanScreen
from desktop.screens.writer import Writing
from desktop.widgets.text_area import LONGEST, GrowingTextArea
from records.drafts import DraftId
from records.operation import PersonId, new_id
from records.people import PLAN_FORM
from tests.desktop.conftest import Desk
from tests.desktop.presenters.test_plan_presenter import cards, open_plan, press, standing, write


@pytest.fixture
def screen(desk: Desk, somebody: PersonId, qtbot: QtBot) -> PlanScreen:
    return open_plan(desk, somebody, qtbot, "plan_well")


def pasted(text: str, html: str = "") -> QMimeData:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    return data


def test_ten_megabytes_are_not_taken_what_stood_stays_and_it_says_so(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    writer = write(screen, "toolbox", "Walking", qtbot)
    writer.text.insertFromMimeData(pasted("a" * 10_000_000))
    assert writer.text.toPlainText() == "Walking"
    assert "That is too much for one place" in screen.message.accessibleName()
    writer.text.insertPlainText("b" * (LONGEST + 1))
    assert writer.text.toPlainText() == "Walking"
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: standing(desk, somebody, "toolbox") == ["Walking"])


@pytest.mark.parametrize(
    ("put", "stands"),
    [
        ("tea\x00\x07\x1b[31m and rest", "tea[31m and rest"),
        ("safe \u202eegnahc\u202c here", "safe egnahc here"),
        ("🐕 👩🏽‍🦱 é ﬁ", "🐕 👩🏽‍🦱 é ﬁ"),
        ("Ring میری بہن on 07700 900462", "Ring میری بہن on 07700 900462"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("שלום\u200f, tea", "שלום\u200f, tea"),
    ],
    ids=["controls", "turned_around", "emoji", "right_to_left_inside", "line_ends", "a_mark_between_scripts"],
)
def test_odd_letters_are_kept_where_a_person_could_mean_them(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot, put: str, stands: str
) -> None:
    writer = write(screen, "toolbox", "", qtbot)
    writer.text.insertFromMimeData(pasted(put))
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: cards(screen) == [stands])
    assert standing(desk, somebody, "toolbox") == [stands]


def test_of_rich_text_only_the_words_are_taken_and_nothing_is_fetched(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, where: asked.append(where))
    writer = write(screen, "toolbox", "", qtbot)
    html = '<b>Tea</b><img src="http://127.0.0.1:9/spy.png"><script>alert(1)</script>'
    writer.text.insertFromMimeData(pasted("Tea", html))
    assert writer.text.toPlainText() == "Tea"
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: cards(screen) == ["Tea"])
    assert asked == []


def test_markup_that_is_typed_is_words_like_any(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    words = '<img src="file:///etc/passwd"> & <b>tea</b>'
    write(screen, "toolbox", words, qtbot)
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: cards(screen) == [words])


def left_behind(desk: Desk, person: PersonId, part: str, text: str) -> None:
    """Words that were being written when Keepwell ended."""
    writing = writing_to_json(Writing(part=part, text=text))
    draft = DraftId(new_id())
    desk.store_thread.submit(lambda store: store.save_draft(draft, person, PLAN_FORM, writing)).result()


def test_words_longer_than_one_place_takes_are_all_there_again_and_can_be_made_shorter(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    long = "a" * (LONGEST + 7)
    left_behind(desk, somebody, "toolbox", long)
    screen = open_plan(desk, somebody, qtbot)
    (area,) = [one for one in screen.findChildren(GrowingTextArea) if one.toPlainText()]
    assert area.toPlainText() == long
    qtbot.keyClicks(area, "b")
    assert area.toPlainText() == long, "more is not taken, and what stood is not cut"
    area.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(area, Qt.Key.Key_Backspace)
    assert area.toPlainText() == long[:-1]


def test_words_begun_in_a_part_that_is_asked_no_longer_are_under_the_earlier_parts(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    left_behind(desk, somebody, "from_an_old_style", "My dog")
    screen = open_plan(desk, somebody, qtbot)
    areas = [one.toPlainText() for one in screen.findChildren(GrowingTextArea) if one.isVisibleTo(screen)]
    assert "My dog" in areas
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: standing(desk, somebody, "from_an_old_style") == ["My dog"])
