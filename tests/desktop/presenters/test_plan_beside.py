# SPDX-License-Identifier: Apache-2.0
"""What stands beside the words of a plan: who sees it, other languages, a question, a voice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.plan_presenter import PlanPresenter
from desktop.screens.crisis_question import CrisisQuestion
from desktop.screens.plan_screen import PlanScreen
from desktop.screens.translation_writer import TranslationWriter
from desktop.widgets.who_sees import WhoSees
from desktop.wording import date_words
from records.errors import DiskFullError
from records.operation import PersonId
from records.sharing import Decision
from records.sharing_changes import crisis_was_asked
from records.sharing_choices import Recipient, RecipientKind, SharedAs
from records.store import RecordStore
from tests.desktop.conftest import Desk
from tests.desktop.presenters.test_plan_presenter import (
    cards,
    open_plan,
    press,
    record_of,
    shown,
    standing,
    write,
)
from tests.records.sharings import may_see


@pytest.fixture
def screen(desk: Desk, somebody: PersonId, qtbot: QtBot) -> PlanScreen:
    return open_plan(desk, somebody, qtbot, "plan_well")


def section_choice(screen: PlanScreen) -> WhoSees:
    return next(one for one in screen.findChildren(WhoSees) if one.isVisibleTo(screen))


def kept(screen: PlanScreen, desk: Desk, person: PersonId, part: str, text: str, qtbot: QtBot) -> str:
    """Words kept in a part; gives back the statement's item."""
    write(screen, part, text, qtbot)
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: text in standing(desk, person, part))
    qtbot.waitUntil(lambda: text in cards(screen))
    found = record_of(desk, person).plan.standing_in(part)
    return str(next(one.item for one in found if one.words.heads[0].value == text))


def sees(desk: Desk, person: PersonId, item: str) -> Decision:
    record = record_of(desk, person)
    statement = next(one for said in record.plan.statements.values() for one in said if one.item == item)
    gp = Recipient(RecipientKind.GP)
    return may_see(record, gp, statement.part, statement, on=desk.shell.now().date())


