# SPDX-License-Identifier: Apache-2.0
"""Step 12: goals with help found nearby, somebody says they are ready, the decision, and the way back."""

from __future__ import annotations

from desktop.demo.journey import Journey
from desktop.demo.referral import CALLED, NAME
from desktop.demo.spoken import said
from desktop.demo.steps.checking_in import WITH_WHOM
from desktop.demo.steps.ways import Pen, open_person
from forms.directory import DIRECTORY_FILE
from forms.registry import CONTACT, GOALS, LEAVING
from locales import ngettext

GOAL, SUCCESS = "To cook for my sister again", "We eat at the table, the two of us."
PLACE, REACH = "Cooking together", "Hall on Mill Lane, Tuesdays, 01632 960222"
BACK = "Ring 01632 960000 and say my name."
READY = "I have cooked twice, and I slept."


def decide_and_leave(journey: Journey) -> None:
    """From a list of local support to a card for a pocket; nothing ends before two people said so."""
    _take_in_a_list(journey)
    _write_a_goal(journey)
    _say_ready(journey)
    _decide(journey)


def _take_in_a_list(journey: Journey) -> None:
    a, file = journey.a, journey.folder / "support.csv"
    tried = journey.now.date()
    rows = (
        "what,for_whom,how_to_reach,checked_on,rated_by",
        f'{PLACE},anybody,"{REACH}",{tried},two of us went',
        "Tea and talk,men,Canal Street,2024-03-01,",
        "Nobody to reach,,,,",
    )
    file.write_text("\n".join(rows) + "\n", "utf-8")
    a.press("Check-ins")
    a.press("Local support")
    a.give_files(file)
    a.press("Take in a list")
    count = ngettext("{count} place is in the list now.", "{count} places are in the list now.", 2)
    left_out = "Row {row} of {file} was left out: say what it is and how to reach it."
    a.see(count.format(count=2), PLACE, said(left_out, row=4, file=DIRECTORY_FILE))
    journey.shoot(a, "local-support")
    journey.check("A list of local support is taken in; the row that cannot be used is named by its number")


def _write_a_goal(journey: Journey) -> None:
    a, pen = journey.a, Pen.of(journey.a, GOALS)
    open_person(a, NAME, CALLED)
    a.press("Look at what we agreed")
    a.see(said("{called}’s check-ins", called=CALLED))
    a.press("Write down goals")
    a.see(said(pen.form.sections[0].title))
    a.press_named(f"{pen.asked('goals')}: {said('Add one')}")
    pen.write("goal_what", GOAL)
    pen.write("goal_success", SUCCESS)
    helps = pen.asked("goal_who")
    a.press_named(said("{question}: {action}", question=helps, action=said("Find support")))
    a.type_into(said("What are you looking for? A few words, in any order"), "lane cooking")
    a.press_named(said("Use this: {what}", what=PLACE))
    journey.shoot(a, "goal-with-support")
    a.press("Finish")
    a.see(said("{called}’s plan", called=CALLED))
    journey.check("A goal is in the person’s words, and help nearby is found in any order of words")


def _say_ready(journey: Journey) -> None:
    a, pen = journey.a, Pen.of(journey.a, CONTACT)
    a.press("Record a check-in")
    a.see(pen.asked("cc_by"))
    pen.choose("cc_by", "person")
    pen.now("cc_dt")
    pen.choose("cc_how", "phone")
    pen.write("cc_words", READY)
    pen.choose("cc_safety", "yes")
    pen.choose("cc_result", "ready")
    pen.write("cc_ready_when", "today")
    a.press("Finish")
    a.see(said("{called}’s plan", called=CALLED))
    a.press("Today")
    a.see(said("Decide together"))
    journey.shoot(a, "today-asks-for-a-decision")
    journey.check("That somebody is ready asks for a decision on Today, and ends nothing")


def _decide(journey: Journey) -> None:
    a, pen = journey.a, Pen.of(journey.a, LEAVING)
    asked = said("Decide together about leaving: {what}", what=said("nothing ends by itself"))
    line = said("{promise} ({who})", promise=asked, who=WITH_WHOM)
    a.press_named(said("{action}: {name}", action=said("Decide together"), name=f"{NAME}, {line}"))
    a.see(GOAL, pen.asked("cd_when"))
    pen.write("cd_when", "today")
    pen.write("cd_met", "I cook again.")
    pen.write("cd_view", "I know whom to ring.")
    journey.shoot(a, "decision-reads-the-goals")
    pen.go_to("cd_choose")
    a.type_into(said("{question}, name", question=pen.asked("cd_who")), "Priya Nair")
    pen.choose("cd_decision", "agree")
    pen.go_to("cd_back")
    pen.write("cd_back_how", BACK)
    pen.write("cd_gp_asked", "Look at the tablets in May.")
    a.type_into(said("{question}, name", question=pen.asked("cd_gp_questions")), "Priya Nair")
    pen.choose("cd_given", "yes")
    a.press("Finish")
    a.see(said("{called}’s check-ins", called=CALLED), BACK, GOAL)
    journey.shoot(a, "after-leaving")
    a.look_at(said("From hospital to leaving, and back"))
    journey.shoot(a, "the-way")
    journey.check("The page shows the way back, and the way from hospital to leaving with its list")
    a.press("A card for the way back")
    a.press("Copy it by hand")
    a.see(BACK)
    journey.shoot(a, "return-card")
    journey.check("A card for the way back is there, without a name on it")
