# SPDX-License-Identifier: Apache-2.0
"""What a person shares, on one page: seen, stopped, and who must not know, opened only on purpose."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from desktop.places import Place, PlaceKind
from desktop.presenters.sharing_presenter import make_sharing
from desktop.screens.kept_away_card import NewKeptAway
from desktop.screens.sharing_screen import SharingScreen
from desktop.widgets.buttons import Button
from desktop.widgets.words import Words
from records.copies_register import CopyGiven, copy_change
from records.kept_away import KeptAway, keep_away
from records.operation import PersonId
from records.person_record import PersonRecord, read_person_record
from records.plan import Words as Said
from records.plan import say
from records.sharing_changes import SHARING_FORM, choose
from records.sharing_choices import Choice, Recipient, RecipientKind, Scope, SharedAs
from records.sharing_overrides import SHARED_WITHOUT_FORM, SharedWithout, overrides, share_without_agreement
from tests.desktop.conftest import Desk
from tests.records.plans import class_of
from tests.records.sharings import may_see

GP = Recipient(RecipientKind.GP)


def record_of(desk: Desk, person: PersonId) -> PersonRecord:
    found = desk.store_thread.submit(lambda store: read_person_record(store, person)).result()
    assert found is not None
    return found


def share(desk: Desk, person: PersonId, scope: Scope, choice: Choice, recipient: Recipient = GP) -> None:
    changes = choose(record_of(desk, person), recipient, scope, choice)
    desk.store_thread.submit(lambda store: store.record(person, changes)).result()


def opened(desk: Desk, person: PersonId, qtbot: QtBot) -> SharingScreen:
    screen = make_sharing(desk.shell, Place(PlaceKind.SHARING, person))
    assert isinstance(screen, SharingScreen)
    qtbot.addWidget(screen)
    screen.resize(1176, 1400)
    screen.show()
    qtbot.waitUntil(lambda: "What I share" in said(screen))
    return screen


def said(screen: SharingScreen) -> list[str]:
    return [one.text() for one in screen.findChildren(Words) if one.isVisibleTo(screen)]


def press(screen: SharingScreen, name: str) -> None:
    buttons = (one for one in screen.findChildren(Button) if one.isVisibleTo(screen))
    next(one for one in buttons if one.accessibleName() == name).click()


def test_it_says_who_sees_what_and_until_when_in_words(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    share(desk, somebody, Scope("plan_well"), Choice(SharedAs.SEE, date(2099, 3, 14)))
    share(desk, somebody, Scope("plan_crisis"), Choice(SharedAs.COPY))
    screen = opened(desk, somebody, qtbot)
    assert "May look at: Keeps me well. Until 14 March 2099." in said(screen)
    assert "May have a copy of: My crisis plan. Until I say stop." in said(screen)
    assert said(screen).count("Sees nothing of this plan.") == 3
    assert "How I agreed is not written down yet." in said(screen)


def test_stopping_asks_once_then_counts_and_says_whose_copy_to_ask_for(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    share(desk, somebody, Scope("plan_well"), Choice(SharedAs.COPY))
    given = CopyGiven(1, 1, 14, "gp", 1_795_000_000_000, "safe")
    desk.store_thread.submit(lambda store: store.record(somebody, [copy_change(somebody, given)])).result()
    screen = opened(desk, somebody, qtbot)
    press(screen, "Stop sharing: My GP")
    assert "My GP sees nothing from now on. What they have on paper we ask for again." in said(screen)
    press(screen, "Yes, stop: My GP")

    def stopped() -> bool:
        found = may_see(record_of(desk, somebody), GP, "toolbox", None, on=desk.shell.now().date())
        return not found.allowed

    qtbot.waitUntil(stopped)
    asked = "Please ask for it back when we next meet or talk."
    qtbot.waitUntil(lambda: any(one.startswith("Has copy 1") and asked in one for one in said(screen)))
    stops = [one for one in screen.findChildren(Button) if one.accessibleName() == "Stop sharing: My GP"]
    assert not any(one.isVisibleTo(screen) for one in stops)


def test_one_statement_with_a_choice_of_its_own_is_counted_and_not_quoted(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    plan = record_of(desk, somebody).plan
    words = say(somebody, "toolbox", Said("The canal"), class_of("toolbox"), plan)
    desk.store_thread.submit(lambda store: store.record(somebody, words)).result()
    (statement,) = record_of(desk, somebody).plan.in_part("toolbox")
    share(desk, somebody, Scope(statement=statement.item), Choice(SharedAs.TOLD))
    screen = opened(desk, somebody, qtbot)
    assert "1 thing that I chose by itself." in said(screen)
    assert not any("canal" in one for one in said(screen))


def test_who_must_not_know_is_named_nowhere_until_the_list_is_opened_and_gone_when_it_is_closed(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    desk.store_thread.submit(
        lambda store: store.record(somebody, [keep_away(somebody, KeptAway("Tariq", "brother"))])
    ).result()
    screen = opened(desk, somebody, qtbot)

    def names() -> list[str]:
        words = [one.text() for one in screen.findChildren(Words)]
        return [*words, *(one.accessibleName() for one in screen.findChildren(Button))]

    assert not any("Tariq" in one for one in names())
    press(screen, "Open the list")
    qtbot.waitUntil(lambda: "Tariq, brother" in said(screen))
    press(screen, "Close the list")
    qtbot.waitUntil(lambda: not any("Tariq" in one for one in names()))


def test_somebody_is_kept_away_and_sees_nothing_then_no_longer(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    share(desk, somebody, Scope("plan_well"), Choice(SharedAs.SEE))
    screen = opened(desk, somebody, qtbot)
    press(screen, "Open the list")
    assert screen.kept_away is not None
    screen.kept_away.added.emit(NewKeptAway("gp", "", "", "", "He tells my father"))
    qtbot.waitUntil(lambda: "My GP: He tells my father" in said(screen))
    assert "May look at: Keeps me well. Until I say stop." not in said(screen)
    assert "My GP" not in said(screen)
    press(screen, "This no longer holds: My GP: He tells my father")
    qtbot.waitUntil(lambda: "May look at: Keeps me well. Until I say stop." in said(screen))


def test_a_name_half_typed_stays_when_the_page_is_shown_again_and_goes_once_it_is_kept(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    screen = opened(desk, somebody, qtbot)
    press(screen, "Open the list")
    before = screen.kept_away
    assert before is not None
    before.name.setText("Tariq")
    before.phone.setText("07700")
    share(desk, somebody, Scope("plan_well"), Choice(SharedAs.SEE))
    desk.background.tell_changed(frozenset({somebody}))
    qtbot.waitUntil(lambda: screen.kept_away is not before)
    card = screen.kept_away
    assert card is not None
    assert (card.name.text(), card.phone.text(), card.relation.text()) == ("Tariq", "07700", "")
    card.add_button.click()
    qtbot.waitUntil(lambda: any("Tariq" in one for one in said(screen)))
    assert screen.kept_away is not None
    assert screen.kept_away.name.text() == ""


def test_a_person_cannot_be_kept_away_without_a_name(desk: Desk, somebody: PersonId, qtbot: QtBot) -> None:
    screen = opened(desk, somebody, qtbot)
    press(screen, "Open the list")
    card = screen.kept_away
    assert card is not None
    assert not card.add_button.isEnabled()
    card.name.setText("Tariq")
    assert card.add_button.isEnabled()


def test_hazard_15_what_was_shared_without_agreement_stands_there_until_the_person_is_told(
    desk: Desk, somebody: PersonId, qtbot: QtBot
) -> None:
    happened = SharedWithout("That she was unwell.", "Ambulance", "No answer.", "Vital interests")
    desk.store_thread.submit(lambda store: store.record(somebody, share_without_agreement(happened))).result()
    screen = opened(desk, somebody, qtbot)
    assert "I have not been told yet." in said(screen)
    told = next(
        one.accessibleName()
        for one in screen.findChildren(Button)
        if one.accessibleName().startswith("Mina has been told now")
    )
    press(screen, told)
    qtbot.waitUntil(lambda: "I was told about it." in said(screen))
    (one,) = overrides(record_of(desk, somebody))
    assert one.shared.what == "That she was unwell."


@pytest.mark.parametrize(
    ("button", "form"),
    [
        ("Write down how I agreed", SHARING_FORM),
        ("Write down something that was shared without agreement", SHARED_WITHOUT_FORM),
    ],
)
def test_how_they_agreed_and_what_was_shared_without_are_forms(
    desk: Desk, somebody: PersonId, qtbot: QtBot, button: str, form: str
) -> None:
    press(opened(desk, somebody, qtbot), button)
    assert desk.places[-1] == Place(PlaceKind.FORM, somebody, form=form)