def test_who_sees_just_one_statement_is_chosen_beside_it_and_said_on_its_card(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    tea = kept(screen, desk, somebody, "toolbox", "Tea", qtbot)
    canal = kept(screen, desk, somebody, "toolbox", "The canal", qtbot)
    card = next(one for one in shown(screen) if one.statement.words == "Tea")
    card.more_chosen.emit("act:who_sees")
    card = next(one for one in shown(screen) if one.statement.words == "Tea")
    (choices,) = card.findChildren(WhoSees)
    assert choices.is_open
    choices.chosen.emit("gp:", SharedAs.SEE)
    qtbot.waitUntil(lambda: sees(desk, somebody, tea).form is SharedAs.SEE)
    assert not sees(desk, somebody, canal).allowed
    card.more_chosen.emit("act:who_sees")
    says = "Who sees just this: Me and Sam’s team. And: My GP."
    qtbot.waitUntil(lambda: any(says in one.accessibleName() for one in shown(screen)))


def test_sharing_ends_on_the_day_that_was_named_and_a_day_that_is_none_is_asked_for_again(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    section_choice(screen).chosen.emit("gp:", SharedAs.SEE)
    gp = Recipient(RecipientKind.GP)
    today = desk.shell.now().date()

    def decided(on: date) -> Decision:
        return may_see(record_of(desk, somebody), gp, "toolbox", None, on=on)

    qtbot.waitUntil(lambda: decided(today).allowed)
    qtbot.waitUntil(lambda: section_choice(screen).until_button("gp:").text() == "Until I say stop")
    section_choice(screen).until_chosen.emit("gp:", "the twelfth of never")
    assert section_choice(screen).preview("gp:").startswith("Which day is that?")
    section_choice(screen).until_chosen.emit("gp:", "7")
    last = today + timedelta(days=7)
    qtbot.waitUntil(lambda: decided(today).until == last)
    assert decided(last).allowed
    assert not decided(last + timedelta(days=1)).allowed
    qtbot.waitUntil(lambda: section_choice(screen).until_button("gp:").text() == f"Until {date_words(last)}")


def test_the_same_words_stand_in_another_language_beside_the_original_with_who_translated(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    kept(screen, desk, somebody, "toolbox", "The canal", qtbot)
    shown(screen)[0].more_chosen.emit("act:translate")
    place = next(one for one in screen.findChildren(TranslationWriter) if one.isVisibleTo(screen))
    assert place.language.text() == "Urdu"  # what she speaks
    qtbot.keyClicks(place.text, "nahr")
    assert not place.keep_button.isEnabled()
    qtbot.keyClicks(place.translator, "Farah Iqbal")
    place.keep_button.click()
    qtbot.waitUntil(
        lambda: any("In Urdu: nahr (Farah Iqbal)" in one.accessibleName() for one in shown(screen))
    )
    assert standing(desk, somebody, "toolbox") == ["The canal"]
    assert record_of(desk, somebody).drafts == ()


def test_a_translation_that_was_begun_is_there_again_after_a_crash(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    kept(screen, desk, somebody, "toolbox", "The canal", qtbot)
    shown(screen)[0].more_chosen.emit("act:translate")
    place = next(one for one in screen.findChildren(TranslationWriter) if one.isVisibleTo(screen))
    qtbot.keyClicks(place.text, "nahr")
    qtbot.waitUntil(lambda: bool(record_of(desk, somebody).drafts))
    again = open_plan(desk, somebody, qtbot)
    (place,) = [one for one in again.findChildren(TranslationWriter) if one.isVisibleTo(again)]
    assert (place.text.toPlainText(), place.language.text()) == ("nahr", "Urdu")


def test_hazard_12_who_may_have_the_crisis_plan_is_asked_once_and_silence_is_no_answer(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    screen = open_plan(desk, somebody, qtbot, "plan_crisis")
    screen.section_requested.emit("plan_after")
    assert not questions(screen)  # nothing stands in it yet
    screen.section_requested.emit("plan_crisis")
    kept(screen, desk, somebody, "cp1_well", "I laugh", qtbot)
    screen.stop_requested.emit()
    assert len(questions(screen)) == 1
    assert desk.places == []
    press(screen, "I don’t want to choose now")
    qtbot.waitUntil(lambda: desk.places == [Place(PlaceKind.PERSON, somebody)])
    assert crisis_was_asked(record_of(desk, somebody))
    for kind in RecipientKind:
        if kind is not RecipientKind.CARER:
            on = desk.shell.now().date()
            assert not may_see(record_of(desk, somebody), Recipient(kind), "cp1_well", None, on=on).allowed
    again = open_plan(desk, somebody, qtbot, "plan_crisis")
    again.section_requested.emit("plan_after")
    assert not questions(again)


def questions(screen: PlanScreen) -> list[CrisisQuestion]:
    return [one for one in screen.findChildren(CrisisQuestion) if one.isVisibleTo(screen)]


def test_where_a_laptop_has_no_voice_the_plan_says_so(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    presenter = screen.findChild(PlanPresenter)
    assert presenter is not None
    monkeypatch.setattr(presenter._voice, "_engine", None)
    screen.aloud_requested.emit("The canal")
    assert "no voice to read with" in screen.message.accessibleName()


def test_hazard_14_a_no_that_is_pressed_upon_a_yes_is_kept_though_the_page_is_left_at_once(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    choices = section_choice(screen)
    for chosen in (SharedAs.COPY, SharedAs.NO):
        choices.chosen.emit("gp:", chosen)
    choices.chosen.emit("crisis:", SharedAs.SEE)
    presenter = screen.findChild(PlanPresenter)
    assert presenter is not None
    presenter.deleteLater()  # as when another place is gone to
    qtbot.wait(0)
    on = desk.shell.now().date()

    def decided(kind: RecipientKind) -> Decision:
        return may_see(record_of(desk, somebody), Recipient(kind), "toolbox", None, on=on)

    qtbot.waitUntil(lambda: decided(RecipientKind.CRISIS).form is SharedAs.SEE)
    assert not decided(RecipientKind.GP).allowed
    assert record_of(desk, somebody).disagreements == ()


def test_a_choice_that_could_not_be_kept_does_not_stand_there_as_if_it_were(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_what: object, **_how: object) -> None:
        raise DiskFullError

    monkeypatch.setattr(RecordStore, "record", refuse)
    section_choice(screen).row("gp:").buttons()[2].click()
    qtbot.waitUntil(lambda: screen.message.isVisibleTo(screen))
    assert section_choice(screen).row("gp:").choice == SharedAs.NO


def test_two_choices_about_one_reader_on_one_page_are_told_apart_by_ear(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    kept(screen, desk, somebody, "toolbox", "Tea", qtbot)
    section_choice(screen).button.click()
    shown(screen)[0].more_chosen.emit("act:who_sees")
    names = [
        one.accessibleName()
        for widget in screen.findChildren(WhoSees)
        if widget.isVisibleTo(screen)
        for one in widget.row("gp:").buttons()
    ]
    assert len(names) == 8
    assert len(set(names)) == 8


def test_words_typed_elsewhere_while_others_are_being_kept_stay_and_nothing_is_kept_twice(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    writer = write(screen, "toolbox", "Tea", qtbot)
    writer.kept.emit(writer.writing)
    writer.kept.emit(writer.writing)
    again = write(screen, "hope", "Seeing my nephew", qtbot)
    qtbot.waitUntil(lambda: standing(desk, somebody, "toolbox") == ["Tea"])
    qtbot.waitUntil(lambda: "Tea" in cards(screen))
    place = next(one for one in screen.findChildren(type(again)) if one.isVisibleTo(screen))
    assert place.writing.text == "Seeing my nephew"
    assert standing(desk, somebody, "toolbox") == ["Tea"]


def test_words_cleared_letter_by_letter_leave_no_trace(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    writer = write(screen, "toolbox", "I hate my brother", qtbot)
    qtbot.waitUntil(lambda: bool(record_of(desk, somebody).drafts))
    writer.text.clear()
    qtbot.waitUntil(lambda: record_of(desk, somebody).drafts == ())


def test_a_translation_of_words_that_were_struck_meanwhile_still_opens(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    item = kept(screen, desk, somebody, "toolbox", "The canal", qtbot)
    shown(screen)[0].more_chosen.emit("act:translate")
    place = next(one for one in screen.findChildren(TranslationWriter) if one.isVisibleTo(screen))
    qtbot.keyClicks(place.text, "nahr")
    qtbot.waitUntil(lambda: bool(record_of(desk, somebody).drafts))
    screen.strike_requested.emit("toolbox", item)
    qtbot.waitUntil(lambda: standing(desk, somebody, "toolbox") == [])
    again = open_plan(desk, somebody, qtbot)
    (place,) = [one for one in again.findChildren(TranslationWriter) if one.isVisibleTo(again)]
    assert place.text.toPlainText() == "nahr"


def test_a_page_shown_again_leaves_the_cursor_where_it_was(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    writer = write(screen, "toolbox", "abc def", qtbot)
    cursor = writer.text.textCursor()
    cursor.setPosition(3)
    writer.text.setTextCursor(cursor)
    section_choice(screen).chosen.emit("gp:", SharedAs.SEE)
    qtbot.waitUntil(lambda: "And: My GP." in section_choice(screen).line.accessibleName())
    place = next(one for one in screen.findChildren(type(writer)) if one.isVisibleTo(screen))
    qtbot.keyClicks(place.text, "ZZZ")
    assert place.text.toPlainText() == "abcZZZ def"
