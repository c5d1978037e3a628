# SPDX-License-Identifier: Apache-2.0
"""The team's list says who, by when and how it stands, and not a word that anybody said or was promised."""

from __future__ import annotations

from datetime import UTC, datetime

from forms.clocks import ClockSettings
from records.known import known_of
from records.operation import PersonId
from records.people import DISCHARGE_FORM, NO_REPLY_FORM, PERSON_FORM, VISIT_FORM, make_card
from records.store import Waiting
from records.team_list import team_list
from records.today import make_today
from tests.records.laptops import Laptop
from tests.records.visiting import MET, at, fill

NOW = datetime(2026, 11, 21, 14, 10, tzinfo=UTC)
SECRET = "Zanzibar"


def somebody(number: int, name: str) -> Laptop:
    laptop = Laptop(person=PersonId(f"{number:032x}"))
    fill(laptop, PERSON_FORM, {"name": name})
    return laptop


def listed(*laptops: Laptop, drafts: dict[PersonId, list[str]] | None = None):
    cards = [make_card(one.person, one.read().items) for one in laptops]
    waiting = Waiting({laptops[0].person: 2}, 1, 0)
    return team_list(
        make_today(map(known_of, cards), drafts or {}, {}, waiting, None, ClockSettings(), NOW), "Sam Okafor"
    )


def test_it_is_in_the_order_of_today_with_the_deadline_in_words() -> None:
    soon, none = somebody(1, "Mina Rahman"), somebody(2, "Ann Nobody")
    fill(soon, DISCHARGE_FORM, {"disch_dt": at(20, "16:30")})
    made = listed(none, soon)
    assert made.as_of == "Saturday 21 November 2026, 14:10"
    assert made.made_by == "Sam Okafor"
    first, second = made.lines
    assert (first.name, first.deadline, first.late) == ("Mina Rahman", "48 hours ends Sunday 16:30", False)
    assert (second.name, second.deadline) == ("Ann Nobody", "No day of leaving hospital is known.")
    assert second.state == ("Not all of it has been received.",)


def test_a_deadline_that_has_passed_is_late() -> None:
    late = somebody(1, "Dan Late")
    fill(late, DISCHARGE_FORM, {"disch_dt": at(14, "09:00")})
    assert listed(late).lines[0].late


def test_a_door_that_nobody_opened_and_nobody_was_told_of_is_said_first() -> None:
    silent = somebody(1, "Zed Silent")
    fill(silent, NO_REPLY_FORM, {"nc_type": "no_reply"})
    assert listed(silent).lines[0].state[0] == "No one answered, and nobody is written down as told."


def test_promises_are_counted_and_never_told() -> None:
    promised = somebody(1, "Mina Rahman")
    fill(
        promised,
        VISIT_FORM,
        {**MET, "home_feel": SECRET, "need_registered": True, "need_registered_why": SECRET},
        [{"action_what": SECRET, "action_who": SECRET, "action_by": at(20)}, {"action_what": SECRET}],
    )
    (line,) = listed(promised).lines
    assert "3 promises are open. 1 is late." in line.state
    assert SECRET not in repr(listed(promised))


def test_a_promise_that_is_not_late_says_by_when() -> None:
    promised = somebody(1, "Mina Rahman")
    fill(promised, VISIT_FORM, MET, [{"action_what": SECRET, "action_by": at(21, "18:00")}])
    assert "1 promise is open. The next by Saturday 18:00." in listed(promised).lines[0].state


def test_a_peers_visit_says_that_a_registered_follow_up_is_still_due() -> None:
    peer = somebody(1, "Mina Rahman")
    fill(peer, DISCHARGE_FORM, {"disch_dt": at(20, "16:30")})
    fill(peer, VISIT_FORM, {**MET, "registered": False, "contact_dt": at(21, "11:00")})
    assert any("registered" in one for one in listed(peer).lines[0].state)


def test_what_is_half_written_is_said() -> None:
    begun = somebody(1, "Mina Rahman")
    assert (
        "Something is half written on this laptop."
        in listed(begun, drafts={begun.person: [f"{VISIT_FORM}|1"]}).lines[0].state
    )
