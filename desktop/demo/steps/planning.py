# SPDX-License-Identifier: Apache-2.0
"""Step 4: offline, they write the plan together; words are added, said differently and struck out."""

from __future__ import annotations

from desktop.demo.journey import Journey
from desktop.demo.laptop import Laptop
from desktop.demo.referral import CALLED, NAME
from desktop.demo.spoken import said, start_of
from desktop.demo.steps.ways import Pen, open_person
from forms.registry import PLAN, newest_form

CANAL = "Walking the dog by the canal before anyone is up."
SISTER = "Ringing my sister on Sundays, even when I don’t feel like it."
CHOIR = "The choir on Wednesdays, if I can get there by myself."
QUIET = "She goes quiet at dinner."
HOME = "My sister stays with me for a week."
STANDING = (CANAL, SISTER, QUIET, HOME)
"""What stands in the plan when this step is over."""

WORKER = "Sam"
_FIRST_TRY = "Walking the dog."


def write_the_plan(journey: Journey) -> None:
    """Stop the centre, open the plan, and write in it as three people would."""
    journey.centre.stop()
    a = journey.a
    open_person(a, NAME, CALLED)
    a.press("Write together")
    a.see(said("This plan is mine"))
    journey.shoot(a, "plan-mine")
    _see_all_sections(journey)
    _add_statements(journey)
    _change_and_strike(journey)
    _add_a_carers_words(journey)
    _agree_on_home(journey)
    a.press("Stop here for today")
    _say_who_may_have_it(journey)
    a.see(said("{called}’s plan", called=CALLED))
    journey.shoot(a, "person-with-plan")


def _see_all_sections(journey: Journey) -> None:
    form = newest_form(PLAN)
    journey.a.see(*(said(one.short or one.title) for one in form.sections))
    journey.check(f"All {len(form.sections)} sections of the plan are there as tabs")
    go_to_section(journey.a, "plan_crisis")
    crisis = next(one for one in form.sections if one.link_id == "plan_crisis")
    headings = list(dict.fromkeys(said(one.heading) for one in crisis.questions if one.heading))
    journey.a.see(*headings)
    journey.shoot(journey.a, "plan-crisis")
    journey.check("The crisis plan has its nine parts", len(headings) == 9)


def go_to_section(laptop: Laptop, section: str) -> None:
    """Press the tab of a section."""
    found = next(one for one in newest_form(PLAN).sections if one.link_id == section)
    laptop.press(found.short or found.title)
    laptop.see(said(found.lead))


def add_words(laptop: Laptop, part: str, text: str) -> None:
    """Add words to a part of the section that is shown, as the person's own."""
    _add(laptop, part, text)
    _keep(laptop, text)


def _add(laptop: Laptop, part: str, text: str) -> None:
    """Open the writing place of a part and type."""
    pen = Pen.of(laptop, PLAN)
    question = pen.asked(part)
    laptop.press("Add my words: {question}", question=question)
    laptop.type_into(question, text)


def _keep(laptop: Laptop, text: str) -> None:
    laptop.press("Keep these words")
    laptop.see(text)
    laptop.see_gone(said("Keep these words"))


def _add_statements(journey: Journey) -> None:
    a = journey.a
    go_to_section(a, "plan_well")
    _add(a, "toolbox", _FIRST_TRY)
    a.see(said("Whose words?"), said("Who is typing?"), said("Who will see this?"))
    a.see(start_of("Saved on this laptop, {time}", "time"))
    journey.shoot(a, "plan-writing")
    journey.check(
        "Whose words, who types and who will see them are asked while writing; a draft is saved first"
    )
    a.press("It was read back to me, and it is right")
    _keep(a, _FIRST_TRY)
    a.see(
        f"{said('My words.')} {said('{name} typed them.', name=WORKER + ' Okafor')} {said('I checked them.')}"
    )
    _add(a, "toolbox", SISTER)
    a.choose("Who is typing?", "Me")
    _keep(a, SISTER)
    a.see(f"{said('My words.')} {said('I typed them.')}")
    journey.check("Each statement shows whose words it is, who typed it and whether it was read back")
    add_words(a, "toolbox", CHOIR)


def _change_and_strike(journey: Journey) -> None:
    a = journey.a
    a.press_named(f"{said('Say it differently')}: {_FIRST_TRY}")
    a.type_into(Pen.of(a, PLAN).asked("toolbox"), CANAL)
    a.press("It was read back to me, and it is right")
    _keep(a, CANAL)
    journey.check("A statement said differently shows its new words")
    a.press_named(f"{said('Strike it out')}: {CHOIR}")
    a.see(said("Bring it back"), CHOIR)
    journey.shoot(a, "plan-statements")
    journey.check("A struck statement stays readable, marked as struck, and can be brought back")


def _add_a_carers_words(journey: Journey) -> None:
    a = journey.a
    go_to_section(a, "plan_early")
    _add(a, "others_notice", QUIET)
    a.choose("Whose words?", "Someone who cares for me")
    a.type("Their name", "Nadia")
    _keep(a, QUIET)
    a.see(said("{name}’s words, who cares for {called}.", name="Nadia", called=CALLED))
    journey.shoot(a, "plan-carer")
    journey.check("A carer’s words are shown as the carer’s, by name")


def _agree_on_home(journey: Journey) -> None:
    a = journey.a
    go_to_section(a, "plan_crisis")
    add_words(a, "cp6_home", HOME)
    journey.check("How to be supported at home is agreed in the crisis plan")


def _say_who_may_have_it(journey: Journey) -> None:
    """Asked once, because the crisis part was written in: Mina lets crisis services have it."""
    a = journey.a
    a.see(said("Who may have my crisis plan in a crisis?"))
    reader = f"{said('Crisis services')}, {said('My crisis plan')}"
    a.press_named(f"{reader}: {said('Have a copy')}")
    a.see(said("{name}: gets a copy of this.", name=said("Crisis services")))
    journey.shoot(a, "plan-crisis-asked")
    a.press("That is how I want it")
    a.see(said("{called}’s plan", called=CALLED))
    a.press("What I share")
    copy_of = said(
        "May have a copy of: {parts}. {until}.", parts=said("My crisis plan"), until=said("Until I say stop")
    )
    a.see(copy_of, said("How I agreed is not written down yet."))
    journey.shoot(a, "sharing")
    journey.check("Who may have the crisis plan is asked once, and what is shared stands on one page")
    a.press("Back")
