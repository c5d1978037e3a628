# SPDX-License-Identifier: Apache-2.0
"""The person's own plan in their own hands: writing, hiding, stopping, giving it back."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.handover.together_window import TogetherWindow
from desktop.handover.writing_place import WritingPlace
from desktop.presenters.handing_over import taking_back
from desktop.theme.current import current
from desktop.voice import Engine
from desktop.widgets.statement_card import StatementCard
from desktop.widgets.text_area import LONGEST
from records.operation import PersonId, Typed
from tests.desktop.conftest import Desk
from tests.desktop.handover.conftest import HandOver, record_of


def button(window: QWidget, name: str) -> QPushButton:
    found = [
        one for one in window.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()
    ]
    assert found, [one.accessibleName() for one in window.findChildren(QPushButton) if one.isVisible()]
    return found[0]


def place(window: QWidget) -> WritingPlace:
    (one,) = [one for one in window.findChildren(WritingPlace) if one.isVisible()]
    return one


def seen(window: QWidget) -> str:
    labels = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    return "\n".join([*labels, *(b.text() for b in window.findChildren(QPushButton) if b.isVisible())])


def cards(window: QWidget) -> list[str]:
    return [one.statement.words for one in window.findChildren(StatementCard) if one.isVisible()]


def give_back(window: TogetherWindow, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.given_back):
        window.give_back()
    desk.store_thread.submit(taking_back(desk.shell.profile)).result()


def test_it_opens_where_the_two_of_them_were_with_what_stands_and_a_place_to_write(
    window: TogetherWindow,
) -> None:
    assert cards(window) == ["Walking the dog by the canal before anyone is up."]
    assert "Things that keep me well" in seen(window)
    assert "My words. Sam Okafor typed them. I checked them." in seen(window)
    assert place(window).text.hasFocus() or QApplication.focusWidget() is None


def test_nothing_of_the_record_but_the_plan_is_in_it(window: TogetherWindow) -> None:
    for _section in window._given.sections:
        for word in ("Rahman", "9434765919", "943 476", "1989"):
            assert word not in seen(window)
        window.screen_shown.step_requested.emit(1)


def test_what_is_written_comes_back_as_the_persons_own_words(
    window: TogetherWindow, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    qtbot.keyClicks(place(window).text, "Ringing my sister")
    button(window, "Keep these words").click()
    assert "New today. My words. I typed them." in seen(window)
    button(window, "Next part").click()
    qtbot.keyClicks(place(window).text, "Loud shops")
    button(window, "Who is typing?: Sam, my words").click()
    give_back(window, desk, qtbot)
    plan = record_of(desk, somebody).plan
    assert [one.words.heads[0].value for one in plan.in_part("hope")][1:] == ["Ringing my sister"]
    (shops,) = [one for part in plan.statements for one in plan.in_part(part) if part != "hope"]
    assert (shops.words.heads[0].value, shops.words.heads[0].typed) == ("Loud shops", Typed.WORKER)


def test_own_words_of_today_can_be_said_differently_or_struck_before_anybody_reads_them(
    window: TogetherWindow, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    for words in ("first", "second"):
        if not window.written.open:
            button(window, "Add my words: " + window._given.sections[1].parts[0].text).click()
        qtbot.keyClicks(place(window).text, words)
        button(window, "Keep these words").click()
    button(window, "Say it differently: first").click()
    qtbot.keyClicks(place(window).text, " of all")
    button(window, "Keep these words").click()
    button(window, "Strike it out: second").click()
    give_back(window, desk, qtbot)
    assert [one.words.heads[0].value for one in record_of(desk, somebody).plan.in_part("hope")][1:] == [
        "first of all"
    ]


def test_what_stood_before_can_be_read_and_not_touched(window: TogetherWindow) -> None:
    offered = [one.accessibleName() for one in window.findChildren(QPushButton)]
    assert not [one for one in offered if "canal" in one]


def test_a_part_can_be_left_for_now_and_nothing_is_kept_of_it(
    window: TogetherWindow, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    button(window, "Next part").click()
    button(window, "Leave this part for now").click()
    button(window, "Back").click()
    give_back(window, desk, qtbot)
    assert set(record_of(desk, somebody).plan.statements) == {"hope"}


def test_hiding_shows_something_ordinary_at_once_and_shows_it_again(
    window: TogetherWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(place(window).text, "not for my neighbour")
    button(window, "Hide this").click()
    assert "canal" not in seen(window)
    assert "plan" not in seen(window).lower()
    assert not [one for one in window.findChildren(WritingPlace) if one.isVisible()]
    button(window, "Show again").click()
    assert place(window).text.toPlainText() == "not for my neighbour"


def test_escape_hides_wherever_one_is(window: TogetherWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(place(window).text, Qt.Key.Key_Escape)
    assert "canal" not in seen(window)
    button(window, "Show again").click()
    button(window, "I want to stop and talk").click()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert "stop" not in seen(window)


def test_stopping_to_talk_keeps_what_was_written_and_leads_on_or_back(
    window: TogetherWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(place(window).text, "half a thought")
    button(window, "I want to stop and talk").click()
    assert "Let’s stop. Sam is here." in seen(window)
    assert "half a thought" not in seen(window)
    button(window, "Go on").click()
    assert "half a thought" in cards(window)
    button(window, "I want to stop and talk").click()
    with qtbot.waitSignal(window.given_back):
        button(window, "I’m finished. Give it back to Sam").click()


def test_the_last_part_ends_with_giving_it_back(window: TogetherWindow) -> None:
    for _part in range(20):
        window.screen_shown.step_requested.emit(1)
    assert button(window, "Give it back to Sam").isVisible()
    assert "Next part" not in seen(window)
    assert "Leave this part for now" not in seen(window)


def test_words_grow_and_shrink_within_reason(window: TogetherWindow) -> None:
    for _press in range(12):
        button(window, "Larger words").click()
    assert current().scale == 3.0
    for _press in range(12):
        button(window, "Smaller words").click()
    assert current().scale == 1.0


def test_a_disk_that_refuses_keeps_the_window_and_says_so(
    window: TogetherWindow, desk: Desk, qtbot: QtBot
) -> None:
    box = desk.shell.profile.handover_box
    qtbot.keyClicks(place(window).text, "words")
    box.unlink()
    box.mkdir()  # nothing can be put in its place
    with qtbot.assertNotEmitted(window.given_back):
        window.give_back()
    assert "This could not be saved just now." in seen(window)
    box.rmdir()
    with qtbot.waitSignal(window.given_back):
        window.give_back()


def test_the_box_follows_typing_within_two_seconds_even_without_a_pause(
    window: TogetherWindow, desk: Desk, qtbot: QtBot
) -> None:
    box = desk.shell.profile.handover_box
    before = box.read_bytes()
    typed = 0

    def typing_on() -> bool:
        nonlocal typed
        qtbot.keyClicks(place(window).text, "a")
        typed += 1
        return box.read_bytes() != before

    qtbot.waitUntil(typing_on, timeout=2000)
    assert typed > 2
    assert b"aaa" not in box.read_bytes()


@pytest.mark.parametrize(
    "text", ["\u202egnorw\u202c", "سلام English سلام", "🧺" * 50, "<img src='http://127.0.0.1:1/x.png'>"]
)
def test_odd_words_arrive_as_they_were_written(
    window: TogetherWindow, desk: Desk, somebody: PersonId, qtbot: QtBot, text: str
) -> None:
    place(window).text.setPlainText(text)
    give_back(window, desk, qtbot)
    assert record_of(desk, somebody).plan.in_part("hope")[-1].words.heads[0].value == text


def test_the_plan_left_for_the_window_is_gone_once_it_is_read(
    window: TogetherWindow, desk: Desk, hand: HandOver
) -> None:
    assert not desk.shell.profile.handover_box.with_suffix(".in").exists()


def test_a_paste_of_ten_megabytes_is_not_taken_and_changes_nothing(
    window: TogetherWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(place(window).text, "before")
    pasted = QMimeData()
    pasted.setText("some words here\n" * 655_360)
    place(window).text.insertFromMimeData(pasted)
    assert place(window).text.toPlainText() == "before"
    assert "That is too much for one place" in seen(window)
    qtbot.waitUntil(lambda: "Saved on this laptop" in window.screen_shown.saved.words, timeout=3000)
    assert "That is too much for one place" in seen(window)


def test_rich_words_are_pasted_as_plain_ones_and_nothing_is_fetched(window: TogetherWindow) -> None:
    pasted = QMimeData()
    pasted.setHtml("<b>the canal</b><img src='http://127.0.0.1:1/x.png'>")
    pasted.setText("the canal")
    place(window).text.insertFromMimeData(pasted)
    assert [one.text for one in window.written.words()] == ["the canal"]


def test_one_letter_too_many_is_one_letter_not_taken(window: TogetherWindow, qtbot: QtBot) -> None:
    place(window).text.setPlainText("a" * LONGEST)
    qtbot.keyClicks(place(window).text, "b")
    assert [one.text for one in window.written.words()] == ["a" * LONGEST]


def test_a_laptop_left_alone_hides_the_plan_and_loses_nothing(window: TogetherWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(place(window).text, "half a thought")
    window._idle.idle.emit()
    assert "canal" not in seen(window)
    button(window, "Show again").click()
    assert place(window).text.toPlainText() == "half a thought"


def test_a_part_is_read_aloud_as_it_stands_and_hiding_it_is_silent_at_once(
    window: TogetherWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = window.screen_shown.voice
    monkeypatch.setattr(voice, "_engine", Engine(sys.executable, ("-c", "import time; time.sleep(30)")))
    heard: list[str] = []
    read = voice.read

    def hear(words: str) -> None:
        heard.append(words)
        read(words)

    monkeypatch.setattr(voice, "read", hear)
    button(window, "Read it aloud").click()
    assert "Walking the dog by the canal before anyone is up." in heard[0]
    assert heard[0].startswith("Things that keep me well")
    assert "My words" not in heard[0]
    speaking = voice.is_speaking
    button(window, "Hide this").click()
    assert (speaking, voice.is_speaking) == (True, False)


def test_without_a_voice_the_window_says_so(window: TogetherWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window.screen_shown.voice, "_engine", None)
    button(window, "Read it aloud").click()
    assert "This laptop has no voice to read with." in window.screen_shown.message.accessibleName()
