# SPDX-License-Identifier: Apache-2.0
"""Writing together: what is kept is the person's, the rest leaves no trace, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.plan_presenter import PlanPresenter, make_plan
from desktop.screens.plan_screen import PlanScreen
from desktop.screens.writer import Writer
from desktop.widgets.buttons import Button
from desktop.widgets.statement_card import StatementCard
from desktop.widgets.who_sees import WhoSees
from forms.site import Site
from records.operation import PersonId, Typed, Who
from records.people import PLAN_FORM
from records.person_record import PersonRecord, read_person_record
from records.sharing_choices import Recipient, RecipientKind, SharedAs
from tests.desktop.conftest import Desk
from tests.records.sharings import may_see


@pytest.fixture
def screen(desk: Desk, somebody: PersonId, qtbot: QtBot) -> PlanScreen:
    return open_plan(desk, somebody, qtbot, "plan_well")


def open_plan(desk: Desk, person: PersonId, qtbot: QtBot, section: str | None = None) -> PlanScreen:
    made = make_plan(desk.shell, Place(PlaceKind.PLAN, person, section=section))
    assert isinstance(made, PlanScreen)
    qtbot.addWidget(made)
    made.resize(1176, 800)
    made.show()
    qtbot.waitUntil(
        lambda: bool(made.findChildren(Button, options=Qt.FindChildOption.FindChildrenRecursively))
    )
    qtbot.waitUntil(lambda: any("Keeps me well" in one.text() for one in made.findChildren(Button)))
    return made


def record_of(desk: Desk, person: PersonId) -> PersonRecord:
    found = desk.store_thread.submit(lambda store: read_person_record(store, person)).result()
    assert found is not None
    return found


def writer_of(screen: PlanScreen) -> Writer | None:
    shown = [one for one in screen.findChildren(Writer) if one.isVisibleTo(screen)]
    return shown[-1] if shown else None


def write(screen: PlanScreen, part: str, text: str, qtbot: QtBot) -> Writer:
    screen.add_requested.emit(part)
    writer = writer_of(screen)
    assert writer is not None
    qtbot.keyClicks(writer.text, text)
    return writer


def press(screen: PlanScreen, words: str) -> None:
    next(
        one for one in screen.findChildren(Button) if one.text() == words and one.isVisibleTo(screen)
    ).click()


def standing(desk: Desk, person: PersonId, part: str) -> list[str]:
    return [str(one.words.heads[0].value) for one in record_of(desk, person).plan.standing_in(part)]


def test_words_that_are_kept_stand_as_the_persons_own(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    write(screen, "toolbox", "Walking by the canal", qtbot)
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: len(screen.findChildren(StatementCard)) == 1)
    entry = record_of(desk, somebody).plan.in_part("toolbox")[0].words.heads[0]
    assert (entry.value, entry.said_by, entry.typed) == ("Walking by the canal", Who.PERSON, Typed.WORKER)
    card = screen.findChildren(StatementCard)[0]
    assert card.statement.source == "My words. Sam Okafor typed them."
    assert record_of(desk, somebody).drafts == ()


def shown(screen: PlanScreen) -> list[StatementCard]:
    """The cards of the page that is showing; the one before it goes a moment later."""
    return [one for one in screen.findChildren(StatementCard) if one.isVisibleTo(screen)]


def shows(screen: PlanScreen, said: list[str]) -> bool:
    return cards(screen) == said


def cards(screen: PlanScreen) -> list[str]:
    return [one.statement.words for one in shown(screen)]


def test_whose_words_and_who_typed_are_what_was_chosen(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    write(screen, "toolbox", "She sings when she is well", qtbot)
    press(screen, "Someone who cares for me")
    press(screen, "An interpreter")
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: len(screen.findChildren(StatementCard)) == 1)
    card = screen.findChildren(StatementCard)[0]
    assert not card.statement.by_person
    assert card.statement.source == "A carer’s words, who cares for Mina. An interpreter typed them."


def test_a_workers_idea_stays_outside_the_plan_until_the_person_takes_it_in_their_own_words(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    write(screen, "toolbox", "The choir on Wednesdays", qtbot)
    press(screen, "Sam’s")
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: any(one.text() == "Yes, in my words" for one in screen.findChildren(Button)))
    assert record_of(desk, somebody).plan.statements == {}
    press(screen, "Yes, in my words")
    writer = writer_of(screen)
    assert writer is not None
    writer.text.clear()
    qtbot.keyClicks(writer.text, "Singing, if I can get there")
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: standing(desk, somebody, "toolbox") == ["Singing, if I can get there"])
    qtbot.waitUntil(lambda: not any(one.text() == "No thanks" for one in screen.findChildren(Button)))
    head = record_of(desk, somebody).plan.in_part("toolbox")[0].words.heads[0]
    assert head.said_by is Who.PERSON


def test_an_idea_that_is_not_wanted_is_gone_and_nobody_asks_why(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    write(screen, "toolbox", "The choir", qtbot)
    press(screen, "Sam’s")
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: any(one.text() == "No thanks" for one in screen.findChildren(Button)))
    press(screen, "No thanks")
    qtbot.waitUntil(lambda: not any(one.text() == "No thanks" for one in screen.findChildren(Button)))
    assert record_of(desk, somebody).plan.statements == {}


def test_statements_move_within_a_part_and_to_another(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    for said in (["Tea"], ["Tea", "Canal"]):
        write(screen, "toolbox", said[-1], qtbot)
        press(screen, "Keep these words")
        qtbot.waitUntil(partial(shows, screen, said))
    shown(screen)[1].more_chosen.emit("up")
    qtbot.waitUntil(lambda: standing(desk, somebody, "toolbox") == ["Canal", "Tea"])
    qtbot.waitUntil(lambda: cards(screen) == ["Canal", "Tea"])
    shown(screen)[0].more_chosen.emit("hope")
    qtbot.waitUntil(lambda: standing(desk, somebody, "hope") == ["Canal"])
    assert standing(desk, somebody, "toolbox") == ["Tea"]


def test_what_was_just_done_can_be_taken_back_and_the_history_keeps_it(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    write(screen, "toolbox", "Tea", qtbot)
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: cards(screen) == ["Tea"])
    press(screen, "Take that back")
    qtbot.waitUntil(lambda: standing(desk, somebody, "toolbox") == [])
    assert record_of(desk, somebody).plan.in_part("toolbox")[0].words.past[0].value == "Tea"


def test_half_a_sentence_survives_leaving_and_comes_back_where_it_was(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    write(screen, "toolbox", "Ringing my sis", qtbot)
    screen.about_to_leave()
    qtbot.waitUntil(lambda: record_of(desk, somebody).draft_of(PLAN_FORM) is not None)
    assert record_of(desk, somebody).plan.statements == {}
    again = open_plan(desk, somebody, qtbot)
    qtbot.waitUntil(lambda: writer_of(again) is not None)
    writer = writer_of(again)
    assert writer is not None
    assert writer.writing.text == "Ringing my sis"
    assert writer.writing.part == "toolbox"


def test_words_thought_better_of_leave_no_trace(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    before = desk.store_thread.submit(lambda store: store.position().last_number).result()
    write(screen, "toolbox", "Not this", qtbot)
    screen.about_to_leave()
    press(screen, "Not this time")
    qtbot.waitUntil(lambda: record_of(desk, somebody).drafts == ())
    assert desk.store_thread.submit(lambda store: store.position().last_number).result() == before


def test_amended_and_struck_words_stay_readable_and_can_come_back(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    write(screen, "toolbox", "Tea", qtbot)
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: standing(desk, somebody, "toolbox") == ["Tea"])
    qtbot.waitUntil(lambda: len(screen.findChildren(StatementCard)) == 1)
    press(screen, "Say it differently")
    writer = writer_of(screen)
    assert writer is not None
    assert writer.writing.text == "Tea"
    qtbot.keyClicks(writer.text, " with milk")
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: standing(desk, somebody, "toolbox") == ["Tea with milk"])
    assert [one.value for one in record_of(desk, somebody).plan.in_part("toolbox")[0].words.past] == ["Tea"]
    # Until the screen shows the new words, striking would rightly strike only the old ones.
    qtbot.waitUntil(
        lambda: [one.statement.words for one in screen.findChildren(StatementCard)] == ["Tea with milk"]
    )
    press(screen, "Strike it out")
    qtbot.waitUntil(lambda: standing(desk, somebody, "toolbox") == [])
    qtbot.waitUntil(lambda: any(one.statement.struck for one in screen.findChildren(StatementCard)))
    press(screen, "Bring it back")
    qtbot.waitUntil(lambda: standing(desk, somebody, "toolbox") == ["Tea with milk"])


def test_a_colleagues_words_arriving_do_not_touch_what_is_being_typed(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    from records import plan as plans
    from records.operation import ItemClass
    from records.plan import Words

    write(screen, "toolbox", "half a sent", qtbot)
    empty = plans.read_plan(somebody, {})
    changes = plans.say(somebody, "hope", Words("From elsewhere"), ItemClass.WORDS, empty)
    desk.background.change(lambda store: store.record(somebody, changes))
    qtbot.waitUntil(lambda: len(screen.findChildren(StatementCard)) == 1)
    writer = writer_of(screen)
    assert writer is not None
    assert writer.writing.text == "half a sent"


def test_an_agreed_text_and_a_date_are_recorded_as_agreed_fields(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    from forms.answers import Given
    from forms.registry import PLAN, newest_form

    form = newest_form(PLAN)
    crisis = open_plan(desk, somebody, qtbot, "plan_crisis")
    write(crisis, "cp6_home", "My sister stays with me", qtbot)
    press(crisis, "Keep these words")
    field = form.field_of("cp6_home")
    qtbot.waitUntil(lambda: bool(record_of(desk, somebody).plan.agreed_field(field).heads))
    papers = open_plan(desk, somebody, qtbot, "plan_papers")
    presenter = papers.findChild(PlanPresenter)
    assert presenter is not None
    presenter._answers["review_when"].set_answer((None, "review_when"), Given(date(2027, 2, 12)))
    papers.answer_kept.emit("review_when")
    review = form.field_of("review_when")
    qtbot.waitUntil(lambda: bool(record_of(desk, somebody).plan.agreed_field(review).heads))
    head = record_of(desk, somebody).plan.agreed_field(review).heads[0]
    assert head.value == {"given": "2027-02-12"}


def test_a_section_is_the_persons_and_the_teams_until_the_person_chooses_otherwise(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    gp = Recipient(RecipientKind.GP)
    today = desk.shell.now().date()

    def who() -> WhoSees:
        return next(one for one in screen.findChildren(WhoSees) if one.isVisibleTo(screen))

    def shared_as() -> SharedAs:
        return may_see(record_of(desk, somebody), gp, "toolbox", None, on=today).form

    assert "Me and Sam’s team." in who().line.text()
    assert shared_as() is SharedAs.NO
    who().chosen.emit("gp:", "see")
    qtbot.waitUntil(lambda: shared_as() is SharedAs.SEE)
    qtbot.waitUntil(lambda: "My GP" in who().line.text())
    who().chosen.emit("gp:", "no")
    qtbot.waitUntil(lambda: shared_as() is SharedAs.NO)


def test_a_section_that_the_service_leaves_out_is_offered_only_where_somebody_has_written(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    def offered(screen: PlanScreen) -> list[str]:
        return [one.text() for one in screen.findChildren(Button) if one.isVisibleTo(screen)]

    before = open_plan(desk, somebody, qtbot, "plan_after")
    assert any("After a crisis" in one for one in offered(before))
    desk.shell = replace(desk.shell, site=Site(left_out=frozenset({"plan_after"})))
    without = open_plan(desk, somebody, qtbot, "plan_well")
    assert not any("After a crisis" in one for one in offered(without))
    write(before, "pc_feel", "I cook again", qtbot)
    press(before, "Keep these words")
    qtbot.waitUntil(lambda: any("After a crisis" in one for one in offered(without)))


def test_a_pause_in_writing_saves_the_words_and_leaves_the_page_as_it_stands(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    write(screen, "toolbox", "Tea", qtbot)
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: cards(screen) == ["Tea"])
    writer = write(screen, "toolbox", "Walking", qtbot)
    card = screen.findChildren(StatementCard)[-1]  # the page before may not have gone yet
    presenter = screen.findChild(PlanPresenter)
    assert presenter is not None

    def holds(record: PersonRecord | None) -> bool:
        draft = None if record is None else record.draft_of(PLAN_FORM)
        return draft is not None and draft.snapshot["text"] == "Walking"

    qtbot.waitUntil(lambda: holds(record_of(desk, somebody)))
    assert not holds(presenter.record)  # a draft is nothing that the record would be read again for
    desk.background.tell_changed(frozenset())
    qtbot.waitUntil(lambda: holds(presenter.record))
    assert screen.findChildren(StatementCard) == [card]
    assert writer_of(screen) is writer
    assert writer.text.hasFocus()


def test_choices_pressed_one_upon_another_answer_each_other_and_never_become_two_versions(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    from desktop.widgets.who_sees import WhoSees
    from records.sharing_choices import Recipient, RecipientKind, SharedAs
    from tests.records.sharings import may_see

    def shared_as(kind: RecipientKind) -> SharedAs:
        on = desk.shell.now().date()
        return may_see(record_of(desk, somebody), Recipient(kind), "toolbox", None, on=on).form

    who = next(one for one in screen.findChildren(WhoSees) if one.isVisibleTo(screen))
    for reader, chosen in (("gp:", "see"), ("gp:", "copy"), ("crisis:", "told"), ("gp:", "told")):
        who.chosen.emit(reader, chosen)
    qtbot.waitUntil(lambda: shared_as(RecipientKind.GP) is SharedAs.TOLD)
    assert shared_as(RecipientKind.CRISIS) is SharedAs.TOLD


def test_a_choice_of_who_sees_offers_no_taking_back_because_it_would_reach_the_words_before_it(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    from desktop.widgets.who_sees import WhoSees

    def offered() -> bool:
        return any(
            one.text() == "Take that back" and one.isVisibleTo(screen) for one in screen.findChildren(Button)
        )

    write(screen, "toolbox", "Tea", qtbot)
    press(screen, "Keep these words")
    qtbot.waitUntil(offered)
    who = next(one for one in screen.findChildren(WhoSees) if one.isVisibleTo(screen))
    who.chosen.emit("gp:", "see")
    qtbot.waitUntil(lambda: not offered())
    assert cards(screen) == ["Tea"]


def test_after_keeping_words_the_focus_waits_where_more_can_be_written(
    screen: PlanScreen, desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    write(screen, "toolbox", "Tea", qtbot)
    press(screen, "Keep these words")
    qtbot.waitUntil(lambda: cards(screen) == ["Tea"])
    focused = screen.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Add my words: Things that help me stay well"
