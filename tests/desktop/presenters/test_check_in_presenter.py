# SPDX-License-Identifier: Apache-2.0
"""One person’s check-ins: what is ours is said so, and the way leads to the decision and to paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.check_in_acts import CheckInActs
from desktop.presenters.check_in_presenter import make_check_in
from desktop.presenters.copy_presenter import make_copy
from desktop.presenters.form_presenter import make_form
from desktop.presenters.person_presenter import make_person
from desktop.questions.reading import day_words
from desktop.screens.check_in_screen import CheckInScreen
from desktop.screens.copy_screen import CopyScreen
from desktop.screens.form_screen import FormScreen
from desktop.widgets.clock_picture import ClockPicture
from desktop.widgets.words import Words
from forms.answers import Answer, Given, LocalMoment, NamedPerson, NotAsked, Path
from forms.check_in_doubts import CheckInDoubt, check_in_doubt_sentence
from forms.registry import newest_form
from forms.site import STANDARD
from records.copies_register import Sheet
from records.goals import GOALS_FORM
from records.kept_away import KeptAway, keep_away
from records.operation import EntityId, PersonId, Typed, new_id
from records.people import CARER_FORM, CHECK_IN_FORM, CONTACT_FORM, LEAVING_FORM, NO_REPLY_FORM
from records.responses import changes_for
from tests.desktop.conftest import Desk
from tests.records.vaults import ZONE

TODAY = datetime.now(UTC).astimezone().date()
DAY = timedelta(days=1)
AGREED = {
    "ci_start": TODAY - 30 * DAY,
    "ci_end": TODAY + 30 * DAY,
    "ci_lead": NamedPerson("Sam Okafor", "", "01632 960123"),
    "ci_reply_hours": 24,
}


def fill(desk: Desk, person: PersonId, form: str, answers: dict[str, Any], *rows: dict[str, Any]) -> EntityId:
    entity = EntityId(new_id())
    filled: list[tuple[str | None, str, Answer]] = [(None, name, Given(one)) for name, one in answers.items()]
    for row in rows:
        item = new_id()
        filled += [(item, name, Given(one)) for name, one in row.items()]
    changes = changes_for(newest_form(form), entity, filled, typed=Typed.WORKER)
    desk.store_thread.submit(lambda store: store.record(person, changes)).result()
    return entity


def speak(desk: Desk, person: PersonId, day: date, **other: Any) -> None:
    said = {"cc_dt": LocalMoment(day, time(11), ZONE), "cc_by": "person", "cc_result": "carry_on"}
    fill(desk, person, CONTACT_FORM, {**said, **other})


def shown(desk: Desk, person: PersonId, qtbot: QtBot) -> CheckInScreen:
    screen = make_check_in(desk.shell, Place(PlaceKind.CHECK_IN, person))
    assert isinstance(screen, CheckInScreen)
    qtbot.addWidget(screen)
    qtbot.waitUntil(lambda: "check-ins" in words_on(screen))
    return screen


def words_on(screen: Any) -> str:
    found = screen.findChildren(Words)
    return "\n".join(one.accessibleName() or one.text() for one in found if one.isVisibleTo(screen))


def button(screen: QWidget, words: str) -> QAbstractButton:
    for one in screen.findChildren(QAbstractButton):
        if words in {one.text(), one.accessibleName()}:
            return one
    raise AssertionError(words)


def test_a_broken_promise_of_ours_is_said_to_be_ours_and_done_takes_it_away(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    ring = {"ci_date_on": TODAY - 3 * DAY, "ci_date_how": "A short ring"}
    fill(desk, somebody, CHECK_IN_FORM, AGREED, ring)
    screen = shown(desk, somebody, qtbot)
    assert "that is ours to put right" in words_on(screen)
    button(screen, "Done: We get in touch: A short ring (Sam Okafor)").click()
    qtbot.waitUntil(lambda: "that is ours to put right" not in words_on(screen))


def test_a_reply_that_came_later_than_we_said_is_ours(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    fill(desk, somebody, CHECK_IN_FORM, AGREED)
    speak(desk, somebody, TODAY - 2 * DAY, cc_reply_min=25 * 60)
    speak(desk, somebody, TODAY - DAY, cc_result="extend", cc_result_until=TODAY, cc_result_why="A course")
    said = words_on(shown(desk, somebody, qtbot))
    assert "We replied 1 hour later than we had said. That is ours." in said
    assert f"Keep going for longer until {day_words(TODAY)}: A course" in said


def test_a_planned_last_day_that_passed_asks_for_a_decision_and_leads_to_it(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    fill(desk, somebody, CHECK_IN_FORM, {**AGREED, "ci_end": TODAY - DAY})
    screen = shown(desk, somebody, qtbot)
    assert "everything goes on as agreed" in words_on(screen)
    button(screen, "Decide together").click()
    assert desk.places == [Place(PlaceKind.FORM, somebody, form=LEAVING_FORM)]


def test_a_decision_reads_the_goals_first(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    goal = {"goal_what": "To cook for my sister", "goal_success": "We eat at the table"}
    fill(desk, somebody, GOALS_FORM, {}, goal)
    screen = make_form(desk.shell, Place(PlaceKind.FORM, somebody, form=LEAVING_FORM))
    qtbot.addWidget(screen)
    qtbot.waitUntil(lambda: "To cook for my sister We eat at the table" in words_on(screen))


def test_whom_a_silence_names_is_not_shown_while_they_must_not_be_told(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    row = {"ci_silence_by": TODAY + DAY, "ci_silence_who": NamedPerson("Tariq Rahman", "", "01632 960999")}
    fill(desk, somebody, CHECK_IN_FORM, {**AGREED, "ci_silence": "Ring Tariq"}, row)
    screen = shown(desk, somebody, qtbot)
    assert "Tariq Rahman, 01632 960999" in words_on(screen)
    kept = keep_away(somebody, KeptAway("Tariq"))
    desk.store_thread.submit(lambda store: store.record(somebody, [kept])).result()
    screen = shown(desk, somebody, qtbot)
    assert check_in_doubt_sentence(CheckInDoubt.NOT_TO_BE_TOLD) in words_on(screen)
    assert "Tariq" not in words_on(screen)


def test_contacts_goals_and_the_way_are_there_with_their_list(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    fill(desk, somebody, CHECK_IN_FORM, AGREED)
    fill(desk, somebody, GOALS_FORM, {}, {"goal_what": "To sleep", "goal_now": "met"})
    speak(desk, somebody, TODAY - 9 * DAY, cc_by="carer", cc_moved="moved")
    screen = shown(desk, somebody, qtbot)
    said = words_on(screen)
    for one in (
        "A carer got in touch",
        "To sleep",
        "something moved on",
        "left hospital",
        "a decision is asked for",
    ):
        assert one in said
    (picture,) = screen.findChildren(ClockPicture)
    assert "All of it is listed below." in picture.accessibleDescription()
    button(screen, "Look at the goals").click()
    assert desk.places[0].form == GOALS_FORM
    assert desk.places[0].entity is not None


def test_whoever_never_agreed_to_check_ins_is_not_said_to_come_back(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    said = words_on(shown(desk, somebody, qtbot))
    assert "Nothing is agreed yet: who to reach, how, and until when." in said
    assert "comes back" not in said


def test_after_leaving_the_way_back_stands_there_and_a_new_plan_can_be_agreed(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    fill(desk, somebody, CHECK_IN_FORM, AGREED)
    left = {"cd_when": TODAY, "cd_decision": "agree", "cd_back_how": "Ring 01632 960000 and say your name"}
    fill(desk, somebody, LEAVING_FORM, left)
    screen = shown(desk, somebody, qtbot)
    assert "The way back: Ring 01632 960000 and say your name" in words_on(screen)
    button(screen, "Agree check-ins").click()
    assert desk.places == [Place(PlaceKind.FORM, somebody, form=CHECK_IN_FORM)]


def open_form(desk: Desk, person: PersonId, qtbot: QtBot, form: str) -> FormScreen:
    screen = make_form(desk.shell, Place(PlaceKind.FORM, person, form=form))
    assert isinstance(screen, FormScreen)
    qtbot.addWidget(screen)
    qtbot.waitUntil(lambda: screen.view is not None and bool(screen.findChildren(CheckInActs)))
    return screen


def test_an_end_before_the_start_is_said_while_it_is_written_and_goes_when_it_is_right(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    screen = open_form(desk, somebody, qtbot, CHECK_IN_FORM)
    (acts,) = screen.findChildren(CheckInActs)
    draft = acts.room.filling.draft
    draft.set_answer((None, "ci_start"), Given(TODAY))
    draft.set_answer((None, "ci_end"), Given(TODAY - DAY))
    acts.look()
    said = check_in_doubt_sentence(CheckInDoubt.END_BEFORE_START)
    assert screen.message.accessibleName() == said
    draft.set_answer((None, "ci_end"), Given(TODAY + DAY))
    acts.look()
    assert not screen.message.isVisibleTo(screen)


def test_a_second_agreement_and_a_contact_after_a_death_are_asked_about(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    fill(desk, somebody, CHECK_IN_FORM, AGREED)
    screen = open_form(desk, somebody, qtbot, CHECK_IN_FORM)
    assert screen.message.accessibleName() == check_in_doubt_sentence(CheckInDoubt.TWO_OPEN)
    fill(desk, somebody, NO_REPLY_FORM, {"nc_close": "died"})
    contact = open_form(desk, somebody, qtbot, CONTACT_FORM)
    assert contact.message.accessibleName() == check_in_doubt_sentence(CheckInDoubt.DIED)


# What cannot be meant: each its own sentence, on the screen


def last_part(desk: Desk, person: PersonId, qtbot: QtBot, **answers: Any) -> FormScreen:
    screen = open_form(desk, person, qtbot, CHECK_IN_FORM)
    (acts,) = screen.findChildren(CheckInActs)
    for link_id, value in answers.items():
        acts.room.filling.draft.set_answer((None, link_id), Given(value))
    screen.section_chosen.emit("ci_back")
    return screen


def test_nobody_named_is_said_once_it_was_asked(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    said = check_in_doubt_sentence(CheckInDoubt.NO_NAMED_PERSON)
    assert open_form(desk, somebody, qtbot, CHECK_IN_FORM).message.accessibleName() != said
    assert last_part(desk, somebody, qtbot).message.accessibleName() == said
    named = last_part(desk, somebody, qtbot, ci_lead=NamedPerson("Sam Okafor"))
    assert not named.message.isVisibleTo(named)


def test_a_named_person_who_works_here_no_more_is_said_on_the_form_and_on_the_page(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    desk.shell = replace(desk.shell, site=replace(STANDARD, left_team=("sam  okafor",)))
    said = check_in_doubt_sentence(CheckInDoubt.NAMED_PERSON_LEFT)
    screen = last_part(desk, somebody, qtbot, ci_lead=NamedPerson("Sam Okafor"))
    assert screen.message.accessibleName() == said
    fill(desk, somebody, CHECK_IN_FORM, AGREED)
    assert said in words_on(shown(desk, somebody, qtbot))


def test_a_silence_that_rings_somebody_kept_away_is_said_while_it_is_written_and_names_nobody(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    kept = keep_away(somebody, KeptAway("Tariq Rahman"))
    desk.store_thread.submit(lambda store: store.record(somebody, [kept])).result()
    screen = open_form(desk, somebody, qtbot, CHECK_IN_FORM)
    (acts,) = screen.findChildren(CheckInActs)
    draft = acts.room.filling.draft
    row = draft.add_row("ci_silences")
    draft.set_answer((row, "ci_silence_who"), Given(NamedPerson("Tariq Rahman", "", "01632 960999")))
    acts.look()
    assert screen.message.accessibleName() == check_in_doubt_sentence(CheckInDoubt.NOT_TO_BE_TOLD)
    assert "Tariq" not in screen.message.accessibleName()


def test_a_silence_that_names_somebody_kept_away_in_words_is_said_while_it_is_written(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    kept = keep_away(somebody, KeptAway("Tariq Rahman"))
    desk.store_thread.submit(lambda store: store.record(somebody, [kept])).result()
    screen = open_form(desk, somebody, qtbot, CHECK_IN_FORM)
    (acts,) = screen.findChildren(CheckInActs)
    draft = acts.room.filling.draft
    row = draft.add_row("ci_silences")
    paths: tuple[Path, ...] = ((None, "ci_silence"), (row, "ci_silence_how"))
    for path in paths:
        assert CheckInDoubt.NOT_TO_BE_TOLD not in acts.doubts()
        draft.set_answer(path, Given("Ring Tariq"))
        assert CheckInDoubt.NOT_TO_BE_TOLD in acts.doubts()
        draft.clear(path)


def test_the_persons_page_never_repeats_whom_a_silence_names(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    fill(desk, somebody, CHECK_IN_FORM, {**AGREED, "ci_how": "By telephone", "ci_silence": "Ring Tariq"})
    screen = make_person(desk.shell, Place(PlaceKind.PERSON, somebody))
    qtbot.addWidget(screen)
    qtbot.waitUntil(lambda: "By telephone" in words_on(screen))
    assert "Tariq" not in words_on(screen)


def test_every_doubt_has_a_sentence_of_its_own() -> None:
    sentences = [check_in_doubt_sentence(one) for one in CheckInDoubt]
    assert len(set(sentences)) == len(CheckInDoubt)


# A death stops what we ask of anybody


def test_after_a_death_the_page_says_so_gently_and_offers_neither_card_nor_letter(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    fill(desk, somebody, CHECK_IN_FORM, {**AGREED, "ci_end": TODAY - DAY})
    fill(desk, somebody, NO_REPLY_FORM, {"nc_close": "died"})
    screen = shown(desk, somebody, qtbot)
    assert check_in_doubt_sentence(CheckInDoubt.DIED) in words_on(screen)
    buttons = {one.text() for one in screen.findChildren(QAbstractButton) if one.isVisibleTo(screen)}
    assert "Letter to the GP" not in buttons
    assert "Agree check-ins" not in buttons
    assert "A decision is asked for" not in words_on(screen)
    page = make_person(desk.shell, Place(PlaceKind.PERSON, somebody))
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: "The record says that they have died." in words_on(page))
    assert "Start visit" not in {one.text() for one in page.findChildren(QAbstractButton)}


def test_after_a_death_without_any_agreement_none_is_asked_for(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    fill(desk, somebody, NO_REPLY_FORM, {"nc_close": "died"})
    screen = shown(desk, somebody, qtbot)
    assert "No check-in plan is open." in words_on(screen)
    assert "Agree check-ins" not in {one.text() for one in screen.findChildren(QAbstractButton)}


# After leaving


def test_after_leaving_the_card_and_the_letter_are_reached_from_the_page(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    left = {
        "cd_when": TODAY,
        "cd_decision": "agree",
        "cd_back_how": "Ring 01632 960000",
        "cd_advice": "01632 1",
    }
    fill(desk, somebody, CHECK_IN_FORM, AGREED)
    fill(desk, somebody, LEAVING_FORM, left)
    screen = shown(desk, somebody, qtbot)
    button(screen, "A card for the way back").click()
    button(screen, "Letter to the GP").click()
    assert [(one.kind, one.section) for one in desk.places] == [
        (PlaceKind.COPY, Sheet.RETURN),
        (PlaceKind.COPY, Sheet.GP_LETTER),
    ]
    card = make_copy(desk.shell, desk.places[0])
    assert isinstance(card, CopyScreen)
    qtbot.addWidget(card)
    qtbot.waitUntil(lambda: bool(card.preview.pages), timeout=20_000)
    said = [line.replace("\xa0", " ") for _heading, line in card.leave.lines]
    assert "Ring 01632 960000" in said
    assert "Only to ask something: 01632 1" in said


def test_a_no_shows_who_looks_afresh_and_by_when(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    fill(desk, somebody, CHECK_IN_FORM, AGREED)
    no = {
        "cd_when": TODAY,
        "cd_decision": "agree_not",
        "cd_review": "The review panel",
        "cd_advocate": "wanted",
    }
    fill(desk, somebody, LEAVING_FORM, {**no, "cd_again_when": TODAY + 9 * DAY, "cd_review_by": TODAY + DAY})
    said = words_on(shown(desk, somebody, qtbot))
    assert "They did not agree to leave: The review panel looks at it afresh" in said
    assert "They did not agree to leave: an advocate at their side, as they asked" in said


# A carer’s own way to us


def test_a_carer_who_rang_is_written_down_as_theirs_from_the_persons_page(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    carer = fill(desk, somebody, CARER_FORM, {"ca_name": NamedPerson("Tom Wilkins"), "ca_review": TODAY})
    page = make_person(desk.shell, Place(PlaceKind.PERSON, somebody))
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: "Tom Wilkins" in words_on(page))
    assert "We ask them again by" in words_on(page)
    named = "They got in touch: Tom Wilkins"
    next(one for one in page.findChildren(QAbstractButton) if one.accessibleName() == named).click()
    assert desk.places == [Place(PlaceKind.FORM, somebody, form=CONTACT_FORM, carer=carer)]
    screen = make_form(desk.shell, desk.places[0])
    assert isinstance(screen, FormScreen)
    qtbot.addWidget(screen)
    qtbot.waitUntil(lambda: screen.view is not None and bool(screen.findChildren(CheckInActs)))
    (acts,) = screen.findChildren(CheckInActs)
    draft = acts.room.filling.draft
    assert draft.answer((None, "cc_by")) == Given("carer")
    assert draft.answer((None, "cc_carer")) == Given("Tom Wilkins")
    assert isinstance(draft.answer((None, "cc_words")), NotAsked), "nobody has heard the person"
    assert draft.is_relevant((None, "cc_carer_words"))
